# Two connections to one network: the second one takes over when the first one is
# down.
resource "aliyun_vpn_route_entry" "active" {
  vpn_gateway_id = "vpn-t4nzl7y58gv1d0w2yzkjc"
  next_hop       = "vco-t4n15oes1py4i66rmd8io"
  destination    = "10.1.0.0/16"
}

resource "aliyun_vpn_route_entry" "standby" {
  vpn_gateway_id = "vpn-t4nzl7y58gv1d0w2yzkjc"
  next_hop       = "vco-t4n25oes1py4i66rmd8io"
  destination    = "10.1.0.0/16"
  weight         = 0
}
