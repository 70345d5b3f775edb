package acctest_test

import (
	"fmt"
	"strings"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// member is what a graph of many kinds needs to know of one, beside its subject.
type member struct {
	subject *acctest.Subject
	// parents are the IDs of the subject's own parents. In the graph, the IDs of
	// other members stand in their place: those that role names.
	parents map[string]role
	// marked is an argument by which an object is recognized: no other object of the
	// graph has the value of mark.
	marked string
	mark   func(n int) any
	// more are further arguments, and leftOut those of the subject that would keep
	// members from living side by side.
	more    attributes
	leftOut []string
	// rewrite changes texts of the configuration for the n-th one.
	rewrite func(n int, text string) string
	// drift is what somebody else changes of an object that is there.
	drift func(s *sim.Server, id string)
}

// role is what a member is to those that need it.
type role string

const (
	asGateway    role = "gateway"
	asDialIn     role = "gateway that people dial in to"
	asIpsec      role = "gateway with an IPsec server"
	asNational   role = "gateway with certificates"
	asFarEnd     role = "customer gateway"
	asHop        role = "connection"
	asServer     role = "SSL server"
	asAttachment role = "attachment"
)

func named(kind string) func(int) any {
	return func(n int) any { return fmt.Sprintf("%s-%d", kind, n) }
}

func numbered(format string) func(int) any {
	return func(n int) any { return fmt.Sprintf(format, n/250, n%250) }
}

func subnet(format string) func(int) any {
	return func(n int) any { return []string{fmt.Sprintf(format, n/250, n%250)} }
}

// ownTunnels gives each connection addresses of its own inside the tunnels.
func ownTunnels(n int, text string) string {
	return strings.Replace(text, "169.254.1", fmt.Sprint("169.254.", 1+n%24), 1)
}

// members are all roles of the family. A gateway is what its children need it to be.
func members() map[role]*member {
	gateway := func(kind string, more attributes) *member {
		return &member{
			subject: vpnGateway(), marked: "name", mark: named(kind), more: more,
			leftOut: []string{"auto_propagate"}, // BGP of the connections needs it
			drift: func(s *sim.Server, id string) {
				s.ChangeGateway(id, func(g *sim.Gateway) { g.Description = "theirs" })
			},
		}
	}
	enhanced := gateway("enhanced", nil)
	enhanced.subject = enhancedGateway()
	phones := ipsecServer()
	hop := map[string]role{parentGateway: asGateway, parentCustomer: asFarEnd}
	routes := map[string]role{ourGateway: asGateway, ourHop: asHop}
	return map[role]*member{
		asGateway:  gateway("site", nil),
		asDialIn:   gateway("dial-in", attributes{"enable_ssl": true, "ssl_connections": 20}),
		asIpsec:    gateway("phones", attributes{"enable_ssl": true, "ssl_connections": 20}),
		asNational: gateway("national", attributes{"vpn_type": "NationalStandard"}),
		"enhanced": enhanced,
		asFarEnd: {
			subject: customerGateway(), marked: "ip_address", mark: numbered("203.0.%d.%d"), more: attributes{"asn": 65001},
			drift: func(s *sim.Server, id string) {
				s.ChangeCustomerGateway(id, func(g *sim.CustomerGateway) { g.Name = "theirs" })
			},
		},
		asHop: {
			subject: vpnConnection(), parents: hop, marked: "remote_subnets", mark: subnet("172.%d.%d.0/24"), rewrite: ownTunnels,
			drift: func(s *sim.Server, id string) {
				s.ChangeVpnConnection(id, func(v *sim.VpnConnection) { v.Name = "theirs" })
			},
		},
		asAttachment: {
			subject: vpnAttachment(), parents: map[string]role{parentCustomer: asFarEnd}, marked: "remote_subnets", mark: subnet("173.%d.%d.0/24"),
			rewrite: ownTunnels,
			drift: func(s *sim.Server, id string) {
				s.ChangeVpnAttachment(id, func(v *sim.VpnAttachment) { v.Name = "theirs" })
			},
		},
		"route": {
			subject: vpnRoute(), parents: routes, marked: "destination", mark: numbered("10.%d.%d.0/24"),
			drift: func(s *sim.Server, key string) {
				s.ChangeVpnRoute(key, func(r *sim.VpnRoute) { r.Weight = 100 - r.Weight })
			},
		},
		"policy route": {
			subject: vpnPolicyRoute(), parents: routes, marked: "destination", mark: numbered("11.%d.%d.0/24"),
			drift: func(s *sim.Server, key string) { s.ChangeVpnRoute(key, func(r *sim.VpnRoute) { r.Priority = 77 }) },
		},
		asServer: {
			subject: sslVpnServer(), parents: map[string]role{sslGateway(0): asDialIn}, marked: "client_ip_pool", mark: numbered("10.%d.%d.0/24"),
			more: attributes{"local_subnets": []string{"192.168.0.0/16"}}, leftOut: []string{"local_subnets"},
			drift: func(s *sim.Server, id string) {
				s.ChangeSslVpnServer(id, func(v *sim.SslVpnServer) { v.Port = 1200 })
			},
		},
		"certificate": {
			subject: sslClientCert(), parents: map[string]role{certServer: asServer}, marked: "name", mark: named("person"),
			drift: func(*sim.Server, string) {}, // all that could change is the name
		},
		"IPsec server": {
			subject: phones, parents: map[string]role{fmt.Sprint(phones.Minimal["vpn_gateway_id"]): asIpsec}, marked: "client_ip_pool", mark: numbered("10.%d.%d.0/24"),
			more: attributes{"local_subnets": []string{"192.168.0.0/16"}}, leftOut: []string{"local_subnets"},
			drift: func(s *sim.Server, id string) {
				s.ChangeIpsecServer(id, func(v *sim.IpsecServer) { v.Name = "theirs" })
			},
		},
		"gateway certificate": {
			subject: gatewayCertificate(), parents: map[string]role{smGateway: asNational}, marked: "certificate_id", mark: named("cert"),
			drift: func(*sim.Server, string) {}, // nothing of it can change
		},
		"transit route": {
			subject: vcoRoute(), parents: map[string]role{ourVco: asAttachment}, marked: "destination", mark: numbered("12.%d.%d.0/24"),
			drift: func(s *sim.Server, key string) {
				s.ChangeVcoRoute(key, func(r *sim.VcoRoute) { r.Weight = 100 - r.Weight })
			},
		},
	}
}

// foreignFamily adds an object of each kind that other people have, and returns
// their IDs by the type.
func foreignFamily(s *sim.Server) map[string]string {
	ids := map[string]string{}
	all := subjects()
	for n := range all { // the gateway last: others add it as well, and bare
		of := all[len(all)-1-n]
		ids[of.TypeName] = of.Foreign(s)
	}
	return ids
}
