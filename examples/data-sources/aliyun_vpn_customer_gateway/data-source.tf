# The customer gateway with an address, whoever manages it.
data "aliyun_vpn_customer_gateway" "office" {
  ip_address = "203.0.113.1"
}

output "office" {
  value = data.aliyun_vpn_customer_gateway.office.id
}
