package acctest_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

var recipe = regexp.MustCompile(`(?s)\ninstall: build .*?\n\t@?([^\n]*)`)

// installed is what `make install` did with a build of the provider.
type installed struct {
	block   string   // the terraform block that it printed
	inside  string   // the command for each configuration after a further build
	undoing string   // the command that removes all of it
	hosts   []string // that have the provider
}

// install does what `make install` does, with a home of its own.
func install(t *testing.T, w *workspace, binary string) installed {
	t.Helper()
	line := recipe.FindStringSubmatch(readFile(t, repository, "GNUmakefile"))
	if line == nil {
		t.Fatal("the GNUmakefile has no recipe for install")
	}
	// make knows its own variables best.
	asked := exec.CommandContext(t.Context(), "make", "-C", repository, "--no-print-directory", "-f", "GNUmakefile", "-f", "-", "show")
	asked.Stdin = strings.NewReader("show:\n\t@echo '$(SOURCE) $(INSTALL_VERSION) $(HOSTS)'\n")
	out, err := asked.Output()
	if err != nil {
		t.Fatal(err)
	}
	args := append([]string{filepath.Join(repository, "internal", "tools", "install.sh"), binary}, strings.Fields(string(out))...)
	if want := "$(SOURCE) $(INSTALL_VERSION) $(HOSTS)"; !strings.HasSuffix(line[1], want) {
		t.Fatalf("install is %q, and this test does it with %s", line[1], want)
	}
	cmd := exec.CommandContext(t.Context(), "sh", args...)
	cmd.Env = w.env
	said, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	did := installed{hosts: strings.Fields(string(out))[2:]}
	for block := range strings.SplitSeq(string(said), "\n\n") {
		switch {
		case strings.HasPrefix(block, "    terraform {"):
			did.block = block
		case strings.HasPrefix(block, "    rm -f "):
			did.inside = strings.TrimSpace(block)
		case strings.HasPrefix(block, "    rm -r "):
			did.undoing = strings.TrimSpace(block)
		}
	}
	return did
}

// TestInstall follows what `make install` says, with the CLI at hand and with
// either registry's host.
func TestInstall(t *testing.T) {
	t.Parallel()
	server := serveSim(t, sim.New(sim.Options{}))
	w := newWorkspace(t, "", append(keyPair(), "TF_CLI_CONFIG_FILE="+os.DevNull)...)
	shell := func(command string) error {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), "sh", "-ec", strings.ReplaceAll(command, "terraform init", "'"+w.cli+"' init"))
		cmd.Dir, cmd.Env = w.dir, w.env
		out, err := cmd.CombinedOutput()
		t.Logf("%s: %v\n%s", command, err, out)
		return err
	}
	shared, err := built()
	if err != nil {
		t.Fatal(err)
	}
	first := filepath.Join(shared, "provider")
	did := install(t, w, first)
	if len(did.hosts) != 2 || did.block == "" || did.inside == "" || did.undoing == "" {
		t.Fatalf("not all was said: %+v", did)
	}
	source := provider.Source
	if !strings.Contains(did.block, `"`+source+`"`) {
		t.Errorf("%s is not the source in\n%s", source, did.block)
	}
	for _, host := range append([]string{""}, did.hosts...) {
		block := did.block
		if host != "" {
			block = strings.Replace(block, `"`+source+`"`, `"`+host+"/"+source+`"`, 1)
		}
		w.write("main.tf", []byte(block+strings.ReplaceAll(gatewayConfig(server, firstName), "main", "office")))
		if err := shell("rm -rf .terraform .terraform.lock.hcl; terraform init -input=false"); err != nil {
			t.Errorf("init with host %q: %v", host, err)
		}
		w.must("plan", "-no-color")
	}

	// Another build has another checksum.
	text, err := os.ReadFile(first)
	if err != nil {
		t.Fatal(err)
	}
	second := filepath.Join(t.TempDir(), "provider")
	if err := os.WriteFile(second, append(text, "another build"...), 0o700); err != nil { //nolint:gosec // It is run.
		t.Fatal(err)
	}
	did = install(t, w, second)
	if shell("terraform init -upgrade -input=false") == nil {
		t.Error("init -upgrade takes another build now: what `make install` says can be simpler")
	}
	if err := shell(did.inside); err != nil {
		t.Error(err)
	}
	w.must("plan", "-no-color")
	if err := shell(did.undoing + "; test -z \"$(find ~/.terraform.d -type f)\""); err != nil {
		t.Error(err)
	}
}
