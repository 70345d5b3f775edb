package acctest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpngateway"
)

// cell is one operation under one fault that strikes at one place.
type cell struct {
	operation *operation
	fault     *fault
	strike    strike

	measured
}

// measured is what was seen in a cell. complaints judges it.
type measured struct {
	// outcome is ok, warning or error; summary and text are what was said first,
	// and in full.
	outcome, summary, text string
	panicked               string
	calls                  []string
	struck                 bool
	// refusals are the API's answers with a code; refused says that the last
	// request got one.
	refusals []sim.Request
	refused  bool
	// live counts gateways, bought purchases and orders; token is the client
	// token of the live one.
	live, bought int
	token        string
	// held and holds say whether the gateway was in state before and is now; owns,
	// whether what is there now is the live one.
	held, holds, owns bool

	// then is what the next apply did when the fault was over; wrong is what it
	// left as it should not be.
	then  string
	wrong []string
	// atOnce is the most that ever was paid for at the same time, in all how many
	// were bought, removed how many somebody else took away.
	atOnce, inAll, removed int
}

// transition is how long the simulator's gateways are built, changed and
// deleted on the virtual clock, which goes 10 seconds forward with each call.
const transition = 15 * time.Second

// run is in virtual time: waits and time limits are those that users get.
func (c *cell) run(t *testing.T) {
	t.Helper()
	synctest.Test(t, c.runInBubble)
}

func (c *cell) runInBubble(t *testing.T) {
	o, f := c.operation, c.fault
	options := sim.Options{BuildTime: transition, UpdateTime: transition, DeleteTime: transition, UnpaidHidden: true}
	if f.options != nil {
		f.options(o, &options)
	}
	cloud := acctest.NewVirtual(t, options)
	arguments := map[string]any{}
	if f.retries > 0 {
		arguments["max_retries"] = f.retries
	}
	i := cloud.Instance(vpngateway.TypeName, arguments)
	has, wants := c.configuration(o.has), c.configuration(o.wants)
	if has != nil {
		must(t, i.Apply(t.Context(), has))
	}
	do := func() acctest.Diagnostics { return i.Apply(t.Context(), wants) }
	switch o.kind {
	case reading:
		do = i.Refresh
	case importing:
		id := i.String("id")
		i = i.Another()
		do = func() acctest.Diagnostics { return i.Import(id) }
	case creating, updating, deleting:
	}
	c.held = i.Exists()

	door := c.arm(cloud, i)
	said := c.attempt(do)
	// The simulator writes down a call whose client has left only when it notices.
	synctest.Wait()
	c.measure(cloud.Sim(), i, said)
	c.struck = c.hasStruck(cloud.Sim(), door)

	cloud.Start()
	cloud.Sim().ClearFaults()
	if f.mend != nil {
		f.mend(cloud.Sim())
	}
	c.applyAgain(t, cloud.Sim(), i, wants)
	c.audit(cloud.Sim())
}

// configuration adds the timeout that the fault is to run into.
func (c *cell) configuration(a attributes) map[string]any {
	if a != nil && c.fault.timesOut && c.operation.bounded() {
		a = a.with(attributes{"timeouts": map[string]any{string(c.operation.kind): timeout}})
	}
	return a
}

func (c *cell) arm(cloud *acctest.Cloud, i *acctest.Instance) *outage {
	cloud.Sim().ResetRequests()
	if c.fault.rules != nil {
		for _, rule := range c.fault.rules(c.strike) {
			cloud.Sim().AddFault(rule)
		}
	}
	door := &outage{cloud: cloud}
	if c.fault.outage != nil {
		i.Log = door
		c.fault.outage(cloud, door, c.strike)
	}
	return door
}

func (c *cell) attempt(do func() acctest.Diagnostics) (said acctest.Diagnostics) {
	defer func() {
		if p := recover(); p != nil {
			c.panicked = fmt.Sprint(p)
		}
	}()
	return do()
}

func (c *cell) measure(s *sim.Server, i *acctest.Instance, said acctest.Diagnostics) {
	c.outcome, c.text = "ok", strings.Join(said.Texts(), "\n")
	switch {
	case said.HasError():
		c.outcome, c.text = "error", strings.Join(said.Errors(), "\n")
	case len(said) > 0:
		c.outcome = "warning"
	}
	if len(said) > 0 {
		c.summary = said[0].Summary
	}
	for _, request := range s.Requests() {
		c.calls = append(c.calls, request.Action)
		if c.refused = request.Code != ""; c.refused {
			c.refusals = append(c.refusals, request)
		}
	}
	c.holds = i.Exists()
	live := s.Gateways()
	c.live = len(live)
	for _, entry := range s.Ledger() {
		if entry.Kind == sim.LedgerPurchase || entry.Kind == sim.LedgerOrder {
			c.bought++
			if c.live > 0 && entry.GatewayID == live[0].VpnGatewayID {
				c.token = entry.ClientToken
				c.owns = c.holds && i.String("id") == entry.GatewayID
			}
		}
	}
}

// hasStruck keeps a cell from proving nothing.
func (c *cell) hasStruck(s *sim.Server, door *outage) bool {
	switch {
	case c.fault.outage != nil:
		return door.knocked.Load() > 0
	case c.fault.struckBy != "":
		return slices.ContainsFunc(c.refusals, func(r sim.Request) bool { return r.Code == c.fault.struckBy })
	case c.fault.rules == nil:
		return true
	}
	struck := map[string]bool{}
	for _, request := range s.Requests() {
		if request.Fault != "" {
			struck[request.Action] = true
		}
	}
	for _, action := range c.strike.actions {
		if !struck[action] {
			return false
		}
	}
	return len(struck) > 0
}

// applyAgain does what a user does when the fault is over: follows the way back
// that the error told, and applies the same configuration again.
func (c *cell) applyAgain(t *testing.T, s *sim.Server, i *acctest.Instance, wants map[string]any) {
	t.Helper()
	if live := s.Gateways(); wants != nil && len(live) == 1 && !i.Exists() {
		if c.operation.unpaid { // an order is nothing to import
			c.then = "pay, "
			pay(s)
		}
		c.then += "import, "
		c.check(i.Import(live[0].VpnGatewayID + "@" + live[0].RegionID))
	}
	c.then += c.apply(t, i, wants)
	c.compare(s, i, wants)
	if c.operation.unpaid && pay(s) {
		c.apply(t, i, wants)
		c.compare(s, i, wants)
	}
}

// apply refreshes and applies once, and says what there was to do. Nothing may
// be left.
func (c *cell) apply(t *testing.T, i *acctest.Instance, wants map[string]any) string {
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
	}
	c.check(i.Apply(t.Context(), wants))
	c.check(i.Refresh())
	if !i.Unchanged(wants) {
		c.wrong = append(c.wrong, "the plan is not empty after one more apply")
	}
	return done
}

// compare holds what is there against what was configured.
func (c *cell) compare(s *sim.Server, i *acctest.Instance, wants map[string]any) {
	live := s.Gateways()
	switch {
	case wants == nil && (len(live) > 0 || i.Exists()):
		c.wrong = append(c.wrong, "the gateway is still there after one more destroy")
	case wants != nil && (len(live) != 1 || i.String("id") != live[0].VpnGatewayID):
		c.wrong = append(c.wrong, fmt.Sprintf("%d gateways after one more apply, and state has %q", len(live), i.String("id")))
	case wants != nil && live[0].Paid:
		c.wrong = append(c.wrong, differences(live[0], wants)...)
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

// audit reads the whole ledger.
func (c *cell) audit(s *sim.Server) {
	now := map[string]bool{}
	for _, entry := range s.Ledger() {
		switch entry.Kind {
		case sim.LedgerOrder, sim.LedgerPurchase:
			if !now[entry.GatewayID] { // an order that is paid is no second one
				c.inAll++
			}
			now[entry.GatewayID] = true
		case sim.LedgerRelease, sim.LedgerCancel:
			if entry.AccessKeyID == "" {
				c.removed++
			}
			delete(now, entry.GatewayID)
		}
		c.atOnce = max(c.atOnce, len(now))
	}
}

func must(t *testing.T, said acctest.Diagnostics) {
	t.Helper()
	if said.HasError() {
		t.Fatalf("before the fault: %v", said.Errors())
	}
}
