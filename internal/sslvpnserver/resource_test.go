package sslvpnserver_test

import (
	"encoding/json"
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
	typeName = "aliyun_ssl_vpn_server"
	address  = typeName + ".test"

	gatewayID  = "vpn-bp1q8bgx4xnkm2ogj6rbp"
	internetIP = "203.0.113.77"
)

// args are arguments in HCL. A value of "" leaves one out.
type args map[string]string

func (a args) with(more args) args {
	all := maps.Clone(a)
	maps.Copy(all, more)
	return all
}

var minimal = args{
	"vpn_gateway_id": `"` + gatewayID + `"`, "client_ip_pool": `"10.200.0.0/24"`, "local_subnets": `["10.0.0.0/16"]`,
}

// hcl is a resource with these arguments.
func hcl(c *acctest.Cloud, a args, blocks ...string) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(a)) {
		if a[name] != "" {
			b.WriteString("  " + name + " = " + a[name] + "\n")
		}
	}
	return c.Provider() + "resource \"" + typeName + "\" \"test\" {\n" + b.String() + strings.Join(blocks, "\n") + "}\n"
}

// values is a configuration for acctest.Instance.
func values(more map[string]any) map[string]any {
	all := map[string]any{"vpn_gateway_id": gatewayID, "client_ip_pool": "10.200.0.0/24", "local_subnets": []string{"10.0.0.0/16"}}
	maps.Copy(all, more)
	return all
}

// dialIn is a cloud with a gateway that people can dial in to.
func dialIn(t *testing.T, options sim.Options) *acctest.Cloud {
	t.Helper()
	c := acctest.New(t, options)
	putGateway(c, sim.Gateway{})
	return c
}

func putGateway(c *acctest.Cloud, g sim.Gateway) {
	g.VpnGatewayID, g.SslVpn, g.SslMaxConnections = gatewayID, true, 20
	if g.VSwitchID == "" {
		g.SslVpnInternetIP = internetIP
	}
	c.Sim().PutGateway(g)
}

// only is the single live server.
func only(t *testing.T, c *acctest.Cloud) sim.SslVpnServer {
	t.Helper()
	all := c.Sim().SslVpnServers()
	if len(all) != 1 {
		t.Fatalf("want one server, got %d", len(all))
	}
	return all[0]
}

// expectWrites checks the actions that changed something, and forgets them.
func expectWrites(t *testing.T, c *acctest.Cloud, want ...string) {
	t.Helper()
	var got []string
	for _, r := range c.Sim().Requests() {
		if !strings.HasPrefix(r.Action, "Describe") {
			got = append(got, r.Action)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("writes are %v, want %v", got, want)
	}
	c.Sim().ResetRequests()
}

func value(name string, want knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(name), want)
}

func planned(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}}
}

var (
	text       = knownvalue.StringExact
	emptyPlan  = resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}
	updateOnly = planned(plancheck.ResourceActionUpdate)
)

func TestSslVpnServer_minimal(t *testing.T) {
	t.Parallel()
	c := dialIn(t, sim.Options{})
	config := hcl(c, minimal)
	imported := resource.TestStep{ResourceName: address, ImportState: true, ImportStateVerify: true}
	byRegion := imported
	byRegion.ImportStateIdFunc = func(*terraform.State) (string, error) {
		return only(t, c).SslVpnServerID + "@" + sim.DefaultRegion, nil
	}
	c.Test(
		resource.TestStep{
			Config: config,
			ConfigStateChecks: []statecheck.StateCheck{
				value("vpn_gateway_id", text(gatewayID)), value("client_ip_pool", text("10.200.0.0/24")), value("protocol", text("UDP")),
				value("port", knownvalue.Int64Exact(1194)), value("cipher", text("AES-128-CBC")), value("compress", knownvalue.Bool(false)),
				value("dns_servers", knownvalue.Null()), value("mfa", knownvalue.Null()), value("name", knownvalue.Null()),
				value("internet_ip", text(internetIP)), value("max_connections", knownvalue.Int64Exact(20)),
				value("resource_group_id", text(sim.DefaultResourceGroup)), value("create_time", knownvalue.NotNull()), value("region", text(sim.DefaultRegion)),
			},
		},
		resource.TestStep{PreConfig: c.Sim().ResetRequests, Config: config, ConfigPlanChecks: emptyPlan},
		imported, byRegion,
		resource.TestStep{PreConfig: func() { expectWrites(t, c) }, Config: config, ConfigPlanChecks: emptyPlan},
	)
}

const fullMfa = `{ idaas_instance_id = "idaas_ue2jvisn35ea5lmthk267abcd", idaas_region_id = "cn-hangzhou", idaas_application_id = "app_my6g4qmvnwxzj2f" }`

// Every argument, and every change in place: one call each, with all settings in it.
func TestSslVpnServer_full(t *testing.T) {
	t.Parallel()
	c := dialIn(t, sim.Options{})
	full := minimal.with(args{
		"name": `"team"`, "local_subnets": `["10.1.0.0/16", "10.0.0.0/16", "100.100.2.136/32"]`, "protocol": `"TCP"`, "port": "8443", "cipher": `"AES-256-CBC"`,
		"compress": "true", "dns_servers": `["100.100.2.138", "100.100.2.136"]`, "mfa": fullMfa, "region": `"cn-hangzhou"`,
	})
	want := sim.SslVpnServer{
		Name: "team", ClientIPPool: "10.200.0.0/24", LocalSubnet: "10.0.0.0/16,10.1.0.0/16,100.100.2.136/32", Proto: "TCP", Port: 8443,
		Cipher: "AES-256-CBC", Compress: true, DNSServers: "100.100.2.138,100.100.2.136",
		Idaas: &sim.Idaas{InstanceID: "idaas_ue2jvisn35ea5lmthk267abcd", RegionID: "cn-hangzhou", ApplicationID: "app_my6g4qmvnwxzj2f"},
	}
	id := ""
	check := func(wants ...string) func() {
		return func() {
			got := only(t, c)
			if id == "" {
				id = got.SslVpnServerID
			}
			want.SslVpnServerID, want.RegionID, want.VpnGatewayID = id, sim.DefaultRegion, gatewayID
			want.State, want.CreateTime, want.ResourceGroupID = got.State, got.CreateTime, got.ResourceGroupID
			if a, b := asJSON(t, got), asJSON(t, want); a != b {
				t.Errorf("got %s\nwant %s", a, b)
			}
			expectWrites(t, c, wants...)
		}
	}
	steps := []resource.TestStep{
		{Config: hcl(c, full)},
		{PreConfig: check("CreateSslVpnServer"), Config: hcl(c, full), ConfigPlanChecks: emptyPlan},
		{ResourceName: address, ImportState: true, ImportStateVerify: true},
	}
	for _, change := range []struct {
		to  args
		set func()
	}{
		{args{"name": `"renamed"`}, func() { want.Name = "renamed" }},
		{args{"client_ip_pool": `"10.201.0.0/24"`}, func() { want.ClientIPPool = "10.201.0.0/24" }},
		{args{"local_subnets": `["10.1.0.0/16"]`}, func() { want.LocalSubnet = "10.1.0.0/16" }},
		{args{"protocol": ""}, func() { want.Proto = "UDP" }},
		{args{"port": "1195"}, func() { want.Port = 1195 }},
		{args{"cipher": `"AES-192-CBC"`}, func() { want.Cipher = "AES-192-CBC" }},
		{args{"compress": ""}, func() { want.Compress = false }},
		{args{"dns_servers": `["100.100.2.136"]`}, func() { want.DNSServers = "100.100.2.136" }},
		{args{"dns_servers": ""}, func() { want.DNSServers = "" }},
		{args{"mfa": strings.ReplaceAll(fullMfa, "app_my6g", "app_other")}, func() { want.Idaas.ApplicationID = "app_other4qmvnwxzj2f" }},
		{args{"mfa": ""}, func() { want.Idaas = nil }},
		{args{"mfa": `{ idaas_instance_id = "idaas-cn-hangzhou-1", idaas_region_id = "cn-shanghai" }`}, func() {
			want.Idaas = &sim.Idaas{InstanceID: "idaas-cn-hangzhou-1", RegionID: "cn-shanghai"}
		}},
	} {
		full = full.with(change.to)
		config := hcl(c, full)
		after := check("ModifySslVpnServer")
		steps = append(steps,
			resource.TestStep{PreConfig: c.Sim().ResetRequests, Config: config, ConfigPlanChecks: updateOnly},
			resource.TestStep{PreConfig: func() { change.set(); after() }, Config: config, ConfigPlanChecks: emptyPlan})
	}
	c.Test(steps...)
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The gateway alone replaces the server. The address to dial is the new gateway's.
func TestSslVpnServer_replace(t *testing.T) {
	t.Parallel()
	c := dialIn(t, sim.Options{})
	const other = "vpn-bp1other0000000000001"
	c.Sim().PutGateway(sim.Gateway{VpnGatewayID: other, VSwitchID: sim.DefaultVSwitchH, SslVpn: true, SslMaxConnections: 5, InternetIP: "203.0.113.99"})
	c.Test(
		resource.TestStep{Config: hcl(c, minimal)},
		resource.TestStep{
			Config: hcl(c, minimal.with(args{"vpn_gateway_id": `"` + other + `"`})), ConfigPlanChecks: planned(plancheck.ResourceActionReplace),
			ConfigStateChecks: []statecheck.StateCheck{
				value("internet_ip", text("203.0.113.99")), value("max_connections", knownvalue.Int64Exact(5)),
			},
		},
		resource.TestStep{Config: hcl(c, minimal.with(args{"vpn_gateway_id": `"` + other + `"`})), ConfigPlanChecks: emptyPlan},
	)
}

// What somebody changes in the console shows in the plan, and what is gone is created
// again.
func TestSslVpnServer_driftAndDisappears(t *testing.T) {
	t.Parallel()
	c := dialIn(t, sim.Options{})
	config := hcl(c, minimal)
	change := func(change func(*sim.SslVpnServer)) func() {
		return func() {
			c.Sim().ChangeSslVpnServer(only(t, c).SslVpnServerID, change)
			c.Sim().ResetRequests()
		}
	}
	c.Test(
		resource.TestStep{Config: config},
		resource.TestStep{
			PreConfig: change(func(v *sim.SslVpnServer) {
				v.Port, v.DNSServers, v.Idaas = 1200, "8.8.8.8", &sim.Idaas{InstanceID: "idaas-1", RegionID: "cn-hangzhou"}
			}), Config: config, ConfigPlanChecks: updateOnly,
		},
		resource.TestStep{
			PreConfig: func() {
				if v := only(t, c); v.Port != 1194 || v.DNSServers != "" || v.Idaas != nil {
					t.Errorf("got %+v", v)
				}
				expectWrites(t, c, "ModifySslVpnServer")
			}, Config: config, ConfigPlanChecks: emptyPlan,
		},
		resource.TestStep{
			PreConfig: func() { c.Sim().RemoveSslVpnServer(only(t, c).SslVpnServerID) }, Config: config,
			ConfigPlanChecks: planned(plancheck.ResourceActionCreate),
		},
	)
}

// A list in another order is no change.
func TestSslVpnServer_otherOrder(t *testing.T) {
	t.Parallel()
	c := dialIn(t, sim.Options{})
	i := c.Instance(typeName, nil)
	config := values(map[string]any{"dns_servers": []string{"8.8.8.8", "1.1.1.1"}})
	if said := i.Apply(t.Context(), config); len(said) > 0 {
		t.Fatal(said.Texts())
	}
	c.Sim().ChangeSslVpnServer(i.String("id"), func(v *sim.SslVpnServer) { v.DNSServers = "1.1.1.1,8.8.8.8" })
	if said := i.Refresh(); len(said) > 0 || !i.Unchanged(config) {
		t.Errorf("the order of an answer is a change: %v", said.Texts())
	}
	turned := values(map[string]any{"dns_servers": []string{"1.1.1.1", "8.8.8.8"}})
	if i.Unchanged(turned) {
		t.Error("the order of the configuration is no change")
	}
	if said := i.Apply(t.Context(), turned); len(said) > 0 || only(t, c).DNSServers != "1.1.1.1,8.8.8.8" {
		t.Errorf("got %v", said.Texts())
	}
}

// Values that are only known after apply do not stop a plan.
func TestSslVpnServer_unknownInputWaits(t *testing.T) {
	t.Parallel()
	c := dialIn(t, sim.Options{})
	config := hcl(c, minimal.with(args{
		"vpn_gateway_id": "terraform_data.later.output.gateway", "client_ip_pool": "terraform_data.later.output.pool",
		"local_subnets": `[terraform_data.later.output.subnet]`, "dns_servers": `[terraform_data.later.output.dns]`, "port": "terraform_data.later.output.port",
		"mfa": `{ idaas_instance_id = terraform_data.later.output.gateway, idaas_region_id = "cn-hangzhou" }`,
	})) + `resource "terraform_data" "later" {
  input = { gateway = "` + gatewayID + `", pool = "10.200.0.0/24", subnet = "10.0.0.0/16", dns = "8.8.8.8", port = 1195 }
}
`
	c.Test(
		resource.TestStep{Config: config, ConfigStateChecks: []statecheck.StateCheck{value("port", knownvalue.Int64Exact(1195))}},
		resource.TestStep{Config: config, ConfigPlanChecks: emptyPlan},
	)
}
