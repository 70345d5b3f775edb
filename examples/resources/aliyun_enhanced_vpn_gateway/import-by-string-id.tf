import {
  to = aliyun_enhanced_vpn_gateway.example
  id = "vpn-t4ne5hbnyvc9x2mkq7d3a@ap-southeast-1"
}
