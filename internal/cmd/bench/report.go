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
		"cpu":        r.cpuTable(),
		"waits":      r.waitTable(),
		"benchmarks": r.benchmarkTable(),
	}
}

var sectionNames = []string{"machine", "summary", "plans", "cpu", "goals", "waits", "benchmarks"}

func (r *results) conditions() string {
	return fmt.Sprintf("Measured on %s. The simulator answers after %v. Times are medians of %d runs.\n", r.machine, r.latency, r.runs)
}

// summary is what users need to know of plans.
func (r *results) summary() string {
	t := table{{"Gateways", "API calls", "Plan", "With an idle provider", "Provider memory"}}
	for _, p := range r.plans {
		t = append(t, []string{number(p.total()), number(p.calls), seconds(p.wall), seconds(p.idle), megabytes(p.peak)})
	}
	return t.String()
}

func (r *results) planTable() string {
	t := table{{
		"Gateways", "API calls", "Of them pages", "Plan", "Idle provider", "Floor", "Plan / floor",
		"Provider CPU", "Per gateway", "Provider memory",
	}}
	for _, p := range r.plans {
		t = append(t, []string{
			p.String(), number(p.calls), number(p.pages), seconds(p.wall), seconds(p.idle), seconds(p.floor), ratio(p.wall, p.floor),
			seconds(p.cpu), fmt.Sprintf("%.2f ms", p.cpu.Seconds()*1e3/float64(p.total())), megabytes(p.peak),
		})
	}
	return t.String()
}

// cpuTable says who was at work.
func (r *results) cpuTable() string {
	t := table{{"Gateways", "Floor: Terraform", "Plan: Terraform", "Plan: provider"}}
	for _, p := range r.plans {
		t = append(t, []string{p.String(), seconds(p.floorCPU), seconds(p.coreCPU), seconds(p.cpu)})
	}
	return t.String()
}

func ratio(a, b time.Duration) string { return fmt.Sprintf("%.1f", a.Seconds()/b.Seconds()) }

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
		if _, wait := b.metrics[unitLate]; wait {
			continue
		}
		t = append(t, []string{
			b.name, time.Duration(b.metrics["ns/op"]).Round(10 * time.Nanosecond).String(),
			fmt.Sprintf("%.1f kB", b.metrics["B/op"]/1e3), number(int(b.metrics["allocs/op"])),
		})
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
