# By name, in one VPC.
data "aliyun_enhanced_vpn_gateway" "branches" {
  vpc_id = "vpc-t4nsingapore000000001"
  name   = "branches-singapore"
}

# By ID.
data "aliyun_enhanced_vpn_gateway" "known" {
  id = "vpn-t4ne5hbnyvc9x2mkq7d3a"
}

output "vpn_gateway_status" {
  value = data.aliyun_enhanced_vpn_gateway.branches.status
}
