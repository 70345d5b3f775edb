# By name, in one VPC.
data "aliyun_vpn_gateway" "office" {
  vpc_id = "vpc-bp1ub1yt9cvakoelj1y9c"
  name   = "office-hangzhou"
}

# By ID.
data "aliyun_vpn_gateway" "known" {
  id = "vpn-bp1q8bgx4xnkm2ogj0fiu"
}

output "vpn_address" {
  value = data.aliyun_vpn_gateway.office.internet_ip
}
