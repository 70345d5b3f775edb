# An office, connected to the gateway by two tunnels. With 0.0.0.0/0 on both sides, routes decide what goes through them.

resource "aliyun_vpn_customer_gateway" "office" {
  name       = "office"
  ip_address = "198.51.100.1" # of the office's device
}

resource "aliyun_vpn_connection" "office" {
  name           = "office"
  vpn_gateway_id = aliyun_vpn_gateway.demo.id
  local_subnets  = ["0.0.0.0/0"]
  remote_subnets = ["0.0.0.0/0"]

  ike   = { version = "ikev2", encryption = "aes256", authentication = "sha256", dh_group = "group14" }
  ipsec = { encryption = "aes256", authentication = "sha256", pfs_group = "group14" }

  # No key is given, so the API makes one for each tunnel.
  tunnels = {
    master = { customer_gateway_id = aliyun_vpn_customer_gateway.office.id }
    slave  = { customer_gateway_id = aliyun_vpn_customer_gateway.office.id }
  }
}

resource "aliyun_vpn_route_entry" "office" {
  vpn_gateway_id = aliyun_vpn_gateway.demo.id
  destination    = "192.168.0.0/16" # the office's network
  next_hop       = aliyun_vpn_connection.office.id
}
