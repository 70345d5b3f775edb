# What the office's device needs, with both keys. It is ephemeral: Terraform passes it on and does not store it.
ephemeral "aliyun_vpn_connection_peer_config" "office" {
  vpn_connection_id = aliyun_vpn_connection.office.id
}

# Hands the device's configuration to a secret store, again whenever something in it changes.
resource "terraform_data" "device" {
  triggers_replace = [
    var.format,
    aliyun_vpn_customer_gateway.office.ip_address,
    aliyun_vpn_connection.office.id,
    aliyun_vpn_connection.office.ike,
    aliyun_vpn_connection.office.ipsec,
    [for t in aliyun_vpn_connection.office.tunnels : [t.internet_ip, t.local_id, t.remote_id, t.bgp, t.psk_wo_version]],
  ]

  provisioner "local-exec" {
    command = "printf '%s' \"$CONFIGURATION\" | ${var.store}"
    environment = {
      CONFIGURATION = provider::aliyun::peer_config(var.format, ephemeral.aliyun_vpn_connection_peer_config.office)
    }
  }
}

# The addresses to allow in the office's firewall (UDP 500 and 4500).
output "tunnel_addresses" {
  value = { for role, tunnel in aliyun_vpn_connection.office.tunnels : role => tunnel.internet_ip }
}
