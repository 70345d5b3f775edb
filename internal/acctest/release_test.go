package acctest_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// checkout is a copy of some files of the repository, under git, where a script
// finds itself in the place that it expects.
type checkout struct {
	t   *testing.T
	dir string
}

func newCheckout(t *testing.T, files ...string) *checkout {
	t.Helper()
	c := &checkout{t, t.TempDir()}
	for _, file := range files {
		c.write(file, readFile(t, repository, file))
	}
	c.must("git", "init", "-q", "-b", "main")
	c.commit("first")
	return c
}

func (c *checkout) write(file, text string) {
	c.t.Helper()
	to := filepath.Join(c.dir, file)
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		c.t.Fatal(err)
	}
	if err := os.WriteFile(to, []byte(text), 0o600); err != nil {
		c.t.Fatal(err)
	}
}

// run runs a command there. git knows nobody else's settings.
func (c *checkout) run(command ...string) (string, error) {
	cmd := exec.CommandContext(c.t.Context(), command[0], command[1:]...) //nolint:gosec // It is a command of the test.
	cmd.Dir = c.dir
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + c.dir, "GIT_CONFIG_NOSYSTEM=1", "MAKE=echo",
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.com",
	}
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func (c *checkout) must(command ...string) string {
	c.t.Helper()
	out, err := c.run(command...)
	if err != nil {
		c.t.Fatalf("%s: %v\n%s", strings.Join(command, " "), err, out)
	}
	return out
}

func (c *checkout) commit(message string) {
	c.t.Helper()
	c.must("git", "add", "-A")
	c.must("git", "commit", "-q", "--allow-empty", "-m", message)
}

// A release is made from a tag on main that has notes, and from nothing else.
func TestRelease_tag(t *testing.T) {
	t.Parallel()
	const script = "internal/tools/release-tag-check.sh"
	c := newCheckout(t, script)
	refused := func(want string) {
		t.Helper()
		if out, err := c.run("sh", script); err == nil || !strings.Contains(out, want) {
			t.Errorf("want a refusal with %q, got %v:\n%s", want, err, out)
		}
	}
	// A clone knows main as origin/main.
	land := func() { c.must("git", "update-ref", "refs/remotes/origin/main", "main") }
	land()
	refused("No tag such as v1.2.3")
	c.must("git", "tag", "-m", "release", "v0.1.0")
	refused("no .changes/v0.1.0.md")

	c.write(".changes/v0.2.0.md", "## 0.2.0\n")
	c.commit("notes")
	c.must("git", "tag", "-m", "release", "v0.2.0")
	refused("v0.2.0 does not lie on origin/main")
	land()
	c.must("git", "checkout", "-q", "v0.2.0")
	c.must("sh", script)
	// It may also be an older commit of main.
	c.must("git", "checkout", "-q", "main")
	c.commit("more")
	land()
	c.must("git", "checkout", "-q", "v0.2.0")
	c.must("sh", script)
}

// The check of the release configuration is skipped only while its inputs are
// those that it passed with, also in a clone that was never used.
func TestRelease_checkIfChanged(t *testing.T) {
	t.Parallel()
	const script, configuration = "internal/tools/release-check.sh", ".goreleaser.yml"
	c := newCheckout(t, script, configuration, "terraform-registry-manifest.json",
		"internal/tools/goreleaser/go.mod", "internal/tools/goreleaser/go.sum")
	expect := func(checks bool) {
		t.Helper()
		out := c.must("sh", script, "if-changed")
		if checks != strings.Contains(out, "--no-print-directory release-check") || checks == strings.Contains(out, "skipped") {
			t.Errorf("checks: want %v, got\n%s", checks, out)
		}
	}
	expect(true) // no stamp yet
	c.must("sh", script, "passed")
	expect(false)
	c.commit("stamp")
	c.must("git", "clone", "-q", "--depth=1", "file://"+c.dir, filepath.Join(c.dir, "fresh"))
	fresh := &checkout{t, filepath.Join(c.dir, "fresh")}
	if out := fresh.must("sh", script, "if-changed"); !strings.Contains(out, "skipped") {
		t.Errorf("in a fresh clone:\n%s", out)
	}
	for _, file := range []string{configuration, "internal/tools/goreleaser/go.mod"} {
		before := readFile(t, c.dir, file)
		c.write(file, before+"# changed\n")
		expect(true)
		c.write(file, before)
		expect(false)
	}
}
