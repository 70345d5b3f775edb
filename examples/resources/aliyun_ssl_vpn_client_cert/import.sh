# By ID, in the provider's region:
terraform import aliyun_ssl_vpn_client_cert.example vsc-t4n13k5mp4tg8v3z9b1goe

# In any region:
terraform import aliyun_ssl_vpn_client_cert.example vsc-t4n13k5mp4tg8v3z9b1goe@ap-southeast-1
