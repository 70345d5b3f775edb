# Keys of your own that are neither in the plan nor in state. Needs Terraform or
# OpenTofu 1.11 or later. To give one tunnel another key, change its version.
variable "first_key" {
  type      = string
  ephemeral = true
}

variable "second_key" {
  type      = string
  ephemeral = true
}

resource "aliyun_vpn_customer_gateway" "office" {
  ip_address = "203.0.113.1"
}

resource "aliyun_vpn_attachment" "with_keys" {
  local_subnets  = ["10.20.0.0/16"]
  remote_subnets = ["192.168.0.0/16"]
  ike            = { version = "ikev2", encryption = "aes256", authentication = "sha256", dh_group = "group14" }
  ipsec          = { encryption = "aes256", authentication = "sha256", pfs_group = "group14" }

  tunnels = {
    tunnel1 = {
      customer_gateway_id = aliyun_vpn_customer_gateway.office.id
      psk_wo              = var.first_key
      psk_wo_version      = 1
    }
    tunnel2 = {
      customer_gateway_id = aliyun_vpn_customer_gateway.office.id
      psk_wo              = var.second_key
      psk_wo_version      = 1
    }
  }
}
