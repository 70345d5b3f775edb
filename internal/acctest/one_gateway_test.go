package acctest_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// TestOneGateway_connections creates and destroys many connections of one gateway
// at once, with the real CLI and the provider's own waits. The API refuses a change
// of a gateway that is being changed; since the provider lets them take turns, it
// refuses none, and no call is repeated.
func TestOneGateway_connections(t *testing.T) {
	t.Parallel()
	const n = 20
	c := acctest.New(t, sim.Options{RealTime: true, TickPerCall: time.Nanosecond, UpdateTime: 200 * time.Millisecond, ConnectionQuota: -1})
	gateway := c.Sim().PutGateway(sim.Gateway{})
	far := c.Sim().PutCustomerGateway(sim.CustomerGateway{IPAddress: "203.0.113.1"})
	w := newWorkspace(t, c.Provider()+fmt.Sprintf(`
resource "aliyun_vpn_connection" "many" {
  count          = %d
  vpn_gateway_id = %q
  local_subnets  = ["10.0.0.0/16"]
  remote_subnets = ["192.168.${count.index}.0/24"]
  ike            = { version = "ikev2", encryption = "aes256", authentication = "sha256", dh_group = "group14" }
  ipsec          = { encryption = "aes256", authentication = "sha256", pfs_group = "group14" }
  tunnels = {
    master = { customer_gateway_id = %q }
    slave  = { customer_gateway_id = %q }
  }
}
`, n, gateway, far, far))
	calls := func(action string) {
		t.Helper()
		if got := c.Calls(action); got != n {
			t.Errorf("%d calls of %s, want %d", got, action, n)
		}
		for _, r := range c.Sim().Requests() {
			if strings.Contains(r.Code, "onfiguring") || strings.Contains(strings.ToLower(r.Code), "conflict") {
				t.Errorf("%s was refused: %s", r.Action, r.Code)
			}
		}
	}
	w.must("apply", "-auto-approve", "-no-color", "-parallelism=50")
	calls("CreateVpnConnection")
	if got := len(c.Sim().VpnConnections()); got != n {
		t.Errorf("%d connections", got)
	}
	w.must("plan", "-detailed-exitcode", "-no-color")
	w.must("destroy", "-auto-approve", "-no-color", "-parallelism=50")
	calls("DeleteVpnConnection")
	if left := c.Sim().VpnConnections(); len(left) > 0 {
		t.Errorf("left behind: %+v", left)
	}
}
