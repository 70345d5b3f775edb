# People dial in with the IKE client of their phone. The API makes the key.
resource "aliyun_vpn_gateway" "people" {
  vpc_id                       = "vpc-t4nsingapore000000001"
  vswitch_id                   = "vsw-t4nzonea00000000000001"
  disaster_recovery_vswitch_id = "vsw-t4nzoneb00000000000002"
  bandwidth                    = 10
  name                         = "people"
  instance_charge_type         = "POSTPAY"
  enable_ipsec                 = false
  enable_ssl                   = true
  ssl_connections              = 20
}

resource "aliyun_vpn_ipsec_server" "example" {
  vpn_gateway_id = aliyun_vpn_gateway.people.id
  name           = "people"
  client_ip_pool = "10.200.0.0/24"
  local_subnets  = ["10.20.0.0/16"]
  local_id       = "vpn.example.com"

  ike   = { version = "ikev2", encryption = "aes256", authentication = "sha256", dh_group = "group14" }
  ipsec = { encryption = "aes256", authentication = "sha256", pfs_group = "group14" }
}
