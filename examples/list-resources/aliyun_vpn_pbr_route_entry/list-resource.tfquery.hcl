# The policy-based routes that lead through a connection.
list "aliyun_vpn_pbr_route_entry" "office" {
  provider = aliyun
  limit    = 500

  config {
    next_hop = "vco-t4n15oes1py4i66rmd8io"
  }
}
