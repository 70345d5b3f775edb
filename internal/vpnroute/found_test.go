package vpnroute_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpnroute"
)

// Moved from the official provider, whose ID has another order, in whatever types it
// wrote its state.
func TestRoute_moved(t *testing.T) {
	t.Parallel()
	const common = `"vpn_gateway_id":"` + gateway + `","next_hop":"` + connection + `","route_dest":"10.0.0.0/16","create_time":1700000000000,"status":"published"`
	for name, test := range map[string]struct{ from, to, state, source string }{
		"destination": {"alicloud_vpn_route_entry", vpnroute.Kind.TypeName, `"weight":0,"publish_vpc":true,"route_entry_type":"custom"`, ""},
		"as text":     {"alicloud_vpn_route_entry", vpnroute.Kind.TypeName, `"weight":"0","publish_vpc":"true"`, ""},
		"policy":      {"alicloud_vpn_pbr_route_entry", vpnroute.PolicyKind.TypeName, `"weight":0,"publish_vpc":true,"route_source":"192.168.0.0/24"`, "192.168.0.0/24"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			routed(c, true)
			key := c.Sim().PutVpnRoute(sim.VpnRoute{
				RegionID: sim.DefaultRegion, VpnGatewayID: gateway, RouteSource: test.source, RouteDest: "10.0.0.0/16", NextHop: connection, Published: true,
			})
			c.Sim().ResetRequests()
			i := c.Instance(test.to, nil)
			state := fmt.Sprintf(`{"id":"%s:%s:10.0.0.0/16",%s,%s}`, gateway, connection, common, test.state)
			if said := i.Move("registry.terraform.io/aliyun/alicloud", test.from, state); said.HasError() || len(c.Sim().Requests()) > 0 {
				t.Fatal(said.Texts())
			}
			if said := i.Refresh(); len(said) > 0 || i.String("id") != key || i.String("region") != sim.DefaultRegion {
				t.Errorf("%s in %s: %v", i.String("id"), i.String("region"), said.Texts())
			}
			c.Sim().ResetRequests()
			config := map[string]any{"vpn_gateway_id": gateway, "destination": "10.0.0.0/16", "next_hop": connection, "weight": 0}
			if test.source != "" {
				config["source"] = test.source
			}
			if !i.Unchanged(config) || len(c.Sim().Requests()) > 0 {
				t.Errorf("the plan after the move is not empty: %v", i.Plan(config).Texts())
			}
		})
	}
}

func TestRoute_found(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	routed(c, true)
	c.Sim().PutGateway(sim.Gateway{VpnGatewayID: "vpn-bp1other000000000000a"})
	put := func(r sim.VpnRoute) string {
		r.RegionID, r.VpnGatewayID = sim.DefaultRegion, gateway
		return c.Sim().PutVpnRoute(r)
	}
	first := put(sim.VpnRoute{RouteDest: "10.0.0.0/16", NextHop: connection, Weight: 100, Published: true})
	put(sim.VpnRoute{RouteDest: "10.1.0.0/16", NextHop: second, Weight: 100})
	ours := put(sim.VpnRoute{RouteDest: "10.0.0.0/16", RouteSource: "192.168.0.0/24", NextHop: connection, Weight: 100, Priority: 7})
	for _, tunnel := range []string{"tun-1", "tun-2"} {
		put(sim.VpnRoute{
			RouteDest: "172.16.0.0/16", NextHop: connection, Bgp: true, Source: "VPN_BGP", AsPath: "65001", Community: "65001:2", NextHopTunnelID: tunnel,
		})
	}
	i := c.Instance(vpnroute.Kind.TypeName, nil)
	one, said := i.ReadData("aliyun_vpn_route_entry", map[string]any{"id": first})
	if said.HasError() || !strings.Contains(one["destination"].String(), "10.0.0.0/16") {
		t.Errorf("got %v, %v", one, said.Texts())
	}
	one, said = i.ReadData("aliyun_vpn_pbr_route_entry", map[string]any{"id": ours})
	if said.HasError() || !strings.Contains(one["priority"].String(), "7") {
		t.Errorf("got %v, %v", one, said.Texts())
	}
	_, said = i.ReadData("aliyun_vpn_route_entry", map[string]any{"id": gateway + "_10.9.0.0/16_" + connection})
	acctest.Contains(t, said.Errors(), "No such VPN route", "There is no VPN route "+gateway+"_10.9.0.0/16_"+connection+" in cn-hangzhou")
	for filter, want := range map[string]int{"": 2, "vpn_gateway_id=" + gateway: 2, "vpn_gateway_id=vpn-bp1other000000000000a": 0, "next_hop=" + second: 1} {
		config := map[string]any{}
		if name, value, ok := strings.Cut(filter, "="); ok {
			config[name] = value
		}
		if found, said := i.List(config, 0); len(found) != want || len(said) > 0 {
			t.Errorf("%s: got %+v, %v", filter, found, said.Texts())
		}
	}
	if found, said := c.Instance(vpnroute.PolicyKind.TypeName, nil).List(nil, 0); len(found) != 1 || len(said) > 0 || found[0].DisplayName != ours {
		t.Errorf("got %+v, %v", found, said.Texts())
	}
	all, said := i.ReadData("aliyun_vpn_routes", map[string]any{"vpn_gateway_id": gateway})
	text := all["routes"].String()
	if said.HasError() || strings.Count(text, `"next_hop":tftypes.String<`) != 5 {
		t.Errorf("got %s, %v", text, said.Texts())
	}
	learnt, said := i.ReadData("aliyun_vpn_routes", map[string]any{"vpn_gateway_id": gateway, "type": "bgp"})
	text = learnt["routes"].String()
	for _, want := range []string{"65001:2", "VPN_BGP", "tun-1", "tun-2", "Active", "172.16.0.0/16"} {
		if said.HasError() || !strings.Contains(text, want) || strings.Count(text, `"next_hop":tftypes.String<`) != 2 {
			t.Errorf("%s is not in %s, %v", want, text, said.Texts())
		}
	}
	_, said = i.ReadData("aliyun_vpn_routes", map[string]any{"vpn_gateway_id": "vpn-bp1none"})
	acctest.Contains(t, said.Errors(), "No such VPN gateway", "There is no VPN gateway vpn-bp1none in cn-hangzhou")
}

func TestRoute_badInput(t *testing.T) {
	t.Parallel()
	const to = `destination = "10.0.0.0/16"`
	from := `source = "192.168.0.0/24"`
	for name, test := range map[string]struct {
		at    string
		lines []string
		want  string
	}{
		"no destination":       {address, nil, `The argument "destination" is required, but no definition was found.`},
		"no source":            {policy, []string{to}, `The argument "source" is required, but no definition was found.`},
		"source of the other":  {address, []string{to, from}, `An argument named "source" is not expected here.`},
		"priority of another":  {address, []string{to, `priority = 1`}, `An argument named "priority" is not expected here.`},
		"misspelt":             {address, []string{to, `wieght = 0`}, `An argument named "wieght" is not expected here.`},
		"misspelt timeout":     {address, []string{to, "timeouts {\n craete = \"1m\"\n }"}, `An argument named "craete" is not expected here.`},
		"host bits":            {address, []string{`destination = "10.0.0.1/16"`}, `destination must be a network without host bits, got: "10.0.0.1/16": write "10.0.0.0/16".`},
		"host bits of source":  {policy, []string{to, `source = "192.168.0.9/24"`}, `source must be a network without host bits, got: "192.168.0.9/24": write "192.168.0.0/24".`},
		"no prefix length":     {address, []string{`destination = "10.0.0.0"`}, `destination must be a network in CIDR form, such as 10.0.0.0/16, got: "10.0.0.0".`},
		"no network":           {address, []string{`destination = "office"`}, `destination must be a network in CIDR form, such as 10.0.0.0/16, got: "office".`},
		"prefix too long":      {address, []string{`destination = "10.0.0.0/33"`}, `destination must be a network in CIDR form, such as 10.0.0.0/16, got: "10.0.0.0/33".`},
		"empty":                {address, []string{`destination = ""`}, `destination must be a network in CIDR form, such as 10.0.0.0/16, got: "".`},
		"everything":           {address, []string{`destination = "0.0.0.0/0"`}, `destination must not be 0.0.0.0/0, which the API takes for policy-based routes only.`},
		"IPv6 in another form": {address, []string{`destination = "2001:DB8::/32"`}, `destination must be written as the API shows it, got: "2001:DB8::/32": write "2001:db8::/32".`},
		"IPv6 with host bits":  {address, []string{`destination = "2001:db8::1/32"`}, `destination must be a network without host bits, got: "2001:db8::1/32": write "2001:db8::/32".`},
		"weight 50":            {address, []string{to, `weight = 50`}, `weight must be 0 or 100, got: 50.`},
		"weight -1":            {policy, []string{to, from, `weight = -1`}, `weight must be 0 or 100, got: -1.`},
		"weight 0.5":           {address, []string{to, `weight = 0.5`}, `weight must be a whole number, got: 0.5.`},
		"priority 0":           {policy, []string{to, from, `priority = 0`}, `priority must be 1 to 100, got: 0.`},
		"priority 101":         {policy, []string{to, from, `priority = 101`}, `priority must be 1 to 100, got: 101.`},
		"next hop":             {address, []string{to, `next_hop = "vpn-bp1q8bgx4xnkm2ogj0fiu"`}, `next_hop must be an ID that starts with "vco-", got: "vpn-bp1q8bgx4xnkm2ogj0fiu".`},
		"next hop of spaces":   {address, []string{to, `next_hop = "vco-a b"`}, `next_hop must be an ID that starts with "vco-", got: "vco-a b".`},
		"no description":       {address, []string{to, `description = ""`}, `description must not be empty: leave the argument out for a route without a description.`},
		"long description":     {address, []string{to, `description = "` + strings.Repeat("x", 101) + `"`}, `description must have 1 to 100 characters, got 101.`},
		"description of a URL": {address, []string{to, `description = "https://x"`}, `description must not start with "https://".`},
		"region":               {address, []string{to, `region = "Hangzhou"`}, `region must be a region ID such as "cn-hangzhou", got: "Hangzhou".`},
		"timeout":              {address, []string{to, "timeouts {\n create = \"soon\"\n }"}, `timeouts.create must be a duration above zero`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			c.Test(resource.TestStep{Config: c.Provider() + block(test.at, test.lines...), ExpectError: acctest.Message(test.want)})
			if n := len(c.Sim().Requests()); n > 0 {
				t.Errorf("%d calls were made", n)
			}
		})
	}
}

func TestRoute_badID(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]string{
		gateway:                               `the ID must be <VPN gateway>_<destination>_<next hop>, got: "` + gateway + `"`,
		gateway + "_10.0.0.1/16_vco-1":        `the ID must be <VPN gateway>_<destination>_<next hop>, and "10.0.0.1/16" in it is not a network such as 10.0.0.0/16`,
		"cgw-1_10.0.0.0/16_vco-1":             `the ID must be <VPN gateway>_<destination>_<next hop>, and "cgw-1" is not the ID of a VPN gateway`,
		gateway + "_10.0.0.0/16_vpn-1":        `the ID must be <VPN gateway>_<destination>_<next hop>, and "vpn-1" is not the ID of an IPsec connection`,
		gateway + ":vco-1:10.0.0.0/16":        `the ID must be <VPN gateway>_<destination>_<next hop>, got: "` + gateway + `:vco-1:10.0.0.0/16"`,
		gateway + "_10.0.0.0/16_vco-1@Berlin": `what follows the @ must be a region ID such as "cn-hangzhou", got: "Berlin"`,
	} {
		c := acctest.New(t, sim.Options{})
		said := c.Instance(vpnroute.Kind.TypeName, nil).Import(id)
		acctest.Contains(t, said.Errors(), "Invalid import ID", want)
		if n := len(c.Sim().Requests()); n > 0 {
			t.Errorf("%s: %d calls were made", id, n)
		}
	}
	c := acctest.New(t, sim.Options{})
	kinds := map[string]string{
		vpnroute.Kind.TypeName: gateway + "_10.0.0.0/16_vco-1", vpnroute.PolicyKind.TypeName: gateway + "_10.1.0.0/16_10.0.0.0/16_vco-1",
		"aliyun_vco_route_entry": "vco-1_10.0.0.0/16_vco-1",
	}
	for of, id := range kinds {
		for typeName := range kinds {
			if typeName != of {
				acctest.Contains(t, c.Instance(typeName, nil).Import(id).Errors(), "Invalid import ID",
					`"`+id+`" is not an import ID of `+typeName+`: it names a route of another kind: use `+of+` for it.`)
			}
		}
	}
	if n := len(c.Sim().Requests()); n > 0 {
		t.Errorf("%d calls were made", n)
	}
	routed(c, true)
	said := c.Instance(vpnroute.Kind.TypeName, nil).Import(gateway + "_10.0.0.0/16_" + connection)
	acctest.Contains(t, said.Errors(), "No such VPN route", "There is no VPN route "+gateway+"_10.0.0.0/16_"+connection)
}
