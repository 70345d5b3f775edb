package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"
)

// creation is what creating many connections and routes of one gateway took. The API
// refuses two changes of a gateway at a time, so that they cannot take less than the
// sum of what each takes.
type creation struct {
	connections, routes int
	change              time.Duration // how long each takes
	took                time.Duration
	calls               map[string]int
}

func (c creation) changes() int { return c.connections + c.routes }

// rule is the sum.
func (c creation) rule() time.Duration { return time.Duration(c.changes()) * c.change }

// create applies them on a gateway that is there already. Only a run of everything
// takes the minutes that this takes; the quick one creates a few.
func (l *lab) create(ctx context.Context) (creation, error) {
	c := creation{connections: 20, routes: 100, change: 3 * time.Second}
	if l.quick {
		c.connections, c.routes = 2, 5
	}
	data := filepath.Join(l.dir, "create.json")
	sim, err := l.simulate(ctx, data, "-latency", l.latency.String(), "-update-time", c.change.String())
	if err != nil {
		return c, err
	}
	before := l.config(sim.api, stand{{alone, layout{1, 1}}})
	dir, err := l.workspace(ctx, "create", before)
	if err != nil {
		return c, errors.Join(err, sim.end())
	}
	apply := func() (cost, error) {
		return l.terraform(ctx, dir, configuredBy(l.plain), "apply", "-input=false", "-auto-approve", "-no-color", "-parallelism=50")
	}
	customer := customers
	customer.n = 1
	var config strings.Builder
	customer.write(&config, blockName(0, 0), 1)
	if err := write(filepath.Join(dir, "customer.tf"), "%s", config.String()); err != nil {
		return c, errors.Join(err, sim.end())
	}
	if _, err := apply(); err != nil {
		return c, errors.Join(err, sim.end())
	}
	if _, err := sim.calls(ctx); err != nil {
		return c, errors.Join(err, sim.end())
	}
	if err := write(filepath.Join(dir, "many.tf"), "%s", c.config()); err != nil {
		return c, errors.Join(err, sim.end())
	}
	took, err := apply()
	c.took = took.wall
	if err == nil {
		c.calls, err = sim.calls(ctx)
	}
	return c, errors.Join(err, sim.end())
}

// config is what is created.
func (c creation) config() string {
	var config strings.Builder
	one, many := connections, routes
	one.n, many.n = c.connections, c.routes
	// All have the one customer gateway, and each other subnets.
	one.body = strings.ReplaceAll(one.body, "aliyun_vpn_customer_gateway.BLOCK[count.index]", "aliyun_vpn_customer_gateway.BLOCK[0]")
	one.body += "  auto_config_route = false\n"
	many.body = strings.ReplaceAll(many.body, "[CELL * 4]", fmt.Sprintf("[count.index %% %d]", c.connections))
	one.write(&config, blockName(0, 0), 1)
	many.write(&config, blockName(0, 0), 1)
	return config.String()
}
