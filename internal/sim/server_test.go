package sim_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

func TestSim_unknownAction(t *testing.T) {
	t.Parallel()
	_, c := start(t, sim.Options{})
	c.refused("CreateVpnGatewey", order, 404, "InvalidAction.NotFound")
	if r := c.getV1("2014-05-26", "DescribeRegions", params{"Format": "JSON"}); r.code() != "InvalidVersion" || r.status != 400 {
		t.Errorf("got %s", r.text)
	}
	if r := c.send(c.requestV3(http.MethodPut, "DescribeRegions", nil)); r.code() != "UnsupportedHTTPMethod" {
		t.Errorf("got %s", r.text)
	}
	if r := c.getV1("2016-04-28", "", params{"Format": "JSON"}); r.code() != "MissingAction" {
		t.Errorf("got %s", r.text)
	}
}

// TestSim_requestLog shows that a misspelt parameter is ignored, as the API
// ignores it, but not overlooked.
func TestSim_requestLog(t *testing.T) {
	t.Parallel()
	var lines []string
	server, c := start(t, sim.Options{Log: func(format string, args ...any) {
		lines = append(lines, fmt.Sprintf(format, args...))
	}})
	req := c.requestV3(http.MethodPost, "CreateVpnGateway", order.with(params{
		"Bandwith": "10", "Tag.1.Key": "a", "OwnerId": "1", "Tunnel.1.Psk": "secret-word",
	}))
	req.Header.Set("User-Agent", "test/1")
	if r := c.send(req); r.status != http.StatusOK {
		t.Fatal(r.text)
	}
	got := server.Requests()[0]
	if fmt.Sprint(got.Unknown) != "[Bandwith Tag.1.Key Tunnel.1.Psk]" {
		t.Errorf("unknown: %v", got.Unknown)
	}
	if got.Params["VpcId"] != sim.DefaultVPC || got.Params["Tunnel.1.Psk"] != "(masked)" {
		t.Errorf("parameters: %v", got.Params)
	}
	if _, there := got.Params["OwnerId"]; there {
		t.Errorf("system parameters are not the action's own: %v", got.Params)
	}
	if !got.Applied || got.Status != 200 || got.Code != "" || got.SignatureVersion != "ACS3" ||
		got.UserAgent != "test/1" || got.RegionID != sim.DefaultRegion && got.Method != http.MethodPost {
		t.Errorf("odd line %+v", got)
	}
	if len(lines) != 1 || !strings.Contains(lines[0], "CreateVpnGateway") || strings.Contains(lines[0], "secret-word") {
		t.Errorf("odd log %q", lines)
	}
	server.ResetRequests()
	if n := len(server.Requests()); n != 0 {
		t.Errorf("want an empty log, got %d lines", n)
	}
}

// TestSim_whereParametersGo sends half in the query and half in the form.
func TestSim_whereParametersGo(t *testing.T) {
	t.Parallel()
	_, c := start(t, sim.Options{})
	all := c.paramsV1(http.MethodPost, "2016-04-28", "CreateVpnGateway", order.with(params{"Format": "JSON"}))
	send := func(query, form params) reply {
		t.Helper()
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, c.url+"/?"+encode(query),
			strings.NewReader(encode(form)))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
		req.Header.Set("Accept", "application/json")
		return c.send(req)
	}
	half := params{"VpcId": all["VpcId"], "Bandwidth": all["Bandwidth"]}
	if r := send(all.with(params{"VpcId": "-", "Bandwidth": "-"}), half); r.status != http.StatusOK {
		t.Error(r.text)
	}
	if r := send(all, half); r.code() != "InvalidParameter" {
		t.Errorf("a parameter given twice: %s", r.text)
	}
}

func TestSim_unreadable(t *testing.T) {
	t.Parallel()
	server := sim.New(sim.Options{})
	form := "application/x-www-form-urlencoded"
	for name, req := range map[string]*http.Request{
		"query": httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/?a=%zz", nil),
		"form":  httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", strings.NewReader("a=%zz")),
		"size":  httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", strings.NewReader(strings.Repeat("a", 1<<20+1))),
	} {
		req.Header.Set("Content-Type", form)
		req.Header.Set("Accept", "application/json")
		if r := answer(t, server, req); r.code() != "InvalidParameter" || r.status != http.StatusBadRequest {
			t.Errorf("%s: got %d %s", name, r.status, r.text)
		}
	}
}

// TestSim_sameEveryRun shows that identifiers do not depend on chance.
func TestSim_sameEveryRun(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	run := func() string {
		_, c := start(t, sim.Options{Now: func() time.Time { return now }})
		c.now = func() time.Time { return now }
		r := c.ok("CreateVpnGateway", order)
		return r.text + c.ok("DescribeVpnGateway", named(r.str("VpnGatewayId"))).text
	}
	if one, two := run(), run(); one != two {
		t.Errorf("want the same, got %s and %s", one, two)
	}
}

// TestSim_concurrently is for the race detector.
func TestSim_concurrently(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{Quota: -1, TickPerCall: time.Second})
	server.AddFault(sim.Fault{Action: "DescribeVpnGateway", Kind: sim.KindHook, Times: -1, Hook: func(s *sim.Server) {
		s.Gateways()
	}})
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			p := order.with(params{"ClientToken": fmt.Sprintf("t%d", i%4)})
			r, err := c.try(c.requestV3(http.MethodPost, "CreateVpnGateway", p))
			if err != nil || r.status != http.StatusOK {
				t.Errorf("%v %s", err, r.text)
				return
			}
			if _, err := c.try(c.requestV3(http.MethodPost, "DescribeVpnGateway", named(r.str("VpnGatewayId")))); err != nil {
				t.Error(err)
			}
			server.Requests()
			server.Ledger()
			server.Advance(time.Second)
		})
	}
	group.Wait()
	if n := len(server.Gateways()); n != 4 {
		t.Errorf("want a gateway for each of four tokens, got %d", n)
	}
}

func TestSim_saveAndLoad(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{BuildTime: time.Hour, FirstOrderID: 9007199254740993})
	p := order.with(params{"ClientToken": "t"})
	before := c.ok("CreateVpnGateway", p)
	id := before.str("VpnGatewayId")
	c.ok("TagResources", params{
		"RegionId": sim.DefaultRegion, "ResourceType": "VPNGATEWAY", "ResourceId.1": id,
		"Tag.1.Key": "a", "Tag.1.Value": "b",
	})
	server.Advance(30 * time.Minute)
	var file bytes.Buffer
	if err := server.Save(&file); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(file.String(), sim.DefaultAccessKeySecret) {
		t.Error("the file holds a secret")
	}

	later, c := start(t, sim.Options{BuildTime: time.Hour, FirstOrderID: 9007199254740993})
	if err := later.Load(&file); err != nil {
		t.Fatal(err)
	}
	if got := c.status(id); got != "provisioning" {
		t.Errorf("want provisioning, got %s", got)
	}
	later.Advance(30 * time.Minute)
	if g, _ := later.Gateway(id); g.Status != "active" || g.Tags["a"] != "b" {
		t.Errorf("got %+v", g)
	}
	again := c.ok("CreateVpnGateway", p)
	number := strings.Contains(again.text, `"OrderId":9007199254740993`)
	if again.str("VpnGatewayId") != id || !number || len(later.Ledger()) != 1 {
		t.Errorf("the token is forgotten: %s", again.text)
	}
	if other := c.buy(nil); other == id {
		t.Error("an identifier was given twice")
	}
	for _, bad := range []string{"", "[]", "{}", `{"ids":{"counts":{}},"outcomes":null}`} {
		if err := later.Load(strings.NewReader(bad)); err == nil {
			t.Errorf("%q was loaded", bad)
		}
	}
	if len(later.Gateways()) != 2 {
		t.Error("a bad file changed the data")
	}
}
