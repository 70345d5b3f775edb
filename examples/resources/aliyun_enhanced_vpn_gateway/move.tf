# Takes over alicloud_vpn_gateway_enhanced_vpn_gateway.example from
# aliyun/alicloud. The gateway itself does not change.
moved {
  from = alicloud_vpn_gateway_enhanced_vpn_gateway.example
  to   = aliyun_enhanced_vpn_gateway.example
}

resource "aliyun_enhanced_vpn_gateway" "example" {
  vpc_id                       = "vpc-t4nsingapore000000001"
  vswitch_id                   = "vsw-t4nzonea00000000000001"
  disaster_recovery_vswitch_id = "vsw-t4nzoneb00000000000002"
  name                         = "branches-singapore"
}
