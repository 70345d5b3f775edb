# The routes of a connection to a transit router.
list "aliyun_vco_route_entry" "office" {
  provider = aliyun
  limit    = 500

  config {
    vpn_connection_id = "vco-t4n35oes1py4i66rmd8io"
  }
}
