package sim_test

import (
	"slices"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// enhanced is a complete order of an enhanced gateway.
var enhanced = params{
	"RegionId": sim.DefaultRegion, "VpcId": sim.DefaultVPC, "GatewayType": "Enhanced.SiteToSite",
	"VSwitchId": sim.DefaultVSwitchH, "DisasterRecoveryVSwitchId": sim.DefaultVSwitchI,
}

func TestSim_enhancedLife(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{BuildTime: time.Minute, UpdateTime: time.Minute, DeleteTime: time.Minute})
	created := c.ok("CreateEnhancedVpnGateway", enhanced.with(params{"Name": "branch", "ClientToken": "one"}))
	id := created.str("VpnGatewayId")
	if again := c.ok("CreateEnhancedVpnGateway", enhanced.with(params{"Name": "branch", "ClientToken": "one"})); again.str("VpnGatewayId") != id {
		t.Errorf("the same token bought another one: %s", again.text)
	}
	if _, ordered := created.body["OrderId"]; ordered || created.str("Name") != "branch" {
		t.Errorf("odd answer %s", created.text)
	}
	if bill := server.Ledger(); len(bill) != 1 || bill[0].Kind != sim.LedgerPurchase || bill[0].ObjectID != id || bill[0].Bandwidth != 0 {
		t.Errorf("odd bill %+v", bill)
	}
	if c.status(id) != "init" {
		t.Errorf("want init, got %s", c.status(id))
	}
	c.refused("UpdateEnhancedVpnGateway", named(id), 400, "VpnGateway.Configuring")
	server.Advance(time.Minute)
	shown := c.ok("DescribeVpnGateway", named(id))
	for name, want := range map[string]string{
		"Status": "active", "GatewayType": "Enhanced.SiteToSite", "NetworkType": "public", "VpnType": "Normal", "Name": "branch",
		"VpcId": sim.DefaultVPC, "VSwitchId": sim.DefaultVSwitchH, "DisasterRecoveryVSwitchId": sim.DefaultVSwitchI,
	} {
		if shown.str(name) != want {
			t.Errorf("%s: want %q, got %q", name, want, shown.str(name))
		}
	}
	for _, absent := range []string{"Spec", "SslMaxConnections", "EndTime"} {
		if _, there := shown.body[absent]; there {
			t.Errorf("%s is there", absent)
		}
	}
	outer, _ := shown.body["EniInstanceIds"].(map[string]any)
	if inner, _ := outer["EniInstanceId"].([]any); len(inner) != 2 {
		t.Errorf("want two interfaces, got %s", shown.text)
	}

	before := c.ok("UpdateEnhancedVpnGateway", named(id).with(params{"Name": "renamed", "Description": "d", "AutoPropagate": "true"}))
	if before.str("Name") != "branch" || before.str("Status") != "active" {
		t.Errorf("odd answer %s", before.text)
	}
	if g, _ := server.Gateway(id); g.Name != "renamed" || g.Description != "d" || !g.AutoPropagate || g.Status != "updating" {
		t.Errorf("odd gateway %+v", g)
	}
	server.Advance(time.Minute)

	server.PutVpnConnection(sim.VpnConnection{VpnConnectionID: "vco-1", RegionID: sim.DefaultRegion, VpnGatewayID: id})
	c.refused("DeleteEnhancedVpnGateway", named(id), 400, "VpnDependencyViolation.VpnConnection")
	server.RemoveVpnConnection("vco-1")
	c.ok("DeleteEnhancedVpnGateway", named(id))
	if c.status(id) != "deleting" {
		t.Errorf("want deleting, got %s", c.status(id))
	}
	server.Advance(time.Minute)
	c.refused("DescribeVpnGateway", named(id), 404, "InvalidVpnGatewayInstanceId.NotFound")
	c.refused("DeleteEnhancedVpnGateway", named(id), 400, "InvalidVpnGatewayInstanceId.NotFound")
	if got := ids(t, c.ok("DescribeVpnGateways", named(id))); len(got) != 0 {
		t.Errorf("still listed: %v", got)
	}
	if bill := server.Ledger(); bill[len(bill)-1].Kind != sim.LedgerRelease {
		t.Errorf("odd bill %+v", bill)
	}
}

func TestSim_enhancedChecks(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	for _, tt := range []struct {
		p      params
		status int
		code   string
	}{
		{params{"VpcId": "-"}, 400, "MissingVpcId"},
		{params{"GatewayType": "-"}, 400, "MissingGatewayType"},
		{params{"GatewayType": "Traditional"}, 400, "InvalidGatewayType"},
		{params{"VSwitchId": "-"}, 400, "MissingVSwitchId"},
		{params{"DisasterRecoveryVSwitchId": "-"}, 400, "MissingDisasterRecoveryVSwitchId"},
		{params{"VSwitchId": "vsw-none"}, 400, "InvalidVSwitchId.NotFound"},
		{params{"DisasterRecoveryVSwitchId": sim.DefaultVSwitchH}, 400, "InvalidDisasterRecoveryVSwitchId"},
		{params{"NetworkType": "private"}, 400, "InvalidNetworkType"},
		{params{"VpnType": "NationalStandard"}, 400, "InvalidVpnType"},
		{params{"Name": "1"}, 400, "InvalidName"},
		{params{"ResourceGroupId": "rg-none"}, 400, "InvalidResourceGroupId"},
	} {
		c.refused("CreateEnhancedVpnGateway", enhanced.with(tt.p), tt.status, tt.code)
	}
	if n := len(server.Gateways()) + len(server.Ledger()); n != 0 {
		t.Errorf("a refused order left %d things", n)
	}
	_, small := start(t, sim.Options{Quota: 1})
	small.buy(nil)
	small.refused("CreateEnhancedVpnGateway", enhanced, 400, "Resource.QuotaFull")
}

// The actions of one type do not know gateways of the other.
func TestSim_enhancedAndTraditional(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	traditional := c.buy(nil)
	other := c.ok("CreateEnhancedVpnGateway", enhanced).str("VpnGatewayId")
	c.refused("UpdateEnhancedVpnGateway", named(traditional).with(params{"Name": "other"}), 404, "InvalidVpnGatewayInstanceId.NotFound")
	c.refused("DeleteEnhancedVpnGateway", named(traditional), 400, "InvalidVpnGatewayInstanceId.NotFound")
	c.refused("ModifyVpnGatewayAttribute", named(other).with(params{"Name": "other"}), 404, "InvalidVpnGatewayInstanceId.NotFound")
	c.refused("DeleteVpnGateway", named(other), 404, "InvalidVpnGatewayInstanceId.NotFound")
	if slices.ContainsFunc(server.Gateways(), func(g sim.Gateway) bool { return g.Name == "other" || g.Status != "active" }) {
		t.Errorf("changed: %+v", server.Gateways())
	}
}
