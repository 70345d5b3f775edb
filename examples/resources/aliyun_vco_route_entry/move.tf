# Takes over alicloud_vpn_gateway_vco_route.example from aliyun/alicloud. The route
# itself does not change.
moved {
  from = alicloud_vpn_gateway_vco_route.example
  to   = aliyun_vco_route_entry.example
}

resource "aliyun_vco_route_entry" "example" {
  vpn_connection_id = "vco-t4n35oes1py4i66rmd8io"
  next_hop          = "vco-t4n35oes1py4i66rmd8io"
  destination       = "192.168.12.0/24"
}
