# For people who dial in: SSL-VPN only, twenty at a time.
resource "aliyun_vpn_gateway" "ssl" {
  vpc_id               = "vpc-bp1ub1yt9cvakoelj1y9c"
  bandwidth            = 10
  name                 = "dial-in"
  instance_charge_type = "POSTPAY"
  enable_ipsec         = false
  enable_ssl           = true
  ssl_connections      = 20
}
