package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// installed is the version that the mirror claims for the provider.
const installed = "99.0.0"

// lab is what a measurement needs: a directory, a CLI, the provider installed
// twice.
type lab struct {
	options

	dir string
	cli string
	env []string // of every process, without a CLI configuration
	// plain is the CLI configuration of timed runs: the provider comes from a
	// mirror and is checked against the lock file, as with any user. The others
	// put the meter, the idle provider or the one with a single resource in its place.
	plain, metered, idling, single string

	seeds map[*cell]*seed // what copies are made of
}

func newLab(ctx context.Context, dir string, o options) (*lab, error) {
	cli := os.Getenv("TF_ACC_TERRAFORM_PATH")
	if cli == "" {
		cli = "terraform"
	}
	cli, err := exec.LookPath(cli)
	if err != nil {
		return nil, err
	}
	l := &lab{options: o, dir: dir, cli: cli, env: environment()}
	if err := l.install(); err != nil {
		return nil, err
	}
	return l, l.plant(ctx, alone, office, dialIn)
}

// install lays the provider out as a mirror, and what can take its place beside
// it.
func (l *lab) install() error {
	name := "terraform-provider-" + filepath.Base(l.address)
	mirror := filepath.Join(l.dir, "mirror")
	platform := filepath.Join(mirror, filepath.FromSlash(l.address), installed, runtime.GOOS+"_"+runtime.GOARCH)
	l.plain = filepath.Join(l.dir, "plain.tfrc")
	self, err := os.Executable()
	if err != nil {
		return err
	}
	err = errors.Join(
		copyFile(l.provider, filepath.Join(platform, name+"_v"+installed+filepath.Ext(l.provider))),
		write(l.plain, "provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", mirror),
	)
	instead := func(folder, binary string) string {
		file := filepath.Join(l.dir, folder+".tfrc")
		err = errors.Join(
			err,
			copyFile(binary, filepath.Join(l.dir, folder, name+filepath.Ext(binary))),
			write(file, "provider_installation {\n  dev_overrides {\n    %q = %q\n  }\n  direct {}\n}\n",
				l.address, filepath.Join(l.dir, folder)),
		)
		return file
	}
	l.metered, l.idling, l.single = instead("meter", self), instead("idle", l.idle), instead("single", l.one)
	return err
}

// environment is this process's own, without what reaches a real account or
// changes how fast Terraform is.
func environment() []string {
	var kept []string
	for _, entry := range os.Environ() {
		name, _, _ := strings.Cut(entry, "=")
		switch {
		case strings.HasPrefix(name, "TF_"), strings.HasPrefix(name, "ALIBABA_CLOUD_"), strings.HasPrefix(name, "ALIBABACLOUD_"), strings.HasPrefix(name, "ALICLOUD_"),
			strings.HasPrefix(name, "GOGC"), strings.HasPrefix(name, "GOMEMLIMIT"), strings.HasPrefix(name, "GODEBUG"),
			name == "GOMAXPROCS", name == "VPC_ENDPOINT", name == "STS_ENDPOINT":
		default:
			kept = append(kept, entry)
		}
	}
	return append(kept, "TF_IN_AUTOMATION=1", "CHECKPOINT_DISABLE=1")
}

// cost is what a command took: time, and the processors' time of Terraform and
// its providers.
type cost struct{ wall, cpu time.Duration }

// terraform runs the CLI, which must succeed.
func (l *lab) terraform(ctx context.Context, dir string, env []string, args ...string) (cost, error) {
	var said bytes.Buffer
	cmd := exec.CommandContext(ctx, l.cli, args...)
	cmd.Dir, cmd.Env = dir, append(append([]string{}, l.env...), env...)
	cmd.Stdout, cmd.Stderr = &said, &said
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) } // so that it ends its providers
	cmd.WaitDelay = 10 * time.Second
	detach(cmd)
	start := time.Now()
	err := cmd.Run()
	took := cost{wall: time.Since(start)}
	if cmd.ProcessState != nil {
		took.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	}
	if err != nil {
		const shown = 2000
		said := said.Bytes()
		err = fmt.Errorf("terraform %s: %w\n%s", strings.Join(args, " "), err, said[max(0, len(said)-shown):])
	}
	return took, err
}

func configuredBy(file string) []string { return []string{"TF_CLI_CONFIG_FILE=" + file} }

// workspace makes a directory with a configuration, ready to plan.
func (l *lab) workspace(ctx context.Context, name, config string) (string, error) {
	dir := filepath.Join(l.dir, name)
	if err := write(filepath.Join(dir, "main.tf"), "%s", config); err != nil {
		return "", err
	}
	_, err := l.terraform(ctx, dir, configuredBy(l.plain), "init", "-input=false", "-no-color")
	return dir, err
}

func write(file, format string, args ...any) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, fmt.Appendf(nil, format, args...), 0o644)
}

func copyFile(from, to string) error {
	body, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, body, 0o755)
}
