terraform {
  required_providers {
    aliyun = {
      source = "seed-6a927825/aliyun"
    }
  }
}

# The access key comes from the environment:
# ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET.
provider "aliyun" {
  region = "ap-southeast-1"
}
