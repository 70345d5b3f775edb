import {
  to = aliyun_vpn_ipsec_server.example

  identity = {
    id     = "iss-t4nougp8cfsbo8y9cvbnm"
    region = "ap-southeast-1"
  }
}
