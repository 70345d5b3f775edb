# The state of both tunnels.
data "aliyun_vpn_connection" "office" {
  name = "office"
}

output "tunnels" {
  value = { for role, tunnel in data.aliyun_vpn_connection.office.tunnels : role => tunnel.status }
}
