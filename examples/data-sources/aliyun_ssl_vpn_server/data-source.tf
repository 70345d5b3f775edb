# The SSL server of a team. A VPN gateway has one at most, so that vpn_gateway_id names
# it as well.
data "aliyun_ssl_vpn_server" "team" {
  name = "team"
}

output "address" {
  value = "${data.aliyun_ssl_vpn_server.team.internet_ip}:${data.aliyun_ssl_vpn_server.team.port}"
}
