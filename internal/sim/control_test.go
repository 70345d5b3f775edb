package sim_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// controller calls the control interface.
func controller(t *testing.T, server *sim.Server) func(method, path, body string, status int, into any) {
	t.Helper()
	handler := server.Control()
	return func(method, path, body string, status int, into any) {
		t.Helper()
		recorder := httptest.NewRecorder()
		handler.ServeHTTP(recorder, httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body)))
		if recorder.Code != status {
			t.Fatalf("%s %s %s: want %d, got %d %s", method, path, body, status, recorder.Code, recorder.Body)
		}
		if into != nil {
			if err := json.Unmarshal(recorder.Body.Bytes(), into); err != nil {
				t.Fatalf("%v: %s", err, recorder.Body)
			}
		}
	}
}

func TestSim_control(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	control := controller(t, server)
	var gateways []sim.Gateway
	control("GET", "/gateways", "", 200, &gateways)
	if gateways == nil || len(gateways) != 0 {
		t.Errorf("want an empty list, got %v", gateways)
	}

	id := c.buy(params{"InstanceChargeType": "PREPAY", "Period": "1"})
	var ledger []sim.LedgerEntry
	control("GET", "/ledger", "", 200, &ledger)
	if len(ledger) != 1 || ledger[0].Kind != sim.LedgerOrder {
		t.Fatalf("got %+v", ledger)
	}
	control("POST", "/pay", fmt.Sprintf(`{"order_id":"%d"}`, ledger[0].OrderID), 204, nil)
	control("POST", "/pay", fmt.Sprintf(`{"order_id":%d}`, ledger[0].OrderID), 404, nil)

	before := server.Now()
	control("POST", "/advance", `{"by":"10m"}`, 204, nil)
	if passed := server.Now().Sub(before); passed != 10*time.Minute {
		t.Errorf("got %v", passed)
	}

	control("POST", "/gateways/"+id, `{"bandwidth":50,"tags":{"a":"b"}}`, 204, nil)
	control("POST", "/gateways/"+id, `{"description":"x"}`, 204, nil)
	control("POST", "/gateways/"+id, `{"bandwidth":5,"bandwith":7}`, 400, nil)
	control("GET", "/gateways", "", 200, &gateways)
	if g := gateways[0]; g.Bandwidth != 50 || g.Tags["a"] != "b" || g.Description != "x" || g.Name != id {
		t.Errorf("got %+v", g)
	}
	control("POST", "/gateways/"+id, `{"tags":{"c":"d"}}`, 204, nil)
	if g, _ := server.Gateway(id); len(g.Tags) != 1 || g.Tags["c"] != "d" {
		t.Errorf("got %v", g.Tags)
	}
	control("POST", "/gateways/vpn-none", `{}`, 404, nil)

	var seeded map[string]string
	control("POST", "/gateways", `{"name":"seed","region_id":"cn-shanghai"}`, 201, &seeded)
	if g, ok := server.Gateway(seeded["vpn_gateway_id"]); !ok || g.VpcID != sim.ShanghaiVPC {
		t.Errorf("got %+v", g)
	}
	control("DELETE", "/gateways/"+seeded["vpn_gateway_id"], "", 204, nil)
	control("DELETE", "/gateways/"+seeded["vpn_gateway_id"], "", 404, nil)

	control("POST", "/faults", `{"action":"DescribeRegions","code":"Bad"}`, 204, nil)
	c.refused("DescribeRegions", nil, http.StatusBadRequest, "Bad")
	control("POST", "/faults", `[{"code":"Bad","times":-1}]`, 204, nil)
	control("DELETE", "/faults", "", 204, nil)
	c.ok("DescribeRegions", nil)

	var requests []sim.Request
	control("GET", "/requests", "", 200, &requests)
	if len(requests) != 3 || requests[1].Fault != "error" {
		t.Errorf("got %+v", requests)
	}
	control("DELETE", "/requests", "", 204, nil)
	if len(server.Requests()) != 0 {
		t.Error("the log is not empty")
	}
}

func TestSim_controlRefusals(t *testing.T) {
	t.Parallel()
	control := controller(t, sim.New(sim.Options{}))
	for _, tt := range []struct {
		path, body string
		status     int
	}{
		{"/advance", `{"by":"long"}`, 400},
		{"/advance", `{"by":"-1m"}`, 400},
		{"/advance", `{"for":"1m"}`, 400},
		{"/pay", `{"order_id":"x"}`, 400},
		{"/pay", `{"order_id":""}`, 400},
		{"/pay", `{"order_id":1.5}`, 400},
		{"/pay", `{`, 400},
		{"/faults", `{"kind":"?"}`, 400},
		{"/gateways", `{"colour":"red"}`, 400},
		{"/nowhere", ``, 404},
	} {
		control("POST", tt.path, tt.body, tt.status, nil)
	}
	control("PUT", "/gateways", "", 405, nil)
}
