# For accounts of the China site: bought for six months and paid from the
# account's balance. Without auto_pay = true, someone has to pay the order in the
# console.
resource "aliyun_vpn_gateway" "prepaid" {
  region                       = "cn-hangzhou"
  vpc_id                       = "vpc-bp1ub1yt9cvakoelj1y9c"
  vswitch_id                   = "vsw-bp1zonea00000000000001"
  disaster_recovery_vswitch_id = "vsw-bp1zoneb00000000000002"
  bandwidth                    = 100
  name                         = "office-hangzhou"
  instance_charge_type         = "PREPAY"
  period                       = 6
  auto_pay                     = true
}
