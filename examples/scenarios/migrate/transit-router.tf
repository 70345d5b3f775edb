resource "aliyun_vpn_customer_gateway" "branch" {
  name       = "branch"
  ip_address = "198.51.100.2"
}

# Both tunnels keep their keys here too.
resource "aliyun_vpn_attachment" "branch" {
  name           = "branch"
  local_subnets  = ["0.0.0.0/0"]
  remote_subnets = ["0.0.0.0/0"]

  ike   = { version = "ikev2", encryption = "aes256", authentication = "sha256", dh_group = "group14" }
  ipsec = { encryption = "aes256", authentication = "sha256", pfs_group = "group14" }

  tunnels = {
    tunnel1 = { customer_gateway_id = aliyun_vpn_customer_gateway.branch.id }
    tunnel2 = { customer_gateway_id = aliyun_vpn_customer_gateway.branch.id }
  }
}

# This one stays with the official provider. Only its reference changes.
resource "alicloud_cen_transit_router_vpn_attachment" "branch" {
  transit_router_attachment_name = "branch"
  transit_router_id              = "tr-bp1migrated0000000001"
  vpn_id                         = aliyun_vpn_attachment.branch.id
  auto_publish_route_enabled     = true

  zone {
    zone_id = "cn-hangzhou-h"
  }
}

resource "aliyun_vco_route_entry" "branch" {
  vpn_connection_id = alicloud_cen_transit_router_vpn_attachment.branch.vpn_id
  next_hop          = alicloud_cen_transit_router_vpn_attachment.branch.vpn_id
  destination       = "192.168.12.0/24"
}

resource "aliyun_enhanced_vpn_gateway" "branches" {
  name                         = "branches"
  vpc_id                       = "vpc-bp1ub1yt9cvakoelj1y9c"
  vswitch_id                   = "vsw-bp1zonea00000000000001"
  disaster_recovery_vswitch_id = "vsw-bp1zoneb00000000000002"
}
