# Connects a VPC of Alibaba Cloud with one of AWS. AWS has one VPN connection for each address of the gateway here, and
# one tunnel of each is used: if a zone fails at one end, the other tunnel stays up. Routes are exchanged by BGP.

terraform {
  required_version = ">= 1.11"

  required_providers {
    aliyun = {
      source = "seed-6a927825/aliyun"
    }
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aliyun" {
  region = "ap-southeast-1"
}

provider "aws" {
  region = "ap-southeast-1"
}

locals {
  preset = provider::aliyun::ipsec_preset("aws")
}

resource "aliyun_vpn_gateway" "main" {
  name                         = "main"
  vpc_id                       = var.vpc_id
  vswitch_id                   = var.vswitch_ids[0]
  disaster_recovery_vswitch_id = var.vswitch_ids[1]
  bandwidth                    = 100
  instance_charge_type         = "POSTPAY"
  auto_propagate               = true # routes that BGP learns reach the VPC
}

resource "aws_vpn_gateway" "main" {
  vpc_id          = var.aws_vpc_id
  amazon_side_asn = 64512
}

# The gateway's two addresses, as AWS sees them.
resource "aws_customer_gateway" "alibaba" {
  for_each = {
    master = aliyun_vpn_gateway.main.internet_ip
    slave  = aliyun_vpn_gateway.main.disaster_recovery_internet_ip
  }

  type       = "ipsec.1"
  ip_address = each.value
  bgp_asn    = 65534
}

resource "aws_vpn_connection" "alibaba" {
  for_each = { master = "169.254.10.0/30", slave = "169.254.20.0/30" }

  type                = "ipsec.1"
  vpn_gateway_id      = aws_vpn_gateway.main.id
  customer_gateway_id = aws_customer_gateway.alibaba[each.key].id
  tunnel1_inside_cidr = each.value
}

# AWS's addresses, as Alibaba Cloud sees them.
resource "aliyun_vpn_customer_gateway" "aws" {
  for_each = aws_vpn_connection.alibaba

  name       = "aws-${each.key}"
  ip_address = each.value.tunnel1_address
  asn        = aws_vpn_gateway.main.amazon_side_asn
}

resource "aliyun_vpn_connection" "aws" {
  name           = "aws"
  vpn_gateway_id = aliyun_vpn_gateway.main.id
  local_subnets  = ["0.0.0.0/0"]
  remote_subnets = ["0.0.0.0/0"]
  ike            = local.preset.ike
  ipsec          = local.preset.ipsec

  # AWS makes the keys. This provider does not store them, but AWS's does: encrypt the state.
  tunnels = {
    master = {
      customer_gateway_id = aliyun_vpn_customer_gateway.aws["master"].id
      psk_wo              = aws_vpn_connection.alibaba["master"].tunnel1_preshared_key
      psk_wo_version      = 1
      bgp = {
        local_asn   = 65534
        tunnel_cidr = "169.254.10.0/30"
        local_ip    = aws_vpn_connection.alibaba["master"].tunnel1_cgw_inside_address
      }
    }
    slave = {
      customer_gateway_id = aliyun_vpn_customer_gateway.aws["slave"].id
      psk_wo              = aws_vpn_connection.alibaba["slave"].tunnel1_preshared_key
      psk_wo_version      = 1
      bgp = {
        local_asn   = 65534
        tunnel_cidr = "169.254.20.0/30"
        local_ip    = aws_vpn_connection.alibaba["slave"].tunnel1_cgw_inside_address
      }
    }
  }
}

# Fails the plan's checks, not the apply, while a tunnel is down, and says what the two ends do not agree on.
check "tunnels" {
  data "aliyun_vpn_connection_diagnosis" "aws" {
    vpn_connection_id = aliyun_vpn_connection.aws.id
  }

  assert {
    condition     = length(data.aliyun_vpn_connection_diagnosis.aws.problems) == 0
    error_message = join("\n", [for p in data.aliyun_vpn_connection_diagnosis.aws.problems : "${p.tunnel}: ${p.reason}"])
  }
}
