import {
  to = aliyun_vpn_ipsec_server.example
  id = "iss-t4nougp8cfsbo8y9cvbnm@ap-southeast-1"
}
