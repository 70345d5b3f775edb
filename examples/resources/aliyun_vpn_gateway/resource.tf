# Billed by use, for accounts of the international site. With two vSwitches in
# two zones, every connection has two tunnels.
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

# The other end of a connection needs both addresses, one for each tunnel.
output "vpn_addresses" {
  value = [
    aliyun_vpn_gateway.example.internet_ip,
    aliyun_vpn_gateway.example.disaster_recovery_internet_ip,
  ]
}
