# People dial in to a VPC with OpenVPN. The VPC is made by the official provider, and everything about the VPN by this one.

terraform {
  required_version = ">= 1.11"

  required_providers {
    alicloud = {
      source = "aliyun/alicloud"
    }
    aliyun = {
      source = "seed-6a927825/aliyun"
    }
    vault = {
      source = "hashicorp/vault"
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

# One vSwitch in each of two zones.
resource "alicloud_vswitch" "vpn" {
  count = 2

  vswitch_name = "vpn-${count.index + 1}"
  vpc_id       = alicloud_vpc.main.id
  cidr_block   = cidrsubnet(alicloud_vpc.main.cidr_block, 8, count.index)
  zone_id      = data.aliyun_vpn_gateway_zones.available.ids[count.index]
}

resource "aliyun_vpn_gateway" "dial_in" {
  name                         = "dial-in"
  vpc_id                       = alicloud_vpc.main.id
  vswitch_id                   = alicloud_vswitch.vpn[0].id
  disaster_recovery_vswitch_id = alicloud_vswitch.vpn[1].id
  bandwidth                    = var.bandwidth
  instance_charge_type         = "POSTPAY"
  enable_ipsec                 = false
  enable_ssl                   = true
  ssl_connections              = 20
}

resource "aliyun_ssl_vpn_server" "team" {
  name           = "team"
  vpn_gateway_id = aliyun_vpn_gateway.dial_in.id
  client_ip_pool = "10.200.0.0/24" # at least 4 addresses for each connection
  local_subnets  = [alicloud_vpc.main.cidr_block]
  protocol       = "UDP"
  cipher         = "AES-256-CBC"
}

# What people dial.
output "address" {
  value = "${aliyun_ssl_vpn_server.team.internet_ip}:${aliyun_ssl_vpn_server.team.port}"
}
