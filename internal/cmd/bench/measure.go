package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// layouts are what is planned. Terraform is quadratic in the count of one block,
// so thousands stand in many.
func (o options) layouts() []layout {
	all := []layout{{1, 1}, {1, 10}, {1, 100}, {1, 1000}, {50, 100}}
	if o.quick {
		return all[:3]
	}
	return all
}

// planned is what plans without changes of one layout took: the gateways', the
// same with the idle provider, and as many terraform_data. Times are medians,
// all else the largest of all runs.
type planned struct {
	layout
	calls, pages      int // of the API
	wall, idle, floor time.Duration
	// What the processors did: for the floor, and for the gateways by Terraform
	// itself and by all of the provider's processes.
	floorCPU, coreCPU, cpu time.Duration

	peak int64 // of the provider's largest process
}

// results are all that was measured.
type results struct {
	options
	machine string
	plans   []planned

	validate, validateFloor time.Duration
	size                    int64 // of the provider's file
	benchmarks              []benchmark
}

func (l *lab) measure(ctx context.Context) (*results, error) {
	machine, err := l.machine(ctx)
	if err != nil {
		return nil, err
	}
	r := &results{options: l.options, machine: machine}
	for _, a := range l.layouts() {
		fmt.Fprintf(os.Stderr, "bench: planning %s\n", a)
		p, err := l.plan(ctx, a)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", a, err)
		}
		r.plans = append(r.plans, p)
	}
	if r.validate, r.validateFloor, err = l.validation(ctx); err != nil {
		return nil, err
	}
	file, err := os.Stat(l.provider)
	if err != nil {
		return nil, err
	}
	r.size = file.Size()
	fmt.Fprintln(os.Stderr, "bench: running the Go benchmarks")
	r.benchmarks, err = l.goBenchmarks(ctx)
	return r, err
}

// plan plans a layout again and again, each kind of plan in turn, so that
// whatever else the machine does meets all of them alike.
func (l *lab) plan(ctx context.Context, a layout) (planned, error) {
	p := planned{layout: a}
	data := filepath.Join(l.dir, fmt.Sprintf("%d.json", a.total()))
	if err := l.one.writeData(data, a); err != nil {
		return p, err
	}
	sim, err := l.simulate(ctx, data, l.latency)
	if err != nil {
		return p, err
	}
	defer sim.end() //nolint:errcheck // The plans' results stand, whatever the simulator says at its end.
	dir, floor, err := l.workspaces(ctx, sim, a)
	if err != nil {
		return p, err
	}
	usages := filepath.Join(l.dir, "usage")
	kinds := []struct {
		dir string
		env []string
	}{
		{dir, configuredBy(l.plain)},
		{dir, append(configuredBy(l.metered), envMetered+"="+l.provider, envUsage+"="+usages)},
		{dir, configuredBy(l.idling)},
		{floor, configuredBy(l.plain)},
	}
	const ours, metered, idle, atBest = 0, 1, 2, 3
	var walls, cpus [4][]time.Duration
	var used []time.Duration
	for range l.runs {
		for kind, k := range kinds {
			took, err := l.emptyPlan(ctx, k.dir, k.env)
			if err != nil {
				return p, err
			}
			walls[kind], cpus[kind] = append(walls[kind], took.wall), append(cpus[kind], took.cpu)
			calls, pages, err := sim.calls(ctx)
			if err != nil {
				return p, err
			}
			p.calls, p.pages = max(p.calls, calls), max(p.pages, pages)
		}
		sum, err := usageOf(usages)
		if err != nil {
			return p, err
		}
		used, p.peak = append(used, sum.CPU), max(p.peak, sum.Peak)
	}
	p.wall, p.idle, p.floor = median(walls[ours]), median(walls[idle]), median(walls[atBest])
	p.cpu, p.floorCPU = median(used), median(cpus[atBest])
	p.coreCPU = median(cpus[metered]) - p.cpu
	return p, nil
}

// workspaces makes the directories of a layout's gateways and of its floor, each
// with its state.
func (l *lab) workspaces(ctx context.Context, sim *simulator, a layout) (gateways, floor string, err error) {
	name := fmt.Sprintf("%d", a.total())
	if gateways, err = l.workspace(ctx, name, l.gateways(sim.api, a)); err != nil {
		return "", "", err
	}
	if floor, err = l.workspace(ctx, name+"-floor", floorOf(a)); err != nil {
		return "", "", err
	}
	if err := l.one.writeState(filepath.Join(gateways, stateFile), a); err != nil {
		return "", "", err
	}
	return gateways, floor, l.floor.writeState(filepath.Join(floor, stateFile), a)
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

// validation times `terraform validate` with one resource, and its floor, often:
// both are short.
func (l *lab) validation(ctx context.Context) (ours, floor time.Duration, err error) {
	var times [2][]time.Duration
	for range 5 * l.runs {
		for i, dir := range []string{"one", "floor"} {
			took, err := l.terraform(ctx, filepath.Join(l.dir, dir), configuredBy(l.plain), "validate", "-no-color")
			if err != nil {
				return 0, 0, err
			}
			times[i] = append(times[i], took.wall)
		}
	}
	return median(times[0]), median(times[1]), nil
}

func median(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2]
}
