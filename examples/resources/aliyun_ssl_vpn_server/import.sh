# By ID, in the provider's region:
terraform import aliyun_ssl_vpn_server.team vss-t4nj3du13gq1dgey63abc

# In any region:
terraform import aliyun_ssl_vpn_server.team vss-t4nj3du13gq1dgey63abc@ap-southeast-1
