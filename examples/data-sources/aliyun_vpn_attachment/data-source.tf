# Whether a transit router has it, and the state of both tunnels.
data "aliyun_vpn_attachment" "office" {
  name = "office"
}

output "transit_router" {
  value = data.aliyun_vpn_attachment.office.transit_router_id
}

output "tunnels" {
  value = { for name, tunnel in data.aliyun_vpn_attachment.office.tunnels : name => tunnel.status }
}
