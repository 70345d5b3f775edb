# The official provider creates the network, this one creates the gateway in it.
terraform {
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
  region = "ap-southeast-1"
}

provider "aliyun" {
  region = "ap-southeast-1"
}

# The zones where a gateway with this bandwidth can be created.
data "aliyun_vpn_gateway_zones" "available" {
  bandwidth = 10
}

resource "alicloud_vpc" "main" {
  vpc_name   = "main"
  cidr_block = "10.0.0.0/16"
}

# One vSwitch in each of two zones, for the two tunnels of the gateway.
resource "alicloud_vswitch" "vpn" {
  count = 2

  vswitch_name = "vpn-${count.index + 1}"
  vpc_id       = alicloud_vpc.main.id
  cidr_block   = cidrsubnet(alicloud_vpc.main.cidr_block, 8, count.index)
  zone_id      = data.aliyun_vpn_gateway_zones.available.ids[count.index]
}

resource "aliyun_vpn_gateway" "office" {
  vpc_id                       = alicloud_vpc.main.id
  vswitch_id                   = alicloud_vswitch.vpn[0].id
  disaster_recovery_vswitch_id = alicloud_vswitch.vpn[1].id
  bandwidth                    = 10
  name                         = "office"
  instance_charge_type         = "POSTPAY"
}
