# Where a gateway of this size can be built: its vSwitches go there.
data "aliyun_vpn_gateway_zones" "available" {
  bandwidth = 100
}

output "zones" {
  value = data.aliyun_vpn_gateway_zones.available.ids
}
