import {
  to = aliyun_vpn_attachment.example
  id = "vco-t4nqhk6hbvj3wduy0l9nc@ap-southeast-1"
}
