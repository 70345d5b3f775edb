# One route, whoever manages it.
data "aliyun_vpn_route_entry" "office" {
  id = "vpn-t4nzl7y58gv1d0w2yzkjc_10.0.0.0/16_vco-t4n15oes1py4i66rmd8io"
}

output "published" {
  value = data.aliyun_vpn_route_entry.office.publish_vpc
}
