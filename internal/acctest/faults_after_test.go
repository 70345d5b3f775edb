package acctest_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// again applies twice more while the fault is still at work, as people and
// pipelines do. What comes of it shows in the ledger. An order without a name
// that nobody can tell from another is left alone: there the error says that one
// has to look first.
func (c *cell) again(t *testing.T, i *acctest.Instance, wants attributes) *acctest.Instance {
	t.Helper()
	for range 2 {
		if c.orphan(i) && !c.operation.unique() {
			break
		}
		i = c.nextCommand(i)
		held := idOf(i)
		said := c.attempt(func() acctest.Diagnostics { return c.refreshAndApply(t, i, wants) })
		c.checkID(i, held, fmt.Sprintf("an apply while the fault lasts, which said %q", said.Texts()))
	}
	return i
}

// refreshAndApply is `terraform apply`: an error of the refresh ends it.
func (c *cell) refreshAndApply(t *testing.T, i *acctest.Instance, wants attributes) acctest.Diagnostics {
	t.Helper()
	if c.operation.kind == importing && !i.Exists() {
		return nil // with an import block there is nothing to apply yet
	}
	said := i.Refresh()
	if said.HasError() {
		return said
	}
	return append(said, i.Apply(t.Context(), wants)...)
}

// orphan reports whether something exists that is not in state.
func (c *cell) orphan(i *acctest.Instance) bool { return len(c.ours()) > 0 && !i.Exists() }

// checkID compares the ID in state with the one before: it may go only with its
// object, and never becomes another's.
func (c *cell) checkID(i *acctest.Instance, held, by string) {
	now := idOf(i)
	switch {
	case now == c.foreign:
		c.wrong = append(c.wrong, "state holds a foreign object after "+by)
	case held != "" && now != held:
		for _, id := range c.ours() {
			if id == held && c.operation.kind != deleting {
				c.wrong = append(c.wrong, fmt.Sprintf("state lost %s, which is alive, after %s", held, by))
			}
		}
	}
}

// goOn does what a user does when the fault is over: follows the way back that
// the error told, and applies the same configuration again.
func (c *cell) goOn(t *testing.T, i *acctest.Instance, wants attributes) {
	t.Helper()
	i = c.nextCommand(i)
	held := idOf(i)
	if live := c.ours(); wants != nil && len(live) == 1 && !i.Exists() {
		if c.operation.unpaid { // an order is nothing to import
			c.then = "pay, "
			pay(c.sim())
		}
		if c.operation.unique() && c.operation.kind == creating {
			c.applyOverExisting(t, i, live[0])
		}
		c.then += "import, "
		c.check(i.Import(live[0] + "@" + sim.DefaultRegion))
	}
	c.then += c.apply(t, i, wants)
	c.compare(i, wants)
	if c.operation.unpaid && pay(c.sim()) {
		c.apply(t, i, wants)
		c.compare(i, wants)
	}
	c.checkID(i, held, "the apply when the fault was over")
}

// applyOverExisting applies although an object with the same unique attribute
// exists: it has to be an error that says how to take that into state.
func (c *cell) applyOverExisting(t *testing.T, i *acctest.Instance, id string) {
	t.Helper()
	text := strings.Join(i.Apply(t.Context(), c.operation.wants).Errors(), "\n")
	c.then += "refused for its " + c.operation.subject.Unique + ", "
	for _, want := range []string{id, c.operation.subject.TakeOver} {
		if !strings.Contains(text, want) {
			c.wrong = append(c.wrong, fmt.Sprintf("an apply over an existing object does not say %q: %s", want, text))
		}
	}
}

// apply refreshes and applies once, and says what there was to do. Nothing may
// be left.
func (c *cell) apply(t *testing.T, i *acctest.Instance, wants attributes) string {
	t.Helper()
	c.check(i.Refresh())
	done := "update"
	switch {
	case i.Unchanged(wants):
		return "nothing to do"
	case wants == nil:
		done = "delete"
	case !i.Exists():
		done = "create"
	case i.Tainted():
		done = "replace"
	}
	c.check(i.Apply(t.Context(), wants))
	c.check(i.Refresh())
	if !i.Unchanged(wants) {
		c.wrong = append(c.wrong, "the plan is not empty after one more apply")
	}
	return done
}

// compare holds what is there against what was configured.
func (c *cell) compare(i *acctest.Instance, wants attributes) {
	live, subject := c.ours(), c.operation.subject
	switch {
	case wants == nil && (len(live) > 0 || i.Exists()):
		c.wrong = append(c.wrong, "the object is still there after one more destroy")
	case wants != nil && (len(live) != 1 || idOf(i) != live[0]):
		c.wrong = append(c.wrong, fmt.Sprintf("%d objects after one more apply, and state has %q", len(live), idOf(i)))
	case wants != nil && (!subject.Costs() || subject.Paid(c.sim(), live[0])):
		c.wrong = append(c.wrong, subject.Differences(c.sim(), live[0], wants)...)
	}
}

// pay pays every order, and lets what was bought be built. It reports whether
// there was anything to pay.
func pay(s *sim.Server) (paid bool) {
	for _, entry := range s.Ledger() {
		paid = s.PayOrder(entry.OrderID) || paid
	}
	s.Advance(time.Hour)
	return paid
}

func (c *cell) check(said acctest.Diagnostics) { c.wrong = append(c.wrong, said.Errors()...) }

// ledger is what was bought and released from beginning to end.
type ledger struct {
	// atOnce is the most that ever was paid for at the same time, in all how many
	// were bought, released how many the provider released, and removed how many
	// somebody else took away.
	atOnce, inAll, released, removed int
}

// audit reads the ledger. Where nothing is paid, what there is now counts, and
// which requests deleted something.
func (c *cell) audit() ledger {
	if c.operation.subject.Costs() {
		return audit(c.sim())
	}
	deleted := map[string]bool{}
	deletions(c.sim(), c.operation.subject, deleted)
	return ledger{atOnce: len(c.ours()), released: len(deleted)}
}

// deletions adds what the requests deleted: what they name, which is an ID, or the parts
// of one.
func deletions(s *sim.Server, of *acctest.Subject, deleted map[string]bool) {
	for _, r := range s.Requests() {
		if r.Action == of.DeleteAction && r.Applied {
			named := maps.Clone(r.Params)
			delete(named, "ClientToken")
			deleted[fmt.Sprint(named)] = true
		}
	}
}

func audit(s *sim.Server) (l ledger) {
	now := map[string]bool{}
	for _, entry := range s.Ledger() {
		switch entry.Kind {
		case sim.LedgerOrder, sim.LedgerPurchase:
			if !now[entry.ObjectID] { // an order that is paid is no second one
				l.inAll++
			}
			now[entry.ObjectID] = true
		case sim.LedgerRelease, sim.LedgerCancel:
			switch {
			case entry.AccessKeyID != "":
				l.released++
			case now[entry.ObjectID]: // and was not released before
				l.removed++
			}
			delete(now, entry.ObjectID)
		}
		l.atOnce = max(l.atOnce, len(now))
	}
	return l
}
