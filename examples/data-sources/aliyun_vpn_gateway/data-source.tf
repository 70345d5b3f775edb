# By name, in one VPC.
data "aliyun_vpn_gateway" "office" {
  vpc_id = "vpc-t4nsingapore000000001"
  name   = "office-singapore"
}

# By ID.
data "aliyun_vpn_gateway" "known" {
  id = "vpn-t4nq8bgx4xnkm2ogj0fiu"
}

output "vpn_address" {
  value = data.aliyun_vpn_gateway.office.internet_ip
}
