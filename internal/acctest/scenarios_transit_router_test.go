package acctest_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

const (
	scenarioRouter = "tr-t4n8kwidm0q3zc5dbn9vh"
	attachTime     = 200 * time.Millisecond
)

// writesOf lists the writes to what a transit router has, in the order of their success. None may have been refused.
func (m *migration) writesOf() string {
	m.t.Helper()
	var done []string
	for _, r := range m.sim.Requests() {
		if onlyReads(r.Action) || strings.HasSuffix(r.Action, "CustomerGateway") {
			continue
		}
		if !r.Applied || len(r.Unknown) > 0 {
			m.t.Errorf("%s was answered with %q, and has unknown parameters %q", r.Action, r.Code, r.Unknown)
		}
		done = append(done, r.Action)
	}
	m.sim.ResetRequests()
	return strings.Join(done, " ")
}

// An office at a transit router. The graph attaches the connection before it gets routes, and detaches it before it is
// deleted or replaced.
func TestScenarios_transitRouter(t *testing.T) {
	t.Parallel()
	m := scenarioOn(t, "transit-router", sim.Options{Site: sim.SiteInternational, RealTime: true, AttachTime: attachTime})
	m.env = append(m.env, "TF_VAR_transit_router_id="+scenarioRouter, "TF_VAR_transit_router_route_table_id=vtb-t4nscenario00000001")
	const (
		create = "CreateVpnAttachment CreateTransitRouterVpnAttachment CreateVcoRouteEntry"
		remove = "DeleteVcoRouteEntry DeleteTransitRouterVpnAttachment DeleteVpnAttachment"
	)
	expect := func(want string) {
		t.Helper()
		if got := m.writesOf(); got != want {
			t.Errorf("the calls were\n%s, want\n%s", got, want)
		}
	}
	attached := func() sim.VpnAttachment {
		t.Helper()
		all := m.sim.VpnAttachments()
		if len(all) != 1 || all[0].State != "attached" || all[0].TransitRouterID != scenarioRouter {
			t.Fatalf("want one that is attached to %s, got %+v", scenarioRouter, all)
		}
		return all[0]
	}
	m.apply("Apply complete! Resources: 7 added, 0 changed, 0 destroyed.")
	expect(create)
	before := attached()
	m.hidden(before.Tunnels[0].Ike.Psk, before.Tunnels[1].Ike.Psk)
	if zones := m.sim.TransitRouterVpnAttachments()[0].ZoneIDs; !slices.Equal(zones, []string{"ap-southeast-1a"}) {
		t.Errorf("it is attached in %q", zones)
	}

	m.env = append(m.env, "TF_VAR_tunnel_bandwidth=Large")
	m.apply("Apply complete! Resources: 5 added, 0 changed, 5 destroyed.")
	expect(remove + " " + create)
	if after := attached(); after.VpnConnectionID == before.VpnConnectionID || after.TunnelBandwidth != "Large" {
		t.Errorf("want another one that is large, got %+v", after)
	}

	m.must("destroy", "-auto-approve", "-no-color")
	expect(remove)
	if left := m.sim.Objects(); len(left) > 0 {
		t.Errorf("left behind: %+v", left)
	}
}

// What Terraform did not attach, it does not detach: the error says who has the attachment.
func TestScenarios_transitRouterAttachedOutside(t *testing.T) {
	t.Parallel()
	m := scenario(t, "transit-router")
	m.env = append(m.env, "TF_VAR_transit_router_id="+scenarioRouter, "TF_VAR_transit_router_route_table_id=vtb-t4nscenario00000001")
	m.must("apply", "-auto-approve", "-no-color")
	const forgotten = "alicloud_cen_transit_router_vpn_attachment.office"
	m.must("state", "rm", forgotten)
	id := m.sim.VpnAttachments()[0].VpnConnectionID

	refused := m.run("destroy", "-auto-approve", "-no-color")
	if refused.wait() == 0 {
		t.Fatalf("it was destroyed:\n%s", refused.said())
	}
	says(t, refused.said(), "Unable to delete VPN attachment",
		"The transit router "+scenarioRouter+" of the CEN instance "+sim.DefaultCen+" has "+id+".", "Detach it from the transit router first",
		"aliyun cbn ListTransitRouterVpnAttachments --TransitRouterId "+scenarioRouter,
		id+" is still in state.")
	if got := m.resources(); !strings.Contains(got, "aliyun_vpn_attachment.office") || len(m.sim.VpnAttachments()) != 1 {
		t.Errorf("in state are %s", got)
	}

	m.sim.DetachVpn(id)
	m.must("destroy", "-auto-approve", "-no-color")
	if left := m.sim.Objects(); len(left) > 0 {
		t.Errorf("left behind: %+v", left)
	}
}
