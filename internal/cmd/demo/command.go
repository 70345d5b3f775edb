package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// patience is how long a process may take to end after it was asked to, on a
// busy machine too.
const patience = time.Minute

// oneAtATime lets several processes write to one place.
type oneAtATime struct {
	mu sync.Mutex
	to io.Writer
}

func (w *oneAtATime) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.to.Write(p)
}

// command makes a process that ends with ctx: politely at first, so that
// Terraform stops its provider and unlocks its state.
func (s *story) command(ctx context.Context, dir, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir, cmd.Env = dir, s.env
	cmd.Cancel = func() error { return interrupt(cmd) }
	cmd.WaitDelay = patience
	detach(cmd)
	return cmd
}

// finish runs a command to its end, and whatever it has started too.
func finish(ctx context.Context, cmd *exec.Cmd) error {
	err := cmd.Run()
	if ctx.Err() != nil {
		sweep(cmd)
		return context.Cause(ctx)
	}
	return err
}

// outputOf runs a command without showing it, and returns its output. An error has
// what the command said.
func (s *story) outputOf(ctx context.Context, dir, name string, args ...string) (string, error) {
	var out, complaint bytes.Buffer
	cmd := s.command(ctx, dir, name, args...)
	cmd.Stdout, cmd.Stderr = &out, &complaint
	if err := finish(ctx, cmd); err != nil {
		return "", fmt.Errorf("%w\n%s", err, bytes.TrimSpace(complaint.Bytes()))
	}
	return out.String(), nil
}

// terraform shows a command, runs it in one of the configurations, and streams
// what it says. It returns its standard output and exit status; any status
// beside those that are wanted is an error.
func (s *story) terraform(ctx context.Context, dir string, wanted []int, args ...string) (string, int, error) {
	line := s.name() + " " + strings.Join(args, " ")
	s.say("$ %s", line)
	var said bytes.Buffer
	cmd := s.command(ctx, dir, s.cli, args...)
	cmd.Stdout, cmd.Stderr = io.MultiWriter(s.out, &said), s.out
	err := finish(ctx, cmd)
	var exited *exec.ExitError
	status := 0
	if errors.As(err, &exited) {
		status = exited.ExitCode()
	} else if err != nil {
		return "", 0, err
	}
	for _, w := range wanted {
		if status == w {
			return strings.TrimSpace(said.String()), status, nil
		}
	}
	return "", status, fmt.Errorf("%q ended with status %d", line, status)
}

// name is what people type: terraform or tofu.
func (s *story) name() string { return strings.TrimSuffix(filepath.Base(s.cli), exe()) }
