# All enhanced gateways of the network team.
data "aliyun_enhanced_vpn_gateways" "network" {
  name_regex = "^branches-"

  tags = {
    team = "network"
  }
}

output "vpn_gateway_ids" {
  value = { for g in data.aliyun_enhanced_vpn_gateways.network.gateways : g.name => g.id }
}
