package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"
)

// The meter is this program in the provider's place: Terraform starts it, it
// starts the provider that envMetered names, with the same pipes, and adds what
// the kernel counted for that process to the file that envUsage names.
const (
	envMetered = "ALIYUN_BENCH_METERED"
	envUsage   = "ALIYUN_BENCH_USAGE"
)

// usage is what one provider process used.
type usage struct {
	CPU time.Duration `json:"cpu"` // user and system
	// Peak is the largest resident size in bytes; 0 where the system does not
	// tell. Linux begins to count with the meter's own size, which is smaller
	// than that of any provider.
	Peak int64 `json:"peak"`
}

func meter(provider string) int {
	cmd := exec.CommandContext(context.Background(), provider, os.Args[1:]...) // Terraform ends it
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := cmd.Run()
	var exited *exec.ExitError
	if err != nil && !errors.As(err, &exited) {
		fmt.Fprintln(os.Stderr, "bench, metering:", err)
		return 1
	}
	if err := record(cmd.ProcessState, os.Getenv(envUsage)); err != nil {
		fmt.Fprintln(os.Stderr, "bench, metering:", err)
		return 1
	}
	return cmd.ProcessState.ExitCode()
}

func record(ended *os.ProcessState, to string) error {
	line, err := json.Marshal(usage{CPU: ended.UserTime() + ended.SystemTime(), Peak: peak(ended)})
	if err != nil {
		return err
	}
	file, err := os.OpenFile(to, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(append(line, '\n'))
	return errors.Join(err, file.Close())
}

// usageOf sums up what the provider's processes of one command used, and removes
// the file.
func usageOf(file string) (sum usage, err error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return sum, fmt.Errorf("no provider was metered: %w", err)
	}
	for line := range bytes.Lines(text) {
		var one usage
		if err := json.Unmarshal(line, &one); err != nil {
			return sum, err
		}
		sum.CPU += one.CPU
		sum.Peak = max(sum.Peak, one.Peak)
	}
	return sum, os.Remove(file)
}
