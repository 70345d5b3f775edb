# Every resource gets the default tags. Tags that a billing tool sets are ignored.
provider "aliyun" {
  region = "cn-hangzhou"

  default_tags {
    tags = {
      managed_by = "terraform"
    }
  }

  ignore_tags {
    key_prefixes = ["billing:"]
  }
}
