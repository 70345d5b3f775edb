package acctest_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/ipsecserver"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// serverGateway is the n-th of many gateways that people can dial in to: each has one
// IPsec server.
func serverGateway(n int) string { return fmt.Sprintf("vpn-bp1server%013d", n) }

// serverGateways is how many of them there are.
const serverGateways = 200

// ipsecServer is the subject aliyun_vpn_ipsec_server.
func ipsecServer() *acctest.Subject {
	phase := func(more attributes) attributes {
		return with(attributes{"encryption": "aes256", "authentication": "sha256"}, more)
	}
	at := func(n int) attributes {
		return attributes{
			"vpn_gateway_id": serverGateway(n), "client_ip_pool": "10.200.0.0/24", "local_subnets": []string{"10.0.0.0/16"},
			"ike": phase(attributes{"version": "ikev2", "dh_group": "group14"}), "ipsec": phase(attributes{"pfs_group": "group14"}),
		}
	}
	full := with(at(0), attributes{
		"name": "matrix", "effect_immediately": false, "local_id": "vpn.example.com", "remote_id": "people", "psk": "first-key",
	})
	const (
		create, list, update, remove = "CreateIpsecServer", "ListIpsecServers", "UpdateIpsecServer", "DeleteIpsecServer"

		entry = "IpsecServers.0."
	)
	return &acctest.Subject{
		TypeName: ipsecserver.Kind.TypeName, Minimal: at(0), Full: full, Many: at,
		Seed: func(s *sim.Server) {
			for n := range serverGateways + 1 {
				s.PutGateway(sim.Gateway{VpnGatewayID: serverGateway(n), SslVpn: true, SslMaxConnections: 20})
			}
		},
		Unique: "vpn_gateway_id", TakeOver: "import {", NotImported: []string{"psk"},
		Updates: []acctest.Update{
			{Attribute: "name", Value: "renamed"},
			{Attribute: "client_ip_pool", Value: "10.201.0.0/24"},
			{Attribute: "local_subnets", Value: []string{"10.0.0.0/16", "10.1.0.0/16"}},
			{Attribute: "effect_immediately", Value: true},
			{Attribute: "ike", Value: phase(attributes{"version": "ikev2", "dh_group": "group5"})},
			{Attribute: "ipsec", Value: phase(attributes{"pfs_group": "group5"})},
			{Attribute: "local_id", Value: "dial.example.com"},
			{Attribute: "remote_id", Value: "everybody"},
			{Attribute: "psk", Value: "second-key"},
		},

		CreateAction: create, ReadAction: list, ListAction: list, ListPath: "IpsecServers", DeleteAction: remove,
		TokenActions: []string{create, update, remove},
		Created:      fields("IpsecServerId", "IpsecServerName", "VpnGatewayId", "CreationTime", "RegionId", "RequestId"),
		Shown: append(fields(
			entry+"IpsecServerId", entry+"VpnGatewayId", entry+"IpsecServerName", entry+"ClientIpPool", entry+"LocalSubnet", entry+"EffectImmediately",
			entry+"InternetIp", entry+"ResourceGroupId", entry+"Psk", entry+"CreationTime", entry+"IkeConfig", entry+"IkeConfig.LocalId",
			entry+"IkeConfig.RemoteId", entry+"IpsecConfig", "RequestId"),
			acctest.Field{Name: entry + "IkeConfig.IkeEncAlg", OtherCase: `"AES256"`}, acctest.Field{Name: entry + "IpsecConfig.IpsecPfs", OtherCase: `"Group14"`},
			acctest.Field{Name: entry + "IkeConfig.IkeLifetime", Number: true}, acctest.Field{Name: entry + "MaxConnections", Number: true}),
		IDField: entry + "IpsecServerId", CreatedID: "IpsecServerId",
		NotFound: notFoundOf(remove),

		Foreign: func(s *sim.Server) string {
			s.PutGateway(sim.Gateway{VpnGatewayID: "vpn-bp1others00000000008", SslVpn: true, SslMaxConnections: 5})
			return s.PutIpsecServer(sim.IpsecServer{IpsecServerID: "iss-bp1others00000000001", VpnGatewayID: "vpn-bp1others00000000008", Name: "theirs"})
		},
		Put: func(s *sim.Server, id string) {
			s.PutIpsecServer(sim.IpsecServer{IpsecServerID: id, VpnGatewayID: serverGateway(0)})
		},
		Remove: (*sim.Server).RemoveIpsecServer,
		Live: func(s *sim.Server) []string {
			var ids []string
			for _, v := range s.IpsecServers() {
				ids = append(ids, v.IpsecServerID)
			}
			return ids
		},
		Object:  func(s *sim.Server, id string) any { v, _ := s.IpsecServer(id); return v },
		Leaving: func(s *sim.Server, id string) bool { v, _ := s.IpsecServer(id); return v.State == "deleting" },
		Differences: func(s *sim.Server, id string, wants attributes) []string {
			v, _ := s.IpsecServer(id)
			found := differences(wants, attributes{
				"vpn_gateway_id": v.VpnGatewayID, "name": v.Name, "client_ip_pool": v.ClientIPPool, "effect_immediately": v.EffectImmediately,
				"local_subnets": slices.Sorted(slices.Values(strings.Split(v.LocalSubnet, ","))), "local_id": v.Ike.LocalID, "remote_id": v.Ike.RemoteID, "psk": v.Ike.Psk,
			})
			ike, _ := wants["ike"].(attributes)
			ipsec, _ := wants["ipsec"].(attributes)
			return append(append(found,
				differences(ike, attributes{"version": v.Ike.Version, "encryption": v.Ike.EncAlg, "authentication": v.Ike.AuthAlg, "dh_group": v.Ike.Pfs})...),
				differences(ipsec, attributes{"encryption": v.Ipsec.EncAlg, "authentication": v.Ipsec.AuthAlg, "pfs_group": v.Ipsec.Pfs})...)
		},
		WayBack: []string{serverGateway(0), sim.DefaultRegion, "Apply again"},
		Nothing: "Nothing was created",
	}
}
