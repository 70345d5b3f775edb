# An SM gateway uses two different certificates: one to encrypt, one to sign.
resource "aliyun_vpn_gateway_certificate" "encryption" {
  vpn_gateway_id   = "vpn-t4nsm7y58gv1d0w2yzkjc"
  certificate_id   = "6bfe4218-ea1d-4a2e-9d12-0c1f5e7a9b34"
  certificate_type = "Encryption"
}

resource "aliyun_vpn_gateway_certificate" "signature" {
  vpn_gateway_id   = "vpn-t4nsm7y58gv1d0w2yzkjc"
  certificate_id   = "0d4c2b6a-51f3-4c0e-8a77-93b1d2e6f508"
  certificate_type = "Signature"
}
