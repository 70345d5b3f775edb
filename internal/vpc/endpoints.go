package vpc

const centralHost = "vpc.aliyuncs.com"

// regionHosts lists the regions that do not follow the rule
// vpc.<region>.aliyuncs.com.
//
// https://www.alibabacloud.com/help/en/vpc/developer-reference/api-vpc-2016-04-28-endpoint
var regionHosts = map[string]string{
	"cn-hangzhou":             centralHost,
	"cn-hangzhou-finance":     centralHost,
	"cn-shanghai-finance-1":   centralHost,
	"cn-shenzhen-finance-1":   centralHost,
	"cn-north-2-gov-1":        centralHost,
	"cn-beijing-gov-1":        centralHost,
	"cn-beijing-finance-pop":  centralHost,
	"cn-fujian":               centralHost,
	"cn-wuhan":                centralHost,
	"cn-zhangbei":             centralHost,
	"ap-northeast-2-pop":      centralHost,
	"cn-hongkong-finance-pop": centralHost,
	"rus-west-1-pop":          centralHost,
	"cn-qingdao-nebula":       "vpc-nebula.cn-qingdao-nebula.aliyuncs.com",
	"cn-huhehaote-nebula-1":   "vpc-nebula.cn-qingdao-nebula.aliyuncs.com",
	"eu-west-1-oxs":           "vpc-nebula.cn-shenzhen-cloudstone.aliyuncs.com",
	"cn-edge-1":               "vpc-nebula.cn-qingdao-nebula.aliyuncs.com",
	"cn-zhangjiakou-na62-a01": "vpc.cn-zhangjiakou.aliyuncs.com",
}

// regionHost returns the public endpoint of a region.
func regionHost(region string) string {
	if host, ok := regionHosts[region]; ok {
		return host
	}
	return "vpc." + region + ".aliyuncs.com"
}
