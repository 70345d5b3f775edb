# Runs against the simulator, without an account. `make demo` does everything. To
# run it by hand, start `make sim` in one terminal and use terraform in another.

terraform {
  required_providers {
    aliyun = {
      source = "seed-6a927825/aliyun"
    }
  }
}

provider "aliyun" {
  region     = "ap-southeast-1"
  access_key = "LTAI5tSimulator"
  secret_key = "simulator-secret"

  endpoints {
    vpc = var.endpoint
  }
}

resource "aliyun_vpn_gateway" "demo" {
  vpc_id                       = "vpc-t4nsingapore000000001"
  vswitch_id                   = "vsw-t4nzonea00000000000001"
  disaster_recovery_vswitch_id = "vsw-t4nzoneb00000000000002"
  bandwidth                    = 10
  name                         = var.name
  description                  = "Connects the office"
  instance_charge_type         = "POSTPAY"

  tags = {
    team = "network"
  }
}
