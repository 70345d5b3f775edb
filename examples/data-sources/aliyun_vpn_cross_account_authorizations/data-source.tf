# The accounts that may attach the connection to their transit router.
data "aliyun_vpn_cross_account_authorizations" "office" {
  vpn_connection_id = "vco-bp1bbi27hojx80nck7dvw"
}

output "accounts" {
  value = data.aliyun_vpn_cross_account_authorizations.office.authorizations[*].bind_uid
}
