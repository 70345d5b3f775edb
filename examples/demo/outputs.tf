output "id" {
  value = aliyun_vpn_gateway.demo.id
}

output "address" {
  description = "Public address, for the other end of a connection."
  value       = aliyun_vpn_gateway.demo.internet_ip
}

output "status" {
  value = aliyun_vpn_gateway.demo.status
}
