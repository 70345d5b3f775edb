# All IPsec servers that people dial in to.
data "aliyun_vpn_ipsec_servers" "all" {
  name_regex = "^people"
}

output "pools" {
  value = { for s in data.aliyun_vpn_ipsec_servers.all.servers : s.id => s.client_ip_pool }
}
