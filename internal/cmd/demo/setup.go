package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
)

const (
	// mirrored is the version that the mirror claims. It is no release, and not a
	// pre-release either: those are only chosen by an exact constraint.
	mirrored  = "99.0.0"
	cliConfig = "cli.tfrc"
	lockFile  = ".terraform.lock.hcl"
)

// prepare finds or builds what the story needs.
func prepare(ctx context.Context, dir string, out io.Writer) (*story, error) {
	root, err := moduleRoot(ctx)
	if err != nil {
		return nil, err
	}
	cli, err := findCLI()
	if err != nil {
		return nil, err
	}
	s := &story{out: &oneAtATime{to: out}, dir: dir, root: root, cli: cli}
	s.env = environment(filepath.Join(dir, cliConfig), out)
	packaged := os.Getenv("ALIYUN_DEMO_MIRROR")
	from := packaged
	if from == "" {
		from = filepath.Join(dir, "mirror")
	}
	mirror := fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", from)
	if err := os.WriteFile(filepath.Join(dir, cliConfig), []byte(mirror), 0o644); err != nil {
		return nil, err
	}

	version, err := s.outputOf(ctx, dir, cli, "version")
	if err != nil {
		return nil, fmt.Errorf("%s is no Terraform or OpenTofu that runs: %w", cli, err)
	}
	s.version, _, _ = strings.Cut(version, "\n")
	s.host = "registry.terraform.io"
	if strings.HasPrefix(version, "OpenTofu") {
		s.host = "registry.opentofu.org" // where it looks for a source that names no host
	}

	s.simulator = filepath.Join(dir, "aliyunsim"+exe())
	if err := s.build(ctx, s.simulator, "./internal/cmd/aliyunsim"); err != nil {
		return nil, err
	}
	if packaged != "" {
		return s, nil
	}
	binary := os.Getenv("ALIYUN_DEMO_PROVIDER")
	if binary == "" {
		binary = filepath.Join(dir, "provider"+exe())
		if err := s.build(ctx, binary, "."); err != nil {
			return nil, err
		}
	}
	return s, s.mirror(binary)
}

// moduleRoot is where the sources are: the directory of the go.mod in charge.
func moduleRoot(ctx context.Context) (string, error) {
	out, err := exec.CommandContext(ctx, "go", "env", "GOMOD").Output()
	mod := strings.TrimSpace(string(out))
	if err != nil || filepath.Base(mod) != "go.mod" {
		return "", errors.New("run it inside a checkout of the provider: it builds the simulator from source")
	}
	return filepath.Dir(mod), nil
}

// findCLI returns the absolute path of Terraform or OpenTofu.
func findCLI() (string, error) {
	names := []string{"terraform", "tofu"}
	if chosen := os.Getenv("TF_ACC_TERRAFORM_PATH"); chosen != "" {
		names = []string{chosen}
	}
	for _, name := range names {
		if found, err := exec.LookPath(name); err == nil {
			return filepath.Abs(found)
		}
	}
	return "", fmt.Errorf("no Terraform CLI: %s not found", strings.Join(names, " and "))
}

// environment is this process's own, without what could reach a real account or
// change what Terraform does, and with the demo's CLI configuration.
func environment(cliConfig string, out io.Writer) []string {
	var kept []string
	for _, entry := range os.Environ() {
		name, _, _ := strings.Cut(entry, "=")
		switch {
		case strings.HasPrefix(name, "TF_"), strings.HasPrefix(name, "ALIBABA_CLOUD_"), strings.HasPrefix(name, "ALIBABACLOUD_"), strings.HasPrefix(name, "ALICLOUD_"),
			name == "VPC_ENDPOINT", name == "STS_ENDPOINT":
		default:
			kept = append(kept, entry)
		}
	}
	if !isTerminal(out) {
		kept = append(kept, "TF_CLI_ARGS=-no-color")
	}
	return append(kept, "TF_CLI_CONFIG_FILE="+cliConfig, "TF_IN_AUTOMATION=1", "CHECKPOINT_DISABLE=1")
}

func isTerminal(out io.Writer) bool {
	file, ok := out.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

func (s *story) build(ctx context.Context, to, what string) error {
	if _, err := s.outputOf(ctx, s.root, "go", "build", "-o", to, what); err != nil {
		return fmt.Errorf("building %s: %w", what, err)
	}
	return nil
}

// mirror lays the provider out as a registry mirror in the file system, from
// which the CLI configuration takes it, and from nowhere else.
func (s *story) mirror(binary string) error {
	name := path.Base(provider.Source)
	platform := runtime.GOOS + "_" + runtime.GOARCH
	to := filepath.Join(s.dir, "mirror", s.host, filepath.FromSlash(provider.Source), mirrored, platform)
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	file := fmt.Sprintf("terraform-provider-%s_v%s%s", name, mirrored, exe())
	if err := copyFile(binary, filepath.Join(to, file), 0o755); err != nil {
		return fmt.Errorf("the provider: %w", err)
	}
	return nil
}

// configuration copies what examples/demo says of the gateway, and further files,
// to a directory.
func (s *story) configuration(to string, further ...string) error {
	if err := os.Mkdir(to, 0o755); err != nil {
		return err
	}
	for _, name := range []string{"main.tf", "variables.tf", "outputs.tf"} {
		further = append(further, filepath.Join(s.root, "examples", "demo", name))
	}
	for _, file := range further {
		if err := copyFile(file, filepath.Join(to, filepath.Base(file)), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func copyFile(from, to string, mode os.FileMode) error {
	body, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, body, mode)
}

func exe() string {
	if runtime.GOOS == "windows" {
		return ".exe"
	}
	return ""
}
