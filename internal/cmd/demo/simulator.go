package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os/exec"
	"strings"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/cmd/announced"
)

// simulator is the running simulator, a process of its own.
type simulator struct {
	api     string // URL of the API
	control string // URL of the control interface
	cmd     *exec.Cmd
	stop    context.CancelFunc
}

// startSimulator runs the command on free ports and reads from its first lines
// where they are. It ends with stop, not with the context of the story: a
// Terraform that is interrupted may still have something to ask.
func (s *story) startSimulator(ctx context.Context, buildTime time.Duration) (*simulator, error) {
	args := []string{"-addr", "127.0.0.1:0", "-control", "127.0.0.1:0", "-build-time", buildTime.String()}
	s.say("$ aliyunsim %s", strings.Join(args, " "))
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	sim := &simulator{cmd: s.command(ctx, s.dir, s.simulator, args...), stop: cancel}
	out, err := sim.cmd.StdoutPipe()
	if err != nil {
		cancel()
		return nil, err
	}
	sim.cmd.Stderr = s.out
	if err := sim.cmd.Start(); err != nil {
		cancel()
		return nil, err
	}
	if sim.api, sim.control, err = announced.Addresses(out); err != nil {
		sim.end()
		return nil, err
	}
	return sim, nil
}

// end stops the process and waits until it is gone. With what status it goes
// matters to nobody.
func (sim *simulator) end() {
	sim.stop()
	_ = sim.cmd.Wait()
}

// get reads one of the lists of the control interface.
func (sim *simulator) get(ctx context.Context, path string, into any) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, sim.control+path, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("the simulator: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("the simulator answers %s with %s", path, resp.Status)
	}
	return json.NewDecoder(resp.Body).Decode(into)
}
