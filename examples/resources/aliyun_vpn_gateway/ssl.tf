# SSL-VPN only, for up to 20 clients at the same time.
resource "aliyun_vpn_gateway" "ssl" {
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
