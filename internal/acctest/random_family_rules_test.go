package acctest_test

import (
	"fmt"
	"maps"
	"slices"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// remember keeps what lives, and whose it is.
func (f *family) remember() {
	f.before = map[string]*node{}
	f.taken.Clear()
	for _, n := range f.nodes {
		for _, id := range n.live(f.sim()) {
			f.before[id] = n
		}
	}
}

// transitRouterAttachment is the kind of what the official provider's resources make.
const transitRouterAttachment = "transit_router_vpn_attachment"

// judge finds what must not be after a command. What is not in state counts only when
// nobody said so.
func (f *family) judge(run *familyRun, command string) {
	f.t.Helper()
	for _, n := range f.nodes {
		live := n.live(f.sim())
		n.adrift = n.adrift || n.saysWayBack(run.said[n]) || run.killed.Load() && len(live) > 0
		n.adrift = n.adrift && !slices.Contains(live, n.held())
	}
	for _, violation := range f.violations(run) {
		f.t.Errorf("%s, after: %s", violation, command)
	}
}

// violations holds the ledger, what lives and the state against each other after a
// command.
func (f *family) violations(run *familyRun) []string {
	var all []string
	report := func(when bool, format string, args ...any) {
		if when {
			all = append(all, fmt.Sprintf(format, args...))
		}
	}
	owned := map[string]bool{}
	for _, n := range f.nodes {
		live, held := n.live(f.sim()), n.held()
		for _, id := range live {
			owned[id] = true
		}
		report(len(live) > 1, "%s exists several times: %v", n, live)
		report(len(live) > 0 && held == "" && !n.adrift, "%s %v is not in state, and nobody said so", n, live)
		report(len(live) > 0 && held != "" && !slices.Contains(live, held) && !n.adrift, "state holds %s of %s, and %v is alive", held, n, live)
		report(slices.Contains(live, held) && n.state.Tainted() && run.does[n] == acctest.PlannedCreate, "%s is healthy and tainted", n)
	}
	// Of those that went, each was to go: by the plan, or other people took it.
	for id, n := range f.before {
		planned := run.does[n] == acctest.PlannedDelete || run.does[n] == acctest.PlannedReplace
		_, taken := f.taken.Load(id)
		report(!owned[id] && !planned && !taken, "%s of %s was deleted by a command that was not to", id, n)
	}
	report(f.describeForeign() != f.untouched, "foreign objects were %s\nand are %s", f.untouched, f.describeForeign())
	foreign := slices.Collect(maps.Values(f.foreign))
	for _, r := range f.sim().Requests() {
		report(len(r.Unknown) > 0, "%s was sent with parameters that it does not have: %v", r.Action, r.Unknown)
		for _, value := range r.Params {
			report(slices.Contains(foreign, value) && isWrite(nil, r.Action), "a foreign object was named by %s", r.Action)
		}
	}
	for _, o := range acctest.Leftovers(f.seeded, f.sim().Objects()) {
		goes := o.Status == "deleting" || o.Kind == transitRouterAttachment
		report(!owned[o.ID] && !goes, "nobody knows of %+v", o)
	}
	return append(all, f.bill()...)
}

// bill holds what was bought against what is alive, and what was released.
func (f *family) bill() []string {
	balance := map[string]int{}
	for _, entry := range f.sim().Ledger() {
		switch entry.Kind {
		case sim.LedgerPurchase:
			balance[entry.ObjectID]++
		case sim.LedgerRelease:
			balance[entry.ObjectID]--
		default:
		}
	}
	for _, o := range acctest.Leftovers(f.seeded, f.sim().Objects()) {
		if o.Kind == "vpn_gateway" && o.Status != "deleting" { // that was released already
			balance[o.ID]--
		}
	}
	var all []string
	for id, n := range balance {
		if n != 0 {
			all = append(all, fmt.Sprintf("%s was bought %d times more than it exists", id, n))
		}
	}
	return all
}

// recover does what the errors said: looks for the objects, and imports them. Of what
// may exist several times, all but one are deleted by hand.
func (f *family) recover() {
	f.t.Helper()
	f.clearFaults()
	f.pass(aWhile)
	f.remember()
	run := f.newRun()
	for _, n := range f.nodes {
		live := n.live(f.sim())
		if !n.adrift || len(live) == 0 || slices.Contains(live, n.held()) {
			n.adrift = false
			continue
		}
		run.importIt(n, live[0])
	}
	f.note("recover", run)
	must(f.t, run.all)
	f.judge(run, "recover")
}

// reconcile is the end of the story: nothing is wrong any more, and the user gets
// what is configured, and at last nothing.
func (f *family) reconcile() {
	f.t.Helper()
	f.recover()
	if len(f.wantedNodes()) == 0 {
		f.grow()
	}
	f.must("the last apply")
	for _, n := range f.wantedNodes() {
		live := n.live(f.sim())
		if len(live) != 1 || n.held() != live[0] {
			f.t.Errorf("in the end there are %v of %s, and state holds %q", live, n, n.held())
			continue
		}
		for _, difference := range n.subject.Differences(f.sim(), live[0], n.configured()) {
			f.t.Errorf("in the end %s is not as configured: %s", n, difference)
		}
	}
	for _, left := range f.newRun().undone() {
		f.t.Errorf("in the end a plan says: %s", left)
	}
	for _, n := range f.nodes {
		n.wanted = false
	}
	f.must("the destroy in the end")
	f.pass(aWhile)
	for _, o := range acctest.Leftovers(f.seeded, f.sim().Objects()) {
		f.t.Errorf("left behind: %+v", o)
	}
	for _, n := range f.nodes {
		if n.held() != "" {
			f.t.Errorf("%s is still in state", n)
		}
	}
}

// must applies without faults.
func (f *family) must(name string) {
	f.t.Helper()
	f.pass(aWhile)
	f.remember()
	run := f.newRun()
	run.apply(f.t.Context())
	f.note(name, run)
	for _, text := range run.all.Errors() {
		f.t.Errorf("%s: %s", name, text)
	}
	f.judge(run, name)
}
