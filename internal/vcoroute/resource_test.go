package vcoroute_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

const (
	typeName   = "aliyun_vco_route_entry"
	address    = typeName + ".test"
	connection = "vco-bp15oes1py4i66rmd8i0o"
)

// attached is a cloud with a connection that a transit router has.
func attached(t *testing.T) *acctest.Cloud {
	t.Helper()
	c := acctest.New(t, sim.Options{})
	c.Sim().PutVpnAttachment(sim.VpnAttachment{VpnConnection: sim.VpnConnection{VpnConnectionID: connection}})
	c.Sim().AttachVpn(connection)
	return c
}

type args map[string]string

// hcl is the smallest resource, with these arguments changed.
func hcl(c *acctest.Cloud, more args, blocks ...string) string {
	all := args{"vpn_connection_id": `"` + connection + `"`, "next_hop": `"` + connection + `"`, "destination": `"192.168.12.0/24"`}
	maps.Copy(all, more)
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if all[name] != "" {
			b.WriteString("  " + name + " = " + all[name] + "\n")
		}
	}
	return c.Provider() + "resource \"" + typeName + "\" \"test\" {\n" + b.String() + strings.Join(blocks, "\n") + "}\n"
}

func values(more map[string]any) map[string]any {
	all := map[string]any{"vpn_connection_id": connection, "next_hop": connection, "destination": "192.168.12.0/24"}
	maps.Copy(all, more)
	return all
}

func planned(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}}
}

func writes(c *acctest.Cloud) []string {
	var all []string
	for _, r := range c.Sim().Requests() {
		if !strings.HasPrefix(r.Action, "Describe") {
			all = append(all, r.Action)
		}
	}
	return all
}

func TestVcoRoute_life(t *testing.T) {
	t.Parallel()
	c := attached(t)
	id := connection + "_192.168.12.0/24_" + connection
	only := func(want sim.VcoRoute) func(*terraform.State) error {
		return func(*terraform.State) error {
			all := c.Sim().VcoRoutes()
			if len(all) != 1 || all[0].RouteDest != want.RouteDest || all[0].Weight != want.Weight || all[0].Description != want.Description {
				return fmt.Errorf("got %+v", all)
			}
			return nil
		}
	}
	empty := resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}
	c.Test(
		resource.TestStep{
			Config: hcl(c, nil), Check: resource.ComposeTestCheckFunc(only(sim.VcoRoute{RouteDest: "192.168.12.0/24", Weight: 100}),
				resource.TestCheckResourceAttr(address, "id", id), resource.TestCheckResourceAttr(address, "weight", "100"),
				resource.TestCheckResourceAttr(address, "region", sim.DefaultRegion), resource.TestCheckResourceAttrSet(address, "create_time")),
		},
		resource.TestStep{ResourceName: address, ImportState: true, ImportStateVerify: true},
		resource.TestStep{ResourceName: address, ImportState: true, ImportStateId: id + "@" + sim.DefaultRegion, ImportStateVerify: true},
		resource.TestStep{PreConfig: c.Sim().ResetRequests, Config: hcl(c, nil), ConfigPlanChecks: empty},
		resource.TestStep{
			Config: hcl(c, args{"weight": "0", "description": `"office"`}), ConfigPlanChecks: planned(plancheck.ResourceActionReplace),
			Check: only(sim.VcoRoute{RouteDest: "192.168.12.0/24", Description: "office"}),
		},
		resource.TestStep{
			Config: hcl(c, args{"weight": "0", "description": `"home"`}), ConfigPlanChecks: planned(plancheck.ResourceActionReplace),
			Check: only(sim.VcoRoute{RouteDest: "192.168.12.0/24", Description: "home"}),
		},
		resource.TestStep{ // a weight that somebody else has set
			PreConfig: func() { c.Sim().ChangeVcoRoute(id, func(r *sim.VcoRoute) { r.Weight = 100 }) },
			Config:    hcl(c, args{"weight": "0", "description": `"home"`}), ConfigPlanChecks: planned(plancheck.ResourceActionReplace),
			Check: only(sim.VcoRoute{RouteDest: "192.168.12.0/24", Description: "home"}),
		},
		resource.TestStep{
			PreConfig: func() { c.Sim().RemoveVcoRoute(id) },
			Config:    hcl(c, args{"destination": `"192.168.13.0/24"`}), ConfigPlanChecks: planned(plancheck.ResourceActionCreate),
			Check: only(sim.VcoRoute{RouteDest: "192.168.13.0/24", Weight: 100}),
		},
	)
}

// What stands in the way of a create is told in words.
func TestVcoRoute_refused(t *testing.T) {
	t.Parallel()
	c := attached(t)
	i := c.Instance(typeName, nil)
	c.Sim().DetachVpn(connection)
	acctest.Contains(t, i.Apply(t.Context(), values(nil)).Errors(), "Unable to create VCO route",
		"No transit router has "+connection+", and only a connection that one has takes routes.",
		"depends_on = [alicloud_cen_transit_router_vpn_attachment.office]", "Nothing was created.")
	c.Sim().AttachVpn(connection)
	there := c.Sim().PutVcoRoute(sim.VcoRoute{RegionID: sim.DefaultRegion, VpnConnectionID: connection, RouteDest: "192.168.12.0/24", NextHop: connection})
	c.Sim().ResetRequests()
	i = c.Instance(typeName, nil)
	acctest.Contains(t, i.Apply(t.Context(), values(nil)).Errors(), "has this route already", "import {", `id = "`+there+`@`+sim.DefaultRegion+`"`, "Nothing was created.")
	if got := writes(c); len(got) > 0 || i.Exists() {
		t.Errorf("got %v", got)
	}
}

// The deleted route shows once more, and the destroy waits until it does not. A route
// whose connection is gone is gone: the API says UnknownError then.
func TestVcoRoute_gone(t *testing.T) {
	t.Parallel()
	c := attached(t)
	i := c.Instance(typeName, nil)
	if said := i.Apply(t.Context(), values(nil)); len(said) > 0 {
		t.Fatal(said.Texts())
	}
	c.Sim().ResetRequests()
	if said := i.Destroy(); len(said) > 0 {
		t.Error(said.Texts())
	}
	if got := c.Calls("DescribeVcoRouteEntries"); got != 5 { // gone, again, and gone three times
		t.Errorf("%d lists", got)
	}
	j := c.Instance(typeName, nil)
	if said := j.Apply(t.Context(), values(nil)); len(said) > 0 {
		t.Fatal(said.Texts())
	}
	c.Sim().RemoveVcoRoute(j.String("id"))
	c.Sim().RemoveVpnAttachment(connection)
	if said := j.Refresh(); len(said) > 0 || j.Exists() {
		t.Errorf("got %v", said.Texts())
	}
}

// A description cannot be read: that of an imported route is taken over without a call.
func TestVcoRoute_description(t *testing.T) {
	t.Parallel()
	c := attached(t)
	id := c.Sim().PutVcoRoute(sim.VcoRoute{RegionID: sim.DefaultRegion, VpnConnectionID: connection, RouteDest: "192.168.12.0/24", NextHop: connection, Weight: 100})
	i := c.Instance(typeName, nil)
	if said := i.Import(id); len(said) > 0 {
		t.Fatal(said.Texts())
	}
	config := values(map[string]any{"description": "office"})
	acctest.Contains(t, i.Plan(config).Warnings(), `AttributeName("description"): Description is taken over without a call`,
		"The API never shows the description of a route, so that of "+id+" is not known.")
	c.Sim().ResetRequests()
	if said := i.Apply(t.Context(), config); said.HasError() || len(writes(c)) > 0 || i.String("description") != "office" {
		t.Errorf("%v: %v", writes(c), said.Texts())
	}
	if said := i.Plan(config); len(said) > 0 {
		t.Errorf("told twice: %v", said.Texts())
	}
}

// Moved from the official provider, whose ID has colons and the weight.
func TestVcoRoute_moved(t *testing.T) {
	t.Parallel()
	for name, weight := range map[string]string{"a number": `0`, "a text": `"0"`} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := attached(t)
			key := c.Sim().PutVcoRoute(sim.VcoRoute{RegionID: sim.DefaultRegion, VpnConnectionID: connection, RouteDest: "192.168.12.0/24", NextHop: connection})
			i := c.Instance(typeName, nil)
			state := fmt.Sprintf(`{"id":"%[1]s:192.168.12.0/24:%[1]s:0","vpn_connection_id":%[1]q,"next_hop":%[1]q,"route_dest":"192.168.12.0/24","weight":%[2]s,`+
				`"overlay_mode":"Ipsec","status":"published"}`, connection, weight)
			if said := i.Move("registry.terraform.io/aliyun/alicloud", "alicloud_vpn_gateway_vco_route", state); said.HasError() || len(c.Sim().Requests()) > 0 {
				t.Fatal(said.Texts())
			}
			if said := i.Refresh(); len(said) > 0 || i.String("id") != key || i.String("region") != sim.DefaultRegion {
				t.Errorf("%s in %s: %v", i.String("id"), i.String("region"), said.Texts())
			}
			if config := values(map[string]any{"weight": 0}); !i.Unchanged(config) {
				t.Errorf("the plan after the move is not empty: %v", i.Plan(config).Texts())
			}
		})
	}
}

// One list of a connection is enough for all of its routes.
func TestVcoRoute_found(t *testing.T) {
	t.Parallel()
	c := attached(t)
	const other = "vco-bp1other0000000000001"
	c.Sim().PutVpnAttachment(sim.VpnAttachment{VpnConnection: sim.VpnConnection{VpnConnectionID: other}})
	var ids []string
	for n := range 30 {
		ids = append(ids, c.Sim().PutVcoRoute(sim.VcoRoute{
			RegionID: sim.DefaultRegion, VpnConnectionID: connection, RouteDest: fmt.Sprintf("10.%d.0.0/16", n), NextHop: connection, Weight: 100,
		}))
	}
	c.Sim().PutVcoRoute(sim.VcoRoute{RegionID: sim.DefaultRegion, VpnConnectionID: connection, RouteDest: "172.16.0.0/16", NextHop: "tun-1", Bgp: true})
	c.Sim().PutVcoRoute(sim.VcoRoute{RegionID: sim.DefaultRegion, VpnConnectionID: other, RouteDest: "10.0.0.0/16", NextHop: other})
	i := c.Instance(typeName, nil)
	for _, id := range ids {
		one := i.Another()
		if said := append(one.Import(id), one.Refresh()...); len(said) > 0 || one.String("id") != id {
			t.Fatal(said.Texts())
		}
	}
	if got := c.Calls("DescribeVcoRouteEntries"); got != 1 {
		t.Errorf("%d calls", got)
	}
	one, said := i.ReadData(typeName, map[string]any{"id": ids[7]})
	if said.HasError() || !strings.Contains(one["destination"].String(), "10.7.0.0/16") {
		t.Errorf("got %v, %v", one, said.Texts())
	}
	for want, filter := range map[int]map[string]any{30: {"vpn_connection_id": connection}, 31: nil} {
		if found, said := i.List(filter, 0); said.HasError() || len(found) != want {
			t.Errorf("%v: got %d, %v", filter, len(found), said.Texts())
		}
	}
}

// Bad input is refused with these words, and without a call.
func TestVcoRoute_badInput(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 101)
	for name, test := range map[string]struct {
		config args
		want   string
	}{
		"no connection":    {args{"vpn_connection_id": ""}, `The argument "vpn_connection_id" is required, but no definition was found.`},
		"a gateway":        {args{"vpn_connection_id": `"vpn-1"`}, `vpn_connection_id must be an ID that starts with "vco-", got: "vpn-1".`},
		"no next hop":      {args{"next_hop": ""}, `The argument "next_hop" is required, but no definition was found.`},
		"next hop":         {args{"next_hop": `"192.168.0.1"`}, `next_hop must be an ID that starts with "vco-", got: "192.168.0.1".`},
		"no destination":   {args{"destination": ""}, `The argument "destination" is required, but no definition was found.`},
		"an address":       {args{"destination": `"192.168.0.1"`}, `destination must be a network in CIDR form, such as 10.0.0.0/16, got: "192.168.0.1".`},
		"host bits":        {args{"destination": `"192.168.0.1/24"`}, `destination must be a network without host bits, got: "192.168.0.1/24": write "192.168.0.0/24".`},
		"everything":       {args{"destination": `"0.0.0.0/0"`}, `destination must not be 0.0.0.0/0, which the API does not take.`},
		"IPv6 spelling":    {args{"destination": `"2001:DB8::/32"`}, `destination must be written as the API shows it, got: "2001:DB8::/32": write "2001:db8::/32".`},
		"weight":           {args{"weight": "50"}, `weight must be 0 or 100, got: 50.`},
		"half a weight":    {args{"weight": "0.5"}, `weight must be a whole number, got: 0.5.`},
		"no description":   {args{"description": `""`}, `description must not be empty: leave the argument out for a route without a description.`},
		"description":      {args{"description": `"` + long + `"`}, `description must have 1 to 100 characters, got 101.`},
		"description, URL": {args{"description": `"https://x"`}, `description must not start with "https://".`},
		"of the other one": {args{"route_dest": `"10.0.0.0/16"`}, `An argument named "route_dest" is not expected here.`},
		"overlay mode":     {args{"overlay_mode": `"Ipsec"`}, `An argument named "overlay_mode" is not expected here.`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			c.Test(resource.TestStep{Config: hcl(c, test.config), ExpectError: acctest.Message(test.want)})
			if n := len(c.Sim().Requests()); n > 0 {
				t.Errorf("%d calls were made", n)
			}
		})
	}
	t.Run("import", func(t *testing.T) {
		t.Parallel()
		c := attached(t)
		acctest.Contains(t, c.Instance(typeName, nil).Import(connection+":10.0.0.0/16:"+connection+":100").Errors(), "Invalid import ID",
			"the ID must be <connection>_<destination>_<next hop>")
	})
}

// What was learnt by BGP is shown beside what somebody made, and is no route that a
// resource could manage.
func TestVcoRoutes(t *testing.T) {
	t.Parallel()
	c := attached(t)
	put := func(r sim.VcoRoute) {
		r.RegionID, r.VpnConnectionID, r.NextHop = sim.DefaultRegion, connection, connection
		c.Sim().PutVcoRoute(r)
	}
	put(sim.VcoRoute{RouteDest: "192.168.12.0/24", Weight: 100})
	for _, tunnel := range []string{"tun-1", "tun-2"} {
		put(sim.VcoRoute{
			RouteDest: "172.16.0.0/16", Bgp: true, Source: "VPN_BGP", AsPath: "65001 65002", Community: "65001:2", NextHopTunnelIDs: []string{tunnel},
		})
	}
	i := c.Instance(typeName, nil)
	read := func(more map[string]any, routes int, shown ...string) {
		t.Helper()
		config := map[string]any{"vpn_connection_id": connection}
		maps.Copy(config, more)
		found, said := i.ReadData("aliyun_vco_routes", config)
		text := found["routes"].String()
		if n := strings.Count(text, `"next_hop":tftypes.String<`); said.HasError() || n != routes {
			t.Errorf("%v: got %d routes, %s, %v", more, n, text, said.Texts())
		}
		for _, want := range shown {
			if !strings.Contains(text, want) {
				t.Errorf("%v: %s is not in %s", more, want, text)
			}
		}
	}
	learnt := []string{"172.16.0.0/16", "VPN_BGP", "65001 65002", "65001:2", "tun-1", "tun-2", "Active"}
	read(nil, 3, append(learnt, "192.168.12.0/24", "published")...)
	read(map[string]any{"type": "bgp"}, 2, learnt...)
	read(map[string]any{"type": "custom"}, 1, "192.168.12.0/24")
	_, said := i.ReadData("aliyun_vco_routes", map[string]any{"vpn_connection_id": "vco-bp1none"})
	acctest.Contains(t, said.Errors(), "No such IPsec connection", "There is no IPsec connection vco-bp1none in cn-hangzhou")

	// The answer for a connection that is gone can also mean something else: it is asked for again.
	unknown := sim.Fault{Action: "DescribeVcoRouteEntries", Code: "UnknownError", Message: "An error occurred while processing your request."}
	c.Sim().AddFault(unknown)
	read(nil, 3)
	c.Sim().AddFault(unknown)
	if found, said := i.List(nil, 0); len(found) != 1 || len(said) > 0 {
		t.Errorf("want a listing that is complete, got %+v, %v", found, said.Texts())
	}

	// A connection of a gateway has none of its own.
	gateway := c.Sim().PutGateway(sim.Gateway{})
	other := c.Sim().PutVpnConnection(sim.VpnConnection{VpnGatewayID: gateway})
	_, said = i.ReadData("aliyun_vco_routes", map[string]any{"vpn_connection_id": other})
	acctest.Contains(t, said.Errors(), "Unable to list VCO routes", other+" is not an attachment to a transit router, but a connection of a VPN gateway",
		"Its routes are those of its VPN gateway: use aliyun_vpn_routes for it.")
	c.Sim().RemoveVpnConnection(other)
	c.Sim().RemoveGateway(gateway)
	if found, said := i.List(nil, 0); len(found) != 1 || len(said) > 0 {
		t.Errorf("got %+v, %v", found, said.Texts())
	}
}
