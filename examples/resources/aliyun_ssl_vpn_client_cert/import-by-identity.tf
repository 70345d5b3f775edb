import {
  to = aliyun_ssl_vpn_client_cert.example

  identity = {
    id     = "vsc-t4n13k5mp4tg8v3z9b1goe"
    region = "ap-southeast-1"
  }
}
