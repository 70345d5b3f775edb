# The office has one line and routes for itself: with 0.0.0.0/0 at both ends, routes
# say what goes through the tunnels. One tunnel has algorithms of its own.
resource "aliyun_vpn_gateway" "hq" {
  vpc_id                       = "vpc-t4nsingapore000000001"
  vswitch_id                   = "vsw-t4nzonea00000000000001"
  disaster_recovery_vswitch_id = "vsw-t4nzoneb00000000000002"
  bandwidth                    = 10
  name                         = "hq"
  instance_charge_type         = "POSTPAY"
}

resource "aliyun_vpn_customer_gateway" "office" {
  ip_address = "203.0.113.1"
}

resource "aliyun_vpn_connection" "routed" {
  vpn_gateway_id    = aliyun_vpn_gateway.hq.id
  local_subnets     = ["0.0.0.0/0"]
  remote_subnets    = ["0.0.0.0/0"]
  auto_config_route = false
  ike               = { version = "ikev2", encryption = "aes256", authentication = "sha256", dh_group = "group14" }
  ipsec             = { encryption = "aes256", authentication = "sha256", pfs_group = "group14" }

  tunnels = {
    master = {
      customer_gateway_id = aliyun_vpn_customer_gateway.office.id
      remote_id           = "office.example.com"
    }
    slave = {
      customer_gateway_id = aliyun_vpn_customer_gateway.office.id
      remote_id           = "office.example.com"
      enable_dpd          = false
      ipsec               = { encryption = "aes256", authentication = "sha1", pfs_group = "disabled", lifetime = 28800 }
    }
  }
}
