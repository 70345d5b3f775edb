# The attachments of the network team.
list "aliyun_vpn_attachment" "network" {
  provider = aliyun
  limit    = 500

  config {
    tags = {
      team = "network"
    }
  }
}
