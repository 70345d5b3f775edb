# Stops the plan where connections of the region cannot use BGP.
data "aliyun_vpn_bgp" "here" {
  lifecycle {
    postcondition {
      condition     = self.bgp_enabled
      error_message = "IPsec connections of ${self.region} have no BGP. Leave out bgp, and use static routes."
    }
  }
}
