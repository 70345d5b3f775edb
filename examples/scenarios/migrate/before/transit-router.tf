# A branch at a transit router.
resource "alicloud_vpn_customer_gateway" "branch" {
  customer_gateway_name = "branch"
  ip_address            = "198.51.100.2"
}

resource "alicloud_vpn_gateway_vpn_attachment" "branch" {
  vpn_attachment_name = "branch"
  local_subnet        = "0.0.0.0/0"
  remote_subnet       = "0.0.0.0/0"
  network_type        = "public"
  effect_immediately  = false

  dynamic "tunnel_options_specification" {
    for_each = [1, 2]
    content {
      tunnel_index         = tunnel_options_specification.value
      customer_gateway_id  = alicloud_vpn_customer_gateway.branch.id
      enable_dpd           = true
      enable_nat_traversal = true
      tunnel_ike_config {
        ike_version  = "ikev2"
        ike_mode     = "main"
        ike_enc_alg  = "aes256"
        ike_auth_alg = "sha256"
        ike_pfs      = "group14"
        ike_lifetime = 86400
        psk          = lookup(var.psk, "tunnel${tunnel_options_specification.value}", null)
      }
      tunnel_ipsec_config {
        ipsec_enc_alg  = "aes256"
        ipsec_auth_alg = "sha256"
        ipsec_pfs      = "group14"
        ipsec_lifetime = 86400
      }
    }
  }
}

resource "alicloud_cen_transit_router_vpn_attachment" "branch" {
  transit_router_attachment_name = "branch"
  transit_router_id              = "tr-bp1migrated0000000001"
  vpn_id                         = alicloud_vpn_gateway_vpn_attachment.branch.id
  auto_publish_route_enabled     = true

  zone {
    zone_id = "cn-hangzhou-h"
  }
}

resource "alicloud_vpn_gateway_vco_route" "branch" {
  vpn_connection_id = alicloud_cen_transit_router_vpn_attachment.branch.vpn_id
  next_hop          = alicloud_cen_transit_router_vpn_attachment.branch.vpn_id
  route_dest        = "192.168.12.0/24"
  weight            = 100
}

# And a gateway for the branches to come.
resource "alicloud_vpn_gateway_enhanced_vpn_gateway" "branches" {
  gateway_type                 = "Enhanced.SiteToSite"
  vpn_gateway_name             = "branches"
  vpc_id                       = "vpc-bp1ub1yt9cvakoelj1y9c"
  vswitch_id                   = "vsw-bp1zonea00000000000001"
  disaster_recovery_vswitch_id = "vsw-bp1zoneb00000000000002"
}
