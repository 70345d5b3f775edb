# What the official provider manages before the move: a gateway with a connection to an office and its routes. In the other
# files are what people dial in to, and what a transit router has.

terraform {
  required_providers {
    alicloud = {
      source = "aliyun/alicloud"
    }
  }
}

provider "alicloud" {
  region = "cn-hangzhou"
}

variable "psk" {
  type    = map(string)
  default = {}
}

resource "alicloud_vpn_gateway" "main" {
  vpn_gateway_name             = "main"
  vpc_id                       = "vpc-bp1ub1yt9cvakoelj1y9c"
  vswitch_id                   = "vsw-bp1zonea00000000000001"
  disaster_recovery_vswitch_id = "vsw-bp1zoneb00000000000002"
  bandwidth                    = 10
  payment_type                 = "PayAsYouGo"
  enable_ssl                   = true
  ssl_connections              = 20

  tags = {
    team = "network"
  }
}

resource "alicloud_vpn_customer_gateway" "office" {
  customer_gateway_name = "office"
  ip_address            = "198.51.100.1"
}

resource "alicloud_vpn_connection" "office" {
  vpn_connection_name = "office"
  vpn_gateway_id      = alicloud_vpn_gateway.main.id
  local_subnet        = ["0.0.0.0/0"]
  remote_subnet       = ["0.0.0.0/0"]
  effect_immediately  = false

  dynamic "tunnel_options_specification" {
    for_each = ["master", "slave"]
    content {
      role                 = tunnel_options_specification.value
      customer_gateway_id  = alicloud_vpn_customer_gateway.office.id
      enable_dpd           = true
      enable_nat_traversal = true
      tunnel_ike_config {
        ike_version  = "ikev2"
        ike_mode     = "main"
        ike_enc_alg  = "aes256"
        ike_auth_alg = "sha256"
        ike_pfs      = "group14"
        ike_lifetime = 86400
        psk          = lookup(var.psk, tunnel_options_specification.value, null)
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

resource "alicloud_vpn_route_entry" "office" {
  for_each = toset(["192.168.0.0/16", "172.16.0.0/12"])

  vpn_gateway_id = alicloud_vpn_gateway.main.id
  route_dest     = each.value
  next_hop       = alicloud_vpn_connection.office.id
  weight         = 100
  publish_vpc    = true
}

resource "alicloud_vpn_pbr_route_entry" "printers" {
  vpn_gateway_id = alicloud_vpn_gateway.main.id
  route_source   = "10.0.1.0/24"
  route_dest     = "192.168.9.0/24"
  next_hop       = alicloud_vpn_connection.office.id
  weight         = 100
  publish_vpc    = false
}
