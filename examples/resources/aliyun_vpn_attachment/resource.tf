# Two tunnels to the two lines of an office, with BGP. The API makes the keys.
resource "aliyun_vpn_customer_gateway" "first_line" {
  name       = "office-first-line"
  ip_address = "203.0.113.1"
  asn        = 65001
}

resource "aliyun_vpn_customer_gateway" "second_line" {
  name       = "office-second-line"
  ip_address = "203.0.113.2"
  asn        = 65001
}

resource "aliyun_vpn_attachment" "example" {
  name           = "office"
  local_subnets  = ["0.0.0.0/0"]
  remote_subnets = ["0.0.0.0/0"]

  # Both tunnels have these. A tunnel can have its own.
  ike   = { version = "ikev2", encryption = "aes256", authentication = "sha256", dh_group = "group14" }
  ipsec = { encryption = "aes256", authentication = "sha256", pfs_group = "group14" }

  tunnels = {
    tunnel1 = {
      customer_gateway_id = aliyun_vpn_customer_gateway.first_line.id
      bgp                 = { local_asn = 65530, tunnel_cidr = "169.254.10.0/30", local_ip = "169.254.10.1" }
    }
    tunnel2 = {
      customer_gateway_id = aliyun_vpn_customer_gateway.second_line.id
      bgp                 = { local_asn = 65530, tunnel_cidr = "169.254.11.0/30", local_ip = "169.254.11.1" }
    }
  }

  tags = {
    team = "network"
  }
}

# What the office connects to: an address for each tunnel.
output "addresses" {
  value = { for name, tunnel in aliyun_vpn_attachment.example.tunnels : name => tunnel.internet_ip }
}
