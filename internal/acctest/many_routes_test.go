package acctest_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// A hundred routes of one gateway in one apply of the real CLI, 50 at a time: no
// call is refused, so that the gateway's turn has held back every one that would
// have been. How long it takes is tested in virtual time (TestRoute_many).
func TestManyRoutes(t *testing.T) {
	t.Parallel()
	const many = 100
	s := sim.New(sim.Options{RouteQuota: -1, UpdateTime: 20 * time.Millisecond, RealTime: true})
	addRouted(s, ourGateway, ourHop)
	w := newWorkspace(t, fmt.Sprintf(`
provider "aliyun" { region = %q }

resource "aliyun_vpn_route_entry" "many" {
  count          = %d
  vpn_gateway_id = %q
  next_hop       = %q
  destination    = "10.${count.index}.0.0/16"
}
`, sim.DefaultRegion, many, ourGateway, ourHop), append(keyPair(), "ALIBABA_CLOUD_ENDPOINT_VPC="+serveSim(t, s))...)
	check := func(command string, want int) {
		t.Helper()
		if got := len(s.VpnRoutes()); got != want || len(w.state()) != want {
			t.Errorf("%s: %d routes, and %d in state", command, got, len(w.state()))
		}
		writes := 0
		for _, r := range s.Requests() {
			if r.Code != "" {
				t.Errorf("%s: %s was refused with %s", command, r.Action, r.Code)
			}
			if !strings.HasPrefix(r.Action, "Describe") {
				writes++
			}
		}
		if writes != many {
			t.Errorf("%s: %d writes", command, writes)
		}
		s.ResetRequests()
	}
	w.must("apply", "-auto-approve", "-no-color", "-parallelism=50")
	check("apply", many)
	w.must("plan", "-detailed-exitcode", "-no-color")
	if calls := len(s.Requests()); calls > 3 {
		t.Errorf("%d calls to refresh %d routes", calls, many)
	}
	s.ResetRequests()
	w.must("destroy", "-auto-approve", "-no-color", "-parallelism=50")
	check("destroy", 0)
}
