package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// row is a stand with its name.
type row struct {
	name string
	stand
}

// Terraform is quadratic in the count of one block, so thousands stand in many.
func gateways(blocks, count int) row {
	a := layout{blocks, count}
	name := number(a.total())
	if blocks > 1 {
		name = fmt.Sprintf("%s, %d × %d", name, blocks, count)
	}
	return row{name, stand{{alone, a}}}
}

// fleetOf is a fleet of so many gateways to dial in to, and so many others.
func fleetOf(name string, dialled, others int) row {
	return row{name, stand{{dialIn, layout{dialled, 1}}, {office, layout{others, 1}}}}
}

// rows are what is planned.
func (o options) rows() []row {
	all := []row{
		gateways(1, 1), gateways(1, 10), gateways(1, 100), gateways(1, 1000), gateways(50, 100), fleetOf(theFleet, 20, 30),
	}
	if o.quick {
		all = []row{gateways(1, 1), gateways(1, 100), fleetOf(smallFleet, 1, 3)}
	}
	return o.selected(all)
}

// selected are the rows that the flag -only names.
func (o options) selected(all []row) []row {
	return slices.DeleteFunc(all, func(r row) bool { return o.only != nil && !o.only.MatchString(r.name) })
}

// growth are fleets of about 100, 1,000 and 10,000 objects.
func (o options) growth() []row {
	all := []row{fleetOf("", 1, 3), fleetOf("", 6, 9), fleetOf("", 13, 19), fleetOf("", 40, 60), fleetOf("", 127, 191)}
	if o.quick {
		all = all[:2]
	}
	for i := range all {
		all[i].name = number(all[i].objects())
	}
	return o.selected(all)
}

const (
	theFleet   = "the fleet"
	smallFleet = "a small fleet"
)

// planned is what plans without changes of one row took: ours, and the same with
// the idle provider. Times are the shortest, all else the largest of all runs.
type planned struct {
	row
	calls      map[string]int // of the API, by action
	wall, idle time.Duration
	// What the processors did: Terraform itself, all of the provider's processes, and
	// those of the idle provider.
	coreCPU, cpu, idleCPU time.Duration

	peak int64 // of the provider's largest process
}

// own is the processors' time for one object, less what the idle provider takes.
func (p *planned) own() time.Duration { return (p.cpu - p.idleCPU) / time.Duration(p.objects()) }

// results are all that was measured.
type results struct {
	options
	machine string
	plans   []planned
	grown   []planned

	validate   short
	created    creation
	size       int64 // of the provider's file
	benchmarks []benchmark
}

func (l *lab) measure(ctx context.Context) (*results, error) {
	machine, err := l.machine(ctx)
	if err != nil {
		return nil, err
	}
	r := &results{options: l.options, machine: machine}
	file, err := os.Stat(l.provider)
	if err != nil {
		return nil, err
	}
	r.size = file.Size()
	steps := []struct {
		name string
		run  func() error
	}{
		{"plans", func() (err error) { r.plans, err = l.planAll(ctx, l.rows(), l.runs); return err }},
		{"plans of more and more objects", func() (err error) { r.grown, err = l.planAll(ctx, l.growth(), 1); return err }},
		{"validations", func() (err error) { r.validate, err = l.validation(ctx); return err }},
		{"creating connections and routes", func() (err error) { r.created, err = l.create(ctx); return err }},
		{"the Go benchmarks", func() (err error) { r.benchmarks, err = l.goBenchmarks(ctx); return err }},
	}
	if l.only != nil {
		steps = steps[:2]
	}
	for _, step := range steps {
		begun := time.Now()
		if err := step.run(); err != nil {
			return nil, err
		}
		fmt.Fprintf(os.Stderr, "bench: %s took %v, load average %s\n", step.name, time.Since(begun).Round(time.Second), load())
	}
	return r, nil
}

func (l *lab) planAll(ctx context.Context, rows []row, runs int) ([]planned, error) {
	var all []planned
	for _, r := range rows {
		fmt.Fprintf(os.Stderr, "bench: planning %s\n", r.name)
		p, err := l.plan(ctx, r, runs)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.name, err)
		}
		all = append(all, p)
	}
	return all, nil
}

// plan plans a row again and again, each kind of plan in turn, so that whatever
// else the machine does meets all of them alike.
func (l *lab) plan(ctx context.Context, r row, runs int) (planned, error) {
	p := planned{row: r}
	dir, err := os.MkdirTemp(l.dir, "plan-")
	if err != nil {
		return p, err
	}
	data := filepath.Join(dir, "data.json")
	if err := l.writeCopies(r.stand, filepath.Join(dir, stateFile), data); err != nil {
		return p, err
	}
	sim, err := l.simulate(ctx, data, "-latency", l.latency.String())
	if err != nil {
		return p, err
	}
	defer sim.end() //nolint:errcheck // The plans' results stand, whatever the simulator says at its end.
	if _, err := l.workspace(ctx, filepath.Base(dir), l.config(sim.api, r.stand)); err != nil {
		return p, err
	}
	usages := filepath.Join(l.dir, "usage")
	meter := func(provider string) []string {
		return append(configuredBy(l.metered), envMetered+"="+provider, envUsage+"="+usages)
	}
	kinds := [][]string{configuredBy(l.plain), configuredBy(l.idling), meter(l.provider), meter(l.idle)}
	const ours, idle, metered, idleMetered = 0, 1, 2, 3
	for run := range runs {
		var took [4]cost
		var used [4]usage
		for kind, env := range kinds {
			if took[kind], err = l.emptyPlan(ctx, dir, env); err != nil {
				return p, err
			}
			if kind >= metered {
				if used[kind], err = usageOf(usages); err != nil {
					return p, err
				}
			}
			calls, err := sim.calls(ctx)
			if err != nil {
				return p, err
			}
			if sum(calls) > sum(p.calls) {
				p.calls = calls
			}
		}
		least(run, &p.wall, took[ours].wall)
		least(run, &p.idle, took[idle].wall)
		least(run, &p.cpu, used[metered].CPU)
		least(run, &p.idleCPU, used[idleMetered].CPU)
		least(run, &p.coreCPU, took[metered].cpu-used[metered].CPU)
		p.peak = max(p.peak, used[metered].Peak)
	}
	return p, nil
}

// least keeps the shortest time. Whatever else a machine does only makes it longer.
func least(run int, kept *time.Duration, took time.Duration) {
	if run == 0 || took < *kept {
		*kept = took
	}
}

// emptyPlan times a plan that must have nothing to do; one that has is no
// measurement of a refresh.
func (l *lab) emptyPlan(ctx context.Context, dir string, env []string) (cost, error) {
	took, err := l.terraform(ctx, dir, env, "plan", "-input=false", "-no-color", "-detailed-exitcode")
	if err != nil {
		return took, fmt.Errorf("the run is void, as its plan is not empty: %w", err)
	}
	return took, nil
}

// short is `terraform validate` of one gateway: with the provider, with one that has
// no other resource, and with the idle one.
type short struct{ ours, single, idle time.Duration }

// validation is measured often: it is short.
func (l *lab) validation(ctx context.Context) (short, error) {
	var shortest [3]time.Duration
	for run := range 10 * l.runs {
		for i, file := range []string{l.plain, l.single, l.idling} {
			took, err := l.terraform(ctx, filepath.Join(l.dir, alone.name), configuredBy(file), "validate", "-no-color")
			if err != nil {
				return short{}, err
			}
			least(run, &shortest[i], took.wall)
		}
	}
	return short{shortest[0], shortest[1], shortest[2]}, nil
}

// actions are those that were called, in order.
func actions(calls map[string]int) []string {
	var all []string
	for action := range calls {
		all = append(all, action)
	}
	slices.Sort(all)
	return all
}
