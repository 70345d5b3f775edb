# Every connection of an enhanced gateway has two tunnels, one in each zone.
resource "aliyun_enhanced_vpn_gateway" "example" {
  vpc_id                       = "vpc-t4nsingapore000000001"
  vswitch_id                   = "vsw-t4nzonea00000000000001"
  disaster_recovery_vswitch_id = "vsw-t4nzoneb00000000000002"
  name                         = "branches-singapore"
  description                  = "Connects the branches"

  tags = {
    team        = "network"
    environment = "production"
  }
}
