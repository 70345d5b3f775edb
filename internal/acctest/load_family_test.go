package acctest_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

const (
	familyObjects, moreFamilyObjects     = 80, 500
	familyLoadSeeds, moreFamilyLoadSeeds = 2, 10
	// Several connections and routes change one gateway, which does one at a time.
	crowdHops, crowdRoutes = 4, 3
)

// TestLoad_family creates many objects of all kinds, which hang on each other, 50 at a
// time in one provider process, under faults, and destroys them so.
func TestLoad_family(t *testing.T) {
	t.Parallel()
	seeds, objects := familyLoadSeeds, familyObjects
	if os.Getenv(loadVariable) != "" {
		seeds, objects = moreFamilyLoadSeeds, moreFamilyObjects
	}
	for seed := range seeds {
		t.Run(fmt.Sprint("seed ", seed+1), func(t *testing.T) {
			t.Parallel()
			start, line := time.Now(), ""
			synctest.Test(t, func(t *testing.T) { line = loadFamily(t, seed+1, objects) })
			reportRun(t, "all kinds over the protocol", seed+1, line, start)
		})
	}
}

// crowd is one gateway that much hangs on.
func (g *graph) crowd() {
	gateway := g.add(asGateway, true)
	for range crowdHops {
		hop := g.add(asHop, true, gateway, g.farEnd())
		for range crowdRoutes {
			g.add("route", true, gateway, hop)
			g.add("policy route", false, gateway, hop)
		}
	}
}

// byKind counts the nodes of each type.
func (g *graph) byKind() map[string]int {
	all := map[string]int{}
	for _, n := range g.nodes {
		all[n.subject.TypeName]++
	}
	return all
}

func loadFamily(t *testing.T, seed, objects int) string {
	t.Helper()
	g := &graph{dice: rand.New(rand.NewPCG(uint64(seed), 2)), members: members()}
	g.crowd()
	for len(g.nodes) < objects || len(g.byKind()) < len(subjects()) {
		g.grow()
	}
	options := loadOptions
	options.ClientCertQuota, options.UpdateTime, options.DeleteTime, options.RealTime = -1, loadTransition, loadTransition, true
	c := acctest.NewVirtual(t, options)
	addLoad(c.Sim(), seed, true, subjects()...)
	create := newFamilyRun(t, c, g, loadParallel)
	create.apply(t.Context())
	for _, text := range create.all.Errors() {
		t.Error(text)
	}
	byKind := g.byKind()
	live, inState := map[string]bool{}, map[string]bool{}
	for _, o := range c.Sim().Objects() {
		live[o.ID] = true
	}
	for _, n := range g.nodes {
		id := n.held()
		if inState[id] || !live[id] || n.state.Tainted() {
			t.Errorf("state holds %q of %s: twice %t, alive %t, tainted %t", id, n, inState[id], live[id], n.state.Tainted())
			continue
		}
		inState[id] = true
		for _, difference := range n.subject.Differences(c.Sim(), id, n.configured()) {
			t.Errorf("%s is not as configured: %s", n, difference)
		}
	}
	if all, want := len(c.Sim().Objects()), len(g.nodes)+len(c.Sim().TransitRouterVpnAttachments()); all != want {
		t.Errorf("there are %d objects, and not %d", all, want)
	}
	bought := purchases(c.Sim())
	if gateways := byKind[vpnGateway().TypeName] + byKind[enhancedGateway().TypeName]; bought != gateways {
		t.Errorf("%d of %d gateways were bought", bought, gateways)
	}
	c.Sim().ClearFaults()
	for _, left := range newFamilyRun(t, c, g, loadParallel).undone() {
		t.Errorf("a second plan says: %s", left)
	}

	addLoad(c.Sim(), seed+moreFamilyLoadSeeds, true, subjects()...)
	for _, n := range g.nodes {
		n.wanted = false
	}
	destroy := newFamilyRun(t, c, g, loadParallel)
	destroy.apply(t.Context())
	for _, text := range destroy.all.Errors() {
		t.Error(text)
	}
	for _, o := range c.Sim().Objects() {
		t.Errorf("left behind: %+v", o)
	}
	struck := struckCalls(c.Sim())
	if struck == 0 {
		t.Error("no fault has struck")
	}
	return fmt.Sprintf("%d objects (%s), %d bought, all in state, all destroyed; %d of %d calls struck",
		len(g.nodes), counts(byKind), bought, struck, len(c.Sim().Requests()))
}

const loadTransition = 3 * time.Second

func purchases(s *sim.Server) int {
	n := 0
	for _, entry := range s.Ledger() {
		if entry.Kind == sim.LedgerPurchase {
			n++
		}
	}
	return n
}

func struckCalls(s *sim.Server) int {
	n := 0
	for _, r := range s.Requests() {
		if r.Fault != "" {
			n++
		}
	}
	return n
}

// counts is "3 vpn_connection, 1 vpn_gateway".
func counts(byKind map[string]int) string {
	var all []string
	for _, kind := range slices.Sorted(maps.Keys(byKind)) {
		all = append(all, fmt.Sprint(byKind[kind], " ", strings.TrimPrefix(kind, "aliyun_")))
	}
	return strings.Join(all, ", ")
}
