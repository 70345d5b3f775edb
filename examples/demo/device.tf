# The configuration of the office's device, here strongSwan. It contains both keys, so it is ephemeral: Terraform passes it
# on, here to a file that only its owner can read, and stores it nowhere. It needs Terraform or OpenTofu 1.11.

ephemeral "aliyun_vpn_connection_peer_config" "office" {
  vpn_connection_id = aliyun_vpn_connection.office.id
}

resource "terraform_data" "device" {
  triggers_replace = [aliyun_vpn_connection.office.id, aliyun_vpn_connection.office.ike, aliyun_vpn_connection.office.ipsec]

  provisioner "local-exec" {
    command = "umask 077 && printf '%s' \"$CONFIGURATION\" > swanctl.conf"
    environment = {
      CONFIGURATION = provider::aliyun::peer_config("strongswan", ephemeral.aliyun_vpn_connection_peer_config.office)
    }
  }
}
