# What the first tunnel wrote in the last five minutes.
data "aliyun_vpn_connection_logs" "office" {
  vpn_connection_id = "vco-bp1bbi27hojx80nck7dvw"
  tunnel_id         = "tun-bp1fu8kr5bsnkk8gxq8tm"
  minutes           = 5
}

output "log" {
  value = data.aliyun_vpn_connection_logs.office.lines
}
