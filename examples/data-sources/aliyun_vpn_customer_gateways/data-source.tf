# All customer gateways of the network team.
data "aliyun_vpn_customer_gateways" "network" {
  name_regex = "^office-"

  tags = {
    team = "network"
  }
}

output "offices" {
  value = { for g in data.aliyun_vpn_customer_gateways.network.customer_gateways : g.name => g.ip_address }
}
