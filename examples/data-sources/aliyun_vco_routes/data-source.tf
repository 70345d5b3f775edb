# All routes of a connection to a transit router, and what it has learnt from the other
# end by BGP.
data "aliyun_vco_routes" "office" {
  vpn_connection_id = "vco-t4n35oes1py4i66rmd8io"
}

output "learnt" {
  value = { for r in data.aliyun_vco_routes.office.routes : r.destination => r.as_path... if r.learnt_from == "VPN_BGP" }
}
