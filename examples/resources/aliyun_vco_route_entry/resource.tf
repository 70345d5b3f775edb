# A network behind a connection that a transit router has.
resource "aliyun_vco_route_entry" "example" {
  vpn_connection_id = "vco-t4n35oes1py4i66rmd8io"
  next_hop          = "vco-t4n35oes1py4i66rmd8io"
  destination       = "192.168.12.0/24"
}
