package acctest_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// hit is where and how an apply that creates one object is ended.
type hit struct {
	// call is the number of the call that is not answered; carriedOut says that the
	// API does what it asks for.
	call       int
	carriedOut bool
	by         string
	send       func(*workspace, *command) error
	// deadly says that nobody may be left to write the state.
	deadly bool
}

// hits are the ways to end an apply, beside the call that they meet.
func hits() []hit {
	all := []hit{
		{by: "Ctrl-C", send: func(_ *workspace, c *command) error { return signalGroup(c.pid(), interrupt) }},
		{by: "SIGTERM", send: func(_ *workspace, c *command) error { return signalProcess(c.pid(), terminate) }},
	}
	for _, v := range victims {
		send := func(w *workspace, c *command) error { return v.send(w, c, kill) }
		all = append(all, hit{by: "SIGKILL " + v.name, send: send, deadly: true})
	}
	return all
}

// interrupted is the cloud of these tests: what it makes and changes takes a while, so
// that there are waits too.
func interrupted() sim.Options {
	const while = 10 * time.Second
	return sim.Options{BuildTime: while, UpdateTime: while, AttachTime: while, DeleteTime: while, TickPerCall: while / 2}
}

// TestInterrupt_parts ends the apply that creates an object of each kind: first when
// the API has carried the create out and nobody has heard of it yet, by a kill, and
// then anywhere by dice. `make load` throws them many times. If Terraform and the
// provider could still speak, the object is in state. If not, and no two of the kind
// can be the same, the next apply creates nothing: it names the object, which is
// imported and then has nothing to change.
func TestInterrupt_parts(t *testing.T) {
	t.Parallel()
	n := 1
	if os.Getenv(loadVariable) != "" {
		n = manyKills
	}
	var cases []*hitCase
	t.Run("at", func(t *testing.T) { cases = hitAll(t, n+1) })
	then := map[string]map[string]int{}
	for _, p := range cases {
		of := then[p.subject.TypeName]
		if of == nil {
			of = map[string]int{}
			then[p.subject.TypeName] = of
		}
		of[p.then]++
	}
	for _, s := range subjects() {
		line := fmt.Sprintf("%d applies ended by dice, %s: %v", n+1, s.TypeName, then[s.TypeName])
		if t.Log(line); n == manyKills {
			fmt.Fprintln(os.Stdout, line)
		}
	}
}

// hitAll ends n applies for each kind.
func hitAll(t *testing.T, n int) []*hitCase {
	t.Helper()
	var cases []*hitCase
	for k, s := range subjects() {
		config := s.Minimal
		if s.Costs() {
			config = s.Full // with a name, by which it is found
		}
		calls := callsOfCreate(t, s, config)
		first := slices.Index(calls, s.CreateAction) + 1
		if first == 0 {
			t.Fatalf("%s is created by %q", s.TypeName, calls)
		}
		for seed := range n {
			dice := rand.New(rand.NewPCG(uint64(seed), uint64(k))) //nolint:gosec // No secret is made of it.
			all := hits()
			h := all[dice.IntN(len(all))]
			h.call, h.carriedOut = 1+dice.IntN(len(calls)), dice.IntN(2) == 0
			if seed == 0 {
				deadly := slices.DeleteFunc(all, func(h hit) bool { return !h.deadly })
				h = deadly[k%len(deadly)]
				h.call, h.carriedOut = first, true
			}
			name := fmt.Sprintf("%s/seed %d/%s at call %d of %d, carried out %t", s.TypeName, seed, h.by, h.call, len(calls), h.carriedOut)
			p := &hitCase{subject: s, hit: h, config: config}
			cases = append(cases, p)
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				p.t = t
				p.begin()
				p.goOn()
			})
		}
	}
	return cases
}

// callsOfCreate are the actions of an apply that nobody disturbs.
func callsOfCreate(t *testing.T, s *acctest.Subject, config attributes) []string {
	t.Helper()
	var actions []string
	synctest.Test(t, func(t *testing.T) {
		c := acctest.NewVirtual(t, interrupted())
		s.Seeded(c.Sim())
		must(t, c.Instance(s.TypeName, nil).Apply(t.Context(), config))
		for _, r := range c.Sim().Requests() {
			actions = append(actions, r.Action)
		}
	})
	return actions
}

// hitCase is one object whose creation is ended by a hit.
type hitCase struct {
	t       *testing.T
	subject *acctest.Subject
	hit     hit
	config  attributes

	sim    *sim.Server
	before []string // what lived from the start on
	work   *workspace
	said   string
	then   string // what became of it, in a word
}

func (p *hitCase) ours() []string {
	return slices.DeleteFunc(p.subject.Live(p.sim), func(id string) bool { return slices.Contains(p.before, id) })
}

// begin runs the apply until it is hit, and waits for its end.
func (p *hitCase) begin() {
	p.t.Helper()
	p.sim = p.subject.Seeded(sim.New(interrupted()))
	p.before = p.subject.Live(p.sim)
	config := fmt.Sprintf("provider \"aliyun\" {\n  region = %q\n}\n\nresource %q \"main\" {\n%s}\n",
		sim.DefaultRegion, p.subject.TypeName, resourceLines(p.t, p.config))
	p.work = newWorkspace(p.t, config, append(keyPair(), "ALIBABA_CLOUD_ENDPOINT_VPC="+serveSim(p.t, p.sim))...)
	var asked, created atomic.Bool
	notes := func(b *atomic.Bool) func(*sim.Server) { return func(*sim.Server) { b.Store(true) } }
	p.sim.AddFault(sim.Fault{Action: p.subject.CreateAction, Times: -1, Kind: sim.KindHook, Hook: notes(&created)})
	p.sim.AddFault(sim.Fault{Skip: p.hit.call - 1, Kind: sim.KindHook, Hook: notes(&asked)})
	p.sim.AddFault(sim.Fault{Skip: p.hit.call - 1, Kind: sim.KindDelay, Delay: aLongWhile, Applied: p.hit.carriedOut})
	c := p.work.start("apply", "-auto-approve", "-no-color")
	eventually(p.t, "the call", func() bool { return asked.Load() || c.ended() })
	if p.hit.carriedOut && created.Load() {
		eventually(p.t, "the API has created it", func() bool { return len(p.ours()) > 0 || c.ended() })
	}
	if err := p.hit.send(p.work, c); err != nil && !c.ended() {
		p.t.Fatal(err)
	}
	c.wait()
	eventually(p.t, "the provider ends by itself when its Terraform is gone", func() bool { return ended(p.work.providerPid()) })
	p.sim.ClearFaults()
	p.sim.Advance(aLongWhile)
	p.said = c.said()
}

// goOn does what the user does next, to the end of the object.
func (p *hitCase) goOn() {
	p.t.Helper()
	state, ours := p.work.state(), p.ours()
	lost := len(ours) == 1 && len(state) == 0
	switch {
	case lost && p.subject.Unique == "":
		p.then = "another created"
	case lost:
		p.then = "imported"
	case len(ours) == 0:
		p.then = "not yet created"
	default:
		p.then = "in state"
	}
	switch {
	case len(ours) > 1 || len(state) > len(ours):
		p.t.Fatalf("there are %q, and in state is %+v:\n%s", ours, state, p.said)
	case lost && !p.hit.deadly:
		p.t.Errorf("%s is not in state:\n%s", ours[0], p.said)
	case len(state) == 1 && state[0] != (owned{ID: ours[0]}):
		p.t.Errorf("want %s in state, got %+v:\n%s", ours[0], state, p.said)
	}
	if again := p.work.run("apply", "-auto-approve", "-no-color"); lost && p.subject.Unique != "" {
		p.takeOver(again, ours[0])
	} else if code := again.wait(); code != 0 {
		p.t.Fatalf("exit code %d\n%s\nbefore that:\n%s", code, again.said(), p.said)
	}
	says(p.t, p.work.must("plan", "-no-color").said(), "No changes.")
	left := 0
	if lost && p.subject.Unique == "" { // any number may be alike: another was created
		left = 1
	}
	if now := p.ours(); len(now) != left+1 {
		p.t.Errorf("there are %q, and there was %q:\n%s", now, ours, p.said)
	}
	p.work.must("destroy", "-auto-approve", "-no-color")
	if now := p.ours(); len(now) != left {
		p.t.Errorf("in the end there are %q", now)
	}
}

// takeOver holds the apply to its words, and does what they say.
func (p *hitCase) takeOver(again *command, id string) {
	p.t.Helper()
	if now := p.ours(); !slices.Equal(now, []string{id}) {
		p.t.Fatalf("there are %q: exit code %d\n%s", now, again.wait(), again.said())
	}
	said := strings.Join(strings.Fields(strings.ReplaceAll(again.said(), "│", "")), " ")
	if again.wait() != 1 || !strings.Contains(said, p.subject.TakeOver) || !strings.Contains(said, id) {
		p.t.Errorf("want an error that names %s and %s, got exit code %d\n%s", id, p.subject.TakeOver, again.wait(), again.said())
	}
	p.work.must("import", "-no-color", p.subject.TypeName+".main", id+"@"+sim.DefaultRegion)
	p.work.must("apply", "-auto-approve", "-no-color")
}
