package sim_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// withSsl is an order of a gateway that people can dial in to.
var withSsl = params{"EnableSsl": "true", "SslConnections": "20"}

// sslServer are the parameters that name a server of the default region.
func sslServer(id string) params {
	return params{"RegionId": sim.DefaultRegion, "SslVpnServerId": id}
}

// dialIn are the smallest parameters of a server.
func dialIn(gateway string) params {
	return named(gateway).with(params{"ClientIpPool": "10.200.0.0/24", "LocalSubnet": "10.0.0.0/16"})
}

func (c *client) sslServer(id string) reply {
	c.t.Helper()
	r := c.ok("DescribeSslVpnServers", sslServer(id))
	if r.body["TotalCount"] != 1.0 {
		c.t.Fatalf("want one server, got %s", r.text)
	}
	return r
}

func (r reply) has(t *testing.T, at string, wants map[string]any) {
	t.Helper()
	for name, want := range wants {
		if got := r.at(strings.TrimPrefix(at+"."+name, ".")); got != want {
			t.Errorf("%s: want %v, got %v", name, want, got)
		}
	}
}

const firstServer = "SslVpnServers.SslVpnServer.0"

func TestSim_sslVpnServer(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{UpdateTime: time.Minute})
	gateway := c.buy(withSsl)
	create := dialIn(gateway).with(params{"ClientToken": "t"})
	made := c.ok("CreateSslVpnServer", create)
	id := made.str("SslVpnServerId")
	if !strings.HasPrefix(id, "vss-") || c.status(gateway) != "updating" {
		t.Errorf("got %s, and the gateway is %s", made.text, c.status(gateway))
	}
	if again := c.ok("CreateSslVpnServer", create); again.str("SslVpnServerId") != id || len(server.SslVpnServers()) != 1 {
		t.Errorf("the token is forgotten: %s", again.text)
	}
	g, _ := server.Gateway(gateway)
	// What the reference says of a server whose creator says nothing.
	c.sslServer(id).has(t, firstServer, map[string]any{
		"SslVpnServerId": id, "VpnGatewayId": gateway, "RegionId": sim.DefaultRegion, "Name": "", "ClientIpPool": "10.200.0.0/24",
		"LocalSubnet": "10.0.0.0/16", "Proto": "TCP", "Port": 1194.0, "Cipher": "AES-128-CBC", "Compress": false, "Connections": 0.0,
		"MaxConnections": 20.0, "EnableMultiFactorAuth": false, "IDaaSInstanceId": nil, "ResourceGroupId": sim.DefaultResourceGroup,
		"CreateTime": float64(server.Now().UnixMilli()), "InternetIp": g.InternetIP, "DnsServers": "", "Status": nil, "State": nil,
	})
	for action, p := range map[string]params{
		"ModifySslVpnServer": sslServer(id).with(params{"Port": "1195"}), "DeleteSslVpnServer": sslServer(id), "CreateSslVpnServer": dialIn(gateway),
	} {
		c.refused(action, p, 400, "VpnGateway.Configuring")
	}
	server.Advance(time.Minute)

	// A name alone does not configure the gateway.
	c.ok("ModifySslVpnServer", sslServer(id).with(params{"Name": "team"}))
	if c.status(gateway) != "active" {
		t.Error("the gateway is configured for a name")
	}
	changed := c.ok("ModifySslVpnServer", sslServer(id).with(params{
		"Proto": "UDP", "Port": "65535", "Cipher": "none", "Compress": "true", "ClientIpPool": "10.200.0.0/25", "LocalSubnet": "10.1.0.0/16,10.2.0.0/16,100.100.2.136/32",
		"DnsServers": "100.100.2.136,100.100.2.138", "EnableMultiFactorAuth": "true", "IDaaSInstanceId": "idaas-1", "IDaaSRegionId": "cn-shanghai", "IDaaSApplicationId": "app_1",
	}))
	now := map[string]any{
		"Name": "team", "Proto": "UDP", "Port": 65535.0, "Cipher": "none", "Compress": true, "ClientIpPool": "10.200.0.0/25",
		"EnableMultiFactorAuth": true, "IDaaSInstanceId": "idaas-1", "IDaaSApplicationId": "app_1", "IDaaSInstanceVersion": "EIAM 2.0",
		// The server may answer in another order.
		"LocalSubnet": "100.100.2.136/32,10.2.0.0/16,10.1.0.0/16",
	}
	changed.has(t, "", now)
	now["DnsServers"], now["IDaaSRegionId"] = "100.100.2.136,100.100.2.138", "cn-shanghai"
	c.sslServer(id).has(t, firstServer, now)
	if c.status(gateway) != "updating" {
		t.Error("the gateway is not configured")
	}
	server.Advance(time.Minute)
	// What a change does not name stays.
	c.ok("ModifySslVpnServer", sslServer(id).with(params{"Port": "1200"}))
	now["Port"] = 1200.0
	c.sslServer(id).has(t, firstServer, now)
	server.Advance(time.Minute)
	c.ok("ModifySslVpnServer", sslServer(id).with(params{"EnableMultiFactorAuth": "false", "DnsServers": ""}))
	c.sslServer(id).has(t, firstServer, map[string]any{"IDaaSInstanceId": nil, "EnableMultiFactorAuth": false, "DnsServers": ""})
	server.Advance(time.Minute)

	c.ok("MoveVpnResourceGroup", params{
		"RegionId": sim.DefaultRegion, "ResourceType": "VpnGateway", "InstanceId": gateway, "NewResourceGroupId": sim.SecondResourceGroup,
	})
	c.sslServer(id).has(t, firstServer, map[string]any{"ResourceGroupId": sim.SecondResourceGroup})

	c.refused("DeleteVpnGateway", named(gateway), 400, "DependencyViolation.SslVpnServer")
	c.ok("DeleteSslVpnServer", sslServer(id))
	c.sslServer(id) // until the gateway is configured
	server.Advance(time.Minute)
	if r := c.ok("DescribeSslVpnServers", sslServer(id)); r.body["TotalCount"] != 0.0 {
		t.Errorf("got %s", r.text)
	}
	for _, action := range []string{"DeleteSslVpnServer", "ModifySslVpnServer"} {
		c.refused(action, sslServer(id), 404, "InvalidSslVpnServerId.NotFound")
	}
	c.ok("DeleteVpnGateway", named(gateway))
	for _, r := range server.Requests() {
		if len(r.Unknown) > 0 {
			t.Errorf("odd line %+v", r)
		}
	}
}

func TestSim_sslVpnServerRefusals(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	gateway := c.buy(withSsl)
	good := dialIn(gateway)
	for _, tt := range []struct {
		change params
		code   string
	}{
		{params{"VpnGatewayId": c.buy(nil)}, "VpnGateway.SslVpnDisabled"},
		{params{"VpnGatewayId": "vpn-none"}, "InvalidVpnGatewayInstanceId.NotFound"},
		{params{"RegionId": sim.ShanghaiRegion}, "InvalidVpnGatewayInstanceId.NotFound"},
		{params{"ClientIpPool": "-"}, "MissingClientIpPool"},
		{params{"LocalSubnet": "-"}, "MissingLocalSubnet"},
		{params{"ClientIpPool": "10.200.0.1/24"}, "InvalidClientIpPool"},
		{params{"ClientIpPool": "10.200.0.0/15"}, "InvalidClientIpPool"},
		{params{"ClientIpPool": "10.200.0.0/30"}, "InvalidClientIpPool"},
		{params{"ClientIpPool": "10.200.0.0/26"}, "InvalidClientIpPool"}, // 64 addresses for 20 connections
		{params{"ClientIpPool": "100.64.0.0/24"}, "InvalidClientIpPool"},
		{params{"ClientIpPool": "127.1.0.0/16"}, "InvalidClientIpPool"},
		{params{"ClientIpPool": "169.254.0.0/16"}, "InvalidClientIpPool"},
		{params{"ClientIpPool": "239.0.0.0/16"}, "InvalidClientIpPool"},
		{params{"ClientIpPool": "255.0.0.0/16"}, "InvalidClientIpPool"},
		{params{"ClientIpPool": "fd00::/24"}, "InvalidClientIpPool"},
		{params{"LocalSubnet": "10.200.0.0/16"}, "InvalidLocalSubnet"},
		{params{"LocalSubnet": "10.0.0.0/16,10.200.0.128/25"}, "InvalidLocalSubnet"},
		{params{"LocalSubnet": "10.0.0.0/7"}, "InvalidLocalSubnet"},
		{params{"LocalSubnet": "10.0.0.1/16"}, "InvalidLocalSubnet"},
		{params{"LocalSubnet": "127.0.0.0/8"}, "InvalidLocalSubnet"},
		{params{"Proto": "udp"}, "InvalidProto"},
		{params{"Cipher": "AES-256-GCM"}, "InvalidCipher"},
		{params{"Port": "0"}, "InvalidPort"},
		{params{"Port": "65536"}, "InvalidPort"},
		{params{"Port": "4500"}, "InvalidPort"},
		{params{"Compress": "yes"}, "InvalidCompress"},
		{params{"DnsServers": "dns.example"}, "InvalidDnsServers"},
		{params{"Name": "http://x"}, "InvalidName"},
		{params{"EnableMultiFactorAuth": "true"}, "MissingIDaaSInstanceId"},
		{params{"EnableMultiFactorAuth": "true", "IDaaSInstanceId": "idaas-1"}, "MissingIDaaSRegionId"},
		{params{"DryRun": "true"}, "DryRunOperation"},
	} {
		if r := c.do("CreateSslVpnServer", good.with(tt.change)); r.code() != tt.code {
			t.Errorf("%v: want %s, got %s", tt.change, tt.code, r.text)
		}
	}
	if len(server.SslVpnServers()) != 0 {
		t.Fatalf("something was created: %+v", server.SslVpnServers())
	}
	id := c.ok("CreateSslVpnServer", good).str("SslVpnServerId")
	c.refused("CreateSslVpnServer", good, 400, "Resource.QuotaFull")
	c.refused("ModifySslVpnServer", sslServer(id).with(params{"LocalSubnet": "10.200.0.0/16"}), 400, "InvalidLocalSubnet")
	c.refused("ModifySslVpnServer", sslServer(id).with(params{"Port": "22", "Name": "not"}), 400, "InvalidPort")
	c.sslServer(id).has(t, firstServer, map[string]any{"Port": 1194.0, "LocalSubnet": "10.0.0.0/16", "Name": ""})
	server.ChangeGateway(gateway, func(g *sim.Gateway) { g.BusinessStatus = "FinancialLocked" })
	c.refused("ModifySslVpnServer", sslServer(id).with(params{"Port": "1195"}), 400, "VpnGateway.FinancialLocked")
}

func TestSim_sslVpnServerLists(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	one, two := c.buy(withSsl), c.buy(withSsl)
	first := c.ok("CreateSslVpnServer", dialIn(one).with(params{"Name": "a"})).str("SslVpnServerId")
	second := c.ok("CreateSslVpnServer", dialIn(two).with(params{"Name": "b"})).str("SslVpnServerId")
	region := params{"RegionId": sim.DefaultRegion}
	for _, tt := range []struct {
		p    params
		want float64
	}{
		{nil, 2},
		{params{"SslVpnServerId": first}, 1},
		{params{"VpnGatewayId": two}, 1},
		{params{"Name": "b"}, 1},
		{params{"Name": "c"}, 0},
		{params{"ResourceGroupId": sim.SecondResourceGroup}, 0},
		{params{"RegionId": sim.ShanghaiRegion}, 0},
	} {
		if r := c.ok("DescribeSslVpnServers", region.with(tt.p)); r.body["TotalCount"] != tt.want {
			t.Errorf("%v: got %s", tt.p, r.text)
		}
	}
	if seeded := server.PutSslVpnServer(sim.SslVpnServer{Name: "seeded"}); !strings.HasPrefix(seeded, "vss-") {
		t.Errorf("got %s", seeded)
	}
	if !server.RemoveSslVpnServer(second) || server.RemoveSslVpnServer(second) {
		t.Error("removed never, or twice")
	}
}

func TestSim_sslVpnServerClientsAndLogs(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	gateway := c.buy(withSsl)
	if r := c.ok("DescribeSslVpnClients", named(gateway)); r.body["TotalCount"] != 0.0 {
		t.Errorf("a gateway without a server: %s", r.text)
	}
	id := c.ok("CreateSslVpnServer", dialIn(gateway)).str("SslVpnServerId")
	now := server.Now()
	server.ChangeSslVpnServer(id, func(v *sim.SslVpnServer) {
		v.Clients = []sim.SslVpnClient{
			{CommonName: "vsc-1", IP: "203.0.113.7", Port: "51820", PrivateIP: "10.200.0.6", ConnectedTime: now, ReceiveBytes: 1 << 40, SendBytes: 12},
			{CommonName: "vsc-2", IP: "203.0.113.8", Port: "51821", PrivateIP: "10.200.0.10", ConnectedTime: now},
		}
		v.Logs = []sim.LogLine{
			{Time: now.Add(-time.Hour), Text: "old"},
			{Time: now.Add(-time.Minute), SslVpnClientCertID: "vsc-1", Text: "connected"},
			{Time: now, SslVpnClientCertID: "vsc-2", Text: "refused"},
		}
	})
	c.sslServer(id).has(t, firstServer, map[string]any{"Connections": 2.0})
	list := c.ok("DescribeSslVpnClients", named(gateway).with(params{"PageSize": "1"}))
	list.has(t, "", map[string]any{"TotalCount": 2.0, "VpnGatewayId": gateway, "RegionId": sim.DefaultRegion})
	list.has(t, "ClientInfoList.0", map[string]any{
		"CommonName": "vsc-1", "Ip": "203.0.113.7", "Port": "51820", "PrivateIp": "10.200.0.6", "Status": "online",
		"ConnectedTime": float64(now.UnixMilli()), "ReceiveBytes": float64(1 << 40), "SendBytes": 12.0,
	})
	if list.at("ClientInfoList.1") != nil {
		t.Errorf("a page of one has two: %s", list.text)
	}
	c.refused("DescribeSslVpnClients", named("vpn-none"), 404, "InvalidVpnGatewayInstanceId.NotFound")

	log := params{"RegionId": sim.DefaultRegion, "VpnSslServerId": id}
	all := c.ok("DescribeVpnSslServerLogs", log)
	all.has(t, "", map[string]any{
		"Count": 2.0, "IsCompleted": true, "Data.Logs.0": now.UTC().Format(time.DateTime) + " refused",
		"Data.Logs.1": now.Add(-time.Minute).UTC().Format(time.DateTime) + " connected",
	})
	c.ok("DescribeVpnSslServerLogs", log.with(params{"SslVpnClientCertId": "vsc-1"})).has(t, "", map[string]any{"Count": 1.0})
	c.ok("DescribeVpnSslServerLogs", log.with(params{"From": "1", "PageSize": "50"})).has(t, "", map[string]any{"Count": 3.0})
	c.refused("DescribeVpnSslServerLogs", log.with(params{"VpnSslServerId": "vss-none"}), 404, "InvalidSslVpnServerId.NotFound")
}

// The simulator's answers have the fields of the cloud's, of the same types.
func TestSim_sslVpnServerAnswersAsTheCloud(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/ssl_servers.json")
	if err != nil {
		t.Fatal(err)
	}
	var answers []cloudAnswer
	if err := json.Unmarshal(text, &answers); err != nil || len(answers) == 0 {
		t.Fatal(answers, err)
	}
	for _, a := range answers {
		_, c := start(t, oldRegion)
		id := c.ok("CreateSslVpnServer", dialIn(c.buy(withSsl.with(single)))).str("SslVpnServerId")
		got := c.sslServer(id)
		for _, wrong := range a.differences("", a.Answer, got.at(firstServer)) {
			t.Errorf("%s: %s", a.About, wrong)
		}
		for _, name := range a.Without {
			if strings.Contains(got.text, `"`+name+`"`) {
				t.Errorf("%s is there, and the cloud leaves it out", name)
			}
		}
	}
}
