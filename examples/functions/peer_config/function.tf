# The configuration for the office. Addresses, IDs and keys come from the connection. Here the keys are ephemeral
# variables, which Terraform does not store.
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

  # Contains the keys. Pass it to a write-only argument, for example of a secret store.
  swanctl_conf = provider::aliyun::peer_config("strongswan", local.office)
}
