// Command aliyunsim serves a simulated VPC API of Alibaba Cloud on this
// machine, so that the provider can be tried without an account.
//
//	go run ./internal/cmd/aliyunsim
//
// It prints the provider block and the environment variables to use. The
// simulator itself is package internal/sim.
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
		fmt.Fprintln(os.Stderr, "aliyunsim:", err)
		os.Exit(1)
	}
}

// run serves until the context ends.
func run(ctx context.Context, args []string, stdout io.Writer) error {
	cfg, err := parse(args, stdout)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	server, err := cfg.simulator(stdout)
	if err != nil {
		return err
	}
	served := serve(ctx, cfg, server, stdout)
	return errors.Join(served, cfg.save(server))
}
