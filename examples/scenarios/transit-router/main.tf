# Connects an office to a transit router by two tunnels, without a VPN gateway. The transit router is the official
# provider's, and so is what attaches the connection to it. The connection and its routes are this provider's.

terraform {
  required_version = ">= 1.8"

  required_providers {
    alicloud = {
      source = "aliyun/alicloud"
    }
    aliyun = {
      source = "seed-6a927825/aliyun"
    }
  }
}

provider "alicloud" {
  region = var.region
}

provider "aliyun" {
  region = var.region
}

# One for each line of the office.
resource "aliyun_vpn_customer_gateway" "office" {
  for_each = var.office_addresses

  name       = "office-${each.key}"
  ip_address = each.value
}

resource "aliyun_vpn_attachment" "office" {
  name             = "office"
  local_subnets    = ["0.0.0.0/0"] # routes decide what goes through the tunnels
  remote_subnets   = ["0.0.0.0/0"]
  tunnel_bandwidth = var.tunnel_bandwidth

  ike   = { version = "ikev2", encryption = "aes256", authentication = "sha256", dh_group = "group14" }
  ipsec = { encryption = "aes256", authentication = "sha256", pfs_group = "group14" }

  # No key is given, so the API makes one for each tunnel. Terraform never stores it.
  tunnels = {
    for tunnel, gateway in aliyun_vpn_customer_gateway.office : tunnel => { customer_gateway_id = gateway.id }
  }
}

# vpn_id refers to the attachment. So Terraform attaches it after it was created, and detaches it before it is
# deleted or replaced: the API does not delete one that a transit router has.
resource "alicloud_cen_transit_router_vpn_attachment" "office" {
  transit_router_attachment_name = "office"
  transit_router_id              = var.transit_router_id
  vpn_id                         = aliyun_vpn_attachment.office.id
  auto_publish_route_enabled     = true

  dynamic "zone" {
    for_each = var.zone_ids
    content {
      zone_id = zone.value
    }
  }
}

# What comes from the office is routed by this route table.
resource "alicloud_cen_transit_router_route_table_association" "office" {
  transit_router_route_table_id = var.transit_router_route_table_id
  transit_router_attachment_id  = alicloud_cen_transit_router_vpn_attachment.office.id
}

# And the route table learns the networks of the office.
resource "alicloud_cen_transit_router_route_table_propagation" "office" {
  transit_router_route_table_id = var.transit_router_route_table_id
  transit_router_attachment_id  = alicloud_cen_transit_router_vpn_attachment.office.id
}

resource "aliyun_vco_route_entry" "office" {
  for_each = var.office_networks

  vpn_connection_id = aliyun_vpn_attachment.office.id
  next_hop          = aliyun_vpn_attachment.office.id
  destination       = each.value

  # Only a connection that a transit router has takes routes.
  depends_on = [alicloud_cen_transit_router_vpn_attachment.office]
}

# The addresses to allow in the office's firewall (UDP 500 and 4500).
output "tunnel_addresses" {
  value = { for name, tunnel in aliyun_vpn_attachment.office.tunnels : name => tunnel.internet_ip }
}
