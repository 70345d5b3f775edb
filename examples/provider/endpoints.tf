# Calls go to the VPC endpoint of the region's internal network, for a machine
# without a way to the Internet.
provider "aliyun" {
  region = "cn-hangzhou"

  endpoints {
    vpc = "vpc-vpc.cn-hangzhou.aliyuncs.com"
    sts = "sts-vpc.cn-hangzhou.aliyuncs.com"
  }
}
