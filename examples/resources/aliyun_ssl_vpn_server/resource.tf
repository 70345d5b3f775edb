# People reach the VPC, and its DNS servers. 20 connections need a pool of 80
# addresses or more.
resource "aliyun_vpn_gateway" "dial_in" {
  vpc_id                       = "vpc-t4nsingapore000000001"
  vswitch_id                   = "vsw-t4nzonea00000000000001"
  disaster_recovery_vswitch_id = "vsw-t4nzoneb00000000000002"
  bandwidth                    = 10
  name                         = "dial-in"
  instance_charge_type         = "POSTPAY"
  enable_ipsec                 = false
  enable_ssl                   = true
  ssl_connections              = 20
}

resource "aliyun_ssl_vpn_server" "team" {
  name           = "team"
  vpn_gateway_id = aliyun_vpn_gateway.dial_in.id
  client_ip_pool = "10.200.0.0/24"
  local_subnets  = ["10.20.0.0/16", "100.100.2.136/32", "100.100.2.138/32"]
  dns_servers    = ["100.100.2.136", "100.100.2.138"]
}

# What people dial.
output "address" {
  value = "${aliyun_ssl_vpn_server.team.internet_ip}:${aliyun_ssl_vpn_server.team.port}"
}
