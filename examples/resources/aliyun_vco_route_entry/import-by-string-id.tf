import {
  to = aliyun_vco_route_entry.example
  id = "vco-t4n35oes1py4i66rmd8io_192.168.12.0/24_vco-t4n35oes1py4i66rmd8io@ap-southeast-1"
}
