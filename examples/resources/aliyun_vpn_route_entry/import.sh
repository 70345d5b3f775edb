# By ID, in the provider's region:
terraform import aliyun_vpn_route_entry.example vpn-t4nzl7y58gv1d0w2yzkjc_10.0.0.0/16_vco-t4n15oes1py4i66rmd8io

# In any region:
terraform import aliyun_vpn_route_entry.example vpn-t4nzl7y58gv1d0w2yzkjc_10.0.0.0/16_vco-t4n15oes1py4i66rmd8io@ap-southeast-1
