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
