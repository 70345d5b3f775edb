import {
  to = aliyun_vpn_gateway.example
  id = "vpn-bp1q8bgx4xnkm2ogj0fiu@cn-hangzhou"
}
