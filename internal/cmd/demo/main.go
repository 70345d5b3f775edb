// Command demo shows the provider at work, with no account and at no cost: it
// starts the simulator, runs the built provider under Terraform or OpenTofu
// through a gateway's whole life, and checks the bill at the end.
//
//	make demo
//
// The story is in story.go. TF_ACC_TERRAFORM_PATH names the CLI (else terraform
// or tofu on PATH), ALIYUN_DEMO_PROVIDER the provider's binary (else it is
// built), ALIYUN_DEMO_MIRROR a mirror to install it from instead. Everything happens in a temporary directory, which goes away at the
// end, as do the processes.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "\ndemo:", err)
		os.Exit(1)
	}
}

// run prepares a temporary directory, tells the story in it and removes it.
func run(ctx context.Context, args []string, out io.Writer) (err error) {
	flags := flag.NewFlagSet("demo", flag.ContinueOnError)
	flags.SetOutput(out)
	buildTime := flags.Duration("build-time", defaultBuildTime, "how long the simulator builds a gateway")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return nil
	} else if err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}

	dir, err := os.MkdirTemp("", "aliyun-demo-")
	if err != nil {
		return err
	}
	// Not a plain defer of RemoveAll: a directory that stays should be known.
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()

	s, err := prepare(ctx, dir, out)
	if err != nil {
		return err
	}
	return s.run(ctx, *buildTime)
}
