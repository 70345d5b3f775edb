# The provider's credentials, such as those of a CI job, assume a role in the
# account that owns the gateways.
provider "aliyun" {
  region = "cn-hangzhou"

  assume_role {
    role_arn           = "acs:ram::1234567890123456:role/terraform"
    session_name       = "network-ci"
    session_expiration = 3600
  }
}
