# Over TCP, for networks that let no UDP through. People also log in with their account
# in Identity as a Service.
resource "aliyun_vpn_gateway" "dial_in" {
  vpc_id                       = "vpc-t4nsingapore000000001"
  vswitch_id                   = "vsw-t4nzonea00000000000001"
  disaster_recovery_vswitch_id = "vsw-t4nzoneb00000000000002"
  bandwidth                    = 10
  name                         = "dial-in"
  instance_charge_type         = "POSTPAY"
  enable_ipsec                 = false
  enable_ssl                   = true
  ssl_connections              = 20
}

resource "aliyun_ssl_vpn_server" "with_mfa" {
  name           = "with-mfa"
  vpn_gateway_id = aliyun_vpn_gateway.dial_in.id
  client_ip_pool = "10.200.0.0/24"
  local_subnets  = ["10.20.0.0/16"]
  protocol       = "TCP"
  port           = 8443
  cipher         = "AES-256-CBC"

  mfa = {
    idaas_instance_id    = "idaas_ue2jvisn35ea5lmthk267xxxxx"
    idaas_region_id      = "ap-southeast-1"
    idaas_application_id = "app_my6g4qmvnwxzj2fxxxxx"
  }
}
