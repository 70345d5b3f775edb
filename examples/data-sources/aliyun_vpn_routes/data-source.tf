# All routes of a VPN gateway, and what it has learnt from the other end by BGP.
data "aliyun_vpn_routes" "all" {
  vpn_gateway_id = "vpn-t4nzl7y58gv1d0w2yzkjc"
}

output "learnt" {
  value = { for r in data.aliyun_vpn_routes.all.routes : r.destination => r.as_path... if r.learnt_from == "VPN_BGP" }
}
