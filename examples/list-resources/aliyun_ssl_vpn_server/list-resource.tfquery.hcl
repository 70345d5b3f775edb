# The SSL servers of a team.
list "aliyun_ssl_vpn_server" "team" {
  provider = aliyun

  config {
    name_regex = "^team$"
  }
}
