# terraform query finds the gateways of a VPC, and with
# -generate-config-out=gateways.tf it writes what imports them.
list "aliyun_vpn_gateway" "of_the_vpc" {
  provider = aliyun

  config {
    vpc_id = "vpc-t4nsingapore000000001"
  }
}
