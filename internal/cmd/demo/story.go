package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"
)

const (
	defaultBuildTime = 2 * time.Second
	address          = "aliyun_vpn_gateway.demo"
)

// story is the demo and what it needs.
type story struct {
	out       io.Writer
	dir       string   // temporary, holds all that follows
	root      string   // of the sources
	cli       string   // terraform or tofu
	version   string   // its own words
	host      string   // of its default registry
	simulator string   // the built simulator
	env       []string // of every process

	sim     *simulator
	chapter int
}

// Exit statuses of plan -detailed-exitcode.
const (
	noChanges   = 0
	withChanges = 2
)

// run runs the demo from the first step to the last.
func (s *story) run(ctx context.Context, buildTime time.Duration) error {
	s.say("%s, a provider that was built from this checkout, and a simulated VPC API.", s.version)
	s.say("No account is needed, no cost arises, and no process reaches the Internet.")
	s.say("Everything is in %s, which goes away at the end.", s.dir)

	s.heading("Start the simulator: it speaks HTTP, checks signatures, takes %s to build a gateway", buildTime)
	sim, err := s.startSimulator(ctx, buildTime)
	if err != nil {
		return err
	}
	defer sim.end()
	s.sim = sim
	s.say("The API is at %s, what it did shows at %s/requests.", s.sim.api, s.sim.control)
	s.env = append(s.env, "TF_VAR_endpoint="+s.sim.api)
	s.say("$ export TF_VAR_endpoint=%s", s.sim.api)

	for _, part := range []func(context.Context) error{s.create, s.rename, s.connect, s.importIt, s.destroy, s.checkBill} {
		if err := part(ctx); err != nil {
			return fmt.Errorf("step %d: %w", s.chapter, err)
		}
	}
	s.say("\nThe demo is over: everything was as it should be.")
	return nil
}

// create buys a gateway, and finds nothing to do after that.
func (s *story) create(ctx context.Context) error {
	dir := s.first()
	if err := s.configuration(dir); err != nil {
		return err
	}
	s.heading("Install the provider from a mirror, as if it came from a registry")
	if err := s.mustRun(ctx, dir, "init", "-input=false"); err != nil {
		return err
	}
	s.heading("Plan a VPN gateway (examples/demo)")
	if err := s.plan(ctx, dir, withChanges, "-out=demo.tfplan"); err != nil {
		return err
	}
	s.heading("Buy it: apply returns when the gateway is active")
	if err := s.mustRun(ctx, dir, "apply", "-input=false", "demo.tfplan"); err != nil {
		return err
	}
	if err := s.mustRun(ctx, dir, "output"); err != nil {
		return err
	}
	s.heading("Plan again: a gateway that is as configured needs no change")
	return s.plan(ctx, dir, noChanges)
}

// rename renames the gateway and checks that it is the same one after that.
func (s *story) rename(ctx context.Context) error {
	dir := s.first()
	s.heading("Rename it in place: the gateway and its ID stay")
	before, err := s.id(ctx, dir)
	if err != nil {
		return err
	}
	if err := s.mustRun(ctx, dir, "apply", "-input=false", "-auto-approve", "-var=name=renamed"); err != nil {
		return err
	}
	after, err := s.id(ctx, dir)
	if err != nil {
		return err
	}
	if before != after {
		return fmt.Errorf("renaming replaced %s by %s", before, after)
	}
	s.say("It is still %s.", after)
	return nil
}

// importIt imports the gateway into a second state, where nothing is left to do.
func (s *story) importIt(ctx context.Context) error {
	id, err := s.outputOf(ctx, s.first(), s.cli, "output", "-raw", "id")
	if err != nil {
		return err
	}
	dir := filepath.Join(s.dir, "second")
	if err := s.configuration(dir, filepath.Join(s.first(), lockFile)); err != nil {
		return err
	}
	s.heading("Import it into another, empty state, as if somebody had made it by hand")
	if err := s.mustRun(ctx, dir, "init", "-input=false"); err != nil {
		return err
	}
	if err := s.mustRun(ctx, dir, "import", "-input=false", "-var=name=renamed", address, id); err != nil {
		return err
	}
	s.heading("Plan there: an imported gateway needs no change either")
	return s.plan(ctx, dir, noChanges, "-var=name=renamed")
}

// destroy destroys the gateway.
func (s *story) destroy(ctx context.Context) error {
	s.heading("Destroy everything: routes and connections first, then the gateway")
	return s.mustRun(ctx, s.first(), "destroy", "-input=false", "-auto-approve", "-var=name=renamed")
}

// plan expects changes, or none.
func (s *story) plan(ctx context.Context, dir string, wanted int, args ...string) error {
	args = append([]string{"plan", "-input=false", "-detailed-exitcode"}, args...)
	_, status, err := s.terraform(ctx, dir, []int{noChanges, withChanges}, args...)
	switch {
	case err != nil:
		return err
	case status == wanted:
		return nil
	case wanted == noChanges:
		return errors.New("the plan should be empty and is not")
	default:
		return errors.New("the plan should not be empty and is")
	}
}

// mustRun runs a command that must succeed.
func (s *story) mustRun(ctx context.Context, dir string, args ...string) error {
	_, _, err := s.terraform(ctx, dir, []int{0}, args...)
	return err
}

func (s *story) id(ctx context.Context, dir string) (string, error) {
	id, _, err := s.terraform(ctx, dir, []int{0}, "output", "-raw", "id")
	s.say("") // -raw ends without a newline
	return id, err
}

// first is the configuration that owns the gateway.
func (s *story) first() string { return filepath.Join(s.dir, "first") }

// heading opens a step.
func (s *story) heading(format string, args ...any) {
	s.chapter++
	s.say("\n== %d. "+format+"\n", append([]any{s.chapter}, args...)...)
}

// say prints a line. Nothing can be done about a terminal that is gone.
func (s *story) say(format string, args ...any) { _, _ = fmt.Fprintf(s.out, format+"\n", args...) }
