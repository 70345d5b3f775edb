# All gateways of the network team.
data "aliyun_vpn_gateways" "network" {
  status     = "active"
  name_regex = "^office-"

  tags = {
    team = "network"
  }
}

output "vpn_addresses" {
  value = { for g in data.aliyun_vpn_gateways.network.gateways : g.name => g.internet_ip }
}
