# A region that builds attachments with a single tunnel, with a health check.
resource "aliyun_vpn_customer_gateway" "office" {
  region     = "me-east-1"
  ip_address = "203.0.113.1"
}

resource "aliyun_vpn_attachment" "single_tunnel" {
  region              = "me-east-1"
  customer_gateway_id = aliyun_vpn_customer_gateway.office.id
  local_subnets       = ["10.20.0.0/16"]
  remote_subnets      = ["192.168.0.0/16"]
  ike                 = { version = "ikev2", encryption = "aes256", authentication = "sha256", dh_group = "group14" }
  ipsec               = { encryption = "aes256", authentication = "sha256", pfs_group = "group14" }

  health_check = {
    destination_ip = "192.168.0.1"
    source_ip      = "10.20.0.10"
    policy         = "revoke_route"
  }
}
