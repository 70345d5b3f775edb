import {
  to = aliyun_vpn_gateway.example

  identity = {
    id     = "vpn-bp1q8bgx4xnkm2ogj0fiu"
    region = "cn-hangzhou"
  }
}
