package acctest_test

import (
	"strings"
	"testing"
	"testing/synctest"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// The rules are tried on what must never happen, so that their silence means
// something.
func TestFaultMatrix_rules(t *testing.T) {
	t.Parallel()
	good := measured{
		outcome: "ok", struck: true, live: 1, bought: 1, holds: "vpn-1", owns: true, then: "nothing to do",
		ledger: ledger{atOnce: 1, inAll: 1},
	}
	on := func(k kind, passing bool, spoil func(*measured)) *cell {
		c := &cell{
			operation: &operation{kind: k, subject: vpnGateway()}, fault: &fault{passing: passing},
			measured: good, foreign: "vpn-theirs",
		}
		spoil(&c.measured)
		return c
	}
	failed := func(m *measured, text string) { m.outcome, m.summary, m.text = "error", "Unable", text }
	refused := func(m *measured) {
		m.refused, m.refusals = true, []sim.Request{{Code: "Forbidden.RAM", RequestID: "7D8B"}}
	}
	if all := on(creating, true, func(*measured) {}).violations(); len(all) > 0 {
		t.Errorf("violations by what is as it should be: %v", all)
	}
	for want, c := range map[string]*cell{
		"panic: oh":                   on(creating, false, func(m *measured) { m.panicked = "oh" }),
		"the fault never struck":      on(creating, false, func(m *measured) { m.struck = false }),
		"a message without a summary": on(creating, false, func(m *measured) { m.outcome = "error" }),
		"2 objects existed at":        on(creating, false, func(m *measured) { m.atOnce = 2 }),
		"2 objects were bought":       on(creating, false, func(m *measured) { m.inAll = 2 }),
		"1 healthy objects":           on(updating, false, func(m *measured) { m.released = 1 }),
		"a foreign object":            on(reading, false, func(m *measured) { m.holds = "vpn-theirs" }),
		"an ID that is not":           on(reading, false, func(m *measured) { m.holds, m.owns = "vpn-2", false }),
		"healthy object is tainted":   on(creating, false, func(m *measured) { failed(m, "no"); m.tainted = true }),
		"and no way back told":        on(creating, false, func(m *measured) { m.owns = false }),
		"state lost an object":        on(updating, false, func(m *measured) { m.held, m.owns = "vpn-1", false }),
		"reports success and did not": on(deleting, false, func(m *measured) { m.holds, m.owns = "", false }),
		"did not import":              on(importing, false, func(m *measured) { m.owns = false }),
		"RAM, and nothing said":       on(updating, false, refused),
		"neither code nor request ID": on(updating, false, func(m *measured) { refused(m); failed(m, "Forbidden.RAM") }),
		"a message of 9000 bytes":     on(updating, false, func(m *measured) { failed(m, strings.Repeat("long ", 1800)) }),
		"control characters":          on(updating, false, func(m *measured) { failed(m, "\x1b[2J") }),
		"is billed, and it is not":    on(deleting, false, func(m *measured) { failed(m, "it is still billed"); m.live = 0 }),
		"bought\", and something was": on(creating, false, func(m *measured) { failed(m, "Nothing was bought.") }),
		"the error does not say so":   on(creating, false, func(m *measured) { failed(m, "no"); m.live, m.bought = 0, 0 }),
		"noticed":                     on(updating, true, func(m *measured) { m.outcome = "warning" }),
		"was not empty: update":       on(updating, true, func(m *measured) { m.then = "update" }),
		"afterwards: bandwidth":       on(updating, false, func(m *measured) { m.wrong = []string{"bandwidth"} }),
		// Two of three do not make a way back.
		"nobody owns": on(creating, false, func(m *measured) {
			failed(m, "terraform import ADDRESS "+sim.DefaultVPC)
			m.token, m.owns = "0a1b", false
		}),
	} {
		if all := strings.Join(c.violations(), "; "); !strings.Contains(all, want) {
			t.Errorf("want a violation with %q, got %q", want, all)
		}
	}
	// What the API calls broken may be replaced.
	broken := on(creating, false, func(m *measured) {
		failed(m, "no")
		m.tainted, m.released, m.inAll = true, 1, 2
	})
	broken.fault.fails = true
	if all := broken.violations(); len(all) > 0 {
		t.Errorf("violations by a replacement of what is broken: %v", all)
	}
}

// A foreign object that was changed, or that a write named, is noticed.
func TestFaultMatrix_foreign(t *testing.T) {
	t.Parallel()
	subject := vpnGateway()
	for name, harm := range map[string]func(*testing.T, *cell){
		"a foreign object was changed": func(_ *testing.T, c *cell) { c.sim().RemoveGateway(c.foreign) },
		"was sent for a foreign object": func(t *testing.T, c *cell) {
			t.Helper()
			i := c.cloud.Instance(subject.TypeName, nil)
			must(t, i.Import(c.foreign+"@"+sim.DefaultRegion))
			must(t, i.Apply(t.Context(), nil))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				c := &cell{operation: &operation{kind: reading, subject: subject, wants: subject.Minimal}, fault: &fault{passing: true}}
				c.runInBubble(t)
				if len(c.wrong) > 0 {
					t.Fatalf("before anything was done: %v", c.wrong)
				}
				harm(t, c)
				c.checkForeign()
				if all := strings.Join(c.wrong, "; "); !strings.Contains(all, name) {
					t.Errorf("want %q, got %q", name, all)
				}
			})
		})
	}
}
