// Command bench measures the built provider under a real Terraform: how long a
// plan without changes takes, beside a provider that does nothing, and what the
// provider uses for it.
//
//	make bench                # everything; rewrites the performance guide and RESULTS.md
//	make bench ARGS=-quick    # a little of each, prints only
//	make bench ARGS='-only=fleet -runs=1'
//
// The objects are real ones of the simulator: one of each is created, and states and
// simulators of many are made from them (seed.go). Wall times come from the
// provider as it is installed; its CPU time and memory come from further runs,
// in which this program stands between Terraform and the provider (meter.go).
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"syscall"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
)

func main() {
	if provider := os.Getenv(envMetered); provider != "" {
		os.Exit(meter(provider))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// options are what the flags say.
type options struct {
	provider, idle, one, simulator, address string

	latency time.Duration
	runs    int
	quick   bool
	only    *regexp.Regexp // nil for everything
}

func parse(args []string, out io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(out)
	flags.StringVar(&o.provider, "provider", ".build/bin/terraform-provider-aliyun", "`file` of the provider to measure")
	flags.StringVar(&o.idle, "idle", ".build/bin/bench-idle", "`file` of the provider that does nothing")
	flags.StringVar(&o.one, "single", ".build/bin/bench-single", "`file` of the provider with one resource")
	flags.StringVar(&o.simulator, "simulator", ".build/bin/aliyunsim", "`file` of the simulator")
	flags.StringVar(&o.address, "address", provider.Address, "source `address` of the provider")
	flags.DurationVar(&o.latency, "latency", 50*time.Millisecond, "how long the simulator waits before each answer")
	flags.IntVar(&o.runs, "runs", 3, "`number` of runs of each kind, of which the shortest counts")
	flags.BoolVar(&o.quick, "quick", false, "a little of each, and leave the guide as it is")
	flags.Func("only", "plan nothing but the rows whose name matches this `pattern`, such as fleet, and leave the guide as it is", func(s string) (err error) {
		o.only, err = regexp.Compile(s)
		return err
	})
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 || o.runs < 1 {
		return o, errors.New("bench takes no arguments beside its flags, and at least one run")
	}
	for _, file := range []*string{&o.provider, &o.idle, &o.one, &o.simulator} {
		absolute, err := filepath.Abs(*file)
		if err != nil {
			return o, err
		}
		if _, err := os.Stat(absolute); err != nil {
			return o, fmt.Errorf("%w: `make bench` builds it", err)
		}
		*file = absolute
	}
	return o, nil
}

// run measures in a temporary directory and reports.
func run(ctx context.Context, args []string, out io.Writer) (err error) {
	o, err := parse(args, out)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "aliyun-bench-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()

	l, err := newLab(ctx, dir, o)
	if err != nil {
		return err
	}
	r, err := l.measure(ctx)
	if err != nil {
		return err
	}
	sections, printed := r.sections(), sectionNames
	if o.only != nil {
		printed = planSections
	}
	for _, name := range printed {
		_, _ = fmt.Fprintf(out, "\n%s", sections[name]) // nothing can be done about a terminal that is gone
	}
	if o.quick || o.only != nil {
		return nil
	}
	return writeReports("", sections)
}
