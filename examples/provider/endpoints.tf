# The endpoints of the region's internal network, for a machine without Internet
# access.
provider "aliyun" {
  region = "cn-hangzhou"

  endpoints {
    vpc = "vpc-vpc.cn-hangzhou.aliyuncs.com"
    sts = "sts-vpc.cn-hangzhou.aliyuncs.com"
  }
}
