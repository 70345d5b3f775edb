# The IPsec server of a VPN gateway, whoever manages it.
data "aliyun_vpn_ipsec_server" "people" {
  name = "people"
}

output "dial" {
  value = data.aliyun_vpn_ipsec_server.people.internet_ip
}
