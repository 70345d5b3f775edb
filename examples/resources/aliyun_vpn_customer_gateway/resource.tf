# The device of an office, with BGP.
resource "aliyun_vpn_customer_gateway" "example" {
  ip_address  = "203.0.113.1"
  asn         = 65001
  name        = "office-berlin"
  description = "Firewall of the Berlin office"

  tags = {
    team = "network"
  }
}
