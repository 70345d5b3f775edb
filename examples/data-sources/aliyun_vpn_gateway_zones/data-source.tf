# The zones for the vSwitches of a gateway with this bandwidth.
data "aliyun_vpn_gateway_zones" "available" {
  bandwidth = 100
}

output "zones" {
  value = data.aliyun_vpn_gateway_zones.available.ids
}
