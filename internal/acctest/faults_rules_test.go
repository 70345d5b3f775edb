package acctest_test

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// longest is how many bytes of text an operation may say: a person reads it.
const longest = 8_000

// goneCodes are the codes that say that an object of a kind does not exist: the
// only refusals after which an operation may have succeeded.
func goneCodes(s *acctest.Subject) []string {
	codes := []string{"InvalidResourceId.NotFound"}
	for _, action := range []string{s.ReadAction, "TagResources", "MoveVpnResourceGroup"} {
		codes = append(codes, s.NotFound(action).Code)
	}
	return codes
}

// violations holds what was measured against rules that know nothing of single
// cells.
func (c *cell) violations() []string {
	var all []string
	report := func(when bool, format string, args ...any) {
		if when {
			all = append(all, fmt.Sprintf(format, args...))
		}
	}
	c.moneyRules(report)
	c.stateRules(report)
	c.messageRules(report)
	report(c.panicked != "", "panic: %s", c.panicked)
	report(!c.struck, "the fault never struck, so nothing was proved")
	if c.fault.passing {
		report(c.outcome == "error" || c.outcome == "warning" && !c.operation.unpaid, "noticed")
		report(c.then != "nothing to do", "the next apply was not empty: %s", c.then)
	}
	for _, wrong := range c.wrong {
		report(true, "afterwards: %s", wrong)
	}
	return all
}

// violated adds a violation when a condition holds.
type violated func(when bool, format string, args ...any)

// moneyRules: nothing is bought twice, and nothing that works is released.
func (c *cell) moneyRules(report violated) {
	// What the API calls broken for good may be replaced.
	replaced := 0
	if c.fault.fails {
		replaced = c.released
	}
	report(c.atOnce > 1, "%d objects existed at the same time", c.atOnce)
	report(c.inAll > 1+c.removed+replaced, "%d objects were bought, %d taken away by others", c.inAll, c.removed)
	report(c.operation.kind != deleting && c.released > replaced, "%d healthy objects were released", c.released)
}

// stateRules: what is bought is in state, or the error tells the way back.
func (c *cell) stateRules(report violated) {
	o, failed := c.operation, c.outcome == "error"
	orphan := o.kind == creating && c.live > 0 && !c.owns
	report(orphan && (!failed || !c.says(append(slices.Clone(o.subject.WayBack), c.token)...)),
		"an object that nobody owns, and no way back told")
	report(orphan && o.unpaid && !c.says("My Orders"), "an order that nobody knows of, and no word of where orders are")
	report(c.foreign != "" && c.holds == c.foreign, "state holds a foreign object")
	report(c.holds != "" && c.live > 0 && !c.owns, "state holds an ID that is not the object's")
	report(c.held != "" && c.live > 0 && !c.owns, "state lost an object that is alive")
	report(c.owns && c.tainted && !c.fault.fails, "a healthy object is tainted")
	report(o.kind == deleting && !failed && (c.live > 0 || c.holds != ""), "a delete that reports success and did not delete")
	report(o.kind == importing && !failed && !c.owns, "an import that reports success and did not import")
}

// messageRules: what failed is said, in the API's words, in true ones, and in
// ones that can be read.
func (c *cell) messageRules(report violated) {
	o, failed := c.operation, c.outcome == "error"
	report(c.outcome != "ok" && c.summary == "", "a message without a summary")
	report(len(c.text) > longest, "a message of %d bytes", len(c.text))
	report(strings.ContainsFunc(c.text, unreadable), "control characters in the message: %.200q", c.text)
	if c.refused {
		// That there is nothing to import, that an object is not seen yet, and that its
		// absence is not sure, is said without the code.
		last := c.refusals[len(c.refusals)-1]
		gone := slices.Contains(goneCodes(o.subject), last.Code)
		missed := gone && (o.kind == importing || c.says("not seen yet") || c.says("could not be confirmed"))
		named := slices.ContainsFunc(c.refusals, func(r sim.Request) bool { return c.says(printable(r.Code), r.RequestID) })
		report(c.outcome == "ok" && !c.fault.passing && !gone, "refused with %s, and nothing said", printable(last.Code))
		report(failed && !missed && !named && !c.fault.unreadable, "the error has neither code nor request ID of what the API refused last: %s", printable(last.Code))
	}
	billed := slices.ContainsFunc(o.subject.Billed, func(text string) bool { return c.says(text) })
	report(failed && c.live == 0 && billed && !c.says("not seen yet"), "the error says that it is billed, and it is not")
	nothing := c.says(o.subject.Nothing)
	report(nothing && c.bought > 0, "the error says %q, and something was", o.subject.Nothing)
	report(o.kind == creating && failed && c.bought == 0 && !nothing && !c.says("may have been created") && !c.says("may exist"),
		"nothing was created, and the error does not say so")
}

// says reports whether a message holds all of the texts.
func (c *cell) says(texts ...string) bool {
	return !slices.ContainsFunc(texts, func(text string) bool { return !strings.Contains(c.text, text) })
}

// unreadable characters move a terminal's cursor, or worse.
func unreadable(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }

// printable is what a message may show of a code: its beginning.
func printable(code string) string {
	if i := strings.IndexFunc(code, unreadable); i >= 0 {
		code = code[:i]
	}
	return code[:min(len(code), 20)]
}
