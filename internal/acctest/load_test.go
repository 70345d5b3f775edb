package acctest_test

import (
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpngateway"
)

const (
	// loadVariable is the variable with which `make load` asks for the real
	// Terraform, which takes minutes.
	loadVariable = "ALIYUN_LOAD"

	loadSeeds, loadGateways, loadParallel = 10, 200, 50
	// loadRate is the share of calls that a fault strikes.
	loadRate = 0.05
)

// loadFaults are all kinds of faults that pass, each with its share of the rate.
// Not among them is SignatureNonceUsed, which is retried once only, so that dice
// would make it last now and then. late says whether answers may come too late.
func loadFaults(seed int, late bool) []sim.Fault {
	raw := func(status int, body string) sim.Fault {
		return sim.Fault{Kind: sim.KindRaw, Status: status, Body: body, Applied: true}
	}
	all := []sim.Fault{
		sim.Throttle("", -1),
		withHeader(sim.Throttle("", -1), "X-Ratelimit-User-Api", "TimeLeft:20"),
		sim.ServerError("", 500, -1), sim.ServerError("", 503, -1), sim.ServerError("", 504, -1), sim.BadGateway("", -1),
		raw(http.StatusServiceUnavailable, ""),
		raw(http.StatusOK, loginPage),
		raw(http.StatusOK, `{"RequestId": "0`),
		raw(http.StatusOK, `{"RequestId": "0"}`),
		{Kind: sim.KindReset},
		sim.LostAnswer("", -1),
		{Kind: sim.KindCut, CutAfter: 20},
		stillProcessing,
	}
	if late {
		for _, applied := range []bool{false, true} {
			all = append(all, sim.Fault{Kind: sim.KindDelay, Delay: tooLate, Applied: applied})
		}
	}
	for _, action := range []string{"CreateVpnGateway", "TagResources"} {
		all = append(all, sim.Busy(action, "TaskConflict", -1))
	}
	for n := range all {
		all[n].Times, all[n].Probability, all[n].Seed = -1, loadRate/float64(len(all)), uint64(seed*100+n)
	}
	return all
}

// addLoad makes a simulator one with faults at random.
func addLoad(s *sim.Server, seed int, late bool) {
	for _, f := range loadFaults(seed, late) {
		s.AddFault(f)
	}
}

// loadOptions are those of a simulator under load.
var loadOptions = sim.Options{Quota: -1, BuildTime: transition, HideAfterCreate: 1}

// checkLoad wants as many gateways alive and bought as there are IDs in state,
// and the same ones.
func checkLoad(t *testing.T, s *sim.Server, inState []string) string {
	t.Helper()
	var live, bought []string
	for _, g := range s.Gateways() {
		live = append(live, g.VpnGatewayID)
	}
	for _, entry := range s.Ledger() {
		if entry.Kind == sim.LedgerPurchase {
			bought = append(bought, entry.ObjectID)
		}
	}
	struck := 0
	for _, request := range s.Requests() {
		if request.Fault != "" {
			struck++
		}
	}
	for _, ids := range [][]string{live, bought, inState} {
		slices.Sort(ids)
	}
	if len(live) != loadGateways || !slices.Equal(live, bought) || !slices.Equal(live, inState) || struck == 0 {
		t.Errorf("want %d gateways alive, bought once and in state, after faults", loadGateways)
	}
	return fmt.Sprintf("%d live, %d in the ledger, %d in state; %d of %d calls struck",
		len(live), len(bought), len(slices.Compact(inState)), struck, len(s.Requests()))
}

// reportRun prints the line of a seed: `make load` shows it without -v.
func reportRun(t *testing.T, way string, seed int, line string, start time.Time) {
	t.Helper()
	line = fmt.Sprintf("%s, seed %2d: %s; %.1f s", way, seed, line, time.Since(start).Seconds())
	if os.Getenv(loadVariable) == "" {
		t.Log(line)
	} else {
		fmt.Fprintln(os.Stdout, line)
	}
}

// TestLoad creates 200 gateways, 50 at a time, in one provider process.
func TestLoad(t *testing.T) {
	t.Parallel()
	for seed := range loadSeeds {
		t.Run(fmt.Sprint("seed ", seed+1), func(t *testing.T) {
			t.Parallel()
			start, line := time.Now(), ""
			synctest.Test(t, func(t *testing.T) { line = loadOverProtocol(t, seed+1) })
			reportRun(t, "over the protocol", seed+1, line, start)
		})
	}
}

// loadOverProtocol is in virtual time, so that an answer is too late only where
// a fault makes it so, however slow the machine is.
func loadOverProtocol(t *testing.T, seed int) string {
	t.Helper()
	c := acctest.NewVirtual(t, loadOptions)
	addLoad(c.Sim(), seed, true)
	config := with(vpnGateway().Minimal, attributes{"tags": map[string]string{"load": "1"}})
	first := c.Instance(vpngateway.TypeName, nil)
	var (
		all     sync.WaitGroup
		mu      sync.Mutex
		inState []string
		turns   = make(chan struct{}, loadParallel)
	)
	for range loadGateways {
		turns <- struct{}{}
		all.Go(func() {
			defer func() { <-turns }()
			i := first.Another()
			said := i.Apply(t.Context(), config)
			mu.Lock()
			defer mu.Unlock()
			if len(said) > 0 {
				t.Error(strings.Join(said.Texts(), "\n"))
			}
			inState = append(inState, i.String("id"))
		})
	}
	all.Wait()
	return checkLoad(t, c.Sim(), inState)
}

// TestLoad_terraform is the same with the real Terraform and the real provider,
// with its own waits, a seed after the other.
func TestLoad_terraform(t *testing.T) {
	if os.Getenv(loadVariable) == "" {
		t.Skip(loadVariable + " is not set: `make load` sets it")
	}
	for seed := range loadSeeds {
		t.Run(fmt.Sprint("seed ", seed+1), func(t *testing.T) {
			start := time.Now()
			// The provider waits half a minute for an answer, so none comes too late.
			c := acctest.New(t, loadOptions)
			addLoad(c.Sim(), seed+1, false)
			w := newWorkspace(t, c.Provider()+fmt.Sprintf(`
resource "aliyun_vpn_gateway" "load" {
  count     = %d
  vpc_id    = %q
  bandwidth = 10
  tags      = { load = "1" }
  %s
}
`, loadGateways, sim.DefaultVPC, c.Network().VSwitches()))
			w.must("apply", "-auto-approve", "-no-color", fmt.Sprint("-parallelism=", loadParallel))
			var inState []string
			for _, o := range w.state() {
				if o.Tainted {
					t.Errorf("%s is tainted", o.ID)
				}
				inState = append(inState, o.ID)
			}
			reportRun(t, "with the real CLI", seed+1, checkLoad(t, c.Sim(), inState), start)
		})
	}
}
