package vpnconnection_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// Everything that can be changed in place, and the calls that it takes.
func TestVpnConnection_updateInPlace(t *testing.T) {
	t.Parallel()
	c := office(t, sim.Options{})
	with := func(cidr1, cidr2, asn string) (args, args) {
		return args{"bgp": bgp(asn, cidr1+"0/30", cidr1+"1")}, args{"bgp": bgp(asn, cidr2+"0/30", cidr2+"1")}
	}
	const a, b = "169.254.10.", "169.254.11."
	on, also := with(a, b, "65530")
	otherAsn, alsoOther := with(a, b, "65531")
	swapped, alsoSwapped := with(b, a, "65531")
	const (
		together = "ModifyVpnConnectionAttribute"
		one      = "ModifyTunnelAttribute"
	)
	var id string
	var keys []string
	steps := []struct {
		name   string
		config args
		want   []string
	}{
		{"a name", dual(args{"name": `"renamed"`}, nil, nil), []string{together}},
		{"subnets", dual(args{"local_subnets": `["10.0.0.0/16", "10.1.0.0/16"]`}, nil, nil), []string{together}},
		{"switches", dual(args{"effect_immediately": "true", "auto_config_route": "false"}, nil, nil), []string{together}},
		{"switches back, with a name", dual(args{"name": `"again"`}, nil, nil), []string{together}},
		{"dead peers", dual(nil, args{"enable_dpd": "false"}, nil), []string{one}},
		{"NAT, and dead peers back", dual(nil, nil, args{"enable_nat_traversal": "false"}), []string{one, one}},
		{"an encryption", dual(args{"ike": ike(args{"encryption": `"aes192"`})}, nil, nil), []string{one, one}},
		{"one tunnel its own", dual(args{"ike": ike(args{"encryption": `"aes192"`})}, nil, args{"ike": goodIke}), []string{one}},
		{"written otherwise", dual(args{"ike": goodIke}, args{"ike": ike(args{"encryption": `"aes192"`})}, nil), nil},
		{"phase 2 of one", dual(nil, nil, args{"ipsec": ipsec(args{"pfs_group": `"disabled"`})}), []string{one, one}},
		{"names", dual(nil, args{"local_id": `"here"`}, args{"remote_id": `"there"`}), []string{one, one}},
		{"another customer gateway", dual(nil, args{"customer_gateway_id": `"` + secondCustomerGatewayID + `"`}, nil), []string{one}},
		{"BGP on", dual(nil, on, also), []string{together, one}},
		{"another ASN", dual(nil, otherAsn, alsoOther), []string{together}},
		{"networks exchanged", dual(nil, swapped, alsoSwapped), []string{together}},
		{"one other network", dual(nil, swapped, args{"bgp": bgp("65531", "169.254.12.0/30", "169.254.12.2")}), []string{one}},
		{"BGP off", dual(nil, nil, nil), []string{together}},
		{"tags", dual(args{"tags": `{ a = "1" }`}, nil, nil), []string{"TagResources"}},
		{"other tags", dual(args{"tags": `{ b = "1" }`}, nil, nil), []string{"UnTagResources", "TagResources"}},
	}
	all := []resource.TestStep{{Config: hcl(c, dual(nil, nil, nil))}}
	for _, s := range steps {
		all = append(all,
			resource.TestStep{
				PreConfig: func() {
					if v := only(t, c); id == "" {
						id = v.VpnConnectionID
						keys = []string{v.Tunnels[0].Ike.Psk, v.Tunnels[1].Ike.Psk}
					}
					c.Sim().ResetRequests()
				},
				Config: hcl(c, s.config), ConfigPlanChecks: updateOnly,
			},
			resource.TestStep{
				PreConfig: func() {
					t.Helper()
					v := only(t, c)
					if got := writes(c); !slices.Equal(got, s.want) {
						t.Errorf("%s: writes are %v, want %v", s.name, got, s.want)
					}
					if v.VpnConnectionID != id || v.Tunnels[0].Ike.Psk != keys[0] || v.Tunnels[1].Ike.Psk != keys[1] {
						t.Errorf("%s: the connection or a key is another one", s.name)
					}
				},
				Config: hcl(c, s.config), ConfigPlanChecks: emptyPlan,
			})
	}
	c.Test(all...)
}

// What the tunnels have after changes, and not only what was sent.
func TestVpnConnection_whatChanged(t *testing.T) {
	t.Parallel()
	c := office(t, sim.Options{})
	c.Test(
		resource.TestStep{Config: hcl(c, dual(nil, nil, nil))},
		resource.TestStep{
			Config: hcl(c, dual(args{"ike": ike(args{"lifetime": "7200"}), "remote_subnets": `["192.168.0.0/16", "172.16.0.0/12"]`},
				args{"customer_gateway_id": `"` + secondCustomerGatewayID + `"`, "bgp": bgp("65530", "169.254.10.0/30", "169.254.10.2")},
				args{"bgp": bgp("65530", "169.254.11.0/30", "169.254.11.1"), "enable_dpd": "false"})),
			ConfigStateChecks: []statecheck.StateCheck{
				value("tunnels.master.remote_id", text("203.0.113.2")), value("tunnels.slave.remote_id", text("203.0.113.1")),
				value("ike.lifetime", knownvalue.Int64Exact(7200)),
			},
		},
		resource.TestStep{
			PreConfig: func() {
				v := only(t, c)
				m, s := v.Tunnels[0], v.Tunnels[1]
				if !v.EnableTunnelsBgp || m.Bgp == nil || m.Bgp.LocalBgpIP != "169.254.10.2" || m.CustomerGatewayID != secondCustomerGatewayID ||
					m.Ike.Lifetime != 7200 || s.Ike.Lifetime != 7200 || s.EnableDpd || !m.EnableDpd || s.CustomerGatewayID != customerGatewayID ||
					len(strings.Split(v.RemoteSubnet, ",")) != 2 {
					t.Errorf("got %+v", v)
				}
			},
			Config: hcl(c, dual(nil, nil, nil)),
		},
		resource.TestStep{
			PreConfig: func() {
				if v := only(t, c); v.EnableTunnelsBgp || v.RemoteSubnet != "192.168.0.0/16" || v.Tunnels[0].Ike.Lifetime != 86400 {
					t.Errorf("got %+v", v)
				}
			},
			Config: hcl(c, dual(nil, nil, nil)), ConfigPlanChecks: emptyPlan,
		},
	)
}

// A gateway and a form are all that a connection cannot change.
func TestVpnConnection_replace(t *testing.T) {
	t.Parallel()
	c := office(t, sim.Options{})
	const other = "vpn-bp1other0000000000001"
	c.Sim().PutGateway(sim.Gateway{VpnGatewayID: other})
	var first string
	c.Test(
		resource.TestStep{Config: hcl(c, dual(nil, nil, nil))},
		resource.TestStep{
			PreConfig: func() { first = only(t, c).VpnConnectionID },
			Config:    hcl(c, dual(args{"vpn_gateway_id": `"` + other + `"`}, nil, nil)), ConfigPlanChecks: planned(plancheck.ResourceActionReplace),
		},
		resource.TestStep{
			PreConfig: func() {
				if v := only(t, c); v.VpnConnectionID == first || v.VpnGatewayID != other {
					t.Errorf("got %+v", v)
				}
			},
			Config: hcl(c, dual(args{"vpn_gateway_id": `"` + other + `"`}, nil, nil)), ConfigPlanChecks: emptyPlan,
		},
	)
	i := c.Instance("aliyun_vpn_connection", nil)
	id := c.Sim().PutVpnConnection(sim.VpnConnection{VpnGatewayID: gatewayID})
	if said := i.Import(id); said.HasError() {
		t.Fatal(said.Texts())
	}
	acctest.Contains(t, i.Plan(dualValues(other, nil, nil)).Warnings(), `AttributeName("vpn_gateway_id"): IPsec connection will be replaced`,
		"The API cannot change vpn_gateway_id of "+id, "Its tunnels are down from the delete until the other end has connected to the new one",
		"A key that the API made is another one afterwards")
	if said := i.Plan(dualValues(gatewayID, map[string]any{"enable_dpd": false}, nil)); len(said) > 0 {
		t.Errorf("what changes in place is not told to replace: %v", said.Texts())
	}
	c.Sim().RemoveVpnConnection(id)
}
