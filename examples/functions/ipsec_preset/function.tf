# To Amazon Web Services: ike and ipsec as the arguments of a connection take them.
locals {
  aws = provider::aliyun::ipsec_preset("aws")
}

# { version = "ikev2", encryption = "aes256", authentication = "sha256", dh_group = "group14", mode = "main", lifetime = 28800 }
output "ike" {
  value = local.aws.ike
}

# One value of your own.
output "ipsec" {
  value = merge(local.aws.ipsec, { lifetime = 1800 })
}
