package sim_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// attachedVco is a connection that a transit router has.
func attachedVco(server *sim.Server) string {
	server.PutCustomerGateway(sim.CustomerGateway{IPAddress: "203.0.113.99"})
	id := server.PutVpnAttachment(sim.VpnAttachment{})
	server.AttachVpn(id)
	return id
}

func vcoRoute(id, destination string) params {
	return connected(id).with(params{"RouteDest": destination, "NextHop": id, "Weight": "100"})
}

// The answers are the documented ones. A route that was deleted shows once more.
func TestSim_vcoRoute(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	id := attachedVco(server)
	one := vcoRoute(id, "192.168.12.0/24")
	create := one.with(params{"Description": "office", "ClientToken": "t", "OverlayMode": "Ipsec"})
	made := c.ok("CreateVcoRouteEntry", create)
	now := server.Now().UnixMilli()
	want := fmt.Sprintf(`{"CreateTime":%d,"Description":"office","NextHop":%q,"OverlayMode":"Ipsec","RequestId":%q,"RouteDest":"192.168.12.0/24",`+
		`"State":"published","VpnConnectionId":%q,"Weight":100}`, now, id, made.str("RequestId"), id)
	if made.text != want {
		t.Errorf("got %s, want %s", made.text, want)
	}
	c.ok("CreateVcoRouteEntry", create)
	entry := fmt.Sprintf(`"VcoRouteEntries":[{"AsPath":"","Community":"","CreateTime":%d,"NextHop":%q,"RouteDest":"192.168.12.0/24",`+
		`"RouteEntryType":"custom","Source":"","State":"published","VpnConnectionId":%q,"Weight":100}]`, now, id, id)
	shows := func(want bool) {
		t.Helper()
		if r := c.ok("DescribeVcoRouteEntries", connected(id)); strings.Contains(r.text, entry) != want || (r.at("TotalCount") == 1.0) != want {
			t.Errorf("got %s", r.text)
		}
	}
	shows(true)
	c.ok("ModifyVcoRouteEntryWeight", one.with(params{"NewWeight": "0"}))
	c.refused("DeleteVcoRouteEntry", one, 400, "InvalidRouteEntry.NotFound") // the weight is part of what names it
	c.ok("ModifyVcoRouteEntryWeight", one.with(params{"Weight": "0", "NewWeight": "100"}))
	c.ok("DeleteVcoRouteEntry", one)
	shows(false)
	shows(true)
	shows(false)
	shows(false)
	c.ok("CreateVcoRouteEntry", one)
	c.ok("DeleteVcoRouteEntry", one)
	shows(false)
	server.Advance(time.Minute)
	shows(false)
	server.PutVcoRoute(sim.VcoRoute{RegionID: sim.DefaultRegion, VpnConnectionID: id, RouteDest: "10.9.0.0/16", NextHop: "tun-1", Bgp: true, Source: "VPN_BGP"})
	if r := c.ok("DescribeVcoRouteEntries", connected(id).with(params{"RouteEntryType": "bgp"})); r.at("VcoRouteEntries.0.State") != "Active" ||
		r.at("VpnRouteCounts.0.RouteCount") != 1.0 {
		t.Errorf("got %s", r.text)
	}
	for _, r := range server.Requests() {
		if len(r.Unknown) > 0 {
			t.Errorf("%s: %v", r.Action, r.Unknown)
		}
	}
}

func TestSim_vcoRouteRefusals(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{UpdateTime: time.Minute})
	id := attachedVco(server)
	alone := server.PutVpnAttachment(sim.VpnAttachment{})
	one := vcoRoute(id, "192.168.12.0/24")
	for name, test := range map[string]struct {
		action string
		params params
		status int
		code   string
	}{
		"not attached":      {"CreateVcoRouteEntry", vcoRoute(alone, "192.168.12.0/24"), 400, "OperationUnsupported.VpnConnection"},
		"no connection":     {"CreateVcoRouteEntry", vcoRoute("vco-none", "192.168.12.0/24"), 404, "InvalidVpnConnectionInstanceId.NotFound"},
		"list of none":      {"DescribeVcoRouteEntries", connected("vco-none"), 400, "UnknownError"},
		"everything":        {"CreateVcoRouteEntry", vcoRoute(id, "0.0.0.0/0"), 400, "IllegalParam.RouteDest"},
		"host bits":         {"CreateVcoRouteEntry", vcoRoute(id, "192.168.12.1/24"), 400, "InvalidRouteDest"},
		"another next hop":  {"CreateVcoRouteEntry", one.with(params{"NextHop": alone}), 400, "IllegalParam.NextHop"},
		"weight":            {"CreateVcoRouteEntry", one.with(params{"Weight": "50"}), 400, "InvalidWeight"},
		"dry run":           {"CreateVcoRouteEntry", one.with(params{"DryRun": "true"}), 400, "DryRunOperation"},
		"delete of none":    {"DeleteVcoRouteEntry", one, 400, "InvalidRouteEntry.NotFound"},
		"a weight for none": {"ModifyVcoRouteEntryWeight", one.with(params{"NewWeight": "0"}), 400, "InvalidRouteEntry.NotFound"},
	} {
		t.Run(name, func(t *testing.T) { c.refused(test.action, test.params, test.status, test.code) })
	}
	// One change of the connection at a time.
	c.ok("CreateVcoRouteEntry", one)
	if got := c.connection(id).at("State"); got != "updating" {
		t.Errorf("the connection is %v", got)
	}
	c.refused("CreateVcoRouteEntry", vcoRoute(id, "192.168.13.0/24"), 400, "VpnGateway.Configuring")
	server.Advance(time.Minute)
	if got := c.connection(id).at("State"); got != "attached" {
		t.Errorf("the connection is %v", got)
	}
	c.refused("CreateVcoRouteEntry", one, 400, "VpnRouteEntry.AlreadyExists")
	c.refused("DeleteVpnAttachment", connected(id), 400, "DependencyViolation.TransitRouterAttachment")
}
