resource "aliyun_ssl_vpn_server" "team" {
  name           = "team"
  vpn_gateway_id = aliyun_vpn_gateway.main.id
  client_ip_pool = "10.200.0.0/24"
  local_subnets  = ["10.0.0.0/16", "10.1.0.0/16"]
  cipher         = "AES-256-CBC"
}

# The state no longer has the keys and configurations of clients. The ephemeral resource aliyun_ssl_vpn_client_config
# reads them when they are needed. Older copies of the state still have them.
resource "aliyun_ssl_vpn_client_cert" "team" {
  for_each = toset(["anna", "bert"])

  name              = each.value
  ssl_vpn_server_id = aliyun_ssl_vpn_server.team.id
}

resource "aliyun_vpn_gateway" "phones" {
  name                         = "phones"
  vpc_id                       = "vpc-bp1ub1yt9cvakoelj1y9c"
  vswitch_id                   = "vsw-bp1zonea00000000000001"
  disaster_recovery_vswitch_id = "vsw-bp1zoneb00000000000002"
  bandwidth                    = 10
  instance_charge_type         = "POSTPAY"
  enable_ipsec                 = false
  enable_ssl                   = true
  ssl_connections              = 20
}

# The server keeps its key. It is no longer in the state either.
resource "aliyun_vpn_ipsec_server" "phones" {
  name           = "phones"
  vpn_gateway_id = aliyun_vpn_gateway.phones.id
  client_ip_pool = "10.201.0.0/24"
  local_subnets  = ["10.0.0.0/16"]
  local_id       = "vpn.example.com"

  ike   = { version = "ikev2", encryption = "aes256", authentication = "sha256", dh_group = "group14" }
  ipsec = { encryption = "aes256", authentication = "sha256", pfs_group = "group14" }
}
