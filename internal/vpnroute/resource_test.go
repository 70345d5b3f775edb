package vpnroute_test

import (
	"fmt"
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
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpnroute"
)

const (
	address = "aliyun_vpn_route_entry.test"
	policy  = "aliyun_vpn_pbr_route_entry.test"

	gateway    = "vpn-bp1routes00000000000a"
	connection = "vco-bp1routes00000000000a"
	second     = "vco-bp1routes00000000000b"
)

// routed adds a gateway with two connections: with two tunnels each, or from before,
// with one.
func routed(c *acctest.Cloud, dual bool) {
	seed := sim.Gateway{VpnGatewayID: gateway}
	if !dual {
		seed.VSwitchID, seed.VpcID = sim.DefaultVSwitchH, sim.DefaultVPC
	}
	c.Sim().PutGateway(seed)
	for _, id := range []string{connection, second} {
		c.Sim().PutVpnConnection(sim.VpnConnection{VpnConnectionID: id, RegionID: sim.DefaultRegion, VpnGatewayID: gateway})
	}
}

// block is a resource of the gateway, by the first connection unless lines say so.
func block(at string, lines ...string) string {
	kind, name, _ := strings.Cut(at, ".")
	lines = append([]string{fmt.Sprintf("vpn_gateway_id = %q", gateway)}, lines...)
	if !strings.Contains(strings.Join(lines, "\n"), "next_hop") {
		lines = append(lines, fmt.Sprintf("next_hop = %q", connection))
	}
	return fmt.Sprintf("resource %q %q {\n  %s\n}\n", kind, name, strings.Join(lines, "\n  "))
}

func value(at, name string, want knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(at, tfjsonpath.New(name), want)
}

func planned(at string, action plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(at, action)}}
}

func empty() resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}
}

func TestRoute_life(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	routed(c, false)
	id := gateway + "_10.0.0.0/16_" + connection
	config := func(lines ...string) string { return c.Provider() + block(address, lines...) }
	has := func(want string) func() {
		return func() {
			r, _ := c.Sim().VpnRoute(id)
			if got := fmt.Sprintf("%d %t %s", r.Weight, r.Published, r.Description); got != want || len(c.Sim().VpnRoutes()) != 1 {
				t.Errorf("got %s, want %s", got, want)
			}
		}
	}
	c.Test(
		resource.TestStep{ // as little as possible
			Config: config(`destination = "10.0.0.0/16"`),
			ConfigStateChecks: []statecheck.StateCheck{
				value(address, "id", knownvalue.StringExact(id)), value(address, "weight", knownvalue.Int64Exact(100)),
				value(address, "publish_vpc", knownvalue.Bool(true)), value(address, "description", knownvalue.Null()),
				value(address, "region", knownvalue.StringExact(sim.DefaultRegion)), value(address, "create_time", knownvalue.NotNull()),
			},
		},
		resource.TestStep{PreConfig: has("100 true "), Config: config(`destination = "10.0.0.0/16"`), ConfigPlanChecks: empty()},
		resource.TestStep{ResourceName: address, ImportState: true, ImportStateVerify: true},
		resource.TestStep{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateId: id + "@" + sim.DefaultRegion},
		resource.TestStep{ // in place, on a single-tunnel gateway
			Config:           config(`destination = "10.0.0.0/16"`, `weight = 0`, `publish_vpc = false`),
			ConfigPlanChecks: planned(address, plancheck.ResourceActionUpdate),
		},
		resource.TestStep{ // replaced
			PreConfig:        has("0 false "),
			Config:           config(`destination = "10.0.0.0/16"`, `weight = 0`, `publish_vpc = false`, `description = "office"`),
			ConfigPlanChecks: planned(address, plancheck.ResourceActionReplace),
		},
		resource.TestStep{ // another hand
			PreConfig: func() {
				has("0 false office")()
				c.Sim().ChangeVpnRoute(id, func(r *sim.VpnRoute) { r.Weight, r.Published = 100, true })
			},
			Config:           config(`destination = "10.0.0.0/16"`, `weight = 0`, `publish_vpc = false`, `description = "office"`),
			ConfigPlanChecks: planned(address, plancheck.ResourceActionUpdate),
		},
		resource.TestStep{ // gone
			PreConfig:        func() { has("0 false office")(); c.Sim().RemoveVpnRoute(id) },
			Config:           config(`destination = "10.0.0.0/16"`, `weight = 0`, `publish_vpc = false`, `description = "office"`),
			ConfigPlanChecks: planned(address, plancheck.ResourceActionCreate),
		},
		resource.TestStep{ // elsewhere
			PreConfig: has("0 false office"), Config: config(`destination = "2001:db8::/32"`, `next_hop = "`+second+`"`),
			ConfigPlanChecks:  planned(address, plancheck.ResourceActionReplace),
			ConfigStateChecks: []statecheck.StateCheck{value(address, "id", knownvalue.StringExact(gateway+"_2001:db8::/32_"+second))},
		},
	)
}

// On a dual-tunnel gateway, where a policy-based route can lead to everything.
func TestPolicyRoute_life(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	routed(c, true)
	id := gateway + "_192.168.1.0/24_0.0.0.0/0_" + connection
	config := func(more ...string) string {
		return c.Provider() + block(policy, append([]string{`source = "192.168.1.0/24"`, `destination = "0.0.0.0/0"`}, more...)...)
	}
	has := func(want string) func() {
		return func() {
			r, _ := c.Sim().VpnRoute(id)
			if got := fmt.Sprintf("%d %d %t %s", r.Weight, r.Priority, r.Published, r.Description); got != want || len(c.Sim().VpnRoutes()) != 1 {
				t.Errorf("got %s, want %s", got, want)
			}
		}
	}
	c.Test(
		resource.TestStep{
			Config: config(`description = "d"`),
			ConfigStateChecks: []statecheck.StateCheck{
				value(policy, "id", knownvalue.StringExact(id)), value(policy, "priority", knownvalue.Int64Exact(10)),
			},
		},
		resource.TestStep{PreConfig: has("100 10 true d"), Config: config(`description = "d"`), ConfigPlanChecks: empty()},
		resource.TestStep{ResourceName: policy, ImportState: true, ImportStateVerify: true, ImportStateVerifyIgnore: []string{"description"}},
		resource.TestStep{
			Config: config(`description = "d"`, `priority = 5`, `publish_vpc = false`), ConfigPlanChecks: planned(policy, plancheck.ResourceActionUpdate),
		},
		resource.TestStep{ // the API cannot change a weight here
			PreConfig: has("100 5 false d"), Config: config(`priority = 5`, `publish_vpc = false`, `description = "d"`, `weight = 0`),
			ConfigPlanChecks: planned(policy, plancheck.ResourceActionReplace),
		},
		resource.TestStep{PreConfig: has("0 5 false d"), Config: config(`priority = 5`, `publish_vpc = false`, `description = "d"`, `weight = 0`), ConfigPlanChecks: empty()},
	)
}

// On a dual-tunnel gateway another weight replaces the route. Where the plan could
// not read the gateway, the apply notices that the change had no effect.
func TestRoute_weightOfTwoTunnels(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	routed(c, true)
	i := c.Instance(vpnroute.Kind.TypeName, nil)
	config := map[string]any{"vpn_gateway_id": gateway, "destination": "10.0.0.0/16", "next_hop": connection}
	if said := i.Apply(t.Context(), config); len(said) > 0 {
		t.Fatal(said.Texts())
	}
	config["weight"] = 0
	acctest.Contains(t, i.Plan(config).Warnings(), "VPN route will be replaced", gateway+" is a dual-tunnel VPN gateway")
	c.Sim().AddFault(sim.Fault{Action: "DescribeVpnGateway", Times: 1, Status: 403, Code: "Forbidden.RAM", Message: "no"})
	said := i.Apply(t.Context(), config)
	acctest.Contains(t, said.Errors(), "Unable to update VPN route", "the API accepted the weight 0, but the route has its old weight", "-replace=ADDRESS")
	if r := c.Sim().VpnRoutes(); len(r) != 1 || r[0].Weight != 100 {
		t.Errorf("got %+v", r)
	}
	if said := i.Apply(t.Context(), config); said.HasError() || c.Sim().VpnRoutes()[0].Weight != 0 || !i.Unchanged(config) {
		t.Errorf("got %+v, %v", c.Sim().VpnRoutes(), said.Texts())
	}
}

// A route that somebody else has made is never taken over in silence.
func TestRoute_exists(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	routed(c, true)
	id := c.Sim().PutVpnRoute(sim.VpnRoute{
		RegionID: sim.DefaultRegion, VpnGatewayID: gateway, RouteDest: "10.0.0.0/16", NextHop: connection, Weight: 100, Published: true,
	})
	config := c.Provider() + block(address, `destination = "10.0.0.0/16"`, `description = "ours"`)
	c.Test(
		resource.TestStep{
			Config: config,
			ExpectError: acctest.Message(`Error: Unable to create VPN route`, `the VPN gateway `+gateway+` has this route already`,
				`import { to = ADDRESS id = "`+id+`@cn-hangzhou" }`, `Nothing was created.`),
		},
		resource.TestStep{ // its description cannot be read, and is taken over without a call
			PreConfig: func() { c.Sim().ResetRequests() },
			Config:    config + fmt.Sprintf("import {\n  to = %s\n  id = %q\n}\n", address, id+"@cn-hangzhou"),
			Check: func(*terraform.State) error {
				for _, r := range c.Sim().Requests() {
					if !strings.HasPrefix(r.Action, "Describe") {
						t.Errorf("%s was sent", r.Action)
					}
				}
				return nil
			},
		},
		resource.TestStep{Config: config, PlanOnly: true},
		resource.TestStep{ // now it is known
			Config:           c.Provider() + block(address, `destination = "10.0.0.0/16"`, `description = "other"`),
			ConfigPlanChecks: planned(address, plancheck.ResourceActionReplace),
		},
	)
}
