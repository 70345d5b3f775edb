# Takes over alicloud_vpn_customer_gateway.example from aliyun/alicloud. The
# customer gateway itself does not change.
moved {
  from = alicloud_vpn_customer_gateway.example
  to   = aliyun_vpn_customer_gateway.example
}

resource "aliyun_vpn_customer_gateway" "example" {
  ip_address = "203.0.113.1"
  asn        = 65001
  name       = "office-berlin"
}
