package acctest_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpnconnection"
)

const (
	parentGateway  = "vpn-bp1parent000000000001"
	parentCustomer = "cgw-bp1parent000000000001"
	// singleTunnel is a gateway whose connections have a single tunnel.
	singleTunnel = "vpn-bp1parent000000000002"
)

// seedParents adds what a connection hangs on.
func seedParents(s *sim.Server) {
	s.PutGateway(sim.Gateway{VpnGatewayID: parentGateway})
	s.PutGateway(sim.Gateway{VpnGatewayID: singleTunnel, VSwitchID: sim.DefaultVSwitchH})
	s.PutCustomerGateway(sim.CustomerGateway{CustomerGatewayID: parentCustomer, IPAddress: "203.0.113.1", Asn: 65001})
}

// vpnConnection is the subject aliyun_vpn_connection.
func vpnConnection() *acctest.Subject {
	phase := func(more attributes) attributes {
		return with(attributes{"encryption": "aes256", "authentication": "sha256"}, more)
	}
	tunnels := func(master, slave attributes) attributes {
		one := attributes{"customer_gateway_id": parentCustomer}
		return attributes{"master": with(one, master), "slave": with(one, slave)}
	}
	bgp := func(cidr string) attributes {
		return attributes{"bgp": attributes{"local_asn": 65530, "tunnel_cidr": cidr + "0/30", "local_ip": cidr + "1"}}
	}
	minimal := attributes{
		"vpn_gateway_id": parentGateway, "local_subnets": []string{"10.0.0.0/16"}, "remote_subnets": []string{"192.168.0.0/16"},
		"ike":     phase(attributes{"version": "ikev2", "dh_group": "group14"}),
		"ipsec":   phase(attributes{"pfs_group": "group14"}),
		"tunnels": tunnels(nil, nil),
	}
	full := with(minimal, attributes{
		"name": "matrix", "effect_immediately": false, "auto_config_route": true,
		"tunnels": tunnels(bgp("169.254.10."), bgp("169.254.11.")),
		"tags":    map[string]string{"stays": "1", "changes": "1", "goes": "1"},
	})
	single := with(minimal, attributes{"vpn_gateway_id": singleTunnel, "customer_gateway_id": parentCustomer})
	delete(single, "tunnels")
	const (
		create, modify = "CreateVpnConnection", "ModifyVpnConnectionAttribute"
		modifyTunnel   = "ModifyTunnelAttribute"
		remove         = "DeleteVpnConnection"
		tunnel         = "TunnelOptionsSpecification.TunnelOptions.0."
	)
	return &acctest.Subject{
		TypeName: vpnconnection.Kind.TypeName, Minimal: minimal, Full: full, Seed: seedParents,
		Many: func(n int) attributes {
			return with(minimal, attributes{"remote_subnets": []string{fmt.Sprintf("172.16.%d.0/24", n)}})
		},
		SecretIn: map[string]attributes{"psk": single, "psk_wo": single},
		Unique:   "remote_subnets", UniqueWith: []string{"local_subnets"}, TakeOver: "import {", NotImported: []string{"auto_config_route"},
		Updates: []acctest.Update{
			{Attribute: "name", Value: "renamed"},
			{Attribute: "local_subnets", Value: []string{"10.0.0.0/16", "10.1.0.0/16"}},
			{Attribute: "effect_immediately", Value: true},
			{Attribute: "ike", Value: phase(attributes{"version": "ikev2", "dh_group": "group5"})},
			{Attribute: "tunnels", Value: tunnels(
				with(bgp("169.254.10."), attributes{"psk": "Rotated-1", "enable_dpd": false}), bgp("169.254.12."))},
			{Attribute: "tags", Value: map[string]string{"stays": "1", "changes": "2", "comes": "1"}},
		},

		CreateAction: create, ReadAction: "DescribeVpnConnection", ListAction: "DescribeVpnConnections", ListPath: "VpnConnections.VpnConnection",
		DeleteAction: remove,
		TokenActions: []string{create, modify, modifyTunnel, remove},
		Created:      fields("VpnConnectionId", "Name", "CreateTime", "RequestId"),
		Shown: append(fields(
			"VpnConnectionId", "Name", "VpnGatewayId", "LocalSubnet", "RemoteSubnet", "EffectImmediately", "EnableTunnelsBgp",
			"ResourceGroupId", "Tags", "Tags.Tag", "RequestId", "TunnelOptionsSpecification", "TunnelOptionsSpecification.TunnelOptions",
			tunnel+"TunnelId", tunnel+"CustomerGatewayId", tunnel+"InternetIp", tunnel+"ZoneNo", tunnel+"Status", tunnel+"EnableDpd",
			tunnel+"TunnelIkeConfig", tunnel+"TunnelIkeConfig.LocalId", tunnel+"TunnelIpsecConfig", tunnel+"TunnelBgpConfig"),
			acctest.Field{Name: "CreateTime", Number: true}, acctest.Field{Name: "State", OtherCase: `"Active"`},
			acctest.Field{Name: tunnel + "Role", OtherCase: `"Master"`}, acctest.Field{Name: tunnel + "TunnelIkeConfig.IkeEncAlg", OtherCase: `"AES256"`},
			acctest.Field{Name: tunnel + "TunnelIkeConfig.IkeLifetime", Number: true}, acctest.Field{Name: tunnel + "TunnelIpsecConfig.IpsecPfs", OtherCase: `"Group14"`},
			acctest.Field{Name: tunnel + "TunnelBgpConfig.LocalAsn", Number: true}, acctest.Field{Name: tunnel + "TunnelBgpConfig.PeerAsn", Number: true}),
		IDField:  "VpnConnectionId",
		NotFound: notFoundOf("DescribeVpnConnection"),

		Foreign: func(s *sim.Server) string {
			s.PutGateway(sim.Gateway{VpnGatewayID: "vpn-bp1others00000000001"})
			s.PutCustomerGateway(sim.CustomerGateway{CustomerGatewayID: "cgw-bp1others00000000001", IPAddress: "198.51.100.1"})
			far := sim.VpnTunnel{CustomerGatewayID: "cgw-bp1others00000000001"}
			return s.PutVpnConnection(sim.VpnConnection{
				VpnConnectionID: "vco-bp1others00000000001", VpnGatewayID: "vpn-bp1others00000000001", Name: "theirs",
				Tunnels: []sim.VpnTunnel{far, far}, Tags: map[string]string{"owner": "others"},
			})
		},
		Put: func(s *sim.Server, id string) {
			s.PutVpnConnection(sim.VpnConnection{VpnConnectionID: id, VpnGatewayID: parentGateway})
		},
		Remove: (*sim.Server).RemoveVpnConnection,
		Live: func(s *sim.Server) []string {
			var ids []string
			for _, v := range s.VpnConnections() {
				ids = append(ids, v.VpnConnectionID)
			}
			return ids
		},
		Object:      func(s *sim.Server, id string) any { v, _ := s.VpnConnection(id); return v },
		Leaving:     func(s *sim.Server, id string) bool { v, _ := s.VpnConnection(id); return v.State == "deleting" },
		Differences: connectionDifferences,
		WayBack:     []string{parentGateway, sim.DefaultRegion, "terraform import ADDRESS"},
		Nothing:     "Nothing was created",
	}
}

func connectionDifferences(s *sim.Server, id string, wants attributes) []string {
	v, _ := s.VpnConnection(id)
	subnets := func(text string) []string { return slices.Sorted(slices.Values(strings.Split(text, ","))) }
	found := differences(wants, attributes{
		"vpn_gateway_id": v.VpnGatewayID, "name": v.Name, "local_subnets": subnets(v.LocalSubnet), "remote_subnets": subnets(v.RemoteSubnet),
		"effect_immediately": v.EffectImmediately, "auto_config_route": v.AutoConfigRoute, "tags": v.Tags,
	})
	pair, _ := wants["tunnels"].(attributes)
	for i := range v.Tunnels {
		want, _ := pair[v.Tunnels[i].Role].(attributes)
		found = append(found, tunnelDifferences(&v.Tunnels[i], wants, want)...)
	}
	return found
}

// tunnelDifferences says what a tunnel does not have of its configuration, and of
// that of the connection.
func tunnelDifferences(t *sim.VpnTunnel, connection, want attributes) []string {
	ike, _ := connection["ike"].(attributes)
	have := attributes{"customer_gateway_id": t.CustomerGatewayID, "enable_dpd": t.EnableDpd, "psk": t.Ike.Psk}
	if t.Bgp != nil {
		have["bgp"] = attributes{"local_asn": t.Bgp.LocalAsn, "tunnel_cidr": t.Bgp.TunnelCidr, "local_ip": t.Bgp.LocalBgpIP}
	}
	return differences(with(want, ike), with(have, attributes{
		"version": t.Ike.Version, "encryption": t.Ike.EncAlg, "authentication": t.Ike.AuthAlg, "dh_group": t.Ike.Pfs,
	}))
}
