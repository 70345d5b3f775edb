package vpnconnection_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

const secondCustomerGatewayID = "cgw-bp1second000000000002"

// office is a cloud with a gateway for connections of two tunnels, and two customer
// gateways.
func office(t *testing.T, options sim.Options) *acctest.Cloud {
	t.Helper()
	c := acctest.New(t, options)
	c.Sim().PutGateway(sim.Gateway{VpnGatewayID: gatewayID})
	putCustomerGateways(c)
	return c
}

// oldOffice has a gateway for connections of a single tunnel.
func oldOffice(t *testing.T) *acctest.Cloud {
	t.Helper()
	c := acctest.New(t, sim.Options{})
	c.Sim().PutGateway(sim.Gateway{VpnGatewayID: gatewayID, VSwitchID: sim.DefaultVSwitchH})
	putCustomerGateways(c)
	return c
}

func putCustomerGateways(c *acctest.Cloud) {
	c.Sim().PutCustomerGateway(sim.CustomerGateway{CustomerGatewayID: customerGatewayID, IPAddress: "203.0.113.1", Asn: 65001})
	c.Sim().PutCustomerGateway(sim.CustomerGateway{CustomerGatewayID: secondCustomerGatewayID, IPAddress: "203.0.113.2", Asn: 65001})
}

// at is a path such as tunnels.master.id.
func at(path string) tfjsonpath.Path {
	names := strings.Split(path, ".")
	p := tfjsonpath.New(names[0])
	for _, name := range names[1:] {
		p = p.AtMapKey(name)
	}
	return p
}

func value(path string, want knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, at(path), want)
}

func planned(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}}
}

var (
	text       = knownvalue.StringExact
	emptyPlan  = resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}
	updateOnly = planned(plancheck.ResourceActionUpdate)
)

// only is the single live connection.
func only(t *testing.T, c *acctest.Cloud) sim.VpnConnection {
	t.Helper()
	all := c.Sim().VpnConnections()
	if len(all) != 1 {
		t.Fatalf("want one connection, got %d", len(all))
	}
	return all[0]
}

// writes are the actions that changed something since the last reset.
func writes(c *acctest.Cloud) []string {
	var all []string
	for _, r := range c.Sim().Requests() {
		if !strings.HasPrefix(r.Action, "Describe") && !strings.HasPrefix(r.Action, "List") {
			all = append(all, r.Action)
		}
	}
	return all
}

// expectWrites checks the actions that changed something, and forgets them.
func expectWrites(t *testing.T, c *acctest.Cloud, want ...string) {
	t.Helper()
	if got := writes(c); !slices.Equal(got, want) {
		t.Errorf("writes are %v, want %v", got, want)
	}
	c.Sim().ResetRequests()
}

func TestVpnConnection_minimal(t *testing.T) {
	t.Parallel()
	c := office(t, sim.Options{})
	config := hcl(c, dual(nil, nil, nil))
	imported := resource.TestStep{
		ResourceName: address, ImportState: true, ImportStateVerify: true,
	}
	byRegion := imported
	byRegion.ImportStateIdFunc = func(*terraform.State) (string, error) {
		return only(t, c).VpnConnectionID + "@" + sim.DefaultRegion, nil
	}
	c.Test(
		resource.TestStep{
			Config: config,
			ConfigStateChecks: []statecheck.StateCheck{
				value("vpn_gateway_id", text(gatewayID)), value("region", text(sim.DefaultRegion)), value("create_time", knownvalue.NotNull()),
				value("effect_immediately", knownvalue.Bool(false)), value("auto_config_route", knownvalue.Bool(true)),
				value("ike.mode", text("main")), value("ike.lifetime", knownvalue.Int64Exact(86400)), value("ipsec.lifetime", knownvalue.Int64Exact(86400)),
				value("customer_gateway_id", knownvalue.Null()), value("local_id", knownvalue.Null()), value("enable_dpd", knownvalue.Null()),
				value("tunnels.master.id", knownvalue.NotNull()), value("tunnels.master.internet_ip", knownvalue.NotNull()),
				value("tunnels.master.local_id", knownvalue.NotNull()), value("tunnels.master.remote_id", text("203.0.113.1")),
				value("tunnels.master.ike", knownvalue.Null()), value("tunnels.master.enable_dpd", knownvalue.Bool(true)),
				value("tunnels.slave.id", knownvalue.NotNull()), value("tunnels.slave.zone_id", knownvalue.NotNull()),
				value("tunnels.slave.status", text("ike_sa_not_established")), value("tunnels.slave.bgp", knownvalue.Null()),
				value("tunnels.slave.psk", knownvalue.Null()),
			},
		},
		resource.TestStep{PreConfig: c.Sim().ResetRequests, Config: config, ConfigPlanChecks: emptyPlan},
		imported, byRegion,
		resource.TestStep{PreConfig: func() { expectWrites(t, c) }, Config: config, ConfigPlanChecks: emptyPlan},
	)
}

func TestVpnConnection_full(t *testing.T) {
	t.Parallel()
	c := office(t, sim.Options{})
	config := hcl(c, dual(
		args{
			"name": `"office"`, "local_subnets": `["10.1.0.0/16", "10.0.0.0/16"]`, "remote_subnets": `["192.168.1.0/24", "192.168.0.0/24"]`,
			"ipsec": "", "effect_immediately": "true", "auto_config_route": "false", "tags": `{ team = "network" }`, "region": `"cn-hangzhou"`,
		},
		args{
			"bgp": bgp("65530", "169.254.10.0/30", "169.254.10.1"), "local_id": `"here"`, "remote_id": `"there"`, "enable_dpd": "false",
			"ipsec": goodIpsec, "psk": `"kept-in-state"`,
		},
		args{
			"customer_gateway_id": `"` + secondCustomerGatewayID + `"`, "bgp": bgp("65530", "169.254.11.0/30", "169.254.11.2"), "enable_nat_traversal": "false",
			"ike":   `{ version = "ikev1", mode = "aggressive", encryption = "aes192", authentication = "sha512", dh_group = "group5", lifetime = 3600 }`,
			"ipsec": `{ encryption = "aes", authentication = "sha1", pfs_group = "disabled", lifetime = 1800 }`,
		}), "timeouts {\n create = \"5m\"\n update = \"6m\"\n delete = \"7m\"\n }\n")
	c.Test(
		resource.TestStep{
			Config: config,
			ConfigStateChecks: []statecheck.StateCheck{
				value("tunnels.master.local_id", text("here")), value("tunnels.slave.remote_id", text("203.0.113.2")),
				value("tunnels.slave.ike.mode", text("aggressive")), value("tunnels.master.ipsec.lifetime", knownvalue.Int64Exact(86400)),
				value("tunnels.master.bgp.local_asn", knownvalue.Int64Exact(65530)), value("tunnels.slave.peer_asn", knownvalue.Null()),
				statecheck.ExpectSensitiveValue(address, at("tunnels.master.psk")),
			},
		},
		resource.TestStep{
			PreConfig: func() {
				v := only(t, c)
				m, s := v.Tunnels[0], v.Tunnels[1]
				if v.Name != "office" || !v.EffectImmediately || v.AutoConfigRoute || !v.EnableTunnelsBgp || v.Tags["team"] != "network" ||
					m.Ike.Psk != "kept-in-state" || m.Ike.Version != "ikev2" || m.EnableDpd || !s.EnableDpd || s.EnableNatTraversal ||
					s.Ike.AuthAlg != "sha512" || s.Ipsec.Pfs != "disabled" || s.Ipsec.Lifetime != 1800 || s.Bgp.LocalBgpIP != "169.254.11.2" {
					t.Errorf("got %+v", v)
				}
				expectWrites(t, c, "CreateVpnConnection")
			},
			Config: config, ConfigPlanChecks: emptyPlan,
		},
		resource.TestStep{
			ResourceName: address, ImportState: true, ImportStateVerify: true,
			ImportStateVerifyIgnore: []string{"tunnels.master.psk", "auto_config_route", "ike", "tunnels.master.ike", "timeouts"},
		},
	)
}

func TestVpnConnection_drift(t *testing.T) {
	t.Parallel()
	c := office(t, sim.Options{})
	config := hcl(c, dual(args{"name": `"ours"`, "tags": `{ a = "1" }`}, nil, nil))
	steps := []resource.TestStep{{Config: config}}
	for name, change := range map[string]func(*sim.VpnConnection){
		"name":      func(v *sim.VpnConnection) { v.Name = "theirs" },
		"subnets":   func(v *sim.VpnConnection) { v.RemoteSubnet += ",172.16.0.0/12" },
		"algorithm": func(v *sim.VpnConnection) { v.Tunnels[1].Ike.EncAlg = "des" },
		"both":      func(v *sim.VpnConnection) { v.Tunnels[0].Ipsec.Pfs, v.Tunnels[1].Ipsec.Pfs = "group1", "group1" },
		"switch":    func(v *sim.VpnConnection) { v.Tunnels[0].EnableDpd = false },
		"gateway":   func(v *sim.VpnConnection) { v.Tunnels[0].CustomerGatewayID = secondCustomerGatewayID },
		"bgp": func(v *sim.VpnConnection) {
			v.EnableTunnelsBgp = true
			v.Tunnels[0].Bgp = &sim.TunnelBgp{LocalAsn: 45104, TunnelCidr: "169.254.20.0/30", LocalBgpIP: "169.254.20.1"}
			v.Tunnels[1].Bgp = &sim.TunnelBgp{LocalAsn: 45104, TunnelCidr: "169.254.21.0/30", LocalBgpIP: "169.254.21.1"}
		},
		"tags": func(v *sim.VpnConnection) { v.Tags = nil },
	} {
		steps = append(steps,
			resource.TestStep{
				PreConfig: func() {
					if !c.Sim().ChangeVpnConnection(only(t, c).VpnConnectionID, change) {
						t.Errorf("%s: nothing changed", name)
					}
				},
				Config: config, ConfigPlanChecks: updateOnly,
			},
			resource.TestStep{Config: config, ConfigPlanChecks: emptyPlan})
	}
	// The order of subnets, and what the tunnels do, is no drift.
	steps = append(steps,
		resource.TestStep{
			PreConfig: func() {
				c.Sim().ChangeVpnConnection(only(t, c).VpnConnectionID, func(v *sim.VpnConnection) {
					v.Tunnels[0].Status = "ipsec_sa_established"
				})
			},
			Config: config, ConfigPlanChecks: emptyPlan,
		},
		resource.TestStep{Config: config, ConfigStateChecks: []statecheck.StateCheck{value("tunnels.master.status", text("ipsec_sa_established"))}},
		resource.TestStep{
			PreConfig: func() { c.Sim().RemoveVpnConnection(only(t, c).VpnConnectionID) },
			Config:    config, ConfigPlanChecks: planned(plancheck.ResourceActionCreate),
		})
	c.Test(steps...)
}
