# Connects a VPC with an office by two tunnels. The networks are exchanged by BGP if office_asn is set, and routed
# statically if not. The VPC is made by the official provider, and everything about the VPN by this one.

terraform {
  required_version = ">= 1.11"

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

# The zones where a gateway with this bandwidth can be created.
data "aliyun_vpn_gateway_zones" "available" {
  bandwidth = var.bandwidth
}

resource "alicloud_vpc" "main" {
  vpc_name   = "main"
  cidr_block = "10.0.0.0/16"
}

# One vSwitch in each of two zones, for the two tunnels.
resource "alicloud_vswitch" "vpn" {
  count = 2

  vswitch_name = "vpn-${count.index + 1}"
  vpc_id       = alicloud_vpc.main.id
  cidr_block   = cidrsubnet(alicloud_vpc.main.cidr_block, 8, count.index)
  zone_id      = data.aliyun_vpn_gateway_zones.available.ids[count.index]
}

resource "aliyun_vpn_gateway" "main" {
  name                         = "main"
  vpc_id                       = alicloud_vpc.main.id
  vswitch_id                   = alicloud_vswitch.vpn[0].id
  disaster_recovery_vswitch_id = alicloud_vswitch.vpn[1].id
  bandwidth                    = var.bandwidth
  instance_charge_type         = "POSTPAY"
  auto_propagate               = local.bgp # routes that BGP learns reach the VPC
}

resource "aliyun_vpn_customer_gateway" "office" {
  name       = "office"
  ip_address = var.office_address
  asn        = var.office_asn
}

locals {
  bgp = var.office_asn != null

  # The inner addresses of each tunnel. The first one is the gateway's, the second one the office's.
  inner = {
    master = "169.254.10.0/30"
    slave  = "169.254.20.0/30"
  }
}

resource "aliyun_vpn_connection" "office" {
  name           = "office"
  vpn_gateway_id = aliyun_vpn_gateway.main.id
  local_subnets  = ["0.0.0.0/0"] # routes decide what goes through the tunnels
  remote_subnets = ["0.0.0.0/0"]

  ike   = { version = "ikev2", encryption = "aes256", authentication = "sha256", dh_group = "group14" }
  ipsec = { encryption = "aes256", authentication = "sha256", pfs_group = "group14" }

  # No key is given, so the API makes one for each tunnel. Terraform never stores it.
  tunnels = {
    master = {
      customer_gateway_id = aliyun_vpn_customer_gateway.office.id
      bgp = local.bgp ? {
        local_asn   = var.gateway_asn
        tunnel_cidr = local.inner.master
        local_ip    = cidrhost(local.inner.master, 1)
      } : null
    }
    slave = {
      customer_gateway_id = aliyun_vpn_customer_gateway.office.id
      bgp = local.bgp ? {
        local_asn   = var.gateway_asn
        tunnel_cidr = local.inner.slave
        local_ip    = cidrhost(local.inner.slave, 1)
      } : null
    }
  }

  # A customer gateway cannot be deleted while a connection uses it, and its address cannot be in use twice. So the
  # connection is replaced where the customer gateway is: when its address or its AS number changes.
  lifecycle {
    replace_triggered_by = [aliyun_vpn_customer_gateway.office.id]
  }
}

resource "aliyun_vpn_route_entry" "office" {
  for_each = local.bgp ? [] : var.office_networks

  vpn_gateway_id = aliyun_vpn_gateway.main.id
  destination    = each.value
  next_hop       = aliyun_vpn_connection.office.id
}
