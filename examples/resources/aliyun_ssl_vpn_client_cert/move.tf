# Takes over alicloud_ssl_vpn_client_cert.example from aliyun/alicloud. The certificate
# itself does not change. Its key is not in the new state.
moved {
  from = alicloud_ssl_vpn_client_cert.example
  to   = aliyun_ssl_vpn_client_cert.example
}

resource "aliyun_ssl_vpn_client_cert" "example" {
  name              = "laptop-of-anna"
  ssl_vpn_server_id = "vss-t4n15j3du13gq1dgey2p2b"
}
