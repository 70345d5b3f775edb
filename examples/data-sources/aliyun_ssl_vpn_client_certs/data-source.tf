# Until when each certificate of an SSL server is good.
data "aliyun_ssl_vpn_client_certs" "team" {
  ssl_vpn_server_id = "vss-t4n15j3du13gq1dgey2p2b"
}

output "until" {
  value = { for c in data.aliyun_ssl_vpn_client_certs.team.certificates : c.id => "${c.name}: ${c.expire_time}" }
}
