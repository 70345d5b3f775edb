package acctest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// cell is one operation under one fault that strikes at one place.
type cell struct {
	operation *operation
	fault     *fault
	at        faultPoint

	measured
	// cloud, arguments and foreign are of the run: foreign is the object of other
	// people, and untouched what it was before.
	cloud     *acctest.Cloud
	arguments map[string]any
	foreign   string
	untouched any
}

// measured is what was seen in a cell. violations holds it against the rules.
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
	// live counts objects, bought purchases and orders, or live objects of a kind that
	// costs nothing; token is the client token of the live one.
	live, bought int
	token        string
	// held is the ID in state before, holds the one that is there now, and owns
	// says that this is the live one. tainted is Terraform's mark.
	held, holds   string
	owns, tainted bool

	// then is what the next apply did when the fault was over; wrong is what it
	// left as it should not be.
	then  string
	wrong []string
	ledger
}

// transition is how long the simulator's objects are built, changed and deleted.
const transition = 15 * time.Second

// run is in virtual time, which the simulator shares: waits, outages and time
// limits are those that users get.
func (c *cell) run(t *testing.T) {
	t.Helper()
	synctest.Test(t, c.runInBubble)
}

func (c *cell) runInBubble(t *testing.T) {
	t.Helper()
	o, f := c.operation, c.fault
	options := sim.Options{
		BuildTime: transition, UpdateTime: transition, DeleteTime: transition,
		RealTime: true, TickPerCall: time.Millisecond, UnpaidHidden: true,
	}
	if f.options != nil {
		f.options(o, &options)
	}
	c.cloud = acctest.NewVirtual(t, options)
	c.foreign = o.subject.Foreign(o.subject.Seeded(c.sim()))
	c.untouched = o.subject.Object(c.cloud.Sim(), c.foreign)
	c.arguments = map[string]any{}
	if f.retries > 0 {
		c.arguments["max_retries"] = f.retries
	}
	i := c.cloud.Instance(o.subject.TypeName, c.arguments)
	has, wants := c.configuration(o.has), c.configuration(o.wants)
	if has != nil {
		must(t, i.Apply(t.Context(), has))
		i = c.nextCommand(i)
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
	c.held = idOf(i)

	down := c.arm(i)
	said := c.attempt(do)
	// The simulator writes down a call whose client has left only when it notices.
	synctest.Wait()
	c.measure(i, said)
	c.struck = c.hasStruck(down)
	if !f.passing {
		i = c.again(t, i, wants)
	}

	c.cloud.Start()
	c.sim().ClearFaults()
	if f.mend != nil {
		f.mend(c.sim())
	}
	if err := openapi.Sleep(t.Context(), f.after); err != nil {
		t.Fatal(err)
	}
	c.goOn(t, i, wants)
	c.checkForeign()
	c.ledger = c.audit()
}

// forget drops what the results do not have: thousands of cells would keep their
// simulators and providers.
func (c *cell) forget() {
	c.cloud, c.arguments, c.untouched, c.text, c.calls, c.refusals = nil, nil, nil, "", nil, nil
}

func (c *cell) sim() *sim.Server { return c.cloud.Sim() }

// nextCommand is what the next Terraform command has: the state, and a provider
// process of its own.
func (c *cell) nextCommand(i *acctest.Instance) *acctest.Instance {
	return c.cloud.Instance(c.operation.subject.TypeName, c.arguments).With(i)
}

func idOf(i *acctest.Instance) string {
	if !i.Exists() {
		return ""
	}
	return i.String("id")
}

// ours are the IDs of what exists beside the foreign object.
func (c *cell) ours() []string {
	return slices.DeleteFunc(c.operation.subject.Live(c.sim()), func(id string) bool { return id == c.foreign })
}

// configuration adds the timeout that the fault is to run into.
func (c *cell) configuration(a attributes) attributes {
	if a == nil || !c.fault.timesOut || !c.operation.bounded() {
		return a
	}
	return with(a, attributes{"timeouts": attributes{string(c.operation.kind): timeout}})
}

func (c *cell) arm(i *acctest.Instance) *outage {
	c.sim().ResetRequests()
	if c.fault.rules != nil {
		for _, rule := range c.fault.rules(c.at) {
			c.sim().AddFault(rule)
		}
	}
	down := &outage{cloud: c.cloud}
	if c.fault.outage != nil {
		i.Log = down
		c.fault.outage(c.cloud, down, c.at)
	}
	return down
}

func (c *cell) attempt(do func() acctest.Diagnostics) (said acctest.Diagnostics) {
	defer func() {
		if p := recover(); p != nil {
			c.panicked = fmt.Sprint(p)
		}
	}()
	return do()
}

func (c *cell) measure(i *acctest.Instance, said acctest.Diagnostics) {
	c.outcome, c.text = "ok", strings.Join(said.Texts(), "\n")
	switch {
	case said.HasError():
		c.outcome = "error"
	case len(said) > 0:
		c.outcome = "warning"
	}
	if len(said) > 0 {
		c.summary = said[0].Summary
	}
	for _, request := range c.sim().Requests() {
		c.calls = append(c.calls, request.Action)
		if c.refused = request.Code != ""; c.refused {
			c.refusals = append(c.refusals, request)
		}
	}
	c.holds, c.tainted = idOf(i), i.Tainted()
	live := c.ours()
	c.live = len(live)
	if !c.operation.subject.Costs() {
		c.measureFree(live)
		return
	}
	for _, entry := range c.sim().Ledger() {
		if entry.Kind == sim.LedgerPurchase || entry.Kind == sim.LedgerOrder {
			c.bought++
			if c.live > 0 && entry.ObjectID == live[0] {
				c.token = entry.ClientToken
				c.owns = c.holds == entry.ObjectID
			}
		}
	}
}

// measureFree measures what the ledger says only of what is paid.
func (c *cell) measureFree(live []string) {
	c.bought, c.owns = c.live, c.live > 0 && c.holds == live[0]
	for _, request := range c.sim().Requests() {
		if request.Action == c.operation.subject.CreateAction && request.Applied {
			c.token = request.Params["ClientToken"]
		}
	}
}

// hasStruck keeps a cell from proving nothing.
func (c *cell) hasStruck(down *outage) bool {
	switch {
	case c.fault.outage != nil:
		return down.refused.Load() > 0
	case c.fault.struckBy != "":
		return slices.ContainsFunc(c.refusals, func(r sim.Request) bool { return r.Code == c.fault.struckBy })
	case c.fault.rules == nil:
		return true
	}
	struck := map[string]bool{}
	for _, request := range c.sim().Requests() {
		if request.Fault != "" {
			struck[request.Action] = true
		}
	}
	for _, action := range c.at.actions {
		if !struck[action] {
			return false
		}
	}
	return len(struck) > 0
}

// checkForeign looks whether anybody has touched what is not ours.
func (c *cell) checkForeign() {
	if now := c.operation.subject.Object(c.sim(), c.foreign); fmt.Sprintf("%+v", now) != fmt.Sprintf("%+v", c.untouched) {
		c.wrong = append(c.wrong, fmt.Sprintf("a foreign object was changed: %+v, before %+v", now, c.untouched))
	}
	for _, request := range c.sim().Requests() {
		for _, value := range request.Params {
			if value == c.foreign && !onlyReads(request.Action) {
				c.wrong = append(c.wrong, request.Action+" was sent for a foreign object")
			}
		}
	}
}

func must(t *testing.T, said acctest.Diagnostics) {
	t.Helper()
	if said.HasError() {
		t.Fatalf("before the fault: %v", said.Errors())
	}
}
