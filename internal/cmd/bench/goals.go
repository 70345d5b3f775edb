package main

import (
	"fmt"
	"time"
)

// The goals, as they were set before anything was measured.
const (
	freeCalls      = 10 // beside the pages
	pageSize       = 50
	mostValidation = 15 * time.Millisecond
	mostPlanOfOne  = 60 * time.Millisecond
	mostSize       = 24e6
	mostOwn        = 400 * time.Microsecond
	mostOverRule   = 1.1
)

// mostMemory is the provider's, by the name of the row, and mostRatio how often the
// idle provider's time a plan may take.
var (
	mostMemory = map[string]int64{"1": 30e6, "1,000": 40e6, "5,000, 50 × 100": 55e6, theFleet: 45e6}
	mostRatio  = map[string]float64{"1,000": 1.15, "5,000, 50 × 100": 1.08, theFleet: 1.15}
)

// goals sets each goal beside its result.
func (r *results) goals() string {
	t := table{{"What", "Goal", "Result", "Met"}}
	add := func(what, goal, result string, met bool) {
		t = append(t, []string{what, goal, result, map[bool]string{true: "yes", false: "no"}[met]})
	}
	for _, p := range r.plans {
		most := freeCalls + p.pages()
		add(p.name+": API calls", number(most), number(sum(p.calls)), sum(p.calls) <= most)
	}
	for _, p := range r.plans {
		if p.name == "1" {
			add("1: plan, above the idle provider's", milliseconds(mostPlanOfOne), milliseconds(p.wall-p.idle), p.wall-p.idle <= mostPlanOfOne)
		}
		if most, ok := mostRatio[p.name]; ok {
			add(p.name+": plan, times the idle provider's", fmt.Sprint(most), ratio(p.wall, p.idle), p.wall.Seconds() <= most*p.idle.Seconds())
		}
	}
	for _, p := range r.plans {
		if most, ok := mostMemory[p.name]; ok {
			add(p.name+": the provider's memory", megabytes(most), megabytes(p.peak), p.peak <= most)
		}
	}
	above := r.validate.ours - r.validate.single
	add("validate, above the provider with one resource", milliseconds(mostValidation), milliseconds(above), above <= mostValidation)
	add("Size of the provider's file", megabytes(mostSize), megabytes(r.size), r.size <= mostSize)
	if c := r.created; c.took > 0 {
		most := time.Duration(mostOverRule * float64(c.rule()))
		add(c.String(), seconds(most), seconds(c.took), c.took <= most)
	}
	for _, k := range r.kinds() {
		add(k.name+": own CPU for one that is unchanged", mostOwn.String(), micro(k.sum()), k.sum() <= mostOwn)
	}
	for _, w := range waits {
		m := r.pollMetrics(w.build)
		add(fmt.Sprintf("Create of %v: noticed late by, at worst", w.build), w.late.String(),
			fmt.Sprintf("%.2f s", m[unitLatest]), m != nil && m[unitLatest] <= w.late.Seconds())
		add(fmt.Sprintf("Create of %v: polls, at worst", w.build), number(mostPolls),
			fmt.Sprintf("%.0f", m[unitMostPolls]), m != nil && m[unitMostPolls] <= mostPolls)
	}
	return t.String()
}

func milliseconds(d time.Duration) string { return fmt.Sprintf("%d ms", d.Milliseconds()) }
func micro(d time.Duration) string        { return d.Round(time.Microsecond).String() }
