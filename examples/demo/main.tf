# Runs against the simulator, without an account: `make demo` does it all by
# itself. By hand: `make sim` in one terminal, terraform in another.

terraform {
  required_providers {
    aliyun = {
      source = "seed-6a927825/aliyun"
    }
  }
}

provider "aliyun" {
  region     = "cn-hangzhou"
  access_key = "LTAI5tSimulator"
  secret_key = "simulator-secret"

  endpoints {
    vpc = var.endpoint
  }
}

resource "aliyun_vpn_gateway" "demo" {
  vpc_id               = "vpc-bp1ub1yt9cvakoelj1y9c"
  vswitch_id           = "vsw-bp1zonea00000000000001"
  bandwidth            = 10
  name                 = var.name
  description          = "Connects the office"
  instance_charge_type = "POSTPAY"

  tags = {
    team = "network"
  }
}
