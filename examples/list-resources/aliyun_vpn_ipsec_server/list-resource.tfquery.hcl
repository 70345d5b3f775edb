# The IPsec servers of a region.
list "aliyun_vpn_ipsec_server" "people" {
  provider = aliyun
  limit    = 500

  config {
    name_regex = "^people"
  }
}
