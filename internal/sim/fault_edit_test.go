package sim_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

func TestSim_faultAnswer(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{FirstOrderID: 1<<53 + 1})
	faults, err := sim.ReadFaults(strings.NewReader(`[
		{"kind": "answer", "action": "CreateVpnGateway", "status": 400, "header": {"X-Odd": "1"}},
		{"kind": "answer", "action": "DescribeVpnGateway", "remove": ["Status", "Spec", "No.Such"],
		 "set": {"Name": 7, "Tags.Tag.0.Value": null, "Tags.Tag.9.Value": "nowhere", "Code": "200"}},
		{"kind": "answer", "action": "DescribeVpnGateways",
		 "remove": ["VpnGateways.VpnGateway.0"], "set": {"TotalCount": 1e15}}]`))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		server.AddFault(f)
	}
	bought := c.do("CreateVpnGateway", order)
	if bought.status != http.StatusBadRequest || bought.header.Get("X-Odd") != "1" || !strings.Contains(bought.text, `"OrderId":9007199254740993`) {
		t.Errorf("want status 400 with the body of a success, got %d %v %s", bought.status, bought.header, bought.text)
	}
	id := server.Gateways()[0].VpnGatewayID
	server.ChangeGateway(id, func(g *sim.Gateway) { g.Tags = map[string]string{"a": "b"} })
	c.buy(nil)
	var one struct {
		VpnGatewayID string `json:"VpnGatewayId"`
		Name         any
		Status, Spec *string
		Code         string
		Tags         struct{ Tag []map[string]any }
	}
	text := c.do("DescribeVpnGateway", named(id)).text
	if err := json.Unmarshal([]byte(text), &one); err != nil {
		t.Fatal(err)
	}
	value, there := one.Tags.Tag[0]["Value"]
	if one.VpnGatewayID != id || one.Name != 7.0 || one.Status != nil || one.Spec != nil || one.Code != "200" ||
		!there || value != nil || len(one.Tags.Tag) != 1 {
		t.Errorf("odd answer %s", text)
	}
	text = c.do("DescribeVpnGateways", params{"RegionId": sim.DefaultRegion}).text
	if strings.Contains(text, id) || !strings.Contains(text, `"TotalCount":1e15`) {
		t.Errorf("want a list without its first gateway, got %s", text)
	}
	// An error is answered as it is, and the next answer too.
	server.AddFault(sim.Set("DescribeVpnGateway", "Name", `"odd"`, 1))
	c.refused("DescribeVpnGateway", named("vpn-none"), 404, "InvalidVpnGatewayInstanceId.NotFound")
	if got := c.ok("DescribeVpnGateway", named(id)).str("Name"); got == "odd" {
		t.Error("struck once too often")
	}
}

func TestSim_faultRequest(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	mine, theirs := c.buy(params{"Name": "mine"}), c.buy(params{"Name": "theirs"})
	server.AddFault(sim.Mistaken("DescribeVpnGateway", theirs, 1))
	for _, want := range []string{theirs, mine} {
		if got := c.ok("DescribeVpnGateway", named(mine)).str("VpnGatewayId"); got != want {
			t.Errorf("want %s, got %s", want, got)
		}
	}
	if got := server.Requests()[2]; got.Params["VpnGatewayId"] != mine || got.Fault != "request" {
		t.Errorf("the log has to say what was sent: %+v", got)
	}
	server.AddFault(sim.Fault{Kind: sim.KindRequest, Remove: []string{"PageSize"}, Params: map[string]string{"PageNumber": "1"}})
	page := params{"RegionId": sim.DefaultRegion, "PageNumber": "2", "PageSize": "1"}
	if text := c.do("DescribeVpnGateways", page).text; !strings.Contains(text, mine) || !strings.Contains(text, theirs) {
		t.Errorf("want both on one page, got %s", text)
	}
}

func TestSim_faultLasts(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{TickPerCall: 10 * time.Second})
	rule := sim.Outage(sim.BadGateway("", 0), "DescribeRegions", 25*time.Second)
	rule.Skip = 1
	server.AddFault(rule)
	for _, want := range []int{200, 502, 502, 502, 200, 200} {
		if got := c.do("DescribeRegions", nil).status; got != want {
			t.Errorf("want %d, got %d", want, got)
		}
	}
}
