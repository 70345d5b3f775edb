package acctest_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

const (
	// familySteps are the commands of a run.
	familySteps                  = 12
	familySeeds, moreFamilySeeds = 50, 1000
	// familyParallel is how many objects Terraform works on at a time, if it is not
	// told otherwise.
	familyParallel = 10
)

// TestRandom_family is a user of all kinds of resources at once, which hang on each
// other. The configuration, what is changed in it, what goes wrong and what other
// people do is all by dice. After each command, and in the end, the ledger, what lives
// and what is in state are held against each other.
func TestRandom_family(t *testing.T) {
	t.Parallel()
	if acctest.Live() {
		t.Skip("needs the simulator")
	}
	first, last := seedsToRun(t, familySeeds, moreFamilySeeds)
	for seed := first; seed <= last; seed++ {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			var f *family
			synctest.Test(t, func(t *testing.T) {
				f = newFamily(t, uint64(seed))
				f.runAll()
			})
			reportRun(t, "random commands, all kinds", seed, f.summary(), start)
		})
	}
}

// seedsToRun is the one that the environment names, or the first ones.
func seedsToRun(t *testing.T, usual, more int) (first, last int) {
	t.Helper()
	text := os.Getenv(randomSeed)
	switch {
	case text != "":
		seed, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		return seed, seed
	case os.Getenv(loadVariable) != "":
		return 1, more
	default:
		return 1, usual
	}
}

// family is a user of all kinds of resources.
type family struct {
	graph

	t        *testing.T
	cloud    *acctest.Cloud
	parallel int
	// seeded is what was there before. foreign are the objects of other people by
	// their type, and untouched is what they were.
	seeded    []sim.Object
	foreign   map[string]string
	untouched string
	// hidden says that a fault hides what exists.
	hidden bool
	// before is what lived before a command, and taken what other people took away.
	before map[string]*node
	taken  sync.Map

	history                               []string
	kills, failures, faults, hits, writes int
}

// newFamily has an odd seed work on one object at a time, so that it does the same
// each time, call by call.
func newFamily(t *testing.T, seed uint64) *family {
	t.Helper()
	f := &family{t: t, parallel: familyParallel, before: map[string]*node{}}
	f.graph = graph{dice: rand.New(rand.NewPCG(seed, 1)), members: members()}
	if seed%2 == 1 {
		f.parallel = 1
	}
	f.cloud = acctest.NewVirtual(t, sim.Options{
		Quota: -1, ConnectionQuota: -1, RouteQuota: -1, ClientCertQuota: -1,
		BuildTime: time.Minute, UpdateTime: transition, DeleteTime: transition, RealTime: true, TickPerCall: time.Millisecond,
	})
	f.foreign = foreignFamily(f.sim())
	f.seeded, f.untouched = f.sim().Objects(), f.describeForeign()
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("again with %s=%d\n%s", randomSeed, seed, strings.Join(f.history, "\n"))
		}
	})
	return f
}

func (f *family) sim() *sim.Server { return f.cloud.Sim() }

func (f *family) describeForeign() string {
	var all []string
	for _, s := range subjects() {
		all = append(all, fmt.Sprintf("%s %+v", s.TypeName, s.Object(f.sim(), f.foreign[s.TypeName])))
	}
	return strings.Join(all, "\n")
}

func (f *family) pass(d time.Duration) {
	f.t.Helper()
	if err := openapi.Sleep(f.t.Context(), d); err != nil {
		f.t.Fatal(err)
	}
}

func (f *family) summary() string {
	return fmt.Sprintf("%d resources, %d commands, %d writes, %d faults, %d calls struck, %d killed, %d failed",
		len(f.nodes), len(f.history), f.writes, f.faults, f.hits, f.kills, f.failures)
}

func (f *family) runAll() {
	for range 2 + f.dice.IntN(2) {
		f.grow()
	}
	for range familySteps {
		f.step()
		if f.t.Failed() {
			return
		}
	}
	f.reconcile()
}

// step is one command, and what goes wrong with it.
func (f *family) step() {
	f.t.Helper()
	f.pass(time.Duration(f.dice.IntN(120)) * time.Second)
	if f.isAdrift() || f.dice.IntN(3) > 0 {
		f.clearFaults()
	}
	if f.isAdrift() && (f.dice.IntN(2) == 0 || f.mayDouble()) {
		f.recover()
		return
	}
	names := f.outside()
	f.remember()
	what, do := f.next()
	ctx, cancel := context.WithCancel(f.t.Context())
	defer cancel()
	run := f.newRun()
	was := f.states()
	names = append(names, what, f.end(run, cancel))
	for range f.dice.IntN(5) {
		names = append(names, f.addFault())
	}
	do(ctx, run)
	f.note(strings.Join(names, "; "), run)
	if run.killed.Load() && f.dice.IntN(2) == 0 { // not even what was done before was written
		f.restore(was)
	}
	if run.killed.Load() {
		f.kills++
	}
	if run.mortal { // also when it ended before the call at which it would have been
		f.clearFaults()
	}
	f.judge(run, what)
}

// end lets the command be killed or interrupted at some call, by dice: then nobody is
// left to write the state, or Terraform waits for what it has begun.
func (f *family) end(run *familyRun, cancel func()) string {
	at, carriedOut := 1+f.dice.IntN(40), f.dice.IntN(2) == 0
	switch f.dice.IntN(8) {
	case 0:
		run.mortal = true
		killAt(f.sim(), at, carriedOut, func() { run.killed.Store(true); cancel() })
		return fmt.Sprint("killed at call ", at)
	case 1:
		f.sim().AddFault(sim.Fault{Skip: at - 1, Times: 1, Kind: sim.KindHook, Hook: func(*sim.Server) { cancel() }})
		return fmt.Sprint("interrupted at call ", at)
	default:
		return "not ended"
	}
}

func (f *family) newRun() *familyRun {
	f.t.Helper()
	f.sim().ResetRequests()
	return newFamilyRun(f.t, f.cloud, &f.graph, f.parallel)
}

// states and restore keep a copy of the state, as a backup does.
func (f *family) states() map[*node]*acctest.Instance {
	all := map[*node]*acctest.Instance{}
	for _, n := range f.nodes {
		all[n] = n.state
	}
	return all
}

func (f *family) restore(all map[*node]*acctest.Instance) {
	for n, i := range all {
		// What was done is not known any more: it may hang on these, or on those before.
		n.state, n.needs = i, slices.AppendSeq(slices.Clone(n.needs), maps.Values(n.on))
	}
}

// note writes the history.
func (f *family) note(name string, run *familyRun) {
	outcome := "ok"
	if run.all.HasError() {
		f.failures++
	}
	if texts := run.all.Texts(); len(texts) > 0 {
		outcome = fmt.Sprintf("%.1500q", texts)
	}
	var calls []string
	for _, r := range f.sim().Requests() {
		call := r.Action
		if r.Fault != "" {
			f.hits++
			call += "(" + r.Fault + ")"
		}
		if n := len(calls); n == 0 || calls[n-1] != call {
			calls = append(calls, call)
		}
	}
	f.writes += run.writes
	var states []string
	for _, n := range f.nodes {
		if live := n.live(f.sim()); n.held() != "" || len(live) > 0 {
			states = append(states, fmt.Sprintf("%s %q live %q", n, n.held(), live))
		}
	}
	f.history = append(f.history, fmt.Sprintf("%s; calls: %s; %s; %s", name, strings.Join(calls, " "), outcome, strings.Join(states, ", ")))
}

// addFault adds one by dice, and says which.
func (f *family) addFault() string {
	kinds := f.wantedNodes()
	if len(kinds) == 0 {
		return "none"
	}
	f.faults++
	if f.dice.IntN(12) == 0 {
		victim, skip := kinds[f.dice.IntN(len(kinds))], f.dice.IntN(20)
		branch := f.branch(victim)
		f.sim().AddFault(sim.Fault{Skip: skip, Times: 1, Kind: sim.KindHook, Hook: func(*sim.Server) { f.takeAway(branch) }})
		return fmt.Sprintf("%s is taken away after %d calls", victim, skip)
	}
	s := kinds[f.dice.IntN(len(kinds))].subject
	rule := faultDice{f.dice, s, f.someForeign(s)}.throw()
	if rule.Kind == sim.KindRemove || hides(s, rule) && (f.hidden || f.isAdrift()) {
		return "none" // the API lets nobody take away what others need
	}
	f.hidden = f.hidden || hides(s, rule)
	f.sim().AddFault(rule)
	return faultText(rule)
}

// someForeign is an object of other people with an ID of such a form: of the kind, or
// of one whose IDs look the same.
func (f *family) someForeign(of *acctest.Subject) string {
	own := f.foreign[of.TypeName]
	alike := []string{own}
	for _, s := range subjects() {
		if id := f.foreign[s.TypeName]; id[:4] == own[:4] && strings.Contains(id, "_") == strings.Contains(own, "_") {
			alike = append(alike, id)
		}
	}
	return alike[f.dice.IntN(len(alike))]
}

func (f *family) clearFaults() {
	f.sim().ClearFaults()
	f.hidden = false
}

func (f *family) isAdrift() bool {
	return slices.ContainsFunc(f.nodes, func(n *node) bool { return n.adrift })
}

// mayDouble reports whether an apply would create something again of which any number
// may be alike: there one has to look first.
func (f *family) mayDouble() bool {
	return slices.ContainsFunc(f.nodes, func(n *node) bool { return n.adrift && (n.subject.Unique == "" || n.config[n.subject.Unique] == nil) })
}
