import {
  to = aliyun_ssl_vpn_server.team
  id = "vss-t4nj3du13gq1dgey63abc@ap-southeast-1"
}
