package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/cmd/announced"
)

// simulator is a running aliyunsim.
type simulator struct {
	api, control string // URLs
	cmd          *exec.Cmd
}

// simulate starts the simulator on free ports, with the objects of a file.
func (l *lab) simulate(ctx context.Context, data string, more ...string) (*simulator, error) {
	cmd := exec.CommandContext(ctx, l.simulator,
		append([]string{"-addr", "127.0.0.1:0", "-control", "127.0.0.1:0", "-no-quotas", "-data", data}, more...)...)
	cmd.Stderr, cmd.Env = os.Stderr, l.env
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) } // on which it saves its data
	detach(cmd)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	s := &simulator{cmd: cmd}
	if s.api, s.control, err = announced.Addresses(out); err != nil {
		return nil, errors.Join(err, s.end())
	}
	return s, nil
}

// end lets the simulator save its data and waits for that.
func (s *simulator) end() error {
	_ = s.cmd.Process.Signal(os.Interrupt) // it may have ended already
	return s.cmd.Wait()
}

// calls are the requests since the last time, by action.
func (s *simulator) calls(ctx context.Context) (map[string]int, error) {
	var requests []struct {
		Action string `json:"action"`
	}
	if err := s.ask(ctx, http.MethodGet, &requests); err != nil {
		return nil, err
	}
	calls := make(map[string]int)
	for _, r := range requests {
		calls[r.Action]++
	}
	return calls, s.ask(ctx, http.MethodDelete, nil)
}

func sum(calls map[string]int) int {
	all := 0
	for _, n := range calls {
		all += n
	}
	return all
}

func (s *simulator) ask(ctx context.Context, method string, into any) error {
	req, err := http.NewRequestWithContext(ctx, method, s.control+"/requests", nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= http.StatusBadRequest {
		return fmt.Errorf("the simulator answers %s", resp.Status)
	}
	if into == nil {
		return nil
	}
	return json.NewDecoder(resp.Body).Decode(into)
}
