# What the office has to set. The connection's addresses, IDs and keys come from whatever made it; the keys are
# inputs here, which Terraform keeps in no file.
variable "keys" {
  type      = map(string)
  ephemeral = true
}

locals {
  office = {
    name              = "office"
    vpn_connection_id = "vco-bp1q8bgx4xnkm2ogj0fiu"
    local_subnets     = ["192.168.0.0/16"] # the office's
    remote_subnets    = ["10.20.0.0/16"]   # the VPC's

    tunnels = [for role, address in { master = "203.0.113.1", slave = "203.0.113.2" } : {
      name           = role
      local_address  = "198.51.100.1" # the office's
      remote_address = address        # Alibaba Cloud's
      local_id       = null           # the address
      remote_id      = null
      psk            = var.keys[role]
      ike            = { version = "ikev2", mode = null, encryption = "aes256", authentication = "sha256", dh_group = "group14", lifetime = null }
      ipsec          = { encryption = "aes256", authentication = "sha256", pfs_group = "group14", lifetime = 3600 }
      bgp            = null
      dpd            = true
      nat_traversal  = true
    }]
  }

  # For write-only arguments, such as those of a secret store: the text holds the keys.
  swanctl_conf = provider::aliyun::peer_config("strongswan", local.office)
}
