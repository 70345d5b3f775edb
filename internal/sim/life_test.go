package sim_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// The codes for a gateway that is being worked on differ by action and by year.
func TestSim_busyCode(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{"": "VpnGateway.Configuring", "VpnGateway.task.conflict": "VpnGateway.task.conflict"} {
		_, c := start(t, sim.Options{BuildTime: time.Hour, BusyCode: code})
		id := c.buy(nil)
		c.refused("ModifyVpnGatewayAttribute", named(id).with(params{"Name": "new"}), 400, want)
		c.refused("DeleteVpnGateway", named(id), 400, want)
	}
}

func TestSim_lifecycle(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{BuildTime: 10 * time.Minute, UpdateTime: time.Minute, DeleteTime: time.Minute})
	id := c.buy(nil)
	see := func(want string) {
		t.Helper()
		if got := c.status(id); got != want {
			t.Fatalf("want status %s, got %s", want, got)
		}
	}
	see("init")
	server.Advance(time.Minute)
	see("provisioning")
	for _, action := range []string{"ModifyVpnGatewayAttribute", "DeleteVpnGateway"} {
		c.refused(action, named(id), 400, "VpnGateway.Configuring")
	}
	move := params{
		"RegionId": sim.DefaultRegion, "ResourceType": "VpnGateway", "InstanceId": id,
		"NewResourceGroupId": sim.SecondResourceGroup,
	}
	c.refused("MoveVpnResourceGroup", move, 400, "VpnGateway.Configuring")
	if g, _ := server.Gateway(id); g.InternetIP != "" {
		t.Errorf("an address before the end of building: %s", g.InternetIP)
	}
	server.Advance(9 * time.Minute)
	see("active")

	before := c.ok("ModifyVpnGatewayAttribute", named(id).with(params{
		"Name": "renamed", "Description": "text", "AutoPropagate": "true",
	}))
	if before.str("Name") != id || before.str("Description") != "" {
		t.Errorf("Modify should answer the old data: %s", before.text)
	}
	see("updating")
	c.refused("ModifyVpnGatewayAttribute", named(id), 400, "VpnGateway.Configuring")
	c.refused("DeleteVpnGateway", named(id), 400, "VpnGateway.Configuring")
	server.Advance(time.Minute)
	see("active")
	if g, _ := server.Gateway(id); g.Name != "renamed" || g.Description != "text" || !g.AutoPropagate {
		t.Errorf("not modified: %+v", g)
	}

	c.ok("MoveVpnResourceGroup", move)
	remove := named(id).with(params{"ClientToken": "del"})
	c.ok("DeleteVpnGateway", remove)
	see("deleting")
	c.refused("DeleteVpnGateway", named(id), 400, "VpnGateway.Configuring")
	server.Advance(time.Minute)
	r := c.refused("DescribeVpnGateway", named(id), 404, "InvalidVpnGatewayInstanceId.NotFound")
	if r.str("HostId") == "" {
		t.Errorf("odd error %s", r.text)
	}
	c.ok("DeleteVpnGateway", remove)
	c.refused("DeleteVpnGateway", named(id), 404, "InvalidVpnGatewayInstanceId.NotFound")
	ledger := server.Ledger()
	if len(ledger) != 2 || ledger[1].Kind != sim.LedgerRelease || ledger[1].ClientToken != "del" {
		t.Errorf("want a purchase and a release, got %+v", ledger)
	}
}

func TestSim_tickPerCall(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{BuildTime: 3 * time.Second, TickPerCall: time.Second})
	began := server.Now()
	id := c.buy(nil)
	for _, want := range []string{"provisioning", "provisioning", "active"} {
		if got := c.status(id); got != want {
			t.Errorf("want %s, got %s", want, got)
		}
	}
	if passed := server.Now().Sub(began); passed != 4*time.Second {
		t.Errorf("want four seconds for four calls, got %v", passed)
	}
}

func TestSim_realTime(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	server := sim.New(sim.Options{RealTime: true, Now: func() time.Time { return now }})
	now = now.Add(time.Hour)
	server.Advance(time.Minute)
	if want := now.Add(time.Minute); !server.Now().Equal(want) {
		t.Errorf("want %v, got %v", want, server.Now())
	}
}

func TestSim_hideAfterCreate(t *testing.T) {
	t.Parallel()
	_, c := start(t, sim.Options{HideAfterCreate: 2})
	id := c.buy(nil)
	region := params{"RegionId": sim.DefaultRegion}
	if r := c.ok("DescribeVpnGateways", region); r.body["TotalCount"] != 0.0 {
		t.Errorf("the list shows it: %s", r.text)
	}
	c.refused("DescribeVpnGateway", named(id), 404, "InvalidVpnGatewayInstanceId.NotFound")
	if r := c.ok("DescribeVpnGateways", named(id)); r.body["TotalCount"] != 0.0 {
		t.Errorf("the list shows it: %s", r.text)
	}
	c.ok("DescribeVpnGateway", named(id))
	if r := c.ok("DescribeVpnGateways", region); r.body["TotalCount"] != 1.0 {
		t.Errorf("the list does not show it: %s", r.text)
	}
}

func TestSim_prepaid(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	id := c.buy(params{"InstanceChargeType": "PREPAY", "Period": "2", "AutoPay": "true"})
	g, ok := server.Gateway(id)
	if !ok || g.ChargeType != "Prepay" || !g.EndTime.Equal(g.CreateTime.AddDate(0, 2, 0)) {
		t.Fatalf("odd gateway %+v", g)
	}
	if e := server.Ledger()[0]; e.Kind != sim.LedgerPurchase || e.Period != 2 {
		t.Errorf("odd entry %+v", e)
	}
	r := c.refused("DeleteVpnGateway", named(id), http.StatusForbidden, "ForbiddenRelease")
	if r.str("Message") != "Forbidden to release a prepaid instance within validity period" {
		t.Errorf("odd message %s", r.text)
	}
	server.Advance(g.EndTime.Sub(server.Now()))
	c.ok("DeleteVpnGateway", named(id))
}

func TestSim_unpaid(t *testing.T) {
	t.Parallel()
	unpaid := params{"InstanceChargeType": "PREPAY", "Period": "1"}
	for _, hidden := range []bool{false, true} {
		server, c := start(t, sim.Options{UnpaidHidden: hidden})
		id := c.buy(unpaid)
		g, _ := server.Gateway(id)
		server.Advance(time.Hour)
		if hidden {
			c.refused("DescribeVpnGateway", named(id), 404, "InvalidVpnGatewayInstanceId.NotFound")
			c.refused("ModifyVpnGatewayAttribute", named(id), 404, "InvalidVpnGatewayInstanceId.NotFound")
			if r := c.ok("DescribeVpnGateways", named(id)); r.body["TotalCount"] != 0.0 {
				t.Errorf("the list shows it: %s", r.text)
			}
		} else {
			if got := c.status(id); got != "init" {
				t.Errorf("want init, got %s", got)
			}
			c.refused("ModifyVpnGatewayAttribute", named(id), 400, "VpnGateway.Configuring")
		}
		if server.PayOrder(g.OrderID + 1) {
			t.Error("paid an order that nobody placed")
		}
		if !server.PayOrder(g.OrderID) || server.PayOrder(g.OrderID) {
			t.Error("an order is paid once")
		}
		if got := c.status(id); got != "active" {
			t.Errorf("want active, got %s", got)
		}
		if g, _ := server.Gateway(id); !g.EndTime.Equal(server.Now().AddDate(0, 1, 0)) {
			t.Errorf("the time paid for should begin with the payment: %v", g.EndTime)
		}
		other := c.buy(unpaid)
		c.ok("DeleteVpnGateway", named(other))
		var kinds []sim.LedgerKind
		for _, e := range server.Ledger() {
			kinds = append(kinds, e.Kind)
		}
		want := []sim.LedgerKind{sim.LedgerOrder, sim.LedgerPurchase, sim.LedgerOrder, sim.LedgerCancel}
		if len(kinds) != 4 || [4]sim.LedgerKind(kinds) != [4]sim.LedgerKind(want) {
			t.Errorf("want %v, got %v", want, kinds)
		}
	}
}

// What a gateway was going through is over when another one takes its place.
func TestSim_putWhileBuilding(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{BuildTime: time.Hour, HideAfterCreate: 5})
	id := c.buy(nil)
	before, _ := server.Gateway(id)
	before.Status = "updating"
	server.PutGateway(before)
	server.Advance(2 * time.Hour)
	if got := c.status(id); got != "updating" {
		t.Errorf("want updating, got %s", got)
	}
}
