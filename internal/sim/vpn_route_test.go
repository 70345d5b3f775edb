package sim_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// route are the parameters that name a route: of gateway to a connection.
func route(gateway, destination, nextHop string) params {
	return named(gateway).with(params{"RouteDest": destination, "NextHop": nextHop, "Weight": "100"})
}

// routed is a gateway with a connection: with two tunnels, or from before, with one.
func (c *client) routed(server *sim.Server, dual bool) (gateway, connection string) {
	c.t.Helper()
	seed := sim.Gateway{}
	if !dual {
		seed.VSwitchID = sim.DefaultVSwitchH
	}
	gateway = server.PutGateway(seed)
	connection = server.PutVpnConnection(sim.VpnConnection{RegionID: sim.DefaultRegion, VpnGatewayID: gateway})
	return gateway, connection
}

func TestSim_vpnRoute(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	gateway, connection := c.routed(server, false)
	one := route(gateway, "10.0.0.0/24", connection)
	create := one.with(params{"PublishVpc": "true", "Description": "office", "ClientToken": "t", "OverlayMode": "Ipsec"})
	made := c.ok("CreateVpnRouteEntry", create)
	now := server.Now().UnixMilli()
	want := fmt.Sprintf(`{"CreateTime":%d,"Description":"office","NextHop":%q,"OverlayMode":"Ipsec","RequestId":%q,"RouteDest":"10.0.0.0/24",`+
		`"State":"published","VpnInstanceId":%q,"Weight":100}`, now, connection, made.str("RequestId"), gateway)
	if made.text != want {
		t.Errorf("got %s, want %s", made.text, want)
	}
	c.ok("CreateVpnRouteEntry", create)
	list := c.ok("DescribeVpnRouteEntries", named(gateway))
	want = fmt.Sprintf(`"VpnRouteCounts":{"VpnRouteCount":[]},"VpnRouteEntries":{"VpnRouteEntry":[{"AsPath":"","Community":"","CreateTime":%d,"NextHop":%q,`+
		`"NextHopTunnelId":"","RouteDest":"10.0.0.0/24","RouteEntryType":"custom","Source":"","State":"published","VpnInstanceId":%q,"Weight":100}]}}`,
		now, connection, gateway)
	if !strings.HasSuffix(list.text, want) || !strings.Contains(list.text, `"TotalCount":1`) {
		t.Errorf("got %s, want %s", list.text, want)
	}

	c.ok("PublishVpnRouteEntry", one.with(params{"Weight": "-"}).with(params{"PublishVpc": "false", "RouteType": "dbr"}))
	c.ok("ModifyVpnRouteEntryWeight", one.with(params{"NewWeight": "0"}))
	if got := server.VpnRoutes(); len(got) != 1 || got[0].Published || got[0].Weight != 0 {
		t.Errorf("got %+v", got)
	}
	// The weight is part of what names a route.
	c.refused("DeleteVpnRouteEntry", one, http.StatusBadRequest, "InvalidRouteEntry.NotFound")
	c.refused("ModifyVpnRouteEntryWeight", one.with(params{"NewWeight": "0"}), http.StatusBadRequest, "InvalidRouteEntry.NotFound")
	c.ok("DeleteVpnRouteEntry", one.with(params{"Weight": "0"}))
	if got := server.VpnRoutes(); len(got) != 0 {
		t.Errorf("got %+v", got)
	}
	for _, r := range server.Requests() {
		if len(r.Unknown) > 0 {
			t.Errorf("%s: %v", r.Action, r.Unknown)
		}
	}
}

func TestSim_vpnPbrRoute(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	gateway, connection := c.routed(server, false)
	office := route(gateway, "10.0.0.0/24", connection).with(params{"RouteSource": "192.168.1.0/24"})
	branch := office.with(params{"RouteSource": "192.168.2.0/24"})
	made := c.ok("CreateVpnPbrRouteEntry", office.with(params{"PublishVpc": "true"}))
	c.ok("CreateVpnPbrRouteEntry", branch.with(params{"PublishVpc": "true", "Priority": "5"}))
	if !strings.Contains(made.text, `"Priority":10`) || !strings.Contains(made.text, `"RouteSource":"192.168.1.0/24"`) {
		t.Errorf("got %s", made.text)
	}
	// No source: all routes with that destination and next hop.
	c.ok("PublishVpnRouteEntry", office.with(params{"Weight": "-", "RouteSource": "-"}).with(params{"PublishVpc": "false", "RouteType": "pbr"}))
	c.ok("ModifyVpnPbrRouteEntryPriority", office.with(params{"NewPriority": "20", "Priority": "10"}))
	c.ok("ModifyVpnPbrRouteEntryWeight", office.with(params{"NewWeight": "0", "Priority": "20"}))
	c.ok("ModifyVpnPbrRouteEntryAttribute", office.with(params{"Weight": "0", "NewWeight": "100", "Priority": "20", "NewPriority": "30"}))
	c.refused("ModifyVpnPbrRouteEntryPriority", office.with(params{"NewPriority": "9", "Priority": "20"}), http.StatusBadRequest, "InvalidRouteEntry.NotFound")
	for _, r := range server.VpnRoutes() {
		if r.Published || r.Weight != 100 || r.Priority != map[string]int{"192.168.1.0/24": 30, "192.168.2.0/24": 5}[r.RouteSource] {
			t.Errorf("got %+v", r)
		}
	}
	if list := c.ok("DescribeVpnPbrRouteEntries", named(gateway)); !strings.Contains(list.text, `"TotalCount":2`) || strings.Contains(list.text, "RouteEntryType") {
		t.Errorf("got %s", list.text)
	}
	if list := c.ok("DescribeVpnRouteEntries", named(gateway)); !strings.Contains(list.text, `"TotalCount":0`) {
		t.Errorf("got %s", list.text)
	}
	c.ok("DeleteVpnPbrRouteEntry", office.with(params{"Priority": "30"}))
	c.ok("DeleteVpnPbrRouteEntry", branch)
}

// The change of a weight succeeds on a dual-tunnel gateway, and has no effect.
func TestSim_vpnRouteWeightOfTwoTunnels(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	gateway, connection := c.routed(server, true)
	one := route(gateway, "10.0.0.0/24", connection)
	policy := one.with(params{"RouteSource": "0.0.0.0/0", "RouteDest": "0.0.0.0/0"})
	c.ok("CreateVpnRouteEntry", one.with(params{"PublishVpc": "true"}))
	c.ok("CreateVpnPbrRouteEntry", policy.with(params{"PublishVpc": "true"}))
	c.ok("ModifyVpnRouteEntryWeight", one.with(params{"NewWeight": "0"}))
	c.ok("ModifyVpnPbrRouteEntryWeight", policy.with(params{"NewWeight": "0"}))
	c.ok("ModifyVpnPbrRouteEntryAttribute", policy.with(params{"Priority": "10", "NewWeight": "0", "NewPriority": "11"}))
	for _, r := range server.VpnRoutes() {
		if r.Weight != 100 || r.Priority == 10 {
			t.Errorf("got %+v", r)
		}
	}
}

func TestSim_vpnRouteRefused(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{RouteQuota: 2})
	gateway, connection := c.routed(server, false)
	other, _ := c.routed(server, true)
	one := route(gateway, "10.0.0.0/24", connection).with(params{"PublishVpc": "true"})
	for name, test := range map[string]struct {
		p      params
		status int
		code   string
	}{
		"everything":                 {one.with(params{"RouteDest": "0.0.0.0/0"}), 400, "IllegalParam.RouteDest"},
		"shared":                     {one.with(params{"RouteDest": "100.64.1.0/24"}), 400, "IllegalParam.RouteDest"},
		"over shared":                {one.with(params{"RouteDest": "100.0.0.0/8"}), 400, "IllegalParam.RouteDest"},
		"host bits":                  {one.with(params{"RouteDest": "10.0.0.1/24"}), 400, "InvalidRouteDest"},
		"weight":                     {one.with(params{"Weight": "50"}), 400, "InvalidWeight"},
		"next hop":                   {one.with(params{"NextHop": "vpn-1"}), 400, "InvalidNextHop"},
		"no such next hop":           {one.with(params{"NextHop": "vco-bp1none"}), 404, "InvalidVpnConnectionInstanceId.NotFound"},
		"next hop of another":        {one.with(params{"VpnGatewayId": other}), 404, "InvalidVpnConnectionInstanceId.NotFound"},
		"no such gateway":            {one.with(params{"VpnGatewayId": "vpn-bp1none"}), 404, "InvalidVpnGatewayInstanceId.NotFound"},
		"no PublishVpc":              {one.with(params{"PublishVpc": "-"}), 400, "MissingPublishVpc"},
		"dry run of what would work": {one.with(params{"DryRun": "true"}), 400, "DryRunOperation"},
	} {
		t.Run(name, func(t *testing.T) { c.refused("CreateVpnRouteEntry", test.p, test.status, test.code) })
	}
	c.ok("CreateVpnRouteEntry", one)
	c.refused("CreateVpnRouteEntry", one, 400, "VpnRouteEntry.AlreadyExists")
	c.refused("CreateVpnRouteEntry", one.with(params{"Weight": "0"}), 400, "VpnRouteEntry.AlreadyExists")
	c.ok("CreateVpnRouteEntry", one.with(params{"RouteDest": "10.0.1.0/24"}))
	c.refused("CreateVpnRouteEntry", one.with(params{"RouteDest": "10.0.2.0/24"}), 400, "Resource.QuotaFull")
	c.ok("CreateVpnPbrRouteEntry", one.with(params{"RouteSource": "10.1.0.0/24"}))
	c.refused("DescribeVpnRouteEntries", named("vpn-bp1none"), 404, "InvalidVpnGatewayInstanceId.NotFound")
	// What a route needs cannot be deleted.
	c.refused("DeleteVpnConnection", params{"RegionId": sim.DefaultRegion, "VpnConnectionId": connection}, 400, "DependencyViolation.VpnRouteEntry")
}

// Every write makes the gateway busy, and a busy gateway refuses every write.
func TestSim_vpnRouteBusy(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{UpdateTime: time.Minute, BusyCode: "VpnRouteEntry.Configuring"})
	gateway, connection := c.routed(server, false)
	one := route(gateway, "10.0.0.0/24", connection).with(params{"RouteSource": "10.1.0.0/24"})
	for _, write := range []struct {
		action string
		p      params
	}{
		{"CreateVpnRouteEntry", one.with(params{"RouteSource": "-"}).with(params{"PublishVpc": "true"})},
		{"ModifyVpnRouteEntryWeight", one.with(params{"RouteSource": "-"}).with(params{"NewWeight": "100"})},
		{"PublishVpnRouteEntry", one.with(params{"RouteSource": "-", "Weight": "-"}).with(params{"PublishVpc": "false", "RouteType": "dbr"})},
		{"DeleteVpnRouteEntry", one.with(params{"RouteSource": "-"})},
		{"CreateVpnPbrRouteEntry", one.with(params{"PublishVpc": "true"})},
		{"ModifyVpnPbrRouteEntryWeight", one.with(params{"NewWeight": "100"})},
		{"ModifyVpnPbrRouteEntryPriority", one.with(params{"NewPriority": "10"})},
		{"ModifyVpnPbrRouteEntryAttribute", one.with(params{"Priority": "10"})},
		{"DeleteVpnPbrRouteEntry", one},
	} {
		c.ok(write.action, write.p)
		if g, _ := server.Gateway(gateway); g.Status != "updating" {
			t.Errorf("%s: the gateway is %s", write.action, g.Status)
		}
		c.refused(write.action, write.p, 400, "VpnRouteEntry.Configuring")
		server.Advance(time.Minute)
	}
}

// Routes that a gateway learnt show only where they are asked for, and cannot be
// changed.
func TestSim_vpnRouteLearnt(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	gateway, connection := c.routed(server, true)
	for n, source := range []string{"CLOUD", "VPN_BGP"} {
		server.PutVpnRoute(sim.VpnRoute{
			RegionID: sim.DefaultRegion, VpnGatewayID: gateway, RouteDest: fmt.Sprintf("10.%d.0.0/16", n), NextHop: connection, Bgp: true,
			Source: source, AsPath: "65001 65002", Community: "65001:1", NextHopTunnelID: "tun-1",
		})
	}
	list := c.ok("DescribeVpnRouteEntries", named(gateway).with(params{"RouteEntryType": "bgp"}))
	for _, want := range []string{
		`"TotalCount":2`, `{"RouteCount":1,"RouteEntryType":"bgp","Source":"CLOUD"},{"RouteCount":1,"RouteEntryType":"bgp","Source":"VPN_BGP"}`,
		`"AsPath":"65001 65002","Community":"65001:1"`, `"NextHopTunnelId":"tun-1"`, `"RouteEntryType":"bgp","Source":"VPN_BGP","State":"Active"`,
	} {
		if !strings.Contains(list.text, want) {
			t.Errorf("%s is not in %s", want, list.text)
		}
	}
	c.refused("DeleteVpnRouteEntry", route(gateway, "10.0.0.0/16", connection).with(params{"Weight": "0"}), 400, "InvalidRouteEntry.NotFound")
}

// A fault is about the routes that a call names, and not about their gateway.
func TestSim_vpnRouteFaults(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	gateway, connection := c.routed(server, true)
	one := route(gateway, "10.0.0.0/24", connection)
	c.ok("CreateVpnRouteEntry", one.with(params{"PublishVpc": "true"}))
	server.AddFault(sim.Fault{Action: "DescribeVpnRouteEntries", Kind: sim.KindRemove})
	c.ok("DescribeVpnRouteEntries", named(gateway))
	if n := len(server.VpnRoutes()); n != 0 || len(server.Gateways()) != 2-1 {
		t.Errorf("%d routes and %d gateways", n, len(server.Gateways()))
	}
}
