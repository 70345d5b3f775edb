package sslvpnserver_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

func TestSslVpnServer_found(t *testing.T) {
	t.Parallel()
	c := dialIn(t, sim.Options{})
	const second, third = "vpn-bp1other0000000000001", "vpn-bp1other0000000000002"
	c.Sim().PutGateway(sim.Gateway{VpnGatewayID: second, SslVpn: true})
	c.Sim().PutGateway(sim.Gateway{VpnGatewayID: third, SslVpn: true, ResourceGroupID: sim.SecondResourceGroup})
	first := c.Sim().PutSslVpnServer(sim.SslVpnServer{
		VpnGatewayID: gatewayID, Name: "team", DNSServers: "8.8.8.8,1.1.1.1", Port: 8443, Idaas: &sim.Idaas{InstanceID: "idaas_1", RegionID: "cn-hangzhou", ApplicationID: "app_1"},
	})
	c.Sim().PutSslVpnServer(sim.SslVpnServer{VpnGatewayID: second, Name: "twin"})
	c.Sim().PutSslVpnServer(sim.SslVpnServer{VpnGatewayID: third, Name: "twin"})
	i := c.Instance(typeName, nil)
	for _, by := range []map[string]any{{"name": "team"}, {"id": first}, {"vpn_gateway_id": gatewayID}} {
		one, said := i.ReadData(typeName, by)
		if said.HasError() {
			t.Fatal(said.Texts())
		}
		shown := fmt.Sprint(one)
		for _, want := range []string{first, internetIP, "8.8.8.8", "idaas_1", "app_1", "8443", "10.200.0.0/24", "10.0.0.0/16"} {
			if !strings.Contains(shown, want) {
				t.Errorf("%v: %q is not shown in %s", by, want, shown)
			}
		}
	}
	_, said := i.ReadData(typeName, map[string]any{"name": "twin"})
	acctest.Contains(t, said.Errors(), "More than one SSL server", `2 SSL servers in cn-hangzhou are named "twin"`)
	_, said = i.ReadData(typeName, map[string]any{"vpn_gateway_id": "vpn-none"})
	acctest.Contains(t, said.Errors(), "No such SSL server", `No SSL server in cn-hangzhou belongs to "vpn-none". There are:`)
	_, said = i.ReadData(typeName, map[string]any{"id": "vss-none"})
	acctest.Contains(t, said.Errors(), "There is no SSL server vss-none in cn-hangzhou.")
	for _, test := range []struct {
		filter map[string]any
		want   int
	}{
		{nil, 3},
		{map[string]any{"vpn_gateway_id": second}, 1},
		{map[string]any{"resource_group_id": sim.SecondResourceGroup}, 1},
		{map[string]any{"name_regex": "^tw"}, 2},
		{map[string]any{"region": sim.ShanghaiRegion}, 0},
	} {
		all, said := i.ReadData(typeName+"s", test.filter)
		if got := strings.Count(all["ids"].String(), "vss-"); said.HasError() || got != test.want {
			t.Errorf("%v: %d, want %d: %v", test.filter, got, test.want, said.Texts())
		}
	}
}

func TestSslVpnServer_clients(t *testing.T) {
	t.Parallel()
	c := dialIn(t, sim.Options{})
	i := c.Instance(typeName, nil)
	read := func(config map[string]any) string {
		t.Helper()
		all, said := i.ReadData("aliyun_ssl_vpn_clients", config)
		if said.HasError() {
			t.Fatal(said.Texts())
		}
		return fmt.Sprint(all["clients"])
	}
	ours := map[string]any{"vpn_gateway_id": gatewayID}
	if got := read(ours); !strings.HasSuffix(got, "<>") {
		t.Errorf("nobody is connected: %s", got)
	}
	at := time.Date(2026, time.November, 25, 8, 30, 0, 0, time.UTC)
	people := make([]sim.SslVpnClient, 60) // more than a page
	for n := range people {
		people[n] = sim.SslVpnClient{CommonName: fmt.Sprintf("vsc-%02d", 59-n), PrivateIP: fmt.Sprintf("10.200.0.%d", 4*n+2), IP: "203.0.113.7", Port: "51820", ConnectedTime: at}
	}
	people[0].ReceiveBytes, people[0].SendBytes = 4096, 12
	c.Sim().PutSslVpnServer(sim.SslVpnServer{VpnGatewayID: gatewayID, Clients: people})
	got := read(ours)
	if n := strings.Count(got, `"common_name":tftypes.String<"vsc-`); n != 60 {
		t.Errorf("%d are shown", n)
	}
	for _, want := range []string{`"2026-11-25T08:30:00Z"`, `"203.0.113.7"`, `"51820"`, `"10.200.0.2"`, `"online"`, `"receive_bytes":tftypes.Number<"4096">`, `"send_bytes":tftypes.Number<"12">`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not shown in %.600s", want, got)
		}
	}
	if strings.Index(got, "vsc-00") > strings.Index(got, "vsc-59") {
		t.Error("they are not in order")
	}
	for _, elsewhere := range []map[string]any{{"vpn_gateway_id": "vpn-none"}, {"vpn_gateway_id": gatewayID, "region": sim.ShanghaiRegion}} {
		_, said := i.ReadData("aliyun_ssl_vpn_clients", elsewhere)
		acctest.Contains(t, said.Errors(), "No such VPN gateway", "There is no VPN gateway "+fmt.Sprint(elsewhere["vpn_gateway_id"])+" in cn-")
	}
}

// Refreshing many costs pages, not objects, and none of it goes through the framework.
func TestSslVpnServer_refreshIsBatched(t *testing.T) {
	t.Parallel()
	// A page of servers for every 50, and as many of gateways; three gateways are read one
	// by one before they are listed. One call looks ahead for certificates.
	for n, most := range map[int]int{3: 4, 10: 6, 120: 10} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{Quota: -1})
			first := c.Instance(typeName, nil)
			var all []*acctest.Instance
			for k := range n {
				gateway := c.Sim().PutGateway(sim.Gateway{SslVpn: true, SslMaxConnections: 5, SslVpnInternetIP: fmt.Sprintf("203.0.113.%d", k)})
				i := first.Another()
				if said := i.Import(c.Sim().PutSslVpnServer(sim.SslVpnServer{VpnGatewayID: gateway})); said.HasError() {
					t.Fatal(said.Texts())
				}
				if got := i.String("internet_ip"); got != fmt.Sprintf("203.0.113.%d", k) {
					t.Fatalf("%s is to be dialled", got)
				}
				all = append(all, i)
			}
			next := c.Instance(typeName, nil)
			c.Sim().ResetRequests()
			for _, i := range all {
				if said := next.With(i).Refresh(); len(said) > 0 {
					t.Fatal(said.Texts())
				}
			}
			if got := len(c.Sim().Requests()); got > most {
				t.Errorf("%d calls, want at most %d", got, most)
			}
			if got := c.Shortcuts(); got < n {
				t.Errorf("%d answers without the framework", got)
			}
		})
	}
}

// Without the gateway the address to dial is not known, and neither state nor anybody
// else is told another one.
func TestSslVpnServer_addressToDial(t *testing.T) {
	t.Parallel()
	c := dialIn(t, sim.Options{})
	i := c.Instance(typeName, nil)
	if said := i.Apply(t.Context(), values(nil)); len(said) > 0 || i.String("internet_ip") != internetIP {
		t.Fatalf("%s: %v", i.String("internet_ip"), said.Texts())
	}
	for _, action := range []string{"DescribeVpnGateway", "DescribeVpnGateways"} {
		c.Sim().AddFault(sim.Fault{Action: action, Times: -1, Status: 403, Code: "Forbidden.RAM", Message: "User not authorized."})
	}
	why := "the VPN gateway " + gatewayID + " of the SSL server " + i.String("id") + ", which has the address to dial, could not be read: "
	acctest.Contains(t, i.Refresh().Errors(), "Unable to read SSL server", why, "API code: Forbidden.RAM")
	if i.String("internet_ip") != internetIP {
		t.Errorf("state has %q", i.String("internet_ip"))
	}
	imported := c.Instance(typeName, nil)
	acctest.Contains(t, imported.Import(i.String("id")).Errors(), why)
	for name, config := range map[string]map[string]any{typeName: {"id": i.String("id")}, typeName + "s": nil} {
		_, said := imported.ReadData(name, config)
		acctest.Contains(t, said.Errors(), why)
	}
	c.Sim().ClearFaults()
	// Somebody deleted the gateway, and the server is still listed for a moment.
	c.Sim().RemoveGateway(gatewayID)
	if said := i.Refresh(); len(said) > 0 || !i.Exists() || i.String("internet_ip") != internetIP {
		t.Errorf("%s: %v", i.String("internet_ip"), said.Texts())
	}
	c.Sim().RemoveSslVpnServer(i.String("id"))
	if said := i.Refresh(); len(said) > 0 || i.Exists() {
		t.Errorf("got %v", said.Texts())
	}
}

// Moved from the official provider, offline: the plan is empty.
func TestSslVpnServer_moved(t *testing.T) {
	t.Parallel()
	c := dialIn(t, sim.Options{})
	id := c.Sim().PutSslVpnServer(sim.SslVpnServer{
		VpnGatewayID: gatewayID, Name: "team", ClientIPPool: "192.168.0.0/16", LocalSubnet: "172.16.1.0/24,172.16.2.0/24", Proto: "UDP",
	})
	state, err := json.Marshal(map[string]any{
		"id": id, "vpn_gateway_id": gatewayID, "name": "team", "client_ip_pool": "192.168.0.0/16", "local_subnet": "172.16.1.0/24,172.16.2.0/24",
		"protocol": "UDP", "cipher": "AES-128-CBC", "port": 1194, "compress": false, "connections": 0, "max_connections": 20, "internet_ip": "203.0.113.1",
	})
	if err != nil {
		t.Fatal(err)
	}
	i := c.Instance(typeName, nil)
	if said := i.Move("registry.terraform.io/aliyun/alicloud", "alicloud_ssl_vpn_server", string(state)); said.HasError() {
		t.Fatal(said.Texts())
	}
	if n := len(c.Sim().Requests()); n > 0 {
		t.Errorf("the move made %d calls", n)
	}
	if said := i.Refresh(); len(said) > 0 || i.String("region") != sim.DefaultRegion || i.String("internet_ip") != internetIP {
		t.Errorf("in %s: %v", i.String("region"), said.Texts())
	}
	config := values(map[string]any{"name": "team", "client_ip_pool": "192.168.0.0/16", "local_subnets": []string{"172.16.2.0/24", "172.16.1.0/24"}})
	c.Sim().ResetRequests()
	if !i.Unchanged(config) {
		t.Errorf("the plan after the move is not empty: %v", i)
	}
	expectWrites(t, c)
}
