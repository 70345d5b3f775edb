# A key for BGP that is neither in the plan nor in state. Needs Terraform or
# OpenTofu 1.11 or later. To send another key, change auth_key_wo_version too.
variable "bgp_key" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "aliyun_vpn_customer_gateway" "with_key" {
  ip_address          = "203.0.113.2"
  asn                 = 65001
  auth_key_wo         = var.bgp_key
  auth_key_wo_version = 1
}
