package acctest_test

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// outside is what other people do before a command: they change or take away what is
// there.
func (f *family) outside() []string {
	var done []string
	for _, n := range f.nodes {
		live := n.live(f.sim())
		if len(live) == 0 {
			continue
		}
		switch f.dice.IntN(24) {
		case 0:
			if n.held() != live[0] {
				continue // what is not in state is known again by what others would change
			}
			n.drift(f.sim(), live[0])
			done = append(done, fmt.Sprint(n, " was changed by others"))
		case 1:
			if f.dice.IntN(3) == 0 {
				f.takeAway(f.branch(n))
				done = append(done, fmt.Sprint(n, " was deleted by others"))
			}
		default:
		}
	}
	return done
}

// takeAway deletes what lives of a branch: the last come first, as the API wants it.
func (f *family) takeAway(branch []*node) {
	for _, n := range branch {
		for _, id := range n.live(f.sim()) {
			if n.member == f.members[asAttachment] {
				f.sim().DetachVpn(id)
			}
			n.subject.Remove(f.sim(), id)
			f.taken.Store(id, true)
		}
	}
}

// next throws the dice for what the user does.
func (f *family) next() (what string, do func(context.Context, *familyRun)) {
	wanted := f.wantedNodes()
	apply := func(ctx context.Context, run *familyRun) { run.apply(ctx) }
	one := func() *node { return wanted[f.dice.IntN(len(wanted))] }
	switch n := f.dice.IntN(20); {
	case len(wanted) == 0 || n == 0 && len(wanted) < 25:
		f.grow()
		return "apply of more", apply
	case n == 1:
		f.remove(one())
		return "apply of less", apply
	case n == 2:
		if target := one(); f.replaceable(target) {
			target.state.Taint()
			return fmt.Sprint("apply -replace=", target), apply
		}
		return "apply", apply
	case n == 3:
		return f.exchange(), apply
	case n < 11:
		text := ""
		for range 1 + f.dice.IntN(4) {
			// What may exist is not told from others when its arguments change.
			if target := one(); !target.adrift {
				text += fmt.Sprintf(" %s of %s", target.update(f.dice), target)
			}
		}
		return "apply of another" + text, apply
	case n == 11:
		for _, n := range f.nodes {
			n.wanted = false
		}
		return "destroy", apply
	case n == 12:
		return "refresh", func(_ context.Context, run *familyRun) {
			if run.refresh() {
				run.keep()
			}
		}
	case n == 13:
		return "plan", func(_ context.Context, run *familyRun) { _ = run.refresh() && run.plan() }
	case n == 14:
		if target := one(); target.held() != "" {
			return fmt.Sprint("state rm and import of ", target), func(_ context.Context, run *familyRun) {
				run.importIt(target, target.held())
			}
		}
		return "apply", apply
	default:
		return "apply", apply
	}
}

// importIt takes an object into state in place of what is there.
func (c *familyRun) importIt(n *node, id string) {
	c.t.Helper()
	i := c.process.Of(n.subject.TypeName)
	said := i.Import(id + "@" + sim.DefaultRegion)
	c.tell(n, said)
	n.state, n.adrift, n.needs = i, true, slices.AppendSeq(slices.Clone(n.needs), maps.Values(n.on))
}

// remove takes a branch out of the configuration.
func (f *family) remove(root *node) {
	for _, n := range f.branch(root) {
		n.wanted = false
	}
}

// replaceable reports whether a node can be replaced, which destroys it first: a
// customer gateway that a connection needs cannot.
func (f *family) replaceable(n *node) bool {
	return n.held() != "" && (n.member != f.members[asFarEnd] || len(f.branch(n)) == 1)
}

// exchange gives a connection another customer gateway. The old one goes if nobody
// needs it any more.
func (f *family) exchange() string {
	for _, n := range f.wantedNodes() {
		old := n.on[parentCustomer]
		if old == nil || n.adrift || f.dice.IntN(2) == 0 {
			continue
		}
		another := f.add(asFarEnd, f.dice.IntN(2) == 0)
		f.nodes = append([]*node{another}, f.nodes[:len(f.nodes)-1]...) // before those that need it
		n.on = maps.Clone(n.on)
		n.on[parentCustomer] = another
		old.wanted = false
		for _, other := range f.wantedNodes() {
			old.wanted = old.wanted || other.on[parentCustomer] == old
		}
		return fmt.Sprintf("apply of %s with %s in place of %s", n, another, old)
	}
	return "apply"
}
