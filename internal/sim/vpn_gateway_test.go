package sim_test

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// ids returns the identifiers of a list answer.
func ids(t *testing.T, r reply) []string {
	t.Helper()
	outer, _ := r.body["VpnGateways"].(map[string]any)
	list, ok := outer["VpnGateway"].([]any)
	if !ok {
		t.Fatalf("not doubly nested: %s", r.text)
	}
	found := []string{}
	for _, item := range list {
		fields, _ := item.(map[string]any)
		found = append(found, fmt.Sprint(fields["VpnGatewayId"]))
	}
	return found
}

func TestSim_pages(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	region := params{"RegionId": sim.DefaultRegion}
	if got := ids(t, c.ok("DescribeVpnGateways", region)); len(got) != 0 {
		t.Errorf("want an empty list, got %v", got)
	}
	for i := range 23 {
		server.PutGateway(sim.Gateway{VpnGatewayID: fmt.Sprintf("vpn-%02d", i)})
	}
	for _, tt := range []struct {
		p           params
		n           int
		first, last string
	}{
		{nil, 10, "vpn-00", "vpn-09"},
		{params{"PageNumber": "3"}, 3, "vpn-20", "vpn-22"},
		{params{"PageSize": "50"}, 23, "vpn-00", "vpn-22"},
		{params{"PageNumber": "2", "PageSize": "7"}, 7, "vpn-07", "vpn-13"},
	} {
		r := c.ok("DescribeVpnGateways", region.with(tt.p))
		got := ids(t, r)
		if len(got) != tt.n || got[0] != tt.first || got[len(got)-1] != tt.last || r.body["TotalCount"] != 23.0 {
			t.Errorf("%v: got %v", tt.p, got)
		}
	}
	if got := ids(t, c.ok("DescribeVpnGateways", region.with(params{"PageNumber": "9"}))); len(got) != 0 {
		t.Errorf("beyond the end: %v", got)
	}
	c.refused("DescribeVpnGateways", region.with(params{"PageSize": "51"}), 400, "InvalidPageSize")
	c.refused("DescribeVpnGateways", region.with(params{"PageSize": "0"}), 400, "InvalidPageSize")
	c.refused("DescribeVpnGateways", region.with(params{"PageNumber": "0"}), 400, "InvalidPageNumber")
}

func TestSim_filters(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	server.PutGateway(sim.Gateway{
		VpnGatewayID: "vpn-a", ResourceGroupID: sim.SecondResourceGroup,
		Tags: map[string]string{"env": "test", "team": "net"},
	})
	server.PutGateway(sim.Gateway{
		VpnGatewayID: "vpn-b", BusinessStatus: "FinancialLocked", VpcID: "vpc-other", Tags: map[string]string{"env": "prod"},
	})
	server.PutGateway(sim.Gateway{VpnGatewayID: "vpn-c", RegionID: sim.ShanghaiRegion})
	for _, tt := range []struct {
		p    params
		want string
	}{
		{nil, "[vpn-a vpn-b]"},
		{params{"RegionId": sim.ShanghaiRegion}, "[vpn-c]"},
		{params{"VpnGatewayId": "vpn-b"}, "[vpn-b]"},
		{params{"VpnGatewayId": "vpn-c"}, "[]"},
		{params{"VpcId": sim.DefaultVPC}, "[vpn-a]"},
		{params{"BusinessStatus": "FinancialLocked"}, "[vpn-b]"},
		{params{"ResourceGroupId": sim.SecondResourceGroup}, "[vpn-a]"},
		{params{"Status": "active"}, "[vpn-a vpn-b]"},
		{params{"Status": "deleting"}, "[]"},
		{params{"GatewayType": "Enhanced.SiteToSite"}, "[]"},
		{params{"Tag.1.Key": "env"}, "[vpn-a vpn-b]"},
		{params{"Tag.1.Key": "env", "Tag.1.Value": "prod"}, "[vpn-b]"},
		{params{"Tag.1.Key": "env", "Tag.2.Key": "team", "Tag.2.Value": "net"}, "[vpn-a]"},
	} {
		got := ids(t, c.ok("DescribeVpnGateways", params{"RegionId": sim.DefaultRegion}.with(tt.p)))
		if fmt.Sprint(got) != tt.want {
			t.Errorf("%v: want %s, got %v", tt.p, tt.want, got)
		}
	}
	c.refused("DescribeVpnGateways", params{"RegionId": sim.DefaultRegion, "Status": "on"}, 400, "InvalidStatus")
	c.refused("DescribeVpnGateways", params{"RegionId": sim.DefaultRegion, "Tag.0.Key": "env"}, 400, "InvalidParameter")
}

// A list tells less of an enhanced gateway than asking for it alone.
func TestSim_enhancedInLists(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	id := server.PutGateway(sim.Gateway{GatewayType: "Enhanced.SiteToSite"})
	listed := c.ok("DescribeVpnGateways", params{"RegionId": sim.DefaultRegion, "GatewayType": "Enhanced.SiteToSite"})
	if got := ids(t, listed); len(got) != 1 || got[0] != id {
		t.Fatalf("got %v", got)
	}
	if strings.Contains(listed.text, `"Status"`) || strings.Contains(listed.text, `"ChargeType"`) {
		t.Errorf("the list tells more than the cloud's: %s", listed.text)
	}
	if c.status(id) != "active" {
		t.Error("asked for alone it has a status")
	}
}

func TestSim_regionsApart(t *testing.T) {
	t.Parallel()
	_, c := start(t, sim.Options{})
	id := c.buy(nil)
	elsewhere := named(id).with(params{"RegionId": sim.SingaporeRegion})
	for _, action := range []string{"DescribeVpnGateway", "ModifyVpnGatewayAttribute", "DeleteVpnGateway"} {
		c.refused(action, elsewhere, 404, "InvalidVpnGatewayInstanceId.NotFound")
	}
	c.ok("DescribeVpnGateway", named(id))
}

func TestSim_modifyChecks(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	id := c.buy(nil)
	for _, tt := range []struct {
		p    params
		code string
	}{
		{params{"Name": "a"}, "InvalidName"},
		{params{"Name": "https://a"}, "InvalidName"},
		{params{"Description": ""}, "InvalidDescription"},
		{params{"Description": strings.Repeat("x", 101)}, "InvalidDescription"},
		{params{"Description": "http://x"}, "InvalidDescription"},
		{params{"AutoPropagate": "on"}, "InvalidAutoPropagate"},
		{params{"VpnGatewayId": "-"}, "MissingVpnGatewayId"},
	} {
		c.refused("ModifyVpnGatewayAttribute", named(id).with(tt.p), 400, tt.code)
	}
	// The token of one action says nothing to another.
	p := named(id).with(params{"Name": "one", "ClientToken": "t"})
	c.ok("ModifyVpnGatewayAttribute", p)
	server.ChangeGateway(id, func(g *sim.Gateway) { g.Name = "console" })
	c.ok("ModifyVpnGatewayAttribute", p)
	if g, _ := server.Gateway(id); g.Name != "console" {
		t.Error("a repeated token was carried out again")
	}
	c.refused("ModifyVpnGatewayAttribute", p.with(params{"Name": "two"}), 400, "IdempotentParameterMismatch")
	c.ok("DeleteVpnGateway", named(id).with(params{"ClientToken": "t"}))
}

func TestSim_moveChecks(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	id := c.buy(nil)
	good := params{
		"RegionId": sim.DefaultRegion, "ResourceType": "VpnGateway", "InstanceId": id,
		"NewResourceGroupId": sim.SecondResourceGroup,
	}
	for _, tt := range []struct {
		p    params
		code string
	}{
		{params{"ResourceType": "Gateway"}, "IllegalParam.ResourceType"},
		{params{"ResourceType": "CustomerGateway"}, "InvalidInstanceId.NotFound"},
		{params{"InstanceId": "vpn-none"}, "InvalidInstanceId.NotFound"},
		{params{"NewResourceGroupId": "rg-none"}, "InvalidResourceGroupId"},
		{params{"NewResourceGroupId": "-"}, "MissingNewResourceGroupId"},
	} {
		c.refused("MoveVpnResourceGroup", good.with(tt.p), 400, tt.code)
	}
	if r := c.send(c.requestV3("GET", "MoveVpnResourceGroup", good)); r.status != 403 || r.code() != "UnsupportedHTTPMethod" {
		t.Errorf("GET: %s", r.text)
	}
	c.ok("MoveVpnResourceGroup", good.with(params{"ResourceType": "VpnGateWay"}))
	if g, _ := server.Gateway(id); g.ResourceGroupID != sim.SecondResourceGroup {
		t.Errorf("not moved: %+v", g)
	}
}

// TestSim_outside covers what happens without the API.
func TestSim_outside(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{BuildTime: time.Hour})
	ends := time.Date(2027, 1, 2, 3, 4, 5, 0, time.UTC)
	id := server.PutGateway(sim.Gateway{
		Spec: "5", Bandwidth: 5, ChargeType: "Prepay", Tags: map[string]string{"a": "b"},
		Reservation: &sim.Reservation{Status: "2", OrderType: "TEMP_UPGRADE", EndTime: ends, Bandwidth: 5, Ipsec: true},
	})
	r := c.ok("DescribeVpnGateway", named(id))
	if r.str("Spec") != "5" || strings.Contains(r.text, "ReservationData") {
		t.Errorf("odd answer %s", r.text)
	}
	r = c.ok("DescribeVpnGateway", named(id).with(params{"IncludeReservationData": "true"}))
	want := `"ReservationData":{"ReservationEndTime":"2027-01-02T03:04:05Z","ReservationIpsec":"enable",` +
		`"ReservationMaxConnections":0,"ReservationOrderType":"TEMP_UPGRADE","ReservationSpec":"5M",` +
		`"ReservationSsl":"disable","Status":"2"}`
	if !strings.Contains(r.text, want) {
		t.Errorf("want %s in %s", want, r.text)
	}
	// What is handed out is a copy.
	g, _ := server.Gateway(id)
	g.Tags["a"], g.Reservation.Status = "changed", "1"
	if kept, _ := server.Gateway(id); kept.Tags["a"] != "b" || kept.Reservation.Status != "2" {
		t.Error("a copy shares data with the server")
	}

	built := c.buy(nil)
	if !server.ChangeGateway(built, func(g *sim.Gateway) { g.Status, g.VpnGatewayID = "failed", "other" }) {
		t.Error("ChangeGateway did not find it")
	}
	server.Advance(2 * time.Hour)
	if got := c.status(built); got != "failed" {
		t.Errorf("a status set by hand should stay, got %s", got)
	}
	if server.ChangeGateway("vpn-none", func(*sim.Gateway) {}) || server.RemoveGateway("vpn-none") {
		t.Error("found a gateway that does not exist")
	}
	if !server.RemoveGateway(built) {
		t.Error("RemoveGateway did not find it")
	}
	c.refused("DescribeVpnGateway", named(built), 404, "InvalidVpnGatewayInstanceId.NotFound")
	if _, ok := server.Gateway(built); ok || len(server.Gateways()) != 1 {
		t.Error("it is still there")
	}
	if server.PutGateway(sim.Gateway{VpnGatewayID: id, Name: "again"}) != id || len(server.Gateways()) != 1 {
		t.Error("PutGateway should replace")
	}
}

func TestSim_addresses(t *testing.T) {
	t.Parallel()
	server := sim.New(sim.Options{})
	seen := map[string]bool{}
	for range 500 {
		id := server.PutGateway(sim.Gateway{})
		g, _ := server.Gateway(id)
		for _, ip := range []string{g.InternetIP, g.DisasterRecoveryInternetIP} {
			if !regexp.MustCompile(`^(203\.0\.113|198\.51\.100|192\.0\.2|198\.1[89]\.\d+)\.\d+$`).MatchString(ip) {
				t.Fatalf("%s is not set aside for documentation or benchmarks", ip)
			}
			seen[ip] = true
		}
	}
	if len(seen) != 1000 {
		t.Errorf("want 1000 addresses, got %d", len(seen))
	}
	id := server.PutGateway(sim.Gateway{NetworkType: "private", RegionID: "nowhere"})
	if g, _ := server.Gateway(id); !strings.HasPrefix(g.InternetIP, "10.0.") || g.VpcID != "" {
		t.Errorf("odd private gateway %+v", g)
	}
}

func TestSim_xml(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	server.PutGateway(sim.Gateway{VpnGatewayID: "vpn-a", Description: "a<b&c"})
	server.PutGateway(sim.Gateway{VpnGatewayID: "vpn-b"})
	// Version 1 answers XML unless asked otherwise.
	r := c.getV1("2016-04-28", "DescribeVpnGateways", params{"RegionId": sim.DefaultRegion})
	var list struct {
		XMLName  xml.Name `xml:"DescribeVpnGatewaysResponse"`
		Total    int      `xml:"TotalCount"`
		Gateways []struct {
			ID          string `xml:"VpnGatewayId"`
			Description string
		} `xml:"VpnGateways>VpnGateway"`
	}
	if err := xml.Unmarshal([]byte(r.text), &list); err != nil {
		t.Fatalf("%v: %s", err, r.text)
	}
	if list.Total != 2 || len(list.Gateways) != 2 || list.Gateways[0].Description != "a<b&c" {
		t.Errorf("got %+v", list)
	}
	r = c.getV1("2016-04-28", "DescribeVpnGateway", params{"RegionId": sim.DefaultRegion, "VpnGatewayId": "x"})
	var failure struct {
		XMLName xml.Name `xml:"Error"`
		Code    string
	}
	if err := xml.Unmarshal([]byte(r.text), &failure); err != nil || r.status != 404 {
		t.Fatalf("%v: %d %s", err, r.status, r.text)
	}
	if failure.Code != "InvalidVpnGatewayInstanceId.NotFound" {
		t.Errorf("got %s", failure.Code)
	}
	// Format wins over everything, Accept over the default.
	r = c.getV1("2016-04-28", "DescribeRegions", params{"Format": "json"})
	if r.body == nil || !strings.Contains(r.header.Get("Content-Type"), "json") {
		t.Errorf("got %s", r.text)
	}
	c.xml = true
	if r := c.do("DescribeRegions", nil); !strings.HasPrefix(r.text, "<?xml") {
		t.Errorf("got %s", r.text)
	}
	if r := c.do("DescribeRegions", params{"Format": "JSON"}); r.body == nil {
		t.Errorf("got %s", r.text)
	}
}

func TestSim_lookups(t *testing.T) {
	t.Parallel()
	_, c := start(t, sim.Options{})
	if r := c.ok("DescribeRegions", nil); !strings.Contains(r.text, `"RegionId":"ap-southeast-1"`) {
		t.Errorf("got %s", r.text)
	}
	zones := params{"RegionId": sim.DefaultRegion, "Spec": "10M"}
	r := c.ok("DescribeVpnGatewayAvailableZones", zones)
	want := `"AvailableZoneIdList":[{"ZoneId":"cn-hangzhou-h","ZoneName":"cn-hangzhou-h"},` +
		`{"ZoneId":"cn-hangzhou-i","ZoneName":"cn-hangzhou-i"}],"RegionId":"cn-hangzhou"`
	if !strings.Contains(r.text, want) {
		t.Errorf("want %s in %s", want, r.text)
	}
	c.refused("DescribeVpnGatewayAvailableZones", zones.with(params{"Spec": "10"}), 400, "InvalidSpec")

	id := c.buy(nil)
	ask := named(id).with(params{"ResourceType": "IPsec", "ResourceId": "vco-x"})
	d := c.ok("DiagnoseVpnGateway", ask).str("DiagnoseId")
	got := c.ok("GetVpnGatewayDiagnoseResult", params{"RegionId": sim.DefaultRegion, "DiagnoseId": d})
	if got.str("ResourceInstanceId") != "vco-x" || got.str("VpnGatewayId") != id {
		t.Errorf("got %s", got.text)
	}
	c.ok("GetVpnGatewayDiagnoseResult", named(id))
	c.refused("GetVpnGatewayDiagnoseResult", params{"RegionId": sim.DefaultRegion}, 400, "MissingDiagnoseId")
	c.refused("GetVpnGatewayDiagnoseResult", named("vpn-none"), 400, "InvalidDiagnoseId")
	c.refused("DiagnoseVpnGateway", ask.with(params{"VpnGatewayId": "x"}), 404, "InvalidVpnGatewayInstanceId.NotFound")
}
