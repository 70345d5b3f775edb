package vpnconnection_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

func TestVpnConnection_found(t *testing.T) {
	t.Parallel()
	c := office(t, sim.Options{})
	const other = "vpn-bp1other0000000000001"
	c.Sim().PutGateway(sim.Gateway{VpnGatewayID: other})
	tunnel := sim.VpnTunnel{
		CustomerGatewayID: customerGatewayID, Ike: sim.IkeConfig{Version: "ikev2", Mode: "main", EncAlg: "aes256", AuthAlg: "sha256", Pfs: "group14", Lifetime: 86400, Psk: "never-shown"},
		Bgp: &sim.TunnelBgp{LocalAsn: 65530, TunnelCidr: "169.254.10.0/30", LocalBgpIP: "169.254.10.1", PeerAsn: 65001, PeerBgpIP: "169.254.10.2", Status: "success"},
	}
	second := tunnel
	second.CustomerGatewayID = secondCustomerGatewayID
	second.Bgp = &sim.TunnelBgp{LocalAsn: 65530, TunnelCidr: "169.254.11.0/30", LocalBgpIP: "169.254.11.1"}
	first := c.Sim().PutVpnConnection(sim.VpnConnection{VpnGatewayID: gatewayID, Name: "office", Tunnels: []sim.VpnTunnel{tunnel, second}, Tags: map[string]string{"k": "1"}})
	c.Sim().PutVpnConnection(sim.VpnConnection{VpnGatewayID: other, Name: "twin", RemoteSubnet: "172.16.0.0/12"})
	c.Sim().PutVpnConnection(sim.VpnConnection{VpnGatewayID: other, Name: "twin", RemoteSubnet: "172.32.0.0/12"})
	i := c.Instance("aliyun_vpn_connection", nil)
	for _, by := range []map[string]any{{"name": "office"}, {"id": first}} {
		one, said := i.ReadData("aliyun_vpn_connection", by)
		if said.HasError() {
			t.Fatal(said.Texts())
		}
		shown := fmt.Sprint(one)
		for _, want := range []string{first, "peer_asn", "65001", "success", "169.254.10.2", "ikev2", secondCustomerGatewayID} {
			if !strings.Contains(shown, want) {
				t.Errorf("%v: %q is not shown in %s", by, want, shown)
			}
		}
		for _, hidden := range []string{"never-shown", "psk", "auto_config_route"} {
			if strings.Contains(shown, hidden) {
				t.Errorf("%q is shown in %s", hidden, shown)
			}
		}
	}
	_, said := i.ReadData("aliyun_vpn_connection", map[string]any{"name": "twin"})
	acctest.Contains(t, said.Errors(), "More than one IPsec connection", `2 IPsec connections in cn-hangzhou are named "twin"`)
	_, said = i.ReadData("aliyun_vpn_connection", map[string]any{"name": "none"})
	acctest.Contains(t, said.Errors(), "No such IPsec connection", `No IPsec connection in cn-hangzhou is named "none". There are:`)
	for _, test := range []struct {
		filter map[string]any
		want   int
	}{
		{nil, 3},
		{map[string]any{"vpn_gateway_id": other}, 2},
		{map[string]any{"customer_gateway_id": secondCustomerGatewayID}, 1},
		{map[string]any{"tags": map[string]string{"k": "1"}}, 1},
		{map[string]any{"name_regex": "^tw"}, 2},
	} {
		all, said := i.ReadData("aliyun_vpn_connections", test.filter)
		if got := strings.Count(all["ids"].String(), "vco-"); said.HasError() || got != test.want {
			t.Errorf("%v: %d, want %d: %v", test.filter, got, test.want, said.Texts())
		}
		if strings.Contains(fmt.Sprint(all), "never-shown") {
			t.Errorf("a key is shown: %v", all)
		}
	}
}

// Refreshing many costs pages, not objects, and none of it goes through the framework.
func TestVpnConnection_refreshIsBatched(t *testing.T) {
	t.Parallel()
	for n, most := range map[int]int{10: 4, 100: 6} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			c := office(t, sim.Options{ConnectionQuota: -1})
			first := c.Instance("aliyun_vpn_connection", nil)
			var all []*acctest.Instance
			for k := range n {
				id := c.Sim().PutVpnConnection(sim.VpnConnection{VpnGatewayID: gatewayID, RemoteSubnet: fmt.Sprintf("192.168.%d.0/24", k)})
				i := first.Another()
				if said := i.Import(id); said.HasError() {
					t.Fatal(said.Texts())
				}
				all = append(all, i)
			}
			next := c.Instance("aliyun_vpn_connection", nil)
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
