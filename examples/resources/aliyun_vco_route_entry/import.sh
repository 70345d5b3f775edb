# By ID, in the provider's region:
terraform import aliyun_vco_route_entry.example vco-t4n35oes1py4i66rmd8io_192.168.12.0/24_vco-t4n35oes1py4i66rmd8io

# In any region:
terraform import aliyun_vco_route_entry.example vco-t4n35oes1py4i66rmd8io_192.168.12.0/24_vco-t4n35oes1py4i66rmd8io@ap-southeast-1
