# One block moves all instances of a resource.

moved {
  from = alicloud_vpn_gateway.main
  to   = aliyun_vpn_gateway.main
}

moved {
  from = alicloud_vpn_customer_gateway.office
  to   = aliyun_vpn_customer_gateway.office
}

moved {
  from = alicloud_vpn_connection.office
  to   = aliyun_vpn_connection.office
}

moved {
  from = alicloud_vpn_route_entry.office
  to   = aliyun_vpn_route_entry.office
}

moved {
  from = alicloud_vpn_pbr_route_entry.printers
  to   = aliyun_vpn_pbr_route_entry.printers
}

moved {
  from = alicloud_vpn_gateway.phones
  to   = aliyun_vpn_gateway.phones
}

moved {
  from = alicloud_ssl_vpn_server.team
  to   = aliyun_ssl_vpn_server.team
}

moved {
  from = alicloud_ssl_vpn_client_cert.team
  to   = aliyun_ssl_vpn_client_cert.team
}

moved {
  from = alicloud_vpn_ipsec_server.phones
  to   = aliyun_vpn_ipsec_server.phones
}

moved {
  from = alicloud_vpn_gateway_vpn_attachment.branch
  to   = aliyun_vpn_attachment.branch
}

moved {
  from = alicloud_vpn_customer_gateway.branch
  to   = aliyun_vpn_customer_gateway.branch
}

moved {
  from = alicloud_vpn_gateway_vco_route.branch
  to   = aliyun_vco_route_entry.branch
}

moved {
  from = alicloud_vpn_gateway_enhanced_vpn_gateway.branches
  to   = aliyun_enhanced_vpn_gateway.branches
}
