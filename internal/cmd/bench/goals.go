package main

import (
	"fmt"
	"time"
)

// The goals, as they were set before anything was measured.
const (
	freeCalls      = 4 // beside the pages
	pageSize       = 50
	mostRatio      = 2
	mostValidation = 70 * time.Millisecond
	mostSize       = 22e6
)

// mostMemory is the provider's, by the number of gateways.
var mostMemory = map[int]int64{1: 30e6, 1000: 40e6, 5000: 55e6}

// goals sets each goal beside its result.
func (r *results) goals() string {
	t := table{{"What", "Goal", "Result", "Met"}}
	add := func(what, goal, result string, met bool) {
		t = append(t, []string{what, goal, result, map[bool]string{true: "yes", false: "no"}[met]})
	}
	for _, p := range r.plans {
		calls := freeCalls + (p.total()+pageSize-1)/pageSize
		add(p.String()+": API calls", number(calls), number(p.calls), p.calls <= calls)
	}
	for _, p := range r.plans {
		if p.total() >= 1000 {
			add(p.String()+": plan, times the floor", number(mostRatio), ratio(p.wall, p.floor), p.wall <= mostRatio*p.floor)
		}
	}
	for _, p := range r.plans {
		if most, ok := mostMemory[p.total()]; ok {
			add(p.String()+": the provider's memory", megabytes(most), megabytes(p.peak), p.peak <= most)
		}
	}
	above := r.validate - r.validateFloor
	add(fmt.Sprintf("validate (%s), above its floor (%s)", milliseconds(r.validate), milliseconds(r.validateFloor)),
		milliseconds(mostValidation), milliseconds(above), above <= mostValidation)
	add("Size of the provider's file", megabytes(mostSize), megabytes(r.size), r.size <= mostSize)
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
