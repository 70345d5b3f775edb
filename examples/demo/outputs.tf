output "id" {
  value = aliyun_vpn_gateway.demo.id
}

output "address" {
  description = "Public address, which the other end of a connection is given."
  value       = aliyun_vpn_gateway.demo.internet_ip
}

output "status" {
  value = aliyun_vpn_gateway.demo.status
}
