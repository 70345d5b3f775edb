# Whatever credentials are at hand: those of another account are refused before
# anything is read or bought.
provider "aliyun" {
  region              = "cn-hangzhou"
  allowed_account_ids = ["1234567890123456"]
}
