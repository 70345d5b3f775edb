# For a connection to AWS. The result has the arguments ike and ipsec of a connection.
locals {
  aws = provider::aliyun::ipsec_preset("aws")
}

# { version = "ikev2", encryption = "aes256", authentication = "sha256", dh_group = "group14", mode = "main", lifetime = 28800 }
output "ike" {
  value = local.aws.ike
}

# The same with a shorter lifetime.
output "ipsec" {
  value = merge(local.aws.ipsec, { lifetime = 1800 })
}
