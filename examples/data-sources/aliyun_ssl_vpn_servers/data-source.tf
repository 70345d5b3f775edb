# All SSL servers, and which of them ask for a second factor.
data "aliyun_ssl_vpn_servers" "all" {}

output "with_mfa" {
  value = { for s in data.aliyun_ssl_vpn_servers.all.servers : s.id => s.mfa != null }
}
