import {
  to = aliyun_vpn_connection.example

  identity = {
    id     = "vco-t4nbi27hojx80nck7dvw0"
    region = "ap-southeast-1"
  }
}
