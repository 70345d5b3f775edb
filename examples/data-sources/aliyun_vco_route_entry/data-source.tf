# One route of a connection, whoever manages it.
data "aliyun_vco_route_entry" "office" {
  id = "vco-t4n35oes1py4i66rmd8io_192.168.12.0/24_vco-t4n35oes1py4i66rmd8io"
}

output "weight" {
  value = data.aliyun_vco_route_entry.office.weight
}
