# Who is connected to the SSL server of a team, and since when.
data "aliyun_ssl_vpn_server" "team" {
  name = "team"
}

data "aliyun_ssl_vpn_clients" "team" {
  vpn_gateway_id = data.aliyun_ssl_vpn_server.team.vpn_gateway_id
}

output "connected" {
  value = { for c in data.aliyun_ssl_vpn_clients.team.clients : c.common_name => c.connected_time... }
}
