# Billed by use, for site-to-site connections.
resource "aliyun_vpn_gateway" "example" {
  vpc_id               = "vpc-bp1ub1yt9cvakoelj1y9c"
  bandwidth            = 10
  name                 = "office-hangzhou"
  description          = "Connects the Hangzhou office"
  instance_charge_type = "POSTPAY"

  tags = {
    team        = "network"
    environment = "production"
  }

  timeouts {
    create = "45m"
  }
}

# The address that the other end of a connection is given.
output "vpn_address" {
  value = aliyun_vpn_gateway.example.internet_ip
}
