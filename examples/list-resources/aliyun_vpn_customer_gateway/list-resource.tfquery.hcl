# The customer gateways of the network team.
list "aliyun_vpn_customer_gateway" "network" {
  provider = aliyun
  limit    = 500

  config {
    tags = {
      team = "network"
    }
  }
}
