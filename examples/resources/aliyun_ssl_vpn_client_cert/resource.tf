# A device that dials in.
resource "aliyun_ssl_vpn_client_cert" "example" {
  name              = "laptop-of-anna"
  ssl_vpn_server_id = "vss-t4n15j3du13gq1dgey2p2b"
}
