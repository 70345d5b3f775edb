# By ID, in the provider's region:
terraform import aliyun_vpn_connection.example vco-t4nbi27hojx80nck7dvw0

# In any region:
terraform import aliyun_vpn_connection.example vco-t4nbi27hojx80nck7dvw0@ap-southeast-1
