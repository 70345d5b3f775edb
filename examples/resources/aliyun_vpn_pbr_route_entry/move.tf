# Takes over alicloud_vpn_pbr_route_entry.example from aliyun/alicloud. The route
# itself does not change.
moved {
  from = alicloud_vpn_pbr_route_entry.example
  to   = aliyun_vpn_pbr_route_entry.example
}

resource "aliyun_vpn_pbr_route_entry" "example" {
  vpn_gateway_id = "vpn-t4nzl7y58gv1d0w2yzkjc"
  next_hop       = "vco-t4n15oes1py4i66rmd8io"
  source         = "192.168.1.0/24"
  destination    = "10.0.0.0/16"
  priority       = 5
}
