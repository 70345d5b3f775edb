# People dial in with OpenVPN.
resource "alicloud_ssl_vpn_server" "team" {
  name           = "team"
  vpn_gateway_id = alicloud_vpn_gateway.main.id
  client_ip_pool = "10.200.0.0/24"
  local_subnet   = "10.0.0.0/16,10.1.0.0/16"
  cipher         = "AES-256-CBC"
}

resource "alicloud_ssl_vpn_client_cert" "team" {
  for_each = toset(["anna", "bert"])

  name              = each.value
  ssl_vpn_server_id = alicloud_ssl_vpn_server.team.id
}

# And with the IKE client of their phones, on a gateway that has no IPsec connections.
resource "alicloud_vpn_gateway" "phones" {
  vpn_gateway_name             = "phones"
  vpc_id                       = "vpc-bp1ub1yt9cvakoelj1y9c"
  vswitch_id                   = "vsw-bp1zonea00000000000001"
  disaster_recovery_vswitch_id = "vsw-bp1zoneb00000000000002"
  bandwidth                    = 10
  payment_type                 = "PayAsYouGo"
  enable_ipsec                 = false
  enable_ssl                   = true
  ssl_connections              = 20
}

resource "alicloud_vpn_ipsec_server" "phones" {
  ipsec_server_name = "phones"
  vpn_gateway_id    = alicloud_vpn_gateway.phones.id
  client_ip_pool    = "10.201.0.0/24"
  local_subnet      = "10.0.0.0/16"
  psk_enabled       = true
  psk               = lookup(var.psk, "phones", null)

  ike_config {
    ike_version  = "ikev2"
    ike_mode     = "main"
    ike_enc_alg  = "aes256"
    ike_auth_alg = "sha256"
    ike_pfs      = "group14"
    ike_lifetime = 86400
    local_id     = "vpn.example.com"
  }
  ipsec_config {
    ipsec_enc_alg  = "aes256"
    ipsec_auth_alg = "sha256"
    ipsec_pfs      = "group14"
    ipsec_lifetime = 86400
  }
}
