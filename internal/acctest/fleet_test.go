package acctest_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// fleet is how many objects of each kind a large account has in one region.
const (
	fleetGateways, fleetCustomers, fleetConnections = 50, 200, 200
	fleetRoutes, fleetPolicyRoutes                  = 500, 100
	fleetSslServers, fleetCerts                     = 20, 500
	fleetPage, fleetFree                            = 50, 10
	fleetObjects                                    = fleetGateways + fleetCustomers + fleetConnections + fleetRoutes + fleetPolicyRoutes + fleetSslServers + fleetCerts
)

// putFleet adds a fleet to a simulator, and returns the IDs by kind, parents before
// what belongs to them.
func putFleet(s *sim.Server) [][]string {
	var gateways, customers, connections, routes, policyRoutes, servers, certs []string
	for n := range fleetGateways {
		gateways = append(gateways, s.PutGateway(sim.Gateway{
			Name: fmt.Sprintf("office-%d", n), SslVpn: true, SslMaxConnections: 20, SslVpnInternetIP: "203.0.113.7", Tags: map[string]string{"team": "network"},
		}))
	}
	for n := range fleetCustomers {
		customers = append(customers, s.PutCustomerGateway(sim.CustomerGateway{
			Name: fmt.Sprintf("line-%d", n), IPAddress: fmt.Sprintf("203.0.%d.%d", n/200, n%200+1), Asn: 65001,
		}))
	}
	for n := range fleetConnections {
		far := sim.VpnTunnel{CustomerGatewayID: customers[n]}
		connections = append(connections, s.PutVpnConnection(sim.VpnConnection{
			Name: fmt.Sprintf("office-%d", n), VpnGatewayID: gateways[n%fleetGateways], RemoteSubnet: fmt.Sprintf("172.16.%d.0/24", n),
			Tunnels: []sim.VpnTunnel{far, far}, Tags: map[string]string{"team": "network"},
		}))
	}
	for n := range fleetRoutes {
		routes = append(routes, s.PutVpnRoute(sim.VpnRoute{
			VpnGatewayID: gateways[n%fleetGateways], RouteDest: fmt.Sprintf("10.%d.%d.0/24", n/250, n%250), NextHop: connections[n%fleetGateways], Weight: 100,
		}))
	}
	for n := range fleetPolicyRoutes {
		policyRoutes = append(policyRoutes, s.PutVpnRoute(sim.VpnRoute{
			VpnGatewayID: gateways[n%fleetGateways], RouteSource: "192.168.0.0/24", RouteDest: fmt.Sprintf("10.9.%d.0/24", n),
			NextHop: connections[n%fleetGateways], Weight: 100, Priority: 10,
		}))
	}
	for n := range fleetSslServers {
		servers = append(servers, s.PutSslVpnServer(sim.SslVpnServer{VpnGatewayID: gateways[n]}))
	}
	for n := range fleetCerts {
		certs = append(certs, s.PutSslVpnClientCert(sim.SslVpnClientCert{Name: fmt.Sprintf("person-%d", n), SslVpnServerID: servers[n%fleetSslServers]}))
	}
	return [][]string{gateways, customers, connections, routes, policyRoutes, servers, certs}
}

// A refresh of a fleet costs pages, not objects: those of a list for each kind, a list
// for each gateway and kind of routes, and a few calls more. It does not depend on how
// many objects are read at a time.
func TestFleet_calls(t *testing.T) {
	t.Parallel()
	pages := func(n int) int { return (n + fleetPage - 1) / fleetPage }
	most := pages(fleetGateways) + pages(fleetCustomers) + pages(fleetConnections) + 2*fleetGateways + pages(fleetSslServers) + pages(fleetCerts) + fleetFree
	kinds := []*acctest.Subject{vpnGateway(), customerGateway(), vpnConnection(), vpnRoute(), vpnPolicyRoute(), sslVpnServer(), sslClientCert()}
	c := acctest.New(t, sim.Options{})
	fleet := putFleet(c.Sim())
	imported := make([][]*acctest.Instance, len(kinds))
	count := 0
	for k, subject := range kinds {
		first := c.Instance(subject.TypeName, nil)
		for _, id := range fleet[k] {
			i := first.Another()
			if said := i.Import(id); said.HasError() {
				t.Fatal(said.Texts())
			}
			imported[k] = append(imported[k], i)
			count++
		}
	}
	if count != fleetObjects {
		t.Fatalf("%d objects", count)
	}
	for _, parallelism := range []int{1, 10, 50} {
		// One process serves all kinds.
		process := c.Instance(kinds[0].TypeName, nil)
		c.Sim().ResetRequests()
		before := c.Shortcuts()
		var group sync.WaitGroup
		slots := make(chan struct{}, parallelism)
		for k := range kinds {
			for _, i := range imported[k] {
				slots <- struct{}{}
				group.Go(func() {
					defer func() { <-slots }()
					if said := i.In(process).Refresh(); len(said) > 0 {
						t.Errorf("%s: %v", kinds[k].TypeName, said.Texts())
					}
				})
			}
		}
		group.Wait()
		calls := map[string]int{}
		for _, r := range c.Sim().Requests() {
			calls[r.Action]++
		}
		all := len(c.Sim().Requests())
		if all > most {
			t.Errorf("%d at a time: %d calls, want at most %d: %v", parallelism, all, most, calls)
		}
		if got := c.Shortcuts() - before; got != fleetObjects {
			t.Errorf("%d at a time: %d of %d answers without the framework", parallelism, got, fleetObjects)
		}
	}
}
