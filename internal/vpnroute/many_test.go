package vpnroute_test

import (
	"fmt"
	"maps"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpnroute"
)

// A hundred routes of one gateway, made and deleted all at once: none is refused,
// and the waits of changes that take 200 ms add up to less than a minute each way.
func TestRoute_many(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const many = 100
		c := acctest.NewVirtual(t, sim.Options{UpdateTime: 200 * time.Millisecond, RealTime: true, TickPerCall: time.Nanosecond, RouteQuota: -1})
		routed(c, true)
		first := c.Instance(vpnroute.Kind.TypeName, nil)
		var all []*acctest.Instance
		for range many {
			all = append(all, first.Another())
		}
		apply := func(config func(n int) map[string]any) time.Duration {
			begun := time.Now()
			var group sync.WaitGroup
			for n, i := range all {
				group.Go(func() {
					if said := i.Apply(t.Context(), config(n)); len(said) > 0 {
						t.Errorf("route %d: %v", n, said.Texts())
					}
				})
			}
			group.Wait()
			return time.Since(begun)
		}
		took := apply(func(n int) map[string]any {
			return map[string]any{"vpn_gateway_id": gateway, "destination": fmt.Sprintf("10.%d.0.0/16", n), "next_hop": connection}
		})
		if n := len(c.Sim().VpnRoutes()); n != many || took > time.Minute {
			t.Errorf("%d routes were made in %v", n, took)
		}
		expectCalls(t, c, map[string]int{"CreateVpnRouteEntry": many, "DescribeVpnGateway": many, "DescribeVpnRouteEntries": 1})
		c.Sim().ResetRequests()
		took = apply(func(int) map[string]any { return nil })
		if n := len(c.Sim().VpnRoutes()); n != 0 || took > time.Minute {
			t.Errorf("%d routes are left after %v", n, took)
		}
		// Each looks once whether its route is gone: a page for every 50 that are left, and
		// once more where another one went meanwhile. How often one does is a matter of turns.
		expectCalls(t, c, map[string]int{"DeleteVpnRouteEntry": many, "DescribeVpnGateway": many, "DescribeVpnRouteEntries": 3 * many})
	})
}

// expectCalls compares the calls of each action with the most that there may be, and
// refuses every refusal.
func expectCalls(t *testing.T, c *acctest.Cloud, most map[string]int) {
	t.Helper()
	calls := map[string]int{}
	for _, r := range c.Sim().Requests() {
		calls[r.Action]++
		if r.Code != "" {
			t.Errorf("%s was refused with %s", r.Action, r.Code)
		}
	}
	for action, n := range calls {
		if n > most[action] {
			t.Errorf("%d calls of %s, want at most %d", n, action, most[action])
		}
	}
	if len(calls) == 0 {
		t.Error("nothing was called")
	}
}

// Refreshing many routes costs pages, and none of it goes through the framework.
func TestRoute_refreshIsBatched(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]int{3: 1, 100: 3, 500: 11} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{RouteQuota: -1})
			routed(c, true)
			first := c.Instance(vpnroute.Kind.TypeName, nil)
			var all []*acctest.Instance
			for k := range n {
				id := c.Sim().PutVpnRoute(sim.VpnRoute{
					RegionID: sim.DefaultRegion, VpnGatewayID: gateway, RouteDest: fmt.Sprintf("10.%d.%d.0/24", k/250, k%250), NextHop: connection,
				})
				i := first.Another()
				if said := i.Import(id); said.HasError() {
					t.Fatal(said.Texts())
				}
				all = append(all, i)
			}
			next := c.Instance(vpnroute.Kind.TypeName, nil)
			c.Sim().ResetRequests()
			for _, i := range all {
				if said := next.With(i).Refresh(); len(said) > 0 {
					t.Fatal(said.Texts())
				}
			}
			if got := len(c.Sim().Requests()); got != want {
				t.Errorf("%d calls, want %d", got, want)
			}
			if got := c.Shortcuts(); got < n {
				t.Errorf("%d answers without the framework", got)
			}
		})
	}
}

// Lost and stale answers, busy gateways, and somebody else's change.
func TestRoute_faults(t *testing.T) {
	t.Parallel()
	for _, kind := range []struct {
		typeName, object string
		config           map[string]any
	}{
		{vpnroute.Kind.TypeName, "VpnRouteEntr", nil},
		{vpnroute.PolicyKind.TypeName, "VpnPbrRouteEntr", map[string]any{"source": "192.168.0.0/24"}},
	} {
		t.Run(kind.typeName, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			routed(c, false)
			s, i := c.Sim(), c.Instance(kind.typeName, nil)
			config := map[string]any{"vpn_gateway_id": gateway, "destination": "10.0.0.0/16", "next_hop": connection}
			maps.Copy(config, kind.config)
			list, create, remove, weight := "Describe"+kind.object+"ies", "Create"+kind.object+"y", "Delete"+kind.object+"y", "Modify"+kind.object+"yWeight"
			one := func(when string, said acctest.Diagnostics) {
				t.Helper()
				if len(said) > 0 || len(s.VpnRoutes()) != 1 || !i.Exists() {
					t.Fatalf("%s: %d routes, %v", when, len(s.VpnRoutes()), said.Texts())
				}
			}
			s.AddFault(sim.Busy(create, "VpnRouteEntry.Configuring", 3))
			s.AddFault(sim.LostAnswer(create, 2))
			one("create", i.Apply(t.Context(), config))
			for _, fault := range []sim.Fault{
				{Action: list, Kind: sim.KindAnswer, Remove: []string{strings.TrimPrefix(list, "Describe") + "." + kind.object + "y.0"}, Set: nil},
				{Action: list, Status: 404, Code: "InvalidVpnInstanceId.NotFound", Message: "no"},
				sim.BadGateway(list, 2),
			} {
				s.AddFault(fault)
				next := c.Instance(kind.typeName, nil).With(i)
				if said := next.Refresh(); len(said) > 0 || !next.Exists() {
					t.Errorf("%+v: %v", fault, said.Texts())
				}
				s.ClearFaults()
			}
			// The state's weight is old when the call comes.
			key := i.String("id")
			s.AddFault(sim.Before(weight, 1, func(s *sim.Server) { s.ChangeVpnRoute(key, func(r *sim.VpnRoute) { r.Weight = 0 }) }))
			config["weight"] = 0
			one("weight", i.Apply(t.Context(), config))
			s.AddFault(sim.Before(remove, 1, func(s *sim.Server) { s.ChangeVpnRoute(key, func(r *sim.VpnRoute) { r.Weight = 100 }) }))
			s.AddFault(sim.LostAnswer(remove, 2))
			if said := i.Apply(t.Context(), nil); len(said) > 0 || len(s.VpnRoutes()) > 0 || i.Exists() {
				t.Errorf("%+v: %v", s.VpnRoutes(), said.Texts())
			}
		})
	}
}

// The gateway is gone, and with it the routes. A key that was rotated is no reason
// to drop them.
func TestRoute_gatewayGone(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	routed(c, true)
	i := c.Instance(vpnroute.Kind.TypeName, nil)
	config := map[string]any{"vpn_gateway_id": gateway, "destination": "10.0.0.0/16", "next_hop": connection}
	if said := i.Apply(t.Context(), config); len(said) > 0 {
		t.Fatal(said.Texts())
	}
	c.Sim().AddFault(sim.Fault{Action: "DescribeVpnRouteEntries", Times: -1, Status: 404, Code: "InvalidAccessKeyId.NotFound", Message: "no"})
	if said := i.Refresh(); !said.HasError() || !i.Exists() {
		t.Errorf("a rotated key dropped it: %v", said.Texts())
	}
	c.Sim().ClearFaults()
	c.Sim().RemoveVpnRoute(i.String("id"))
	c.Sim().RemoveVpnConnection(connection)
	c.Sim().RemoveVpnConnection(second)
	c.Sim().RemoveGateway(gateway)
	deleted := c.Instance(vpnroute.Kind.TypeName, nil).With(i)
	if said := deleted.Apply(t.Context(), nil); len(said) > 0 {
		t.Errorf("delete: %v", said.Texts())
	}
	next := c.Instance(vpnroute.Kind.TypeName, nil).With(i)
	if said := next.Refresh(); len(said) > 0 || next.Exists() {
		t.Errorf("refresh: %v", said.Texts())
	}
}
