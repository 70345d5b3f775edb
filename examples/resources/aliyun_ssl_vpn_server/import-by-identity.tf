import {
  to = aliyun_ssl_vpn_server.team

  identity = {
    id     = "vss-t4nj3du13gq1dgey63abc"
    region = "ap-southeast-1"
  }
}
