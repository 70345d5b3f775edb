# A new value replaces the certificate: change it when a plan warns that the certificate
# expires. The old one is deleted after the new one is there.
resource "terraform_data" "certificate_of" {
  input = "2026"
}

resource "aliyun_ssl_vpn_client_cert" "example" {
  name              = "laptop-of-anna"
  ssl_vpn_server_id = "vss-t4n15j3du13gq1dgey2p2b"

  lifecycle {
    replace_triggered_by  = [terraform_data.certificate_of]
    create_before_destroy = true
  }
}
