# Two vSwitches in two zones give every connection two tunnels. Dual-tunnel
# regions build no other gateways.
resource "aliyun_vpn_gateway" "dual_tunnel" {
  vpc_id                       = "vpc-bp1ub1yt9cvakoelj1y9c"
  vswitch_id                   = "vsw-bp1zonea00000000000001"
  disaster_recovery_vswitch_id = "vsw-bp1zoneb00000000000002"
  bandwidth                    = 100
  name                         = "office-hangzhou"
  instance_charge_type         = "POSTPAY"
}

# The other end needs both.
output "tunnel_addresses" {
  value = [
    aliyun_vpn_gateway.dual_tunnel.internet_ip,
    aliyun_vpn_gateway.dual_tunnel.disaster_recovery_internet_ip,
  ]
}
