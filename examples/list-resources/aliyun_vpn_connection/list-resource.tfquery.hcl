# The connections of the network team.
list "aliyun_vpn_connection" "network" {
  provider = aliyun
  limit    = 500

  config {
    tags = {
      team = "network"
    }
  }
}
