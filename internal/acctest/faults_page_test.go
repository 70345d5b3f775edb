package acctest_test

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// The guide is the same in both places: tfplugindocs copies one to the other.
var guides = []string{"../../templates/guides/reliability.md", "../../docs/guides/reliability.md"}

// What stands between these lines of the guide was measured; the rest was
// written by hand.
const measuredFrom, measuredTo = "<!-- measured by make faults -->\n", "<!-- end of what was measured -->\n"

// guide puts what was measured into a page.
func guide(page, measured string) (string, error) {
	head, rest, ok := strings.Cut(page, measuredFrom)
	if !ok {
		return "", errors.New("the guide has no line where measurements begin")
	}
	_, tail, ok := strings.Cut(rest, measuredTo)
	if !ok {
		return "", errors.New("the guide has no line where measurements end")
	}
	return head + measuredFrom + "\n" + measured + "\n" + measuredTo + tail, nil
}

// writeGuide rewrites both copies from the hand-written parts of the first.
func writeGuide(measured string) error {
	page, err := os.ReadFile(guides[0])
	if err != nil {
		return fmt.Errorf("the guide: %w", err)
	}
	text, err := guide(string(page), measured)
	for _, path := range guides {
		if err == nil {
			err = errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644))
		}
	}
	return err
}

// checkGuide reports a copy that does not say what was measured.
func checkGuide(measured string) error {
	for _, path := range guides {
		page, err := os.ReadFile(path)
		if err != nil {
			return fmt.Errorf("the guide: %w", err)
		}
		want, err := guide(string(page), measured)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if want != string(page) {
			return fmt.Errorf("%s is not what was measured%s\nrun `make faults`", path, firstDifference(string(page), want))
		}
	}
	return nil
}

func firstDifference(have, want string) string {
	haves, wants := strings.Split(have, "\n"), strings.Split(want, "\n")
	for n := range min(len(haves), len(wants)) {
		if haves[n] != wants[n] {
			return fmt.Sprintf(", from line %d on\nhas:  %s\nwant: %s", n+1, haves[n], wants[n])
		}
	}
	return fmt.Sprintf(": it has %d lines, want %d", len(haves), len(wants))
}

// row is what a table says of a cell, beside where it is.
func (c *cell) row() []string {
	owns := "no"
	switch {
	case c.owns:
		owns = "yes"
	case c.live == 0:
		owns = "-"
	}
	message := c.summary
	if c.refused && message != "" {
		if code := c.refusals[len(c.refusals)-1].Code; strings.Contains(c.text, code) {
			message += " (" + code + ")"
		}
	}
	return []string{c.outcome, strconv.Itoa(c.live), strconv.Itoa(c.bought), owns, cmp.Or(message, "-"), c.then}
}

var rowHead = []string{"Outcome", "Live", "Ledger", "In state", "Message", "Next apply"}

// everyRow is the whole table, a line for each cell.
func everyRow(cells []*cell) string {
	lines := [][]string{slices.Concat([]string{"Operation", "Fault", "Where"}, rowHead)}
	for _, c := range cells {
		lines = append(lines, slices.Concat([]string{c.operation.name, c.fault.name, c.strike.where}, c.row()))
	}
	return table(lines)
}

// measurements is what the guide says of all cells.
func measurements(cells []*cell) string {
	operations, faults := columns(cells)
	outcomes := map[string]int{}
	for _, c := range cells {
		outcomes[c.outcome]++
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d cells: %d operations under %d faults. ", len(cells), len(operations), len(faults))
	fmt.Fprintf(&b, "%d ended ok, %d with a warning, %d with an error. No cell broke a rule.\n\n",
		outcomes["ok"], outcomes["warning"], outcomes["error"])
	b.WriteString("### At a glance\n\n" + glance(cells, operations, faults) + "\n### Every cell\n\n")
	b.WriteString("The operations by their short names: ")
	for n, o := range operations {
		fmt.Fprintf(&b, "%s*%s*: %s", map[bool]string{n > 0: "; "}[true], o.short, o.name)
	}
	b.WriteString(".\n\n" + folded(cells, faults))
	return b.String()
}

// columns lists operations and faults in the order in which they come.
func columns(cells []*cell) (operations []*operation, faults []*fault) {
	for _, c := range cells {
		if !slices.Contains(operations, c.operation) {
			operations = append(operations, c.operation)
		}
		if !slices.Contains(faults, c.fault) {
			faults = append(faults, c.fault)
		}
	}
	return operations, faults
}

// glance shows the worst outcome of each operation under each fault.
func glance(cells []*cell, operations []*operation, faults []*fault) string {
	worst := []string{"ok", "warning", "error"}
	lines := [][]string{{"Fault"}}
	for _, o := range operations {
		lines[0] = append(lines[0], o.short)
	}
	for _, f := range faults {
		line := []string{f.name}
		for _, o := range operations {
			at := -1
			for _, c := range cells {
				if c.operation == o && c.fault == f {
					at = max(at, slices.Index(worst, c.outcome))
				}
			}
			line = append(line, append([]string{""}, worst...)[at+1])
		}
		lines = append(lines, line)
	}
	return table(lines)
}

// folded has a line for all the operations in which a fault at the same place
// ended in the same way.
func folded(cells []*cell, faults []*fault) string {
	lines := [][]string{slices.Concat([]string{"Fault", "Where", "Operations"}, rowHead)}
	for _, f := range faults {
		var groups [][]string // each begins with where, then the operations
		for _, c := range cells {
			if c.fault != f {
				continue
			}
			line := slices.Concat([]string{f.name, c.strike.where, ""}, c.row())
			n := slices.IndexFunc(groups, func(g []string) bool {
				return slices.Equal(g[:2], line[:2]) && slices.Equal(g[3:], line[3:])
			})
			if n < 0 {
				n, groups = len(groups), append(groups, line)
			} else {
				groups[n][2] += ", "
			}
			groups[n][2] += c.operation.short
		}
		lines = append(lines, groups...)
	}
	return table(lines)
}

// table writes Markdown.
func table(lines [][]string) string {
	var b strings.Builder
	for n, line := range lines {
		b.WriteString("| " + strings.Join(line, " | ") + " |\n")
		if n == 0 {
			b.WriteString(strings.Repeat("|-", len(line)) + "|\n")
		}
	}
	return b.String()
}
