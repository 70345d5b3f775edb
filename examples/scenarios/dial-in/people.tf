# Replaces a person's certificate when the number of that person is raised.
resource "terraform_data" "issue" {
  for_each = var.people

  input = each.value
}

# A certificate for each person. The key is not in state.
resource "aliyun_ssl_vpn_client_cert" "person" {
  for_each = var.people

  name              = each.key
  ssl_vpn_server_id = aliyun_ssl_vpn_server.team.id

  lifecycle {
    replace_triggered_by  = [terraform_data.issue[each.key]]
    create_before_destroy = true
  }
}

# All that a person needs, with the key. It is ephemeral: Terraform passes it on and does not store it.
ephemeral "aliyun_ssl_vpn_client_config" "person" {
  for_each = aliyun_ssl_vpn_client_cert.person

  ssl_vpn_client_cert_id = each.value.id
}

# Everybody reads their own file from the secret store. It is written again when there is another certificate.
resource "vault_kv_secret_v2" "person" {
  for_each = aliyun_ssl_vpn_client_cert.person

  mount                = var.mount
  name                 = "vpn/${each.key}"
  data_json_wo         = jsonencode({ ovpn = ephemeral.aliyun_ssl_vpn_client_config.person[each.key].ovpn })
  data_json_wo_version = parseint(formatdate("YYYYMMDDhhmmss", each.value.create_time), 10)
}

# Until when each certificate is good.
output "certificates" {
  value = { for name, certificate in aliyun_ssl_vpn_client_cert.person : name => certificate.expire_time }
}
