# One vSwitch and one tunnel, in a region that sells such gateways. Without
# vswitch_id, the API chooses the vSwitch.
resource "aliyun_vpn_gateway" "single_tunnel" {
  region               = "me-east-1"
  vpc_id               = "vpc-eb3dubai00000000000001"
  vswitch_id           = "vsw-eb3zonea00000000000001"
  bandwidth            = 10
  name                 = "office-dubai"
  instance_charge_type = "POSTPAY"
}
