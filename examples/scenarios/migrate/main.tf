# The same VPN as in before, managed by this provider. The moved blocks take over what the official provider has in
# state: the plan must show no change. After the apply, they can go. The official provider stays for what attaches to the
# transit router, and for the VPC.

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
  region = "cn-hangzhou"
}

provider "aliyun" {
  region = "cn-hangzhou"
}

resource "aliyun_vpn_gateway" "main" {
  name                         = "main"
  vpc_id                       = "vpc-bp1ub1yt9cvakoelj1y9c"
  vswitch_id                   = "vsw-bp1zonea00000000000001"
  disaster_recovery_vswitch_id = "vsw-bp1zoneb00000000000002"
  bandwidth                    = 10
  instance_charge_type         = "POSTPAY"
  enable_ssl                   = true
  ssl_connections              = 20

  tags = {
    team = "network"
  }
}

resource "aliyun_vpn_customer_gateway" "office" {
  name       = "office"
  ip_address = "198.51.100.1"
}

resource "aliyun_vpn_connection" "office" {
  name           = "office"
  vpn_gateway_id = aliyun_vpn_gateway.main.id
  local_subnets  = ["0.0.0.0/0"]
  remote_subnets = ["0.0.0.0/0"]

  ike   = { version = "ikev2", encryption = "aes256", authentication = "sha256", dh_group = "group14" }
  ipsec = { encryption = "aes256", authentication = "sha256", pfs_group = "group14" }

  # Both tunnels keep their keys, and the state no longer has them. Older copies of the state do, so rotate the keys
  # afterwards, one tunnel after the other, with psk_wo and psk_wo_version.
  tunnels = {
    master = { customer_gateway_id = aliyun_vpn_customer_gateway.office.id }
    slave  = { customer_gateway_id = aliyun_vpn_customer_gateway.office.id }
  }
}

resource "aliyun_vpn_route_entry" "office" {
  for_each = toset(["192.168.0.0/16", "172.16.0.0/12"])

  vpn_gateway_id = aliyun_vpn_gateway.main.id
  destination    = each.value
  next_hop       = aliyun_vpn_connection.office.id
}

resource "aliyun_vpn_pbr_route_entry" "printers" {
  vpn_gateway_id = aliyun_vpn_gateway.main.id
  source         = "10.0.1.0/24"
  destination    = "192.168.9.0/24"
  next_hop       = aliyun_vpn_connection.office.id
  publish_vpc    = false
}
