# One certificate, by its name within the SSL server.
data "aliyun_ssl_vpn_client_cert" "anna" {
  name              = "laptop-of-anna"
  ssl_vpn_server_id = "vss-t4n15j3du13gq1dgey2p2b"
}

output "anna_until" {
  value = data.aliyun_ssl_vpn_client_cert.anna.expire_time
}
