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

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
)

// resultsFile has, for one kind, a line for each fault at each place, with the
// operations that ended in the same way. It is for reviewers: a change shows there.
func resultsFile(s *acctest.Subject) string { return "testdata/faults/" + s.TypeName + ".tsv" }

// The guide is the same in both places: tfplugindocs copies one to the other.
var guides = []string{"../../templates/guides/reliability.md", "../../docs/guides/reliability.md"}

// What stands between these lines of the guide was measured; the rest was
// written by hand.
const measuredFrom, measuredTo = "<!-- measured by make faults -->\n", "<!-- end of what was measured -->\n"

// results are the files that say what was measured, with their content.
func results(cells []*cell) (map[string]string, error) {
	files := map[string]string{}
	for _, s := range subjects() {
		files[resultsFile(s)] = folded(cellsOf(s, cells))
	}
	for _, path := range guides {
		page, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("the guide: %w", err)
		}
		if path != guides[0] {
			files[path] = files[guides[0]]
			continue
		}
		head, rest, begins := strings.Cut(string(page), measuredFrom)
		_, tail, ends := strings.Cut(rest, measuredTo)
		if !begins || !ends {
			return nil, errors.New("the guide has no lines where measurements begin and end")
		}
		files[path] = head + measuredFrom + "\n" + summary(cells) + "\n" + measuredTo + tail
	}
	return files, nil
}

func writeResults(cells []*cell) error {
	files, err := results(cells)
	for path, text := range files {
		err = errors.Join(err, os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644))
	}
	return err
}

// checkResults reports a kind whose file does not say what was measured.
func checkResults(s *acctest.Subject, cells []*cell) error {
	have, err := os.ReadFile(resultsFile(s))
	if want := folded(cells); err == nil && string(have) != want {
		return fmt.Errorf("%s is not what was measured%s\nrun `make faults`", resultsFile(s), firstDifference(string(have), want))
	}
	return err
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
	return []string{c.outcome, strconv.Itoa(c.live), strconv.Itoa(c.bought), owns, cmp.Or(c.summary, "-"), c.then}
}

var rowHead = []string{"outcome", "live", "created", "in state", "message", "next apply"}

// cellsOf are those of one kind.
func cellsOf(s *acctest.Subject, cells []*cell) []*cell {
	return slices.DeleteFunc(slices.Clone(cells), func(c *cell) bool { return c.operation.subject.TypeName != s.TypeName })
}

// everyRow is the whole table, a line for each cell.
func everyRow(cells []*cell) string {
	var b strings.Builder
	for _, c := range cells {
		b.WriteString(line(slices.Concat([]string{c.operation.subject.TypeName, c.operation.short, c.fault.name, c.at.where}, c.row())))
	}
	return b.String()
}

func line(columns []string) string { return strings.Join(columns, "\t") + "\n" }

// group is what ended in the same way.
type group struct {
	fault, where, operations string
	row                      []string
}

// folded has a line for all places and operations in which a fault ended in the
// same way.
func folded(cells []*cell) string {
	groups := fold(cells)
	slices.SortStableFunc(groups, func(a, b *group) int { return cmp.Compare(a.fault, b.fault) })
	text := line(slices.Concat([]string{"fault", "where", "operations"}, rowHead))
	for _, g := range groups {
		text += line(slices.Concat([]string{g.fault, g.where, g.operations}, g.row))
	}
	return text
}

// fold joins first the operations of a place, then the places of the same
// operations.
func fold(cells []*cell) []*group {
	var places, all []*group
	join := func(into *[]*group, g *group, same func(*group) bool, add func(*group)) {
		if n := slices.IndexFunc(*into, func(o *group) bool { return o.fault == g.fault && slices.Equal(o.row, g.row) && same(o) }); n >= 0 {
			add((*into)[n])
		} else {
			*into = append(*into, g)
		}
	}
	for _, c := range cells {
		g := &group{fault: c.fault.name, where: c.at.where, operations: c.operation.short, row: c.row()}
		join(&places, g, func(o *group) bool { return o.where == g.where }, func(o *group) { o.operations += ", " + g.operations })
	}
	for _, g := range places {
		join(&all, g, func(o *group) bool { return o.operations == g.operations }, func(o *group) { o.where += ", " + g.where })
	}
	return all
}

// summary is what the guide says of all cells: a line for each kind, and a table
// for those that cost something.
func summary(cells []*cell) string {
	text := ""
	for _, s := range subjects() {
		own, total := cellsOf(s, cells), map[string]int{}
		for _, c := range own {
			total[c.outcome]++
		}
		text += fmt.Sprintf("- `%s`: %d cells. %d ended ok, %d with a warning, %d with an error. No cell broke a rule.\n",
			s.TypeName, len(own), total["ok"], total["warning"], total["error"])
	}
	for _, s := range subjects() {
		if s.Costs() {
			text += fmt.Sprintf("\nThe cells of `%s`, by kind of failure:\n\n%s", s.TypeName, table(cellsOf(s, cells)))
		}
	}
	return text
}

// table counts outcomes by groups of faults.
func table(cells []*cell) string {
	outcomes := []string{"ok", "warning", "error"}
	var names []string
	counts := map[string]map[string]int{}
	for _, c := range cells {
		if counts[c.fault.group] == nil {
			names = append(names, c.fault.group)
			counts[c.fault.group] = map[string]int{}
		}
		counts[c.fault.group][c.outcome]++
	}
	text := "| Faults | Cells | " + strings.Join(outcomes, " | ") + " |\n|-|-|-|-|-|\n"
	for _, name := range names {
		all, columns := 0, ""
		for _, outcome := range outcomes {
			all += counts[name][outcome]
			columns += fmt.Sprintf(" | %d", counts[name][outcome])
		}
		text += fmt.Sprintf("| %s | %d%s |\n", name, all, columns)
	}
	return text
}
