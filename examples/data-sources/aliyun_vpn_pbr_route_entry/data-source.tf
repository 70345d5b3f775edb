# One policy-based route, whoever manages it.
data "aliyun_vpn_pbr_route_entry" "office" {
  id = "vpn-t4nzl7y58gv1d0w2yzkjc_192.168.1.0/24_10.0.0.0/16_vco-t4n15oes1py4i66rmd8io"
}

output "priority" {
  value = data.aliyun_vpn_pbr_route_entry.office.priority
}
