# The certificates that a gateway uses.
data "aliyun_vpn_gateway_certificates" "of_the_gateway" {
  vpn_gateway_id = "vpn-t4nsm7y58gv1d0w2yzkjc"
}

output "certificates" {
  value = { for c in data.aliyun_vpn_gateway_certificates.of_the_gateway.certificates : c.certificate_type => c.certificate_id }
}
