import {
  to = aliyun_vpn_attachment.example

  identity = {
    id     = "vco-t4nqhk6hbvj3wduy0l9nc"
    region = "ap-southeast-1"
  }
}
