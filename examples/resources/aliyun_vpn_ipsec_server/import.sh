# By ID, in the provider's region:
terraform import aliyun_vpn_ipsec_server.example iss-t4nougp8cfsbo8y9cvbnm

# In any region:
terraform import aliyun_vpn_ipsec_server.example iss-t4nougp8cfsbo8y9cvbnm@ap-southeast-1
