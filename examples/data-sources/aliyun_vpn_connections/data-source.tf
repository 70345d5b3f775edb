# All connections of the network team, and which of their tunnels are up.
data "aliyun_vpn_connections" "network" {
  tags = {
    team = "network"
  }
}

output "up" {
  value = { for c in data.aliyun_vpn_connections.network.connections : c.name => [
    for role, tunnel in c.tunnels : role if tunnel.status == "ipsec_sa_established"
  ] }
}
