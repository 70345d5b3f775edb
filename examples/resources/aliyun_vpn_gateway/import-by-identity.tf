import {
  to = aliyun_vpn_gateway.example

  identity = {
    id     = "vpn-t4nq8bgx4xnkm2ogj0fiu"
    region = "ap-southeast-1"
  }
}
