# Every gateway gets these tags, and those that a billing tool sets are let be.
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
