package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

// machine describes what this runs on, as far as the system tells.
func (l *lab) machine(ctx context.Context) (string, error) {
	cmd := exec.CommandContext(ctx, l.cli, "version")
	cmd.Env = append(append([]string{}, l.env...), configuredBy(l.plain)...)
	version, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s is no Terraform that runs: %w", l.cli, err)
	}
	cli, _, _ := strings.Cut(string(version), "\n")
	processor := field("/proc/cpuinfo", "model name")
	if processor != "" {
		processor = " (" + processor + ")"
	}
	memory := "unknown memory"
	var kib int64
	if _, err := fmt.Sscan(field("/proc/meminfo", "MemTotal"), &kib); err == nil {
		memory = fmt.Sprintf("%.0f GB of memory", float64(kib)*1024/1e9)
	}
	return fmt.Sprintf("%s, %d cores%s, %s, %s/%s, Go %s, %s, load average %s", time.Now().Format(time.DateOnly), runtime.NumCPU(), processor,
		memory, runtime.GOOS, runtime.GOARCH, strings.TrimPrefix(runtime.Version(), "go"), cli, load()), nil
}

// load is how busy the machine was in the last minute.
func load() string {
	text, _ := os.ReadFile("/proc/loadavg") // other systems have none
	minute, _, _ := strings.Cut(string(text), " ")
	return cmp.Or(minute, "unknown")
}

// field returns what follows "name:" in a file such as Linux has.
func field(file, name string) string {
	text, _ := os.ReadFile(file) // other systems have none
	for line := range strings.Lines(string(text)) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
