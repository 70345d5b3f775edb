# By ID, in the provider's region:
terraform import aliyun_vpn_gateway.example vpn-t4nq8bgx4xnkm2ogj0fiu

# In any region:
terraform import aliyun_vpn_gateway.example vpn-t4nq8bgx4xnkm2ogj0fiu@ap-southeast-1
