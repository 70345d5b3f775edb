import {
  to = aliyun_vpn_connection.example
  id = "vco-t4nbi27hojx80nck7dvw0@ap-southeast-1"
}
