# Billed by use, as the international site sells gateways. Two vSwitches in two
# zones give every connection two tunnels.
resource "aliyun_vpn_gateway" "example" {
  vpc_id                       = "vpc-t4nsingapore000000001"
  vswitch_id                   = "vsw-t4nzonea00000000000001"
  disaster_recovery_vswitch_id = "vsw-t4nzoneb00000000000002"
  bandwidth                    = 10
  name                         = "office-singapore"
  description                  = "Connects the Singapore office"
  instance_charge_type         = "POSTPAY"

  tags = {
    team        = "network"
    environment = "production"
  }

  timeouts {
    create = "45m"
  }
}

# The addresses that the other end of a connection is given, one for each tunnel.
output "vpn_addresses" {
  value = [
    aliyun_vpn_gateway.example.internet_ip,
    aliyun_vpn_gateway.example.disaster_recovery_internet_ip,
  ]
}
