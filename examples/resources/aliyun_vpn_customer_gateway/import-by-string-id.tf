import {
  to = aliyun_vpn_customer_gateway.example
  id = "cgw-t4nvpl9r9adju6l5yxtqk@ap-southeast-1"
}
