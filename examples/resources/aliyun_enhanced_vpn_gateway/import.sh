# By ID, in the provider's region:
terraform import aliyun_enhanced_vpn_gateway.example vpn-t4ne5hbnyvc9x2mkq7d3a

# In any region:
terraform import aliyun_enhanced_vpn_gateway.example vpn-t4ne5hbnyvc9x2mkq7d3a@ap-southeast-1
