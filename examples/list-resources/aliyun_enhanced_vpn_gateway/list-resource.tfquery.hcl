# The enhanced gateways of a VPC.
list "aliyun_enhanced_vpn_gateway" "of_the_vpc" {
  provider = aliyun
  limit    = 500

  config {
    vpc_id = "vpc-t4nsingapore000000001"
  }
}
