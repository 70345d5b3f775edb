# By ID, in the provider's region:
terraform import aliyun_vpn_attachment.example vco-t4nqhk6hbvj3wduy0l9nc

# In any region:
terraform import aliyun_vpn_attachment.example vco-t4nqhk6hbvj3wduy0l9nc@ap-southeast-1
