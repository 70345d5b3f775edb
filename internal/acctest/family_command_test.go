package acctest_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// familyRun is one command of Terraform over a graph: it has a provider process of its
// own, and does what Terraform does, in its order.
type familyRun struct {
	t        *testing.T
	sim      *sim.Server
	graph    *graph
	process  *acctest.Instance
	parallel int
	// mortal says that it is to be killed, and killed that the process has ended, so
	// that nothing more is kept of it.
	mortal bool
	killed atomic.Bool

	mu sync.Mutex
	// found is what the command has read, and does what its plan says.
	found map[*node]*acctest.Instance
	does  map[*node]acctest.Planned
	// said is what was said about a node, and about all.
	said map[*node]acctest.Diagnostics
	all  acctest.Diagnostics
	// writes counts the objects that were created, changed or destroyed.
	writes int
}

func newFamilyRun(t *testing.T, c *acctest.Cloud, g *graph, parallel int) *familyRun {
	t.Helper()
	return &familyRun{
		t: t, sim: c.Sim(), graph: g, parallel: parallel, process: c.Instance(subjects()[0].TypeName, nil),
		found: map[*node]*acctest.Instance{}, does: map[*node]acctest.Planned{}, said: map[*node]acctest.Diagnostics{},
	}
}

// each does something with all nodes, so many at a time.
func (c *familyRun) each(do func(*node)) {
	turns := make(chan struct{}, c.parallel)
	var all sync.WaitGroup
	for _, n := range c.graph.nodes {
		turns <- struct{}{}
		all.Go(func() {
			defer func() { <-turns }()
			do(n)
		})
	}
	all.Wait()
}

func (c *familyRun) tell(n *node, said acctest.Diagnostics) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.said[n] = append(c.said[n], said...)
	c.all = append(c.all, said...)
}

// refresh reads all that is in state.
func (c *familyRun) refresh() bool {
	c.t.Helper()
	c.each(func(n *node) {
		i := c.process.Of(n.subject.TypeName)
		if n.state != nil {
			i = i.With(n.state)
		}
		said := i.Refresh()
		c.tell(n, said)
		c.mu.Lock()
		defer c.mu.Unlock()
		c.found[n] = i
	})
	return !c.all.HasError()
}

// keep writes what was read to the state.
func (c *familyRun) keep() {
	for n, i := range c.found {
		n.state = i
	}
}

// plan plans a node after the other, those they need first. What will only be known
// when a node is created is unknown.
func (c *familyRun) plan() bool {
	c.t.Helper()
	for _, n := range c.graph.nodes {
		i, config := c.found[n], attributes(nil)
		if n.wanted {
			config = n.resolved(func(parent *node) (string, bool) {
				known := c.does[parent] != acctest.PlannedCreate && c.does[parent] != acctest.PlannedReplace
				return idOf(c.found[parent]), known
			})
		}
		does, said := i.Planned(config)
		c.does[n] = does
		c.tell(n, said)
	}
	return !c.all.HasError()
}

// step is one change of one node.
type step struct {
	node    *node
	destroy bool
	after   []*step
	// done is closed when it is over; failed says that it was not carried out.
	done   chan struct{}
	failed bool
}

// steps are what the plan says, each after those that it has to wait for, as
// Terraform orders them.
func (c *familyRun) steps() []*step {
	destroys, writes := map[*node]*step{}, map[*node]*step{}
	var all []*step
	add := func(n *node, to map[*node]*step, destroy bool) {
		to[n] = &step{node: n, destroy: destroy, done: make(chan struct{})}
		all = append(all, to[n])
	}
	for _, n := range slices.Backward(c.graph.nodes) {
		if does := c.does[n]; does == acctest.PlannedDelete || does == acctest.PlannedReplace {
			add(n, destroys, true)
		}
	}
	for _, n := range c.graph.nodes {
		switch c.does[n] {
		case acctest.PlannedCreate, acctest.PlannedUpdate, acctest.PlannedReplace:
			add(n, writes, false)
		default:
		}
	}
	wait := func(s, after *step) {
		if s != nil && after != nil {
			s.after = append(s.after, after)
		}
	}
	for _, n := range c.graph.nodes {
		wait(writes[n], destroys[n])
		for _, parent := range n.on {
			wait(writes[n], writes[parent])
		}
		for _, parent := range n.needs {
			wait(destroys[parent], destroys[n])
			if c.does[parent] == acctest.PlannedDelete && destroys[n] == nil {
				wait(destroys[parent], writes[n]) // it hangs on another one first
			}
		}
	}
	return all
}

// carryOut does what was planned. When a step fails, those that wait for it are not
// begun, and all others are.
func (c *familyRun) carryOut(ctx context.Context) {
	c.t.Helper()
	steps := c.steps()
	if c.parallel == 1 { // always in the same order, so that a seed does the same again
		for len(steps) > 0 {
			i := slices.IndexFunc(steps, (*step).ready)
			c.run(ctx, steps[i])
			steps = slices.Delete(steps, i, i+1)
		}
		return
	}
	turns := make(chan struct{}, c.parallel)
	var all sync.WaitGroup
	for _, s := range steps {
		all.Go(func() {
			for _, before := range s.after {
				<-before.done
			}
			turns <- struct{}{}
			defer func() { <-turns }()
			c.run(ctx, s)
		})
	}
	all.Wait()
}

// ready reports whether all are over that a step waits for.
func (s *step) ready() bool {
	for _, before := range s.after {
		select {
		case <-before.done:
		default:
			return false
		}
	}
	return true
}

func (c *familyRun) run(ctx context.Context, s *step) {
	c.t.Helper()
	defer close(s.done)
	if ctx.Err() != nil || slices.ContainsFunc(s.after, func(before *step) bool { return before.failed }) {
		s.failed = true
		return
	}
	said := c.do(ctx, s)
	s.failed = said.HasError()
	c.tell(s.node, said)
}

// do carries out one step and keeps its state, unless nobody is left to write it.
func (c *familyRun) do(ctx context.Context, s *step) acctest.Diagnostics {
	c.t.Helper()
	n := s.node
	i := c.process.Of(n.subject.TypeName).With(n.state)
	var config attributes
	if !s.destroy {
		config = n.configured()
	}
	c.transitRouter(n, s.destroy)
	said := i.Apply(ctx, config)
	if c.killed.Load() {
		return said
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.writes++
	n.state = i
	if !s.destroy && !said.HasError() {
		n.needs = nil
	}
	if !s.destroy {
		n.needs = slices.AppendSeq(n.needs, maps.Values(n.on))
	}
	return said
}

// transitRouter does what the resources of the official provider do between ours: it
// attaches a connection that gets routes, and detaches one that goes.
func (c *familyRun) transitRouter(n *node, destroy bool) {
	if n.member == c.graph.members[asAttachment] && destroy {
		c.sim.DetachVpn(n.held())
	}
	parent := n.on[ourVco]
	if parent == nil || destroy {
		return
	}
	c.mu.Lock() // several routes may want it at once
	defer c.mu.Unlock()
	for _, a := range c.sim.TransitRouterVpnAttachments() {
		if a.VpnID == parent.held() {
			return
		}
	}
	if _, exists := c.sim.VpnAttachment(parent.held()); exists {
		c.sim.AttachVpn(parent.held())
	}
}

// apply is `terraform apply`: nothing is changed when something cannot be read or
// planned.
func (c *familyRun) apply(ctx context.Context) {
	c.t.Helper()
	if c.refresh() && ctx.Err() == nil && c.plan() && ctx.Err() == nil {
		c.keep()
		c.carryOut(ctx)
	}
}

// undone says what a plan still has to do: nothing in the end.
func (c *familyRun) undone() []string {
	var all []string
	if !c.refresh() || !c.plan() {
		all = append(all, c.all.Errors()...)
	}
	for _, n := range c.graph.nodes {
		if c.does[n] != acctest.PlannedNothing && c.does[n] != "" {
			all = append(all, fmt.Sprintf("%s %s", c.does[n], n))
		}
	}
	c.keep()
	return all
}

func (n *node) String() string { return fmt.Sprintf("%s.n%d", n.subject.TypeName, n.n) }
