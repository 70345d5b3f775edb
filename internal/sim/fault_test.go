package sim_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

func TestSim_faultErrors(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		fault  sim.Fault
		status int
		code   string
	}{
		"throttle": {sim.Throttle("DescribeVpnGateway", 2), 400, "Throttling.User"},
		"busy":     {sim.Busy("DescribeVpnGateway", "", 2), 400, "VpnGateway.Configuring"},
		"conflict": {sim.Busy("DescribeVpnGateway", "TaskConflict", 2), 400, "TaskConflict"},
		"server":   {sim.ServerError("DescribeVpnGateway", 500, 2), 500, "InternalError"},
		"service":  {sim.ServerError("DescribeVpnGateway", 503, 2), 503, "ServiceUnavailable"},
		"gone":     {sim.NotFound("DescribeVpnGateway", 2), 404, "InvalidVpnGatewayInstanceId.NotFound"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, c := start(t, sim.Options{})
			id := c.buy(nil)
			tt.fault.Header = map[string]string{"x-ratelimit-user-api": "TimeLeft:200"}
			server.AddFault(tt.fault)
			c.ok("DescribeVpnGateways", named(id))
			for range 2 {
				r := c.refused("DescribeVpnGateway", named(id), tt.status, tt.code)
				if r.header.Get("X-Ratelimit-User-Api") != "TimeLeft:200" {
					t.Errorf("no header: %v", r.header)
				}
			}
			c.ok("DescribeVpnGateway", named(id))
			requests := server.Requests()
			if hit := requests[2]; hit.Fault != "error" || hit.Applied || hit.Code != tt.code || hit.Status != tt.status {
				t.Errorf("odd log %+v", hit)
			}
		})
	}
}

func TestSim_faultRaw(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	server.AddFault(sim.BadGateway("CreateVpnGateway", 1))
	r := c.do("CreateVpnGateway", order)
	if r.status != http.StatusBadGateway || !strings.Contains(r.text, "<h1>") || r.header.Get("Content-Type") != "text/html" {
		t.Errorf("got %d %s", r.status, r.text)
	}
	server.AddFault(sim.Fault{Kind: sim.KindRaw, Body: `{"Vpn`, ContentType: "application/json"})
	if r := c.do("CreateVpnGateway", order); r.status != http.StatusOK || r.text != `{"Vpn` {
		t.Errorf("got %d %s", r.status, r.text)
	}
	if n := len(server.Gateways()); n != 0 {
		t.Errorf("raw answers should not carry out the request, %d gateways", n)
	}
}

func TestSim_lostAnswer(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	server.AddFault(sim.LostAnswer("CreateVpnGateway", 1))
	server.AddFault(sim.Fault{Action: "CreateVpnGateway", Kind: sim.KindReset})
	p := order.with(params{"ClientToken": "t"})
	for range 2 {
		if _, err := c.try(c.requestV3(http.MethodPost, "CreateVpnGateway", p)); !errors.Is(err, syscall.ECONNRESET) {
			t.Fatalf("want a reset, got %v", err)
		}
	}
	id := c.ok("CreateVpnGateway", p).str("VpnGatewayId")
	if list := server.Gateways(); len(list) != 1 || list[0].VpnGatewayID != id {
		t.Errorf("want exactly the gateway of the lost answer, got %+v", list)
	}
	log := server.Requests()
	if !log[0].Applied || log[0].Status != 0 || log[0].Fault != "reset" || log[1].Applied {
		t.Errorf("odd log %+v", log[:2])
	}
}

func TestSim_faultCut(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	server.AddFault(sim.Fault{Kind: sim.KindCut, CutAfter: 10})
	r, err := c.try(c.requestV3(http.MethodPost, "CreateVpnGateway", order))
	if err == nil || len(r.text) != 10 || r.status != http.StatusOK {
		t.Errorf("want ten bytes and an error, got %q and %v", r.text, err)
	}
	if len(server.Gateways()) != 1 {
		t.Error("a cut answer belongs to a request that was carried out")
	}
}

// TestSim_faultWithoutConnection is for servers that offer no hijacking.
func TestSim_faultWithoutConnection(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	server.AddFault(sim.Fault{Kind: sim.KindReset})
	req := c.requestV3(http.MethodPost, "DescribeRegions", nil)
	req.Host = req.URL.Host
	defer func() {
		if err, _ := recover().(error); !errors.Is(err, http.ErrAbortHandler) {
			t.Errorf("want an abort, got %v", err)
		}
	}()
	server.ServeHTTP(httptest.NewRecorder(), req)
}

// orderFor sends an order without a network, in virtual time, and hangs up when
// its patience is over. It returns how long it was there, and the answer's
// status: 0 when it got none.
func orderFor(t *testing.T, server *sim.Server, patience time.Duration) (waited time.Duration, status int) {
	t.Helper()
	ctx, hangUp := context.WithTimeout(t.Context(), patience)
	defer hangUp()
	req := clientOf(t, "http://simulator").requestV3(http.MethodPost, "CreateVpnGateway", order).WithContext(ctx)
	req.Host = req.URL.Host
	start := time.Now()
	defer func() {
		waited = time.Since(start)
		if p := recover(); p != nil && p != http.ErrAbortHandler { //nolint:errorlint // It is panicked with as it is.
			t.Errorf("panicked with %v", p)
		}
	}()
	answer := httptest.NewRecorder()
	server.ServeHTTP(answer, req)
	return 0, answer.Code
}

func TestSim_faultDelay(t *testing.T) {
	t.Parallel()
	for _, applied := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			server := sim.New(sim.Options{})
			server.AddFault(sim.Fault{Kind: sim.KindDelay, Delay: time.Hour, Times: 2, Applied: applied})
			if waited, status := orderFor(t, server, time.Minute); waited != time.Minute || status != 0 {
				t.Errorf("applied %v: after hanging up: status %d, %v", applied, status, waited)
			}
			want := 0
			if applied {
				want = 1
			}
			if n := len(server.Gateways()); n != want {
				t.Errorf("applied %v: want %d gateways, got %d", applied, want, n)
			}
			if waited, status := orderFor(t, server, 2*time.Hour); waited != time.Hour || status != http.StatusOK {
				t.Errorf("applied %v: after the delay: status %d, %v", applied, status, waited)
			}
			// The third request is not delayed.
			if waited, status := orderFor(t, server, time.Hour); waited != 0 || status != http.StatusOK {
				t.Errorf("applied %v: without a delay: status %d, %v", applied, status, waited)
			}
			if n := len(server.Gateways()); n != want+2 {
				t.Errorf("applied %v: want %d gateways, got %d", applied, want+2, n)
			}
		})
	}
}

func TestSim_latency(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := sim.New(sim.Options{Latency: time.Hour})
		if waited, status := orderFor(t, server, time.Minute); waited != time.Minute || status != 0 {
			t.Errorf("after hanging up: status %d, %v", status, waited)
		}
		if len(server.Gateways()) != 1 {
			t.Error("latency delays the answer, not the deed")
		}
		if waited, status := orderFor(t, server, 2*time.Hour); waited != time.Hour || status != http.StatusOK {
			t.Errorf("after the latency: status %d, %v", status, waited)
		}
	})
}

func TestSim_faultStatus(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	id := c.buy(nil)
	server.AddFault(sim.Stuck("failed", 2))
	for _, want := range []string{"failed", "failed", "active"} {
		if got := c.status(id); got != want {
			t.Errorf("want %s, got %s", want, got)
		}
	}
}

func TestSim_faultHook(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	id := c.buy(nil)
	server.AddFault(sim.Before("DescribeVpnGateway", 2, func(s *sim.Server) { s.RemoveGateway(id) }))
	// A hook and an end may strike the same request.
	server.AddFault(sim.Throttle("DescribeVpnGateway", 1))
	c.refused("DescribeVpnGateway", named(id), 400, "Throttling.User")
	c.refused("DescribeVpnGateway", named(id), 404, "InvalidVpnGatewayInstanceId.NotFound")
	if log := server.Requests(); log[2].Fault != "hook" {
		t.Errorf("odd log %+v", log[2])
	}
}

func TestSim_faultSomeoneElse(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	id, other := c.buy(params{"Name": "mine"}), c.buy(nil)
	faults, err := sim.ReadFaults(strings.NewReader(
		`[{"kind": "change", "action": "DescribeVpnGateway", "skip": 1, "change": {"name": "theirs", "tags": {"a": "b"}}},
		  {"kind": "remove", "action": "DescribeVpnGateway", "skip": 2}]`))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		server.AddFault(f)
	}
	for _, want := range []string{"mine", "theirs"} {
		if got := c.ok("DescribeVpnGateway", named(id)).str("Name"); got != want {
			t.Errorf("want name %s, got %s", want, got)
		}
	}
	if g, _ := server.Gateway(id); g.Tags["a"] != "b" || g.Bandwidth == 0 {
		t.Errorf("want new tags and the rest as it was, got %+v", g)
	}
	c.refused("DescribeVpnGateway", named(id), 404, "InvalidVpnGatewayInstanceId.NotFound")
	if log := server.Requests(); log[len(log)-1].Fault != "remove" || len(server.Gateways()) != 1 {
		t.Errorf("odd log %+v, or more than one gateway left", log[len(log)-1])
	}
	// Neither touches what the request does not name.
	server.AddFault(sim.Fault{Kind: sim.KindRemove, Times: -1})
	c.ok("DescribeVpnGateways", params{"RegionId": sim.DefaultRegion})
	if _, there := server.Gateway(other); !there {
		t.Error("a gateway that no request named was removed")
	}
}

func TestSim_faultNarrowing(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	one, two := c.buy(nil), c.buy(nil)
	rule := sim.Throttle("", -1)
	rule.ObjectID, rule.Skip = one, 1
	server.AddFault(rule)
	c.ok("DescribeVpnGateway", named(one))
	for range 3 {
		c.ok("DescribeVpnGateway", named(two))
		c.refused("DescribeVpnGateway", named(one), 400, "Throttling.User")
	}
	tags := params{
		"RegionId": sim.DefaultRegion, "ResourceType": "VPNGATEWAY", "ResourceId.1": two, "ResourceId.2": one,
		"Tag.1.Key": "a",
	}
	c.refused("TagResources", tags, 400, "Throttling.User")
	server.ClearFaults()
	c.ok("TagResources", tags)

	server.AddFault(sim.Fault{Region: sim.ShanghaiRegion, Times: -1, Code: "Busy", Applied: true})
	c.ok("DescribeVpnGateways", params{"RegionId": sim.DefaultRegion})
	shanghai := order.with(params{
		"RegionId": sim.ShanghaiRegion, "VpcId": sim.ShanghaiVPC,
		"VSwitchId": sim.ShanghaiVSwitchA, "DisasterRecoveryVSwitchId": sim.ShanghaiVSwitchB,
	})
	c.refused("CreateVpnGateway", shanghai, 400, "Busy")
	if len(server.Gateways()) != 3 {
		t.Error("an applied error is carried out")
	}
}

// TestSim_faultProbability throws the same dice twice.
func TestSim_faultProbability(t *testing.T) {
	t.Parallel()
	throw := func() string {
		server, c := start(t, sim.Options{})
		server.AddFault(sim.Fault{Code: "Bad", Times: -1, Probability: 0.5, Seed: 7})
		pattern := ""
		for range 20 {
			pattern += string("01"[min(len(c.do("DescribeRegions", nil).code()), 1)])
		}
		return pattern
	}
	first, second := throw(), throw()
	if first != second || !strings.Contains(first, "0") || !strings.Contains(first, "1") {
		t.Errorf("got %s and %s", first, second)
	}
}

func TestSim_faultJSON(t *testing.T) {
	t.Parallel()
	want := sim.Fault{
		Action: "A", Region: "r", ObjectID: "g", Skip: 1, Times: 2, Probability: 0.5, Seed: 3, Kind: sim.KindRaw,
		Applied: true, Status: 502, Code: "c", Message: "m", Header: map[string]string{"h": "v"}, Body: "b",
		ContentType: "t", Delay: 1500 * time.Millisecond, Lasts: 90 * time.Second, CutAfter: 4,
		Params: map[string]string{"p": "q"}, Set: map[string]json.RawMessage{"a.b": json.RawMessage(`1`)}, Remove: []string{"c"},
		Change: json.RawMessage(`{"name":"n"}`),
	}
	text, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), `"delay":"1.5s","lasts":"1m30s"`) {
		t.Errorf("got %s", text)
	}
	list, err := sim.ReadFaults(strings.NewReader("[" + string(text) + "]"))
	if err != nil || len(list) != 1 {
		t.Fatalf("got %v and %v", list, err)
	}
	again, err := json.Marshal(list[0])
	if err != nil || string(again) != string(text) {
		t.Errorf("want %s, got %s (%v)", text, again, err)
	}
	one, err := sim.ReadFaults(strings.NewReader(`{"code":"X"}`))
	if err != nil || len(one) != 1 || one[0].Code != "X" {
		t.Errorf("got %v and %v", one, err)
	}
	for _, bad := range []string{
		`{"code":"X","acton":"A"}`, `{"kind":"error"}`, `{"kind":"status"}`, `{"kind":"hook"}`, `{"kind":"nonsense"}`,
		`{"code":"X","delay":"soon"}`, `{"code":"X","probability":2}`, `[{]`, ``,
		`{"kind":"answer"}`, `{"kind":"request"}`, `{"code":"X","lasts":"-1s"}`, `{"code":"X","lasts":"long"}`,
		`{"kind":"change"}`, `{"kind":"change","change":{"nam":"n"}}`,
	} {
		if list, err := sim.ReadFaults(strings.NewReader(bad)); err == nil {
			t.Errorf("%s: want an error, got %+v", bad, list)
		}
	}
}
