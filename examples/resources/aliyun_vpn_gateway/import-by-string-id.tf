import {
  to = aliyun_vpn_gateway.example
  id = "vpn-t4nq8bgx4xnkm2ogj0fiu@ap-southeast-1"
}
