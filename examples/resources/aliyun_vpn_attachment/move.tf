# Takes over alicloud_vpn_gateway_vpn_attachment.example from aliyun/alicloud. The
# attachment itself does not change, and its keys are no longer in state.
moved {
  from = alicloud_vpn_gateway_vpn_attachment.example
  to   = aliyun_vpn_attachment.example
}

resource "aliyun_vpn_customer_gateway" "office" {
  ip_address = "203.0.113.1"
}

resource "aliyun_vpn_attachment" "example" {
  name           = "office"
  local_subnets  = ["0.0.0.0/0"]
  remote_subnets = ["0.0.0.0/0"]
  ike            = { version = "ikev2", encryption = "aes256", authentication = "sha256", dh_group = "group14" }
  ipsec          = { encryption = "aes256", authentication = "sha256", pfs_group = "group14" }

  tunnels = {
    tunnel1 = { customer_gateway_id = aliyun_vpn_customer_gateway.office.id }
    tunnel2 = { customer_gateway_id = aliyun_vpn_customer_gateway.office.id }
  }
}
