# Bought for six months and paid from the account's balance at once. Without
# auto_pay = true somebody has to pay the order in the console.
resource "aliyun_vpn_gateway" "prepaid" {
  vpc_id               = "vpc-bp1ub1yt9cvakoelj1y9c"
  bandwidth            = 100
  name                 = "office-hangzhou"
  instance_charge_type = "PREPAY"
  period               = 6
  auto_pay             = true
}
