# Was alicloud_vpn_gateway.example of the provider aliyun/alicloud. The gateway itself is not touched.
moved {
  from = alicloud_vpn_gateway.example
  to   = aliyun_vpn_gateway.example
}

resource "aliyun_vpn_gateway" "example" {
  vpc_id               = "vpc-bp1ub1yt9cvakoelj1y9c"
  bandwidth            = 10
  name                 = "office-hangzhou"
  instance_charge_type = "POSTPAY"
}
