import {
  to = aliyun_vpn_gateway_certificate.encryption

  identity = {
    id     = "vpn-t4nsm7y58gv1d0w2yzkjc_6bfe4218-ea1d-4a2e-9d12-0c1f5e7a9b34_Encryption"
    region = "ap-southeast-1"
  }
}
