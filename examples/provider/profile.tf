# A profile of the Alibaba Cloud CLI, created with `aliyun configure --profile
# network`. The region is the profile's.
provider "aliyun" {
  profile = "network"
}
