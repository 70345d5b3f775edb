import {
  to = aliyun_vpn_customer_gateway.example

  identity = {
    id     = "cgw-t4nvpl9r9adju6l5yxtqk"
    region = "ap-southeast-1"
  }
}
