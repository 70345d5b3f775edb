# Keys of your own that are neither in the plan nor in state. Needs Terraform or
# OpenTofu 1.11 or later. To give one tunnel another key, change its version.
variable "keys" {
  type      = map(string)
  ephemeral = true
}

resource "aliyun_vpn_gateway" "hq" {
  vpc_id                       = "vpc-t4nsingapore000000001"
  vswitch_id                   = "vsw-t4nzonea00000000000001"
  disaster_recovery_vswitch_id = "vsw-t4nzoneb00000000000002"
  bandwidth                    = 10
  name                         = "hq"
  instance_charge_type         = "POSTPAY"
}

resource "aliyun_vpn_customer_gateway" "office" {
  ip_address = "203.0.113.1"
}

resource "aliyun_vpn_connection" "with_keys" {
  vpn_gateway_id = aliyun_vpn_gateway.hq.id
  local_subnets  = ["10.20.0.0/16"]
  remote_subnets = ["192.168.0.0/16"]
  ike            = { version = "ikev2", encryption = "aes256", authentication = "sha256", dh_group = "group14" }
  ipsec          = { encryption = "aes256", authentication = "sha256", pfs_group = "group14" }

  tunnels = {
    master = {
      customer_gateway_id = aliyun_vpn_customer_gateway.office.id
      psk_wo              = var.keys["master"]
      psk_wo_version      = 1
    }
    slave = {
      customer_gateway_id = aliyun_vpn_customer_gateway.office.id
      psk_wo              = var.keys["slave"]
      psk_wo_version      = 1
    }
  }
}
