# The routes of a VPN gateway.
list "aliyun_vpn_route_entry" "office" {
  provider = aliyun
  limit    = 500

  config {
    vpn_gateway_id = "vpn-t4nzl7y58gv1d0w2yzkjc"
  }
}
