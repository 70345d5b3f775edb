# The certificates that a gateway uses.
list "aliyun_vpn_gateway_certificate" "of_the_gateway" {
  provider = aliyun

  config {
    vpn_gateway_id = "vpn-t4nsm7y58gv1d0w2yzkjc"
  }
}
