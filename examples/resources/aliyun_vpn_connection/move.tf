# Takes over alicloud_vpn_connection.example from aliyun/alicloud. The connection
# itself does not change, and its keys are no longer in state.
moved {
  from = alicloud_vpn_connection.example
  to   = aliyun_vpn_connection.example
}

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

resource "aliyun_vpn_connection" "example" {
  name           = "office"
  vpn_gateway_id = aliyun_vpn_gateway.hq.id
  local_subnets  = ["10.20.0.0/16"]
  remote_subnets = ["192.168.0.0/16"]
  ike            = { version = "ikev2", encryption = "aes256", authentication = "sha256", dh_group = "group14" }
  ipsec          = { encryption = "aes256", authentication = "sha256", pfs_group = "group14" }

  tunnels = {
    master = { customer_gateway_id = aliyun_vpn_customer_gateway.office.id }
    slave  = { customer_gateway_id = aliyun_vpn_customer_gateway.office.id }
  }
}
