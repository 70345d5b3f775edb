import {
  to = aliyun_enhanced_vpn_gateway.example

  identity = {
    id     = "vpn-t4ne5hbnyvc9x2mkq7d3a"
    region = "ap-southeast-1"
  }
}
