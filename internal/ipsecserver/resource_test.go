package ipsecserver_test

import (
	"fmt"
	"maps"
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

const (
	typeName  = "aliyun_vpn_ipsec_server"
	address   = typeName + ".test"
	gatewayID = "vpn-bp1q8bgx4xnkm2ogj6rbp"
	goodIke   = `{ version = "ikev2", encryption = "aes256", authentication = "sha256", dh_group = "group14" }`
	goodIpsec = `{ encryption = "aes256", authentication = "sha256", pfs_group = "group14" }`
)

// args are arguments in HCL. A value of "" leaves one out.
type args map[string]string

// hcl is the smallest resource, with these arguments changed.
func hcl(c *acctest.Cloud, more args, blocks ...string) string {
	all := args{
		"vpn_gateway_id": `"` + gatewayID + `"`, "client_ip_pool": `"10.200.0.0/24"`, "local_subnets": `["10.0.0.0/16"]`, "ike": goodIke, "ipsec": goodIpsec,
	}
	maps.Copy(all, more)
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if all[name] != "" {
			b.WriteString("  " + name + " = " + all[name] + "\n")
		}
	}
	return c.Provider() + "resource \"" + typeName + "\" \"test\" {\n" + b.String() + strings.Join(blocks, "\n") + "}\n"
}

// values are the same for an instance.
func values(more map[string]any) map[string]any {
	all := map[string]any{
		"vpn_gateway_id": gatewayID, "client_ip_pool": "10.200.0.0/24", "local_subnets": []string{"10.0.0.0/16"},
		"ike":   map[string]any{"version": "ikev2", "encryption": "aes256", "authentication": "sha256", "dh_group": "group14"},
		"ipsec": map[string]any{"encryption": "aes256", "authentication": "sha256", "pfs_group": "group14"},
	}
	maps.Copy(all, more)
	return all
}

// dialIn is a cloud with a gateway that people can dial in to.
func dialIn(t *testing.T) *acctest.Cloud {
	t.Helper()
	c := acctest.New(t, sim.Options{})
	c.Sim().PutGateway(sim.Gateway{VpnGatewayID: gatewayID, SslVpn: true, SslMaxConnections: 20})
	return c
}

func only(t *testing.T, c *acctest.Cloud) sim.IpsecServer {
	t.Helper()
	all := c.Sim().IpsecServers()
	if len(all) != 1 {
		t.Fatalf("there are %d servers", len(all))
	}
	return all[0]
}

func writes(c *acctest.Cloud) []string {
	var all []string
	for _, r := range c.Sim().Requests() {
		if !strings.HasPrefix(r.Action, "Describe") && !strings.HasPrefix(r.Action, "List") {
			all = append(all, r.Action)
		}
	}
	return all
}

func planned(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}}
}

func value(name string, want knownvalue.Check) statecheck.StateCheck {
	at := tfjsonpath.New(strings.Split(name, ".")[0])
	for _, below := range strings.Split(name, ".")[1:] {
		at = at.AtMapKey(below)
	}
	return statecheck.ExpectKnownValue(address, at, want)
}

func TestIpsecServer_life(t *testing.T) {
	t.Parallel()
	c := dialIn(t)
	text := knownvalue.StringExact
	const other = "vpn-bp1other0000000000001"
	c.Sim().PutGateway(sim.Gateway{VpnGatewayID: other, SslVpn: true, SslMaxConnections: 20})
	empty := resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}
	changed := args{
		"name": `"people"`, "client_ip_pool": `"10.201.0.0/24"`, "local_subnets": `["10.1.0.0/16", "10.0.0.0/16"]`, "effect_immediately": "true",
		"local_id": `"vpn.example.com"`, "remote_id": `"people"`, "ipsec": `{ encryption = "aes", authentication = "sha256", pfs_group = "group14", lifetime = 3600 }`,
	}
	moved := maps.Clone(changed)
	moved["vpn_gateway_id"] = `"` + other + `"`
	var id string
	c.Test(
		resource.TestStep{
			Config: hcl(c, nil),
			ConfigStateChecks: []statecheck.StateCheck{
				value("ike.mode", text("main")), value("ike.lifetime", knownvalue.Int64Exact(86400)), value("ipsec.lifetime", knownvalue.Int64Exact(86400)),
				value("local_id", knownvalue.NotNull()), value("remote_id", knownvalue.Null()), value("effect_immediately", knownvalue.Bool(false)),
				value("internet_ip", knownvalue.NotNull()), value("max_connections", knownvalue.Int64Exact(20)), value("create_time", knownvalue.NotNull()),
				value("resource_group_id", text(sim.DefaultResourceGroup)), value("region", text(sim.DefaultRegion)), value("psk", knownvalue.Null()),
			},
		},
		resource.TestStep{ResourceName: address, ImportState: true, ImportStateVerify: true},
		resource.TestStep{
			ResourceName: address, ImportState: true, ImportStateVerify: true,
			ImportStateIdFunc: func(*terraform.State) (string, error) { return only(t, c).IpsecServerID + "@" + sim.DefaultRegion, nil },
		},
		resource.TestStep{
			PreConfig:        func() { id = only(t, c).IpsecServerID; c.Sim().ResetRequests() },
			Config:           hcl(c, changed),
			ConfigPlanChecks: planned(plancheck.ResourceActionUpdate),
			ConfigStateChecks: []statecheck.StateCheck{
				value("name", text("people")), value("local_id", text("vpn.example.com")), value("ipsec.encryption", text("aes")), value("local_subnets", knownvalue.SetSizeExact(2)),
			},
		},
		resource.TestStep{ // left out, they stay
			PreConfig: func() {
				if got := only(t, c); got.IpsecServerID != id || got.Ipsec.Lifetime != 3600 || got.Ike.RemoteID != "people" || !slices.Equal(writes(c), []string{"UpdateIpsecServer"}) {
					t.Errorf("%v: got %+v", writes(c), got)
				}
				delete(changed, "name")
				delete(changed, "local_id")
				delete(changed, "remote_id")
			},
			Config: hcl(c, changed), ConfigPlanChecks: empty,
		},
		resource.TestStep{
			Config: hcl(c, moved), ConfigPlanChecks: planned(plancheck.ResourceActionReplace),
			Check: func(*terraform.State) error {
				if got := only(t, c); got.IpsecServerID == id || got.VpnGatewayID != other {
					return fmt.Errorf("got %+v", got)
				}
				return nil
			},
		},
		resource.TestStep{ // changed and deleted by somebody else
			PreConfig: func() {
				c.Sim().ChangeIpsecServer(only(t, c).IpsecServerID, func(v *sim.IpsecServer) { v.ClientIPPool = "10.202.0.0/24" })
			},
			Config: hcl(c, moved), ConfigPlanChecks: planned(plancheck.ResourceActionUpdate),
		},
		resource.TestStep{
			PreConfig: func() { c.Sim().RemoveIpsecServer(only(t, c).IpsecServerID) },
			Config:    hcl(c, moved), ConfigPlanChecks: planned(plancheck.ResourceActionCreate),
		},
	)
}

// Conflicts on the gateway are told in words.
func TestIpsecServer_conflicts(t *testing.T) {
	t.Parallel()
	c := dialIn(t)
	there := c.Sim().PutIpsecServer(sim.IpsecServer{VpnGatewayID: gatewayID, Name: "theirs"})
	i := c.Instance(typeName, nil)
	acctest.Contains(t, i.Apply(t.Context(), values(nil)).Errors(), `AttributeName("vpn_gateway_id"): Unable to create IPsec server`,
		gatewayID+` has the IPsec server `+there+` ("theirs") already, and a VPN gateway has one at most.`, "import {", "Nothing was created.")
	c.Sim().RemoveIpsecServer(there)
	c.Sim().PutCustomerGateway(sim.CustomerGateway{})
	connection := c.Sim().PutVpnConnection(sim.VpnConnection{VpnGatewayID: gatewayID, Name: "office"})
	acctest.Contains(t, i.Apply(t.Context(), values(nil)).Errors(), "Unable to create IPsec server",
		"A VPN gateway has either IPsec connections or an IPsec server, and "+gatewayID+" has: "+connection+` ("office"). Use another VPN gateway, or delete them first`)
	c.Sim().RemoveVpnConnection(connection)
	c.Sim().AddFault(sim.Fault{Action: "CreateIpsecServer", Times: 1, Status: 400, Code: "OperationUnsupported.IPsecServer", Message: "not supported"})
	acctest.Contains(t, i.Apply(t.Context(), values(nil)).Errors(), "The API knows no IPsec server for the version of this VPN gateway.")
	if i.Exists() || len(c.Sim().IpsecServers()) > 0 {
		t.Error("there is a server")
	}
	c.Sim().ChangeGateway(gatewayID, func(g *sim.Gateway) { g.SslVpn = false })
	c.Sim().ResetRequests()
	acctest.Contains(t, c.Instance(typeName, nil).Plan(values(nil)).Errors(), `AttributeName("vpn_gateway_id"): VPN gateway without SSL`,
		gatewayID+" has no SSL, which an IPsec server needs too. Use a gateway with enable_ssl = true.")
	if got := writes(c); len(got) > 0 {
		t.Errorf("a plan made %v", got)
	}
}

// Found by name and by gateway, and never with its key.
func TestIpsecServer_found(t *testing.T) {
	t.Parallel()
	c := dialIn(t)
	id := c.Sim().PutIpsecServer(sim.IpsecServer{VpnGatewayID: gatewayID, Name: "people", Ike: sim.IkeConfig{Version: "ikev2", Psk: "never-shown"}})
	i := c.Instance(typeName, nil)
	for _, by := range []map[string]any{{"name": "people"}, {"id": id}, {"vpn_gateway_id": gatewayID}} {
		one, said := i.ReadData(typeName, by)
		if shown := fmt.Sprint(one); said.HasError() || !strings.Contains(shown, id) || strings.Contains(shown, "never-shown") || strings.Contains(shown, "psk") {
			t.Errorf("%v: got %s, %v", by, shown, said.Texts())
		}
	}
	_, said := i.ReadData(typeName, map[string]any{"name": "nobody"})
	acctest.Contains(t, said.Errors(), "No such IPsec server", `No IPsec server in cn-hangzhou is named "nobody".`)
	for want, filter := range map[int]map[string]any{1: {"vpn_gateway_id": gatewayID}, 0: {"name_regex": "^x"}} {
		all, said := i.ReadData(typeName+"s", filter)
		if got := strings.Count(all["ids"].String(), "iss-"); said.HasError() || got != want {
			t.Errorf("%v: got %d, %v", filter, got, said.Texts())
		}
	}
	listed, said := i.List(map[string]any{"vpn_gateway_id": gatewayID}, 0)
	if said.HasError() || len(listed) != 1 {
		t.Errorf("got %v, %v", listed, said.Texts())
	}
}

// Many are refreshed with few calls: a page for each 20.
func TestIpsecServer_batch(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	var ids []string
	for n := range 45 {
		gateway := c.Sim().PutGateway(sim.Gateway{SslVpn: true, SslMaxConnections: 20})
		ids = append(ids, c.Sim().PutIpsecServer(sim.IpsecServer{VpnGatewayID: gateway, Name: fmt.Sprint(n)}))
	}
	i := c.Instance(typeName, nil)
	for _, id := range ids {
		one := i.Another()
		if said := append(one.Import(id), one.Refresh()...); len(said) > 0 || one.String("id") != id {
			t.Fatal(said.Texts())
		}
	}
	if got := c.Calls("ListIpsecServers"); got > 3 {
		t.Errorf("%d calls", got)
	}
}
