package acctest_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpnconnection"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpnroute"
)

// Twenty connections and a hundred routes of one gateway, each of whose changes takes
// 3 s, and whose answers 50 ms: since the API refuses two changes of a gateway at a
// time, they cannot take less than the sum. They take at most a tenth more, and few
// looks each, in virtual time.
func TestOneGateway_sum(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const connections, routes, change = 20, 100, 3 * time.Second
		c := acctest.NewVirtual(t, sim.Options{
			UpdateTime: change, Latency: 50 * time.Millisecond, RealTime: true, TickPerCall: time.Nanosecond, ConnectionQuota: -1, RouteQuota: -1,
		})
		c.Sim().PutGateway(sim.Gateway{VpnGatewayID: ourGateway})
		far := c.Sim().PutCustomerGateway(sim.CustomerGateway{IPAddress: "203.0.113.1"})
		connection, route := c.Instance(vpnconnection.Kind.TypeName, nil), c.Instance(vpnroute.Kind.TypeName, nil)
		var made [connections]*acctest.Instance
		var group sync.WaitGroup
		apply := func(i *acctest.Instance, config attributes) {
			group.Go(func() {
				if said := i.Apply(t.Context(), config); said.HasError() {
					t.Error(said.Texts())
				}
			})
		}
		begun := time.Now()
		for n := range connections {
			made[n] = connection.Another()
			apply(made[n], with(vpnConnection().Minimal, attributes{
				"vpn_gateway_id": ourGateway, "remote_subnets": []string{fmt.Sprintf("172.16.%d.0/24", n)}, "auto_config_route": false,
				"tunnels": attributes{"master": attributes{"customer_gateway_id": far}, "slave": attributes{"customer_gateway_id": far}},
			}))
		}
		group.Wait()
		for n := range routes {
			apply(route.Another().In(connection), attributes{
				"vpn_gateway_id": ourGateway, "next_hop": made[n%connections].String("id"), "destination": fmt.Sprintf("10.8.%d.0/24", n),
			})
		}
		group.Wait()
		sum := (connections + routes) * change
		if took := time.Since(begun); took < sum || took > sum*11/10 {
			t.Errorf("took %v, and one after the other would be %v", took, sum)
		}
		writes, looks := 0, 0
		for _, r := range c.Sim().Requests() {
			if r.Code != "" {
				t.Errorf("%s was refused with %s", r.Action, r.Code)
			}
			if strings.HasPrefix(r.Action, "Create") {
				writes++
			} else {
				looks++
			}
		}
		if writes != connections+routes || looks > 6*writes {
			t.Errorf("%d writes, %d reads", writes, looks)
		}
	})
}
