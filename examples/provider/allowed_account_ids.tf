# Credentials of any other account are an error before anything is read or
# created.
provider "aliyun" {
  region              = "cn-hangzhou"
  allowed_account_ids = ["1234567890123456"]
}
