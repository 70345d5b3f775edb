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
)

const (
	// loadVariable is the variable with which `make load` asks for the real
	// Terraform, which takes minutes.
	loadVariable = "ALIYUN_LOAD"

	loadSeeds, loadObjects, loadParallel = 10, 200, 50
	// Where nothing is paid, fewer rules can be broken.
	freeSeeds, freeObjects = 2, 50
	// loadRate is the share of calls that a fault strikes.
	loadRate = 0.05
)

// loadOf is how often, and with how many objects, a kind is put under load.
func loadOf(s *acctest.Subject) (seeds, objects int) {
	if s.Costs() {
		return loadSeeds, loadObjects
	}
	return freeSeeds, freeObjects
}

// loadFaults are all kinds of faults that pass, each with its share of the rate.
// Not among them is SignatureNonceUsed, which is retried once only, so that dice
// would make it last now and then. late says whether answers may come too late.
func loadFaults(of []*acctest.Subject, seed int, late bool) []sim.Fault {
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
	actions := []string{"TagResources"}
	for _, s := range of {
		actions = append(actions, s.CreateAction)
	}
	slices.Sort(actions)
	share := loadRate / float64(len(all)+1) // an action has one code for a busy object
	for _, action := range slices.Compact(actions) {
		all = append(all, sim.Busy(action, "TaskConflict", -1))
	}
	for n := range all {
		all[n].Times, all[n].Probability, all[n].Seed = -1, share, uint64(seed*100+n)
	}
	return all
}

// addLoad makes a simulator one with faults at random.
func addLoad(s *sim.Server, seed int, late bool, of ...*acctest.Subject) {
	for _, f := range loadFaults(of, seed, late) {
		s.AddFault(f)
	}
}

// loadOptions are those of a simulator under load.
var loadOptions = sim.Options{Quota: -1, ConnectionQuota: -1, RouteQuota: -1, BuildTime: transition, HideAfterCreate: 1}

// checkLoad wants as many objects alive and, where they cost something, bought as
// there are IDs in state, and the same ones.
func checkLoad(t *testing.T, s *sim.Server, of *acctest.Subject, inState []string) string {
	t.Helper()
	live, bought := of.Live(s), []string{}
	for _, entry := range s.Ledger() {
		if entry.Kind == sim.LedgerPurchase {
			bought = append(bought, entry.ObjectID)
		}
	}
	if !of.Costs() {
		bought = slices.Clone(live)
	}
	struck := struckCalls(s)
	for _, ids := range [][]string{live, bought, inState} {
		slices.Sort(ids)
	}
	if _, want := loadOf(of); len(live) != want || !slices.Equal(live, bought) || !slices.Equal(live, inState) || struck == 0 {
		t.Errorf("want %d objects alive, bought once and in state, after faults", want)
	}
	return fmt.Sprintf("%d live, %d bought, %d in state; %d of %d calls struck",
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

// TestLoad creates many objects of a kind, 50 at a time, in one provider process.
func TestLoad(t *testing.T) {
	t.Parallel()
	for _, s := range subjects() {
		seeds, _ := loadOf(s)
		for seed := range seeds {
			t.Run(fmt.Sprint(s.TypeName, "/seed ", seed+1), func(t *testing.T) {
				t.Parallel()
				start, line := time.Now(), ""
				synctest.Test(t, func(t *testing.T) { line = loadOverProtocol(t, s, seed+1) })
				reportRun(t, s.TypeName+" over the protocol", seed+1, line, start)
			})
		}
	}
}

// loadOverProtocol is in virtual time, so that an answer is too late only where
// a fault makes it so, however slow the machine is.
func loadOverProtocol(t *testing.T, s *acctest.Subject, seed int) string {
	t.Helper()
	c := acctest.NewVirtual(t, loadOptions)
	addLoad(s.Seeded(c.Sim()), seed, true, s)
	more := attributes{}
	if s.Full["tags"] != nil {
		more["tags"] = map[string]string{"load": "1"}
	}
	first := c.Instance(s.TypeName, nil)
	var (
		all     sync.WaitGroup
		mu      sync.Mutex
		inState []string
		turns   = make(chan struct{}, loadParallel)
	)
	_, objects := loadOf(s)
	for n := range objects {
		turns <- struct{}{}
		all.Go(func() {
			defer func() { <-turns }()
			i := first.Another()
			said := i.Apply(t.Context(), with(s.Nth(n+1), more))
			mu.Lock()
			defer mu.Unlock()
			if len(said) > 0 {
				t.Error(strings.Join(said.Texts(), "\n"))
			}
			inState = append(inState, i.String("id"))
		})
	}
	all.Wait()
	return checkLoad(t, c.Sim(), s, inState)
}

// TestLoad_terraform is the same for gateways with the real Terraform and the real provider,
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
			addLoad(c.Sim(), seed+1, false, vpnGateway())
			w := newWorkspace(t, c.Provider()+fmt.Sprintf(`
resource "aliyun_vpn_gateway" "load" {
  count     = %d
  vpc_id    = %q
  bandwidth = 10
  tags      = { load = "1" }
  %s
}
`, loadObjects, sim.DefaultVPC, c.Network().VSwitches()))
			w.must("apply", "-auto-approve", "-no-color", fmt.Sprint("-parallelism=", loadParallel))
			var inState []string
			for _, o := range w.state() {
				if o.Tainted {
					t.Errorf("%s is tainted", o.ID)
				}
				inState = append(inState, o.ID)
			}
			reportRun(t, "with the real CLI", seed+1, checkLoad(t, c.Sim(), vpnGateway(), inState), start)
		})
	}
}
