package acctest_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sslvpnserver"
)

// sslGateway is the n-th of many gateways that people can dial in to, from 0: each
// has one server.
func sslGateway(n int) string { return fmt.Sprintf("vpn-bp1dialin%013d", n) }

// sslGateways is how many of them there are beside the first.
const sslGateways = 200

// sslVpnServer is the subject aliyun_ssl_vpn_server.
func sslVpnServer() *acctest.Subject {
	at := func(n int) attributes {
		return attributes{"vpn_gateway_id": sslGateway(n), "client_ip_pool": "10.200.0.0/24", "local_subnets": []string{"10.0.0.0/16"}}
	}
	idaas := func(application string) attributes {
		return attributes{"idaas_instance_id": "idaas_1", "idaas_region_id": sim.DefaultRegion, "idaas_application_id": application}
	}
	full := with(at(0), attributes{
		"name": "matrix", "protocol": "TCP", "port": 1195, "cipher": "AES-256-CBC", "compress": true,
		"dns_servers": []string{"100.100.2.136", "100.100.2.138"}, "mfa": idaas("app_1"),
	})
	const (
		create, list, modify, remove = "CreateSslVpnServer", "DescribeSslVpnServers", "ModifySslVpnServer", "DeleteSslVpnServer"

		entry = "SslVpnServers.SslVpnServer.0."
	)
	return &acctest.Subject{
		TypeName: sslvpnserver.Kind.TypeName, Minimal: at(0), Full: full, Many: at,
		Seed: func(s *sim.Server) {
			for n := range sslGateways + 1 {
				s.PutGateway(sim.Gateway{VpnGatewayID: sslGateway(n), SslVpn: true, SslMaxConnections: 20, SslVpnInternetIP: "203.0.113.7"})
			}
		},
		Unique: "vpn_gateway_id", TakeOver: "import {",
		Updates: []acctest.Update{
			{Attribute: "name", Value: "renamed"},
			{Attribute: "client_ip_pool", Value: "10.201.0.0/24"},
			{Attribute: "local_subnets", Value: []string{"10.0.0.0/16", "10.1.0.0/16"}},
			{Attribute: "protocol", Value: "UDP"},
			{Attribute: "port", Value: 1196},
			{Attribute: "cipher", Value: "AES-192-CBC"},
			{Attribute: "compress", Value: false},
			{Attribute: "dns_servers", Value: []string{"100.100.2.136"}},
			{Attribute: "mfa", Value: idaas("app_2")},
		},

		CreateAction: create, ReadAction: list, ListAction: list, ListPath: "SslVpnServers.SslVpnServer", DeleteAction: remove,
		TokenActions: []string{create, modify, remove},
		Created:      fields("SslVpnServerId", "Name", "RequestId"),
		Shown: append(fields(
			entry+"SslVpnServerId", entry+"VpnGatewayId", entry+"Name", entry+"ClientIpPool", entry+"LocalSubnet", entry+"DnsServers",
			entry+"EnableMultiFactorAuth", entry+"IDaaSInstanceId", entry+"IDaaSRegionId", entry+"IDaaSApplicationId", entry+"InternetIp",
			entry+"ResourceGroupId", entry+"Compress", "RequestId"),
			acctest.Field{Name: entry + "Proto", OtherCase: `"tcp"`}, acctest.Field{Name: entry + "Cipher", OtherCase: `"aes-256-cbc"`},
			acctest.Field{Name: entry + "Port", Number: true}, acctest.Field{Name: entry + "MaxConnections", Number: true},
			acctest.Field{Name: entry + "CreateTime", Number: true}),
		IDField: entry + "SslVpnServerId", CreatedID: "SslVpnServerId",
		NotFound: notFoundOf(remove),

		Foreign: func(s *sim.Server) string {
			s.PutGateway(sim.Gateway{VpnGatewayID: "vpn-bp1others00000000009", SslVpn: true, SslMaxConnections: 5})
			return s.PutSslVpnServer(sim.SslVpnServer{SslVpnServerID: "vss-bp1others00000000001", VpnGatewayID: "vpn-bp1others00000000009", Name: "theirs"})
		},
		Put: func(s *sim.Server, id string) {
			s.PutSslVpnServer(sim.SslVpnServer{SslVpnServerID: id, VpnGatewayID: sslGateway(0), ClientIPPool: "10.200.0.0/24"})
		},
		Remove: (*sim.Server).RemoveSslVpnServer,
		Live: func(s *sim.Server) []string {
			var ids []string
			for _, v := range s.SslVpnServers() {
				ids = append(ids, v.SslVpnServerID)
			}
			return ids
		},
		Object:  func(s *sim.Server, id string) any { v, _ := s.SslVpnServer(id); return v },
		Leaving: func(s *sim.Server, id string) bool { v, _ := s.SslVpnServer(id); return v.State == "deleting" },
		Differences: func(s *sim.Server, id string, wants attributes) []string {
			v, _ := s.SslVpnServer(id)
			texts := func(text string) []string {
				return slices.DeleteFunc(strings.Split(text, ","), func(s string) bool { return s == "" })
			}
			have := attributes{
				"vpn_gateway_id": v.VpnGatewayID, "name": v.Name, "client_ip_pool": v.ClientIPPool, "local_subnets": slices.Sorted(slices.Values(texts(v.LocalSubnet))),
				"protocol": v.Proto, "port": v.Port, "cipher": v.Cipher, "compress": v.Compress, "dns_servers": texts(v.DNSServers), "mfa": nil,
			}
			if v.Idaas != nil {
				have["mfa"] = attributes{
					"idaas_instance_id": v.Idaas.InstanceID, "idaas_region_id": v.Idaas.RegionID, "idaas_application_id": v.Idaas.ApplicationID,
				}
			}
			return differences(wants, have)
		},
		WayBack: []string{sslGateway(0), sim.DefaultRegion, "Apply again"},
		Nothing: "Nothing was created",
	}
}
