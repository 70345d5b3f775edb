package sim_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

func TestSim_create(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	r := c.ok("CreateVpnGateway", order.with(params{"Name": "myVpn", "ClientToken": "one"}))
	id := r.str("VpnGatewayId")
	if !regexp.MustCompile(`^vpn-bp1[a-z0-9]{20}$`).MatchString(id) {
		t.Errorf("odd identifier %q", id)
	}
	if r.str("Name") != "myVpn" || r.str("RequestId") == "" || !strings.Contains(r.text, `"OrderId":202249400220415`) {
		t.Errorf("odd answer %s", r.text)
	}
	ledger := server.Ledger()
	if len(ledger) != 1 {
		t.Fatalf("want one entry, got %+v", ledger)
	}
	want := sim.LedgerEntry{
		Time: ledger[0].Time, Kind: sim.LedgerPurchase, ObjectKind: "vpn_gateway", ObjectID: id, OrderID: 202249400220415,
		RegionID: sim.DefaultRegion, ChargeType: "PostpayByFlow", Bandwidth: 10, ClientToken: "one",
		AccessKeyID: sim.DefaultAccessKeyID,
	}
	if ledger[0] != want {
		t.Errorf("want %+v, got %+v", want, ledger[0])
	}
	got := c.ok("DescribeVpnGateway", named(id))
	for name, want := range map[string]string{
		"Status": "active", "BusinessStatus": "Normal", "Spec": "10M", "ChargeType": "PostpayByFlow", "Name": "myVpn",
		"Description": "", "IpsecVpn": "enable", "SslVpn": "disable", "VpcId": sim.DefaultVPC,
		"VSwitchId": sim.DefaultVSwitchH, "DisasterRecoveryVSwitchId": sim.DefaultVSwitchI,
		"DisasterRecoveryInternetIp": "203.0.113.2", "NetworkType": "public", "VpnType": "Normal",
		"GatewayType": "Traditional", "ResourceGroupId": sim.DefaultResourceGroup, "InternetIp": "203.0.113.1",
	} {
		if got.str(name) != want {
			t.Errorf("%s: want %q, got %q", name, want, got.str(name))
		}
	}
	for _, absent := range []string{"SslVpnInternetIp", "ReservationData", "OrderId"} {
		if _, there := got.body[absent]; there {
			t.Errorf("%s should be absent", absent)
		}
	}
	if !strings.Contains(got.text, `"EndTime":4092566400000`) {
		t.Errorf("EndTime is not a number of milliseconds: %s", got.text)
	}
	if got.body["SslMaxConnections"] != 0.0 {
		t.Errorf("connections without SSL: %s", got.text)
	}
}

// The cloud leaves some fields out at times.
func TestSim_sparseAnswers(t *testing.T) {
	t.Parallel()
	_, c := start(t, sim.Options{SparseAnswers: true})
	has := func(id, field string) bool {
		_, there := c.ok("DescribeVpnGateway", named(id)).body[field]
		return there
	}
	plain, ssl := c.buy(nil), c.buy(params{"EnableSsl": "true"})
	prepaid := c.buy(params{"InstanceChargeType": "PREPAY", "Period": "1", "AutoPay": "true"})
	if has(plain, "EndTime") || has(plain, "SslMaxConnections") || !has(plain, "CreateTime") {
		t.Error("fields of a pay-as-you-go gateway without SSL")
	}
	if !has(ssl, "SslMaxConnections") || !has(prepaid, "EndTime") {
		t.Error("more is left out than the cloud does")
	}
}

func TestSim_createDefaultsToID(t *testing.T) {
	t.Parallel()
	_, c := start(t, sim.Options{})
	r := c.ok("CreateVpnGateway", order)
	if r.str("Name") != r.str("VpnGatewayId") {
		t.Errorf("want the identifier as the name, got %s", r.text)
	}
}

// TestSim_createExample sends the specification's own example.
func TestSim_createExample(t *testing.T) {
	t.Parallel()
	// The example is older than dual-tunnel gateways.
	server, c := start(t, sim.Options{WrappedAnswers: true, SingleTunnelRegions: []string{sim.DefaultRegion}})
	r := c.ok("CreateVpnGateway", params{
		"Bandwidth": "5", "RegionId": "cn-hangzhou", "VpcId": "vpc-bp1ub1yt9cvakoelj1y9c", "Name": "MYVPN",
		"InstanceChargeType": "PREPAY", "Period": "1", "AutoPay": "false", "EnableIpsec": "true",
		"EnableSsl": "true", "SslConnections": "2",
	})
	inner, ok := r.body["CreateVpnGatewayResponse"].(map[string]any)
	if !ok || inner["Name"] != "MYVPN" || len(r.body) != 1 {
		t.Fatalf("not wrapped: %s", r.text)
	}
	if g := server.Gateways()[0]; g.SslMaxConnections != 2 || !g.SslVpn || g.Paid {
		t.Errorf("odd gateway %+v", g)
	}
	if kind := server.Ledger()[0].Kind; kind != sim.LedgerOrder {
		t.Errorf("want an order, got %s", kind)
	}
	// Errors are never wrapped.
	c.refused("CreateVpnGateway", order.with(params{"Bandwidth": "-"}), http.StatusBadRequest, "MissingBandwidth")
}

func TestSim_createDualTunnel(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	first := params{"VSwitchId": "-"}
	second := params{"DisasterRecoveryVSwitchId": "-"}
	for _, half := range []params{single, first, second} {
		r := c.refused("CreateVpnGateway", order.with(half), 400, "InvalidVSwitchId.NotFound")
		if r.str("Message") != "The specified vswitchId is not found." {
			t.Errorf("odd message %s", r.text)
		}
	}
	c.buy(params{"EnableSsl": "true"})
	g := server.Gateways()[0]
	if g.InternetIP == "" || g.DisasterRecoveryInternetIP == "" || g.SslVpnInternetIP == "" {
		t.Errorf("want three addresses, got %+v", g)
	}
	r := c.ok("DescribeVpnGateway", named(g.VpnGatewayID))
	if r.str("DisasterRecoveryVSwitchId") != sim.DefaultVSwitchI || r.str("DisasterRecoveryInternetIp") == "" ||
		r.str("SslVpnInternetIp") == "" {
		t.Errorf("odd answer %s", r.text)
	}
}

// One region still builds single-tunnel gateways, and so do those that the
// options name.
func TestSim_createSingleTunnel(t *testing.T) {
	t.Parallel()
	server, c := start(t, oldRegion)
	dubai := order.with(single).with(params{"RegionId": sim.DubaiRegion, "VpcId": sim.DubaiVPC})
	c.ok("CreateVpnGateway", dubai)
	// It has one zone, where the same vSwitch twice is right.
	c.ok("CreateVpnGateway", dubai.with(params{
		"VSwitchId": sim.DubaiVSwitchA, "DisasterRecoveryVSwitchId": sim.DubaiVSwitchA,
	}))
	c.buy(single)
	for _, g := range server.Gateways() {
		if one := g.DisasterRecoveryVSwitchID == ""; g.VSwitchID == "" || one != (g.DisasterRecoveryInternetIP == "") {
			t.Errorf("odd gateway %+v", g)
		}
	}
	c.refused("CreateVpnGateway", order.with(params{"VSwitchId": "-"}), 400, "MissingVSwitchId")
	c.refused("CreateVpnGateway", order.with(single).with(params{
		"RegionId": sim.ShanghaiRegion, "VpcId": sim.ShanghaiVPC,
	}), 400, "InvalidVSwitchId.NotFound")
	// A gateway from before is there in any region.
	before := server.PutGateway(sim.Gateway{VSwitchID: sim.DefaultVSwitchH})
	if g, _ := server.Gateway(before); g.VpcID != sim.DefaultVPC || g.DisasterRecoveryVSwitchID != "" {
		t.Errorf("odd seed %+v", g)
	}
}

func TestSim_createSites(t *testing.T) {
	t.Parallel()
	prepay := params{"InstanceChargeType": "PREPAY", "Period": "1"}
	postpay := params{"InstanceChargeType": "POSTPAY"}
	unset := params{"InstanceChargeType": "-"}
	for _, tt := range []struct {
		site sim.Site
		p    params
		code string
	}{
		{sim.SiteAny, prepay, ""},
		{sim.SiteAny, postpay, ""},
		{sim.SiteAny, unset, ""},
		{sim.SiteChina, prepay, ""},
		{sim.SiteChina, postpay, "InvalidInstanceChargeType"},
		{sim.SiteChina, unset, "MissingInstanceChargeType"},
		{sim.SiteInternational, prepay, "InvalidInstanceChargeType"},
		{sim.SiteInternational, postpay, ""},
		{sim.SiteInternational, unset, ""},
		{sim.SiteInternational, postpay.with(params{"VpnType": "NationalStandard"}), "InvalidVpnType"},
	} {
		_, c := start(t, sim.Options{Site: tt.site})
		if r := c.do("CreateVpnGateway", order.with(tt.p)); r.code() != tt.code {
			t.Errorf("site %q, %v: want %q, got %s", tt.site, tt.p, tt.code, r.text)
		}
	}
}

func TestSim_createChecks(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	for _, tt := range []struct {
		p      params
		status int
		code   string
	}{
		{params{"RegionId": "-"}, 400, "MissingRegionId"},
		{params{"RegionId": "mars-1"}, 404, "InvalidRegionId.NotFound"},
		{params{"VpcId": "-"}, 400, "MissingVpcId"},
		{params{"VpcId": "vpc-none"}, 404, "InvalidVpcId.NotFound"},
		{params{"VpcId": sim.ShanghaiVPC}, 404, "InvalidVpcId.NotFound"},
		{params{"Bandwidth": "-"}, 400, "MissingBandwidth"},
		{params{"Bandwidth": "7"}, 400, "InvalidBandwidth"},
		{params{"Bandwidth": "ten"}, 400, "InvalidBandwidth"},
		{params{"Bandwidth": "10M"}, 400, "InvalidBandwidth"},
		{params{"InstanceChargeType": "prepay"}, 400, "InvalidInstanceChargeType"},
		{params{"InstanceChargeType": "PREPAY"}, 400, "MissingPeriod"},
		{params{"InstanceChargeType": "PREPAY", "Period": "10"}, 400, "InvalidPeriod"},
		{params{"InstanceChargeType": "PREPAY", "Period": "0"}, 400, "InvalidPeriod"},
		{params{"AutoPay": "yes"}, 400, "InvalidAutoPay"},
		{params{"EnableIpsec": "1"}, 400, "InvalidEnableIpsec"},
		{params{"EnableSsl": "True"}, 400, "InvalidEnableSsl"},
		{params{"EnableIpsec": "false"}, 400, "InvalidParameter"},
		{params{"SslConnections": "5"}, 400, "UnnecessarySslConnection"},
		{params{"SslConnections": "5", "EnableSsl": "false"}, 400, "UnnecessarySslConnection"},
		{params{"SslConnections": "0", "EnableSsl": "true"}, 400, "InvalidSslConnections"},
		{params{"SslConnections": "1001", "EnableSsl": "true"}, 400, "InvalidSslConnections"},
		{params{"Name": "a"}, 400, "InvalidName"},
		{params{"Name": ""}, 400, "InvalidName"},
		{params{"Name": "1abc"}, 400, "InvalidName"},
		{params{"Name": "http://abc"}, 400, "InvalidName"},
		{params{"Name": "a b"}, 400, "InvalidName"},
		{params{"Name": "a" + strings.Repeat("网", 100)}, 400, "InvalidName"},
		{params{"VSwitchId": "vsw-none"}, 400, "InvalidVSwitchId.NotFound"},
		{params{"VSwitchId": sim.ShanghaiVSwitchA}, 400, "InvalidVSwitchId.NotFound"},
		{params{"DisasterRecoveryVSwitchId": "vsw-none"}, 400, "InvalidVSwitchId.NotFound"},
		{params{"DisasterRecoveryVSwitchId": sim.DefaultVSwitchH}, 400, "InvalidDisasterRecoveryVSwitchId"},
		{params{"NetworkType": "inside"}, 400, "InvalidNetworkType"},
		{params{"NetworkType": "private"}, 400, "InvalidBandwidth"},
		{params{"VpnType": "normal"}, 400, "InvalidVpnType"},
		{params{"ResourceGroupId": "rg-none"}, 400, "InvalidResourceGroupId"},
		{params{"ClientToken": strings.Repeat("x", 65)}, 400, "InvalidClientToken"},
		{params{"ClientToken": "ü"}, 400, "InvalidClientToken"},
	} {
		r := c.do("CreateVpnGateway", order.with(tt.p))
		if r.status != tt.status || r.code() != tt.code {
			t.Errorf("%v: want %d %s, got %d %s", tt.p, tt.status, tt.code, r.status, r.text)
		}
		for _, key := range []string{"RequestId", "HostId", "Message", "Recommend"} {
			if r.str(key) == "" {
				t.Errorf("%v: the error has no %s", tt.p, key)
			}
		}
	}
	if n := len(server.Gateways()) + len(server.Ledger()); n != 0 {
		t.Errorf("refused orders left %d traces", n)
	}
	for _, p := range []params{
		{"Name": "测试-a_b.c1"},
		{"NetworkType": "private", "Bandwidth": "200"},
		{"VpnType": "NationalStandard"},
		{"EnableIpsec": "false", "EnableSsl": "true", "SslConnections": "1000"},
		{"Period": "1", "AutoPay": "true"},
		{
			"VSwitchId": sim.DefaultVSwitchI, "DisasterRecoveryVSwitchId": sim.DefaultVSwitchH,
			"ResourceGroupId": sim.SecondResourceGroup,
		},
	} {
		c.ok("CreateVpnGateway", order.with(p))
	}
}

func TestSim_createIdempotent(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	p := order.with(params{"ClientToken": "token-1", "Name": "first"})
	// A refused call leaves the token free.
	c.refused("CreateVpnGateway", p.with(params{"Bandwidth": "3"}), 400, "InvalidBandwidth")
	one := c.ok("CreateVpnGateway", p)
	two := c.ok("CreateVpnGateway", p)
	if one.str("VpnGatewayId") != two.str("VpnGatewayId") || one.str("RequestId") == two.str("RequestId") {
		t.Errorf("want the same gateway under another request, got %s and %s", one.text, two.text)
	}
	c.refused("CreateVpnGateway", p.with(params{"Name": "second"}), 400, "IdempotentParameterMismatch")
	if c.buy(params{"ClientToken": "Token-1"}) == one.str("VpnGatewayId") {
		t.Error("tokens should differ by case")
	}
	if n := len(server.Ledger()); n != 2 {
		t.Errorf("want two purchases, got %d", n)
	}
	// The first answer is remembered even when the gateway is gone.
	server.RemoveGateway(one.str("VpnGatewayId"))
	if again := c.ok("CreateVpnGateway", p); again.str("VpnGatewayId") != one.str("VpnGatewayId") {
		t.Errorf("got %s", again.text)
	}
}

func TestSim_quota(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	for range sim.DefaultQuota {
		server.PutGateway(sim.Gateway{})
	}
	r := c.refused("CreateVpnGateway", order, 400, "Resource.QuotaFull")
	if r.str("Message") != "The quota of resource is full" {
		t.Errorf("odd message %s", r.text)
	}
	server.RemoveGateway(server.Gateways()[0].VpnGatewayID)
	c.buy(nil)

	server, c = start(t, sim.Options{Quota: -1})
	for range sim.DefaultQuota + 1 {
		server.PutGateway(sim.Gateway{})
	}
	c.buy(nil)
}

func TestSim_addedNetwork(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	// One zone in the whole region: both vSwitches may stand in it.
	server.AddVPC("eu-central-1", sim.VPC{ID: "vpc-eu", VSwitches: []sim.VSwitch{
		{ID: "vsw-1", ZoneID: "eu-central-1a"}, {ID: "vsw-2", ZoneID: "eu-central-1a"},
	}})
	server.AddVPC("eu-central-1", sim.VPC{ID: "vpc-empty"})
	server.AddResourceGroup("rg-new")
	p := order.with(params{"RegionId": "eu-central-1", "VpcId": "vpc-eu", "ResourceGroupId": "rg-new"})
	for _, second := range []string{"vsw-2", "vsw-1"} {
		c.ok("CreateVpnGateway", p.with(params{"VSwitchId": "vsw-1", "DisasterRecoveryVSwitchId": second}))
	}
	c.refused("CreateVpnGateway", p.with(params{"VpcId": "vpc-empty"}), 400, "InvalidVSwitchId.NotFound")
}

func TestSim_orderNumbers(t *testing.T) {
	t.Parallel()
	_, c := start(t, sim.Options{FirstOrderID: 9007199254740993})
	seen := map[string]bool{}
	order := order
	digits := regexp.MustCompile(`"OrderId":(\d+)`)
	for i := range 3 {
		r := c.ok("CreateVpnGateway", order)
		number := digits.FindStringSubmatch(r.text)[1]
		if i == 0 && number != "9007199254740993" {
			t.Errorf("got %s", number)
		}
		seen[number] = true
	}
	if len(seen) != 3 {
		t.Errorf("orders share numbers: %v", fmt.Sprint(seen))
	}
}
