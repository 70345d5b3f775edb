data "aliyun_vpn_connection_diagnosis" "office" {
  vpn_connection_id = "vco-bp1bbi27hojx80nck7dvw"
}

# A warning in each plan and apply, for as long as there is a problem.
check "office" {
  assert {
    condition = data.aliyun_vpn_connection_diagnosis.office.healthy
    error_message = join("\n", [
      for p in data.aliyun_vpn_connection_diagnosis.office.problems :
      "Tunnel ${coalesce(p.tunnel, "of the office")}: ${p.reason} Here: ${p.local_parameter}. There: ${p.remote_parameter}."
    ])
  }
}
