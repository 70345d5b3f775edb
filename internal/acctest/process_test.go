package acctest_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// What follows runs what users run: the built provider under the real CLI, two
// processes, with the simulator behind real HTTP. Signals, logs, plan files and
// what an environment does can be seen in no other way.

// untilDeadline ends shortly before go test's own time limit does, so that what
// hangs is ended and shows its output. There is no other limit: how long a
// command takes on a busy machine is no matter of a test.
func untilDeadline(t *testing.T) (context.Context, context.CancelFunc) {
	t.Helper()
	if end, limited := t.Deadline(); limited {
		return context.WithDeadline(t.Context(), end.Add(-time.Minute))
	}
	return context.WithCancel(t.Context())
}

// scratch holds what all tests of this kind share.
var scratch string

func TestMain(m *testing.M) {
	code := m.Run()
	if scratch != "" {
		_ = os.RemoveAll(scratch)
	}
	os.Exit(code)
}

// built is the directory with the provider and the CLI's configuration.
var built = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "aliyun-process-")
	if err != nil {
		return "", err
	}
	scratch = dir
	binary := filepath.Join(dir, "provider")
	if out, err := exec.CommandContext(context.Background(), "go", "build", "-o", binary, "../..").CombinedOutput(); err != nil {
		return "", fmt.Errorf("building the provider: %w\n%s", err, out)
	}
	// The CLI starts a provider several times a command, so that only the
	// provider itself can say which process it is: exec keeps the number.
	script := "#!/bin/sh\necho $$ >>\"$ALIYUN_TEST_PIDS\"\nexec '" + binary + "' \"$@\"\n"
	if err := os.WriteFile(
		filepath.Join(dir, "terraform-provider-aliyun"),
		[]byte(script),
		0o700,
	); err != nil { //nolint:gosec // It is run.
		return "", err
	}
	rc := fmt.Sprintf("provider_installation {\n  dev_overrides { %q = %q }\n  direct {}\n}\n", provider.Address, dir)
	return dir, os.WriteFile(filepath.Join(dir, "cli.tfrc"), []byte(rc), 0o600)
})

// cli finds the CLI as terraform-plugin-testing does.
func cli(t *testing.T) string {
	t.Helper()
	if path := os.Getenv("TF_ACC_TERRAFORM_PATH"); path != "" {
		path, err := filepath.Abs(path)
		if err != nil {
			t.Fatal(err)
		}
		return path
	}
	for _, name := range []string{"terraform", "tofu"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatal("neither terraform nor tofu is on PATH, and TF_ACC_TERRAFORM_PATH names none: nothing was tested")
	return ""
}

// workspace is a directory with a configuration, in which the CLI runs.
type workspace struct {
	t   *testing.T
	dir string
	cli string
	env []string
}

// newWorkspace writes a configuration without the terraform block. Of the
// environment only what is needed to run programs reaches the CLI.
func newWorkspace(t *testing.T, config string, env ...string) *workspace {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("needs the signals and the shell of a Unix system")
	}
	if acctest.Live() {
		t.Skip("needs the simulator")
	}
	shared, err := built()
	if err != nil {
		t.Fatal(err)
	}
	w := &workspace{t: t, dir: t.TempDir(), cli: cli(t)}
	home := t.TempDir()
	w.env = []string{"GOGC=400"} // a third less time, for some memory
	for _, name := range []string{"PATH", "TMPDIR", "GOGC", "GOCOVERDIR"} {
		if value, ok := os.LookupEnv(name); ok {
			w.env = append(w.env, name+"="+value)
		}
	}
	w.env = append(w.env, "HOME="+home, "TF_CLI_CONFIG_FILE="+filepath.Join(shared, "cli.tfrc"), "CHECKPOINT_DISABLE=1",
		"TF_INPUT=0", "ALIYUN_TEST_PIDS="+filepath.Join(home, "pids"), "ALIBABA_CLOUD_ECS_METADATA_DISABLED=true")
	w.env = append(w.env, env...)
	const terraform = "terraform {\n  required_providers {\n    aliyun = { source = %q }\n  }\n}\n"
	w.write("main.tf", []byte(fmt.Sprintf(terraform, provider.Address)+config))
	return w
}

func (w *workspace) write(name string, body []byte) {
	w.t.Helper()
	if err := os.WriteFile(filepath.Join(w.dir, name), body, 0o600); err != nil {
		w.t.Fatal(err)
	}
}

func (w *workspace) read(name string) []byte {
	w.t.Helper()
	body, err := os.ReadFile(filepath.Join(w.dir, name))
	if err != nil {
		w.t.Fatal(err)
	}
	return body
}

// keyPair is the environment that gives the provider the simulator's key.
func keyPair() []string {
	return []string{
		"ALIBABA_CLOUD_ACCESS_KEY_ID=" + sim.DefaultAccessKeyID,
		"ALIBABA_CLOUD_ACCESS_KEY_SECRET=" + sim.DefaultAccessKeySecret,
	}
}

// serveSim returns the address of a simulator.
func serveSim(t *testing.T, s *sim.Server) string {
	t.Helper()
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return server.URL
}

// printed is the file to which a process writes. A pipe would have to be waited
// for when the CLI has exited: a provider that outlives it keeps it open.
type printed struct {
	t    *testing.T
	file *os.File
}

func newPrinted(t *testing.T) printed {
	t.Helper()
	file, err := os.CreateTemp(t.TempDir(), "printed-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	return printed{t, file}
}

// String is what was written so far.
func (x printed) String() string {
	x.t.Helper()
	text, err := os.ReadFile(x.file.Name())
	if err != nil {
		x.t.Fatal(err)
	}
	return string(text)
}

// command is a run of the CLI.
type command struct {
	t              *testing.T
	name           string
	cmd            *exec.Cmd
	stdout, stderr printed
	done           chan struct{}
}

// start runs the CLI as a shell does, in a process group of its own.
func (w *workspace) start(args ...string) *command {
	w.t.Helper()
	ctx, cancel := untilDeadline(w.t)
	c := &command{
		t: w.t, name: strings.Join(args, " "), done: make(chan struct{}), stdout: newPrinted(w.t), stderr: newPrinted(w.t),
	}
	c.cmd = exec.CommandContext(ctx, w.cli, args...)
	c.cmd.Dir, c.cmd.Env = w.dir, w.env
	c.cmd.Stdout, c.cmd.Stderr = c.stdout.file, c.stderr.file
	ownGroup(c.cmd)
	c.cmd.Cancel = func() error { return signalGroup(c.pid(), kill) }
	if err := c.cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	go func() {
		defer close(c.done)
		defer cancel()
		_ = c.cmd.Wait() // the exit code says it all
	}()
	w.t.Cleanup(func() {
		cancel()
		<-c.done
	})
	return c
}

func (c *command) pid() int { return c.cmd.Process.Pid }

// wait returns when the CLI has exited, and its exit code: -1 for a signal.
func (c *command) wait() int {
	<-c.done
	return c.cmd.ProcessState.ExitCode()
}

func (c *command) ended() bool {
	select {
	case <-c.done:
		return true
	default:
		return false
	}
}

// said is all that the command has printed.
func (c *command) said() string { return c.stdout.String() + c.stderr.String() }

// run runs the CLI to its end.
func (w *workspace) run(args ...string) *command {
	w.t.Helper()
	c := w.start(args...)
	c.wait()
	return c
}

// must runs the CLI and fails the test unless it succeeds.
func (w *workspace) must(args ...string) *command {
	w.t.Helper()
	c := w.run(args...)
	if code := c.wait(); code != 0 {
		w.t.Fatalf("%s: exit code %d\n%s", c.name, code, c.said())
	}
	return c
}

// providerPid is the process of the provider that was started last.
func (w *workspace) providerPid() int {
	w.t.Helper()
	for _, entry := range w.env {
		file, ok := strings.CutPrefix(entry, "ALIYUN_TEST_PIDS=")
		if !ok {
			continue
		}
		all, err := os.ReadFile(file)
		if err != nil {
			w.t.Fatal(err)
		}
		fields := strings.Fields(string(all))
		pid, err := strconv.Atoi(fields[len(fields)-1])
		if err != nil {
			w.t.Fatal(err)
		}
		return pid
	}
	w.t.Fatal("no file for the process numbers")
	return 0
}

// owned is a gateway in the state file.
type owned struct {
	ID      string
	Tainted bool
}

// state reads the state file, which need not exist.
func (w *workspace) state() []owned {
	w.t.Helper()
	body, err := os.ReadFile(filepath.Join(w.dir, "terraform.tfstate"))
	if errors.Is(err, fs.ErrNotExist) || len(body) == 0 && err == nil {
		return nil // a CLI that was killed leaves an empty file
	}
	var file struct {
		Resources []struct {
			Instances []struct {
				Status     string
				Attributes struct{ ID string }
			}
		}
	}
	if err == nil {
		err = json.Unmarshal(body, &file)
	}
	if err != nil {
		w.t.Fatalf("the state file cannot be read: %v", err)
	}
	var all []owned
	for _, r := range file.Resources {
		for _, i := range r.Instances {
			all = append(all, owned{i.Attributes.ID, i.Status == "tainted"})
		}
	}
	return all
}

// eventually waits for what another process is about to do.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	ctx, cancel := untilDeadline(t)
	defer cancel()
	for !holds() {
		if openapi.Sleep(ctx, 2*time.Millisecond) != nil {
			t.Fatalf("waited in vain until %s", what)
		}
	}
}
