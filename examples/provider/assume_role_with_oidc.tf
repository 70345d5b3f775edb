# No access key: a token from the CI system or the Kubernetes cluster is exchanged
# for temporary credentials.
provider "aliyun" {
  region = "cn-hangzhou"

  assume_role_with_oidc {
    role_arn          = "acs:ram::1234567890123456:role/terraform"
    oidc_provider_arn = "acs:ram::1234567890123456:oidc-provider/ci"
    oidc_token_file   = "/var/run/secrets/ack.alibabacloud.com/rrsa-tokens/token"
  }
}
