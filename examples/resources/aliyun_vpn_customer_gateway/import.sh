# By ID, in the provider's region:
terraform import aliyun_vpn_customer_gateway.example cgw-t4nvpl9r9adju6l5yxtqk

# In any region:
terraform import aliyun_vpn_customer_gateway.example cgw-t4nvpl9r9adju6l5yxtqk@ap-southeast-1
