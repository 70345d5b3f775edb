# The key is read each time, and is not stored.
ephemeral "aliyun_ssl_vpn_client_config" "anna" {
  ssl_vpn_client_cert_id = "vsc-t4n13k5mp4tg8v3z9b1goe"
}

locals {
  # Contains the key. Pass it to a write-only argument, for example of a secret store.
  anna_ovpn = ephemeral.aliyun_ssl_vpn_client_config.anna.ovpn
}
