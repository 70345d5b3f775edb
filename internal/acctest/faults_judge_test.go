package acctest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// gone are the codes that say that the gateway itself does not exist: the only
// refusals after which an operation may have succeeded.
var gone = []string{"InvalidVpnGatewayInstanceId.NotFound", "InvalidInstanceId.NotFound", "InvalidResourceId.NotFound"}

// complaints holds what was measured against rules that know nothing of single
// cells.
func (c *cell) complaints() []string {
	var all []string
	complain := func(when bool, format string, args ...any) {
		if when {
			all = append(all, fmt.Sprintf(format, args...))
		}
	}
	o, failed := c.operation, c.outcome == "error"
	says := func(texts ...string) bool {
		return !slices.ContainsFunc(texts, func(text string) bool { return !strings.Contains(c.text, text) })
	}

	complain(c.panicked != "", "panic: %s", c.panicked)
	complain(!c.struck, "the fault never struck, so nothing was proved")
	complain(failed && c.summary == "", "an error without a summary")

	// Nothing is bought twice.
	complain(c.atOnce > 1, "%d gateways were paid for at the same time", c.atOnce)
	complain(c.inAll > 1+c.removed, "%d gateways were bought, %d taken away by others", c.inAll, c.removed)

	// Nothing is lost: what is bought is in state, or the error tells the way back.
	orphan := o.kind == creating && c.live > 0 && !c.owns
	complain(orphan && (!failed || !says(sim.DefaultVPC, c.token, "terraform import ADDRESS")),
		"a gateway that nobody owns, and no way back told")
	complain(orphan && o.unpaid && !says("My Orders"), "an order that nobody knows of, and no word of where orders are")
	complain(o.kind == creating && failed && c.owns && !says("terraform untaint ADDRESS"),
		"a gateway that Terraform would replace, and no word of untaint")
	complain(c.held && c.live > 0 && !c.owns, "state lost a gateway that is alive")
	complain(o.kind == deleting && !failed && (c.live > 0 || c.holds), "a delete that reports success and did not delete")
	complain(o.kind == importing && !failed && !c.owns, "an import that reports success and did not import")

	// What failed is said, in the API's words and in true ones.
	var last sim.Request
	if c.refused {
		last = c.refusals[len(c.refusals)-1]
	}
	// A gateway that is not seen before time is up fails for that reason; and that
	// there is nothing to import is said by Terraform.
	missed := slices.Contains(gone, last.Code) && (o.kind == importing || says("not seen yet"))
	named := slices.ContainsFunc(c.refusals, func(r sim.Request) bool { return says(r.Code, r.RequestID) })
	complain(c.refused && !failed && !slices.Contains(gone, last.Code), "refused with %s, and no error", last.Code)
	complain(c.refused && failed && !missed && !named,
		"the error has neither code nor request ID of what the API refused last: %s", last.Code)
	complain(failed && c.live == 0 && !missed && (says(" is still billed") || says(" is billed")),
		"the error says that the gateway is billed, and it is not")
	nothing := says("Nothing was bought.")
	complain(nothing && c.bought > 0, "the error says that nothing was bought, and something was")
	complain(o.kind == creating && failed && c.bought == 0 && !nothing && !says("may have been created"),
		"nothing was bought, and the error does not say so")

	// What passes is not noticed.
	if c.fault.passing {
		complain(failed || c.outcome == "warning" && !o.unpaid, "noticed")
		complain(c.then != "nothing to do", "the next apply was not empty: %s", c.then)
	}
	for _, wrong := range c.wrong {
		complain(true, "afterwards: %s", wrong)
	}
	return all
}

// The judge is tried on what must never happen, so that its silence means
// something.
func TestFaultMatrix_judge(t *testing.T) {
	t.Parallel()
	good := measured{
		outcome: "ok", struck: true, live: 1, bought: 1, holds: true, owns: true, then: "nothing to do", atOnce: 1, inAll: 1,
	}
	on := func(k kind, passing bool, spoil func(*measured)) *cell {
		c := &cell{operation: &operation{kind: k}, fault: &fault{passing: passing}, measured: good}
		spoil(&c.measured)
		return c
	}
	failed := func(m *measured, text string) { m.outcome, m.summary, m.text = "error", "Unable", text }
	refused := func(m *measured) {
		m.refused, m.refusals = true, []sim.Request{{Code: "Forbidden.RAM", RequestID: "7D8B"}}
	}
	if all := on(creating, true, func(*measured) {}).complaints(); len(all) > 0 {
		t.Errorf("complaints about what is as it should be: %v", all)
	}
	for want, c := range map[string]*cell{
		"panic: oh":                   on(creating, false, func(m *measured) { m.panicked = "oh" }),
		"the fault never struck":      on(creating, false, func(m *measured) { m.struck = false }),
		"an error without a summary":  on(creating, false, func(m *measured) { m.outcome = "error" }),
		"2 gateways were paid for":    on(creating, false, func(m *measured) { m.atOnce = 2 }),
		"2 gateways were bought":      on(creating, false, func(m *measured) { m.inAll = 2 }),
		"and no way back told":        on(creating, false, func(m *measured) { m.owns = false }),
		"no word of untaint":          on(creating, false, func(m *measured) { failed(m, "no") }),
		"state lost a gateway":        on(updating, false, func(m *measured) { m.held, m.owns = true, false }),
		"reports success and did not": on(deleting, false, func(m *measured) { m.holds, m.owns = false, false }),
		"did not import":              on(importing, false, func(m *measured) { m.owns = false }),
		"Forbidden.RAM, and no error": on(updating, false, refused),
		"neither code nor request ID": on(updating, false, func(m *measured) { refused(m); failed(m, "Forbidden.RAM") }),
		"is billed, and it is not":    on(deleting, false, func(m *measured) { failed(m, "it is still billed"); m.live = 0 }),
		"was bought, and something":   on(creating, false, func(m *measured) { failed(m, "Nothing was bought.") }),
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
		if all := strings.Join(c.complaints(), "; "); !strings.Contains(all, want) {
			t.Errorf("want a complaint with %q, got %q", want, all)
		}
	}
}
