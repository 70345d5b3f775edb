import {
  to = aliyun_ssl_vpn_client_cert.example
  id = "vsc-t4n13k5mp4tg8v3z9b1goe@ap-southeast-1"
}
