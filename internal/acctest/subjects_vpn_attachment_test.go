package acctest_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpnattachment"
)

// vpnAttachment is the subject aliyun_vpn_attachment.
func vpnAttachment() *acctest.Subject {
	phase := func(more attributes) attributes {
		return with(attributes{"encryption": "aes256", "authentication": "sha256"}, more)
	}
	tunnels := func(first, second attributes) attributes {
		one := attributes{"customer_gateway_id": parentCustomer}
		return attributes{"tunnel1": with(one, first), "tunnel2": with(one, second)}
	}
	bgp := func(cidr string) attributes {
		return attributes{"bgp": attributes{"local_asn": 65530, "tunnel_cidr": cidr + "0/30", "local_ip": cidr + "1"}}
	}
	minimal := attributes{
		"local_subnets": []string{"10.0.0.0/16"}, "remote_subnets": []string{"192.168.0.0/16"},
		"ike":     phase(attributes{"version": "ikev2", "dh_group": "group14"}),
		"ipsec":   phase(attributes{"pfs_group": "group14"}),
		"tunnels": tunnels(nil, nil),
	}
	full := with(minimal, attributes{
		"name": "matrix", "effect_immediately": false, "auto_config_route": true, "network_type": "private", "tunnel_bandwidth": "Large",
		"tunnels":           tunnels(bgp("169.254.10."), bgp("169.254.11.")),
		"tags":              map[string]string{"stays": "1", "changes": "1", "goes": "1"},
		"resource_group_id": sim.SecondResourceGroup,
	})
	single := with(minimal, attributes{"customer_gateway_id": parentCustomer})
	delete(single, "tunnels")
	const (
		create, modify, remove = "CreateVpnAttachment", "ModifyVpnAttachmentAttribute", "DeleteVpnAttachment"
		tunnel                 = "TunnelOptionsSpecification.TunnelOptions.0."
	)
	return &acctest.Subject{
		TypeName: vpnattachment.Kind.TypeName, Minimal: minimal, Full: full, Seed: seedParents,
		Many: func(n int) attributes {
			return with(minimal, attributes{"remote_subnets": []string{fmt.Sprintf("172.16.%d.0/24", n)}})
		},
		SecretIn: map[string]attributes{"psk": single, "psk_wo": single},
		Unique:   "remote_subnets", UniqueWith: []string{"local_subnets", "name"}, TakeOver: "import {", NotImported: []string{"auto_config_route"},
		Updates: []acctest.Update{
			{Attribute: "name", Value: "renamed"},
			{Attribute: "local_subnets", Value: []string{"10.0.0.0/16", "10.1.0.0/16"}},
			{Attribute: "effect_immediately", Value: true},
			{Attribute: "ike", Value: phase(attributes{"version": "ikev2", "dh_group": "group5"})},
			{Attribute: "tunnels", Value: tunnels(
				with(bgp("169.254.10."), attributes{"psk": "Rotated-1", "enable_dpd": false}), bgp("169.254.12."))},
			{Attribute: "tags", Value: map[string]string{"stays": "1", "changes": "2", "comes": "1"}},
			{Attribute: "resource_group_id", Value: sim.DefaultResourceGroup},
		},

		CreateAction: create, ReadAction: "DescribeVpnConnection", ListAction: "DescribeVpnAttachments", ListPath: "VpnAttachments",
		DeleteAction: remove,
		TokenActions: []string{create, modify, remove},
		Created:      fields("VpnConnectionId", "Name", "CreateTime", "RequestId"),
		Shown: append(fields(
			"VpnConnectionId", "Name", "LocalSubnet", "RemoteSubnet", "EffectImmediately", "EnableTunnelsBgp", "AttachInstanceId",
			"ResourceGroupId", "Tags", "Tags.Tag", "RequestId", "TunnelOptionsSpecification", "TunnelOptionsSpecification.TunnelOptions",
			tunnel+"TunnelId", tunnel+"CustomerGatewayId", tunnel+"InternetIp", tunnel+"ZoneNo", tunnel+"Status", tunnel+"EnableDpd",
			tunnel+"TunnelIkeConfig", tunnel+"TunnelIkeConfig.LocalId", tunnel+"TunnelIpsecConfig", tunnel+"TunnelBgpConfig"),
			acctest.Field{Name: "CreateTime", Number: true}, acctest.Field{Name: "State", OtherCase: `"Init"`},
			acctest.Field{Name: "AttachType", OtherCase: `"No_associated"`},
			acctest.Field{Name: "NetworkType", OtherCase: `"Private"`}, acctest.Field{Name: "TunnelBandwidth", OtherCase: `"LARGE"`},
			acctest.Field{Name: tunnel + "TunnelIndex", Number: true}, acctest.Field{Name: tunnel + "TunnelIkeConfig.IkeEncAlg", OtherCase: `"AES256"`},
			acctest.Field{Name: tunnel + "TunnelIkeConfig.IkeLifetime", Number: true}, acctest.Field{Name: tunnel + "TunnelIpsecConfig.IpsecPfs", OtherCase: `"Group14"`},
			acctest.Field{Name: tunnel + "TunnelBgpConfig.LocalAsn", Number: true}, acctest.Field{Name: tunnel + "TunnelBgpConfig.PeerAsn", Number: true}),
		IDField:  "VpnConnectionId",
		NotFound: notFoundOf("DescribeVpnConnection"),

		Foreign: func(s *sim.Server) string {
			s.PutCustomerGateway(sim.CustomerGateway{CustomerGatewayID: "cgw-bp1others00000000001", IPAddress: "198.51.100.1"})
			far := sim.VpnTunnel{CustomerGatewayID: "cgw-bp1others00000000001"}
			return s.PutVpnAttachment(sim.VpnAttachment{VpnConnection: sim.VpnConnection{
				VpnConnectionID: "vco-bp1others00000000002", Name: "theirs", Tunnels: []sim.VpnTunnel{far, far}, Tags: map[string]string{"owner": "others"},
			}})
		},
		Put: func(s *sim.Server, id string) {
			s.PutVpnAttachment(sim.VpnAttachment{VpnConnection: sim.VpnConnection{VpnConnectionID: id}})
		},
		Remove: (*sim.Server).RemoveVpnAttachment,
		Live: func(s *sim.Server) []string {
			var ids []string
			for _, a := range s.VpnAttachments() {
				ids = append(ids, a.VpnConnectionID)
			}
			return ids
		},
		Object:      func(s *sim.Server, id string) any { a, _ := s.VpnAttachment(id); return a },
		Leaving:     func(s *sim.Server, id string) bool { a, _ := s.VpnAttachment(id); return a.State == "deleting" },
		Differences: attachmentDifferences,
		WayBack:     []string{sim.DefaultRegion, "terraform import ADDRESS"},
		Nothing:     "Nothing was created",
	}
}

func attachmentDifferences(s *sim.Server, id string, wants attributes) []string {
	a, _ := s.VpnAttachment(id)
	subnets := func(text string) []string { return slices.Sorted(slices.Values(strings.Split(text, ","))) }
	found := differences(wants, attributes{
		"name": a.Name, "local_subnets": subnets(a.LocalSubnet), "remote_subnets": subnets(a.RemoteSubnet), "network_type": a.NetworkType,
		"tunnel_bandwidth": a.TunnelBandwidth, "effect_immediately": a.EffectImmediately, "auto_config_route": a.AutoConfigRoute,
		"tags": a.Tags, "resource_group_id": a.ResourceGroupID,
	})
	pair, _ := wants["tunnels"].(attributes)
	for i := range a.Tunnels {
		want, _ := pair[fmt.Sprintf("tunnel%d", i+1)].(attributes)
		found = append(found, tunnelDifferences(&a.Tunnels[i], wants, want)...)
	}
	return found
}
