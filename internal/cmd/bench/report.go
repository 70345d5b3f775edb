package main

import (
	"fmt"
	"strings"
	"time"
)

// sections are the parts of the reports that a run writes, in Markdown, by name.
func (r *results) sections() map[string]string {
	return map[string]string{
		"machine":    r.conditions(),
		"summary":    r.summary(),
		"goals":      r.goals(),
		"plans":      r.planTable(),
		"calls":      r.callTable(),
		"cpu":        r.cpuTable(),
		"kinds":      r.kindTable(),
		"growth":     r.growthTable(),
		"start":      r.startTable(),
		"creation":   r.creationTable(),
		"waits":      r.waitTable(),
		"benchmarks": r.benchmarkTable(),
	}
}

var sectionNames = []string{
	"machine", "summary", "plans", "calls", "cpu", "kinds", "growth", "start", "creation", "goals", "waits", "benchmarks",
}

// planSections are those that plans alone fill.
var planSections = []string{"machine", "plans", "calls", "cpu", "growth"}

func (r *results) conditions() string {
	return fmt.Sprintf("Measured on %s. The simulator answers after %v. Times are the shortest of %d runs.\n", r.machine, r.latency, r.runs)
}

// summary is what users need to know of plans.
func (r *results) summary() string {
	t := table{{"Gateways", "Objects", "API calls", "Plan", "With an idle provider", "Provider memory"}}
	for _, p := range r.plans {
		t = append(t, []string{p.name, number(p.objects()), number(sum(p.calls)), seconds(p.wall), seconds(p.idle), megabytes(p.peak)})
	}
	return t.String()
}

func (r *results) planTable() string {
	t := table{{"Gateways", "Objects", "API calls", "Goal", "Plan", "Idle provider", "Plan / idle", "Provider memory"}}
	for _, p := range r.plans {
		t = append(t, []string{
			p.name, number(p.objects()), number(sum(p.calls)), number(p.pages() + freeCalls),
			seconds(p.wall), seconds(p.idle), ratio(p.wall, p.idle), megabytes(p.peak),
		})
	}
	return t.String()
}

// callTable says which calls refresh the last of the rows, the fleet.
func (r *results) callTable() string {
	t := table{{"Action", "Calls"}}
	if len(r.plans) > 0 {
		calls := r.plans[len(r.plans)-1].calls
		for _, action := range actions(calls) {
			t = append(t, []string{action, number(calls[action])})
		}
	}
	return t.String()
}

// cpuTable says who was at work.
func (r *results) cpuTable() string {
	t := table{{"Gateways", "Terraform", "Provider", "Idle provider", "Provider, for each object", "Less the idle one's"}}
	for _, p := range r.plans {
		t = append(t, []string{
			p.name, seconds(p.coreCPU), seconds(p.cpu), seconds(p.idleCPU), micro(p.cpu / time.Duration(p.objects())), micro(p.own()),
		})
	}
	return t.String()
}

// growthTable shows what grows with the number of objects.
func (r *results) growthTable() string {
	t := table{{"Objects", "API calls", "For each 1,000", "Provider CPU", "For each object", "Less the idle one's", "Provider memory", "Plan", "Idle provider"}}
	for _, p := range r.grown {
		calls := sum(p.calls)
		t = append(t, []string{
			p.name, number(calls), number(calls * 1000 / p.objects()), seconds(p.cpu), micro(p.cpu / time.Duration(p.objects())), micro(p.own()),
			megabytes(p.peak), seconds(p.wall), seconds(p.idle),
		})
	}
	return t.String()
}

// startTable is what a command costs before it does anything.
func (r *results) startTable() string {
	t := table{
		{"Command", "This provider", "With one resource", "Idle provider"},
		{"`terraform validate`, one gateway", milliseconds(r.validate.ours), milliseconds(r.validate.single), milliseconds(r.validate.idle)},
	}
	for _, p := range r.plans {
		if p.objects() == 1 {
			t = append(t, []string{"`terraform plan`, one gateway", milliseconds(p.wall), "", milliseconds(p.idle)})
		}
	}
	return t.String()
}

func (c creation) String() string {
	return fmt.Sprintf("Create of %d connections and %d routes on one gateway", c.connections, c.routes)
}

func (r *results) creationTable() string {
	c := r.created
	t := table{
		{"What", "Result"},
		{"Connections, routes", fmt.Sprintf("%d, %d", c.connections, c.routes)},
		{"Time of each change", c.change.String()},
		{"One after the other", seconds(c.rule())},
		{"Took", seconds(c.took)},
	}
	if c.took > 0 {
		t = append(t, []string{"Took / one after the other", ratio(c.took, c.rule())})
	}
	for _, action := range actions(c.calls) {
		t = append(t, []string{action, number(c.calls[action])})
	}
	return t.String()
}

func ratio(a, b time.Duration) string { return fmt.Sprintf("%.2f", a.Seconds()/b.Seconds()) }

// waits are the builds whose end is to be noticed: how late, with how many polls.
var waits = []struct{ build, late time.Duration }{{3 * time.Second, time.Second}, {30 * time.Second, 3 * time.Second}, {180 * time.Second, 10 * time.Second}}

const (
	mostPolls = 40
	// The units of vpc's benchmark PollInterval.
	unitLate, unitLatest, unitPolls, unitMostPolls = "s-late", "s-late-worst", "polls", "polls-worst"
)

func (r *results) waitTable() string {
	t := table{{"Built in", "Noticed late by", "At worst", "Goal", "Polls", "At worst", "Goal"}}
	for _, w := range waits {
		m := r.pollMetrics(w.build)
		t = append(t, []string{
			w.build.String(), fmt.Sprintf("%.2f s", m[unitLate]), fmt.Sprintf("%.2f s", m[unitLatest]), w.late.String(),
			fmt.Sprintf("%.0f", m[unitPolls]), fmt.Sprintf("%.0f", m[unitMostPolls]), number(mostPolls),
		})
	}
	return t.String()
}

func (r *results) pollMetrics(build time.Duration) map[string]float64 {
	for _, b := range r.benchmarks {
		if b.name == "vpc.PollInterval/"+build.String() {
			return b.metrics
		}
	}
	return nil
}

func (r *results) benchmarkTable() string {
	t := table{{"Benchmark", "Time", "Memory", "Allocations"}}
	for _, b := range r.benchmarks {
		if _, wait := b.metrics[unitLate]; wait || strings.HasPrefix(b.name, kindBenchmark) {
			continue
		}
		t = append(t, []string{
			b.name, time.Duration(b.metrics["ns/op"]).Round(10 * time.Nanosecond).String(),
			fmt.Sprintf("%.1f kB", b.metrics["B/op"]/1e3), number(int(b.metrics["allocs/op"])),
		})
	}
	return t.String()
}

// kindBenchmark is provider's benchmark of the four calls that Terraform makes for an
// unchanged object, by kind and call.
const kindBenchmark = "provider.Plan/"

// unchanged is what one object of a kind costs in a plan, by call.
type unchanged struct {
	name  string
	calls map[string]time.Duration
}

// sum is what all four cost in a plan: what Terraform sends twice is decoded once.
func (k unchanged) sum() time.Duration { return k.calls["all"] }

// kinds are those of the benchmark, in its order.
func (r *results) kinds() []unchanged {
	var all []unchanged
	for _, b := range r.benchmarks {
		kind, call, ok := strings.Cut(strings.TrimPrefix(b.name, kindBenchmark), "/")
		if !ok || !strings.HasPrefix(b.name, kindBenchmark) {
			continue
		}
		if len(all) == 0 || all[len(all)-1].name != kind {
			all = append(all, unchanged{kind, make(map[string]time.Duration)})
		}
		all[len(all)-1].calls[call] = time.Duration(b.metrics["ns/op"])
	}
	return all
}

func (r *results) kindTable() string {
	calls := []string{"upgrade", "validate", "read", "plan"}
	t := table{append(append([]string{"Kind"}, calls...), "All four")}
	for _, k := range r.kinds() {
		line := []string{k.name}
		for _, call := range calls {
			line = append(line, micro(k.calls[call]))
		}
		t = append(t, append(line, micro(k.sum())))
	}
	return t.String()
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.2f s", d.Seconds()) }
func megabytes(n int64) string       { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }

// number separates thousands, as 1,000.
func number(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", number(n/1000), n%1000)
}

// table is Markdown that is also fit to be read as it is. The first row is the
// head; the first column is text, the others are aligned to the right.
type table [][]string

func (t table) String() string {
	widths := make([]int, len(t[0]))
	for _, row := range t {
		for i, cell := range row {
			widths[i] = max(widths[i], len([]rune(cell)))
		}
	}
	var b strings.Builder
	for n, row := range t {
		for i, cell := range row {
			gap := strings.Repeat(" ", widths[i]-len([]rune(cell)))
			if i == 0 {
				b.WriteString("| " + cell + gap)
			} else {
				b.WriteString(" | " + gap + cell)
			}
		}
		b.WriteString(" |\n")
		if n > 0 {
			continue
		}
		for i, width := range widths {
			b.WriteString("|" + strings.Repeat("-", width+1))
			b.WriteString(map[bool]string{true: "-", false: ":"}[i == 0])
		}
		b.WriteString("|\n")
	}
	return b.String()
}
