# All attachments of the network team, and whether a transit router has them.
data "aliyun_vpn_attachments" "network" {
  tags = {
    team = "network"
  }
}

output "attached" {
  value = { for a in data.aliyun_vpn_attachments.network.attachments : a.name => a.state == "attached" }
}
