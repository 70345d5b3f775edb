# A profile of the Alibaba Cloud CLI, as `aliyun configure --profile network`
# writes it. Without region, the profile's region is used.
provider "aliyun" {
  profile = "network"
}
