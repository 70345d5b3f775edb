# What the office has to set. The keys are read each time, and are not stored.
ephemeral "aliyun_vpn_connection_peer_config" "office" {
  vpn_connection_id = "vco-bp1bbi27hojx80nck7dvw"
}

locals {
  # Contains the keys. Pass it to a write-only argument, for example of a secret store.
  swanctl_conf = provider::aliyun::peer_config("strongswan", ephemeral.aliyun_vpn_connection_peer_config.office)
}
