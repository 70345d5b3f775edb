# Run it with: terraform apply -invoke=action.aliyun_vpn_connection_diagnose.office
action "aliyun_vpn_connection_diagnose" "office" {
  config {
    vpn_connection_id = "vco-bp1bbi27hojx80nck7dvw"
  }
}
