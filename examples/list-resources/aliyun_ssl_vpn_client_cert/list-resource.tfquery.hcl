# The certificates of an SSL server.
list "aliyun_ssl_vpn_client_cert" "team" {
  provider = aliyun
  limit    = 50

  config {
    ssl_vpn_server_id = "vss-t4n15j3du13gq1dgey2p2b"
  }
}
