package acctest_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

const guideFolder = "../../templates/guides"

// Where the guides say that the simulator listens.
const (
	guideAPI     = "http://127.0.0.1:8980"
	guideControl = "http://127.0.0.1:8981"
)

// part is a fenced block of a guide, with the directive in the HTML comment on
// the line before it, if there is one:
//
//	not run: REASON   nothing is done with it
//	validate: REASON  HCL is validated, because planning needs what is not here
//	file: NAME        it is written to a file, which the commands after it use
//	fails: TEXT       the command fails and says this
//
// Without one, HCL is planned by itself, a command is run and must succeed,
// JSON is parsed, and each line of text is what the command before has printed.
type part struct {
	language, directive, argument, text string
}

var (
	fenced    = regexp.MustCompile("(?sm)(?:^<!-- (not run|validate|file|fails|printed): ([^\n]*?) -->\n\n?)?^```(\\w*)\n(.*?)^```$")
	anyFence  = regexp.MustCompile("(?m)^ *```")
	directive = regexp.MustCompile(`(?m)^<!-- `)
)

func readGuide(t *testing.T, name string) []part {
	t.Helper()
	page := readFile(t, guideFolder, name+".md")
	var parts []part
	for _, found := range fenced.FindAllStringSubmatch(page, -1) {
		parts = append(parts, part{found[3], found[1], found[2], found[4]})
	}
	used := slices.DeleteFunc(slices.Clone(parts), func(p part) bool { return p.directive == "" })
	if fences := len(anyFence.FindAllString(page, -1)); fences != 2*len(parts) {
		t.Fatalf("%s has %d fences, and %d blocks were found", name, fences, len(parts))
	}
	if all := len(directive.FindAllString(page, -1)); all != len(used) {
		t.Fatalf("%s has %d comments, and %d of them stand before a block", name, all, len(used))
	}
	if len(parts) == 0 {
		t.Fatalf("%s has no block: this test proves nothing", name)
	}
	return parts
}

// guideRun does what a guide says, block by block, in one directory.
type guideRun struct {
	*migration
	t            *testing.T
	name         string
	api, control string
	said         string
}

// here puts the test's own simulator in place of the guide's.
func (f *guideRun) here(text string) string {
	return strings.NewReplacer(guideAPI, f.api, guideControl, f.control).Replace(text)
}

// Every block of the guides is carried out, or says why not.
func TestGuides(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"getting-started", "connect-an-office", "dial-in", "beside-alicloud", "authentication", "money", "ci", "simulator"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := sim.New(sim.Options{})
			control := httptest.NewServer(s.Control())
			t.Cleanup(control.Close)
			f := &guideRun{migration: newMigration(t, s), t: t, name: name, control: control.URL}
			f.api = serveSim(t, s)
			f.shellEnvironment()
			for _, p := range readGuide(t, name) {
				f.follow(p)
			}
			for _, o := range s.Objects() {
				if o.Name != "made-by-hand" {
					t.Errorf("the guide ends and %s is still there", o.ID)
				}
			}
			// Also where an answer was lost, each run of its test buys one.
			bought := 0
			for _, entry := range s.Ledger() {
				if entry.Kind == sim.LedgerPurchase {
					bought++
				}
			}
			if name == "simulator" && bought != 2 {
				t.Errorf("%d gateways were bought, want one by each of two runs", bought)
			}
		})
	}
}

// shellEnvironment gives commands a terraform that asks no questions, whatever
// the CLI at hand is.
func (f *guideRun) shellEnvironment() {
	bin := f.t.TempDir()
	if err := os.Symlink(f.cli, filepath.Join(bin, "terraform")); err != nil {
		f.t.Fatal(err)
	}
	cliProfile := fmt.Sprintf(`{"current": "network", "profiles": [{"name": "network", "mode": "AK", "region_id": %q, `+
		`"access_key_id": %q, "access_key_secret": %q}]}`, sim.DefaultRegion, sim.DefaultAccessKeyID, sim.DefaultAccessKeySecret)
	profiles := filepath.Join(f.t.TempDir(), "config.json")
	if err := os.WriteFile(profiles, []byte(cliProfile), 0o600); err != nil {
		f.t.Fatal(err)
	}
	f.env = append(f.env, "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "TF_CLI_ARGS_apply=-auto-approve",
		"TF_CLI_ARGS_destroy=-auto-approve", "TF_IN_AUTOMATION=1", "ALIBABA_CLOUD_CONFIG_FILE="+profiles,
		"ALIBABA_CLOUD_ENDPOINT_VPC="+f.api, "ALIBABA_CLOUD_ENDPOINT_STS="+f.api)
}

func (f *guideRun) follow(p part) {
	f.t.Helper()
	switch {
	case p.directive == "not run":
		if len(p.argument) < len("needs it") {
			f.t.Errorf("no reason is given why this is not run:\n%s", p.text)
		}
	case p.directive == "file":
		f.writeBelow(p.argument, f.here(p.text))
	case p.language == "terraform":
		f.plan(p)
	case p.language == "shell":
		f.shell(p)
	case p.language == "json":
		if !json.Valid([]byte(p.text)) {
			f.t.Errorf("this is no JSON:\n%s", p.text)
		}
	case p.language == "text":
		for line := range strings.Lines(p.text) {
			says(f.t, f.said, strings.Join(strings.Fields(line), " "))
		}
	default:
		f.t.Errorf("nothing shows that this is true (%s):\n%s", p.language, p.text)
	}
}

func (f *guideRun) writeBelow(name, text string) {
	f.t.Helper()
	if err := os.MkdirAll(filepath.Dir(filepath.Join(f.dir, name)), 0o700); err != nil {
		f.t.Fatal(err)
	}
	f.write(name, []byte(text))
}

// plan plans, or validates, a block by itself, with what the reader has beside.
func (f *guideRun) plan(p part) {
	f.t.Helper()
	alone := *f.workspace
	alone.dir = f.t.TempDir()
	text := p.text
	if !strings.Contains(text, "required_providers") {
		text = required + text
	}
	if !strings.Contains(text, `provider "aliyun"`) {
		region := sim.SingaporeRegion
		if strings.Contains(text, sim.DefaultVPC) {
			region = sim.DefaultRegion
		}
		text += fmt.Sprintf("\nprovider \"aliyun\" {\n  region = %q\n}\n", region)
	}
	text = strings.ReplaceAll(f.here(text), fmt.Sprintf("%q", provider.Source), fmt.Sprintf("%q", provider.Address))
	alone.write("main.tf", []byte(text))
	shared, err := built()
	if err != nil {
		f.t.Fatal(err)
	}
	// Overridden, a provider needs no `terraform init`.
	alone.env = append(slices.Clone(alone.env), "TF_CLI_CONFIG_FILE="+filepath.Join(shared, "cli.tfrc"))
	args := []string{"plan", "-no-color"}
	if p.directive == "validate" {
		args = []string{"validate", "-no-color"}
	}
	if c := alone.run(args...); c.wait() != 0 {
		f.t.Errorf("%s: %s of this block fails:\n%s\n%s", f.name, args[0], p.text, c.said())
	}
}

// shell runs a block of commands as it stands.
func (f *guideRun) shell(p part) {
	f.t.Helper()
	ctx, cancel := untilDeadline(f.t)
	defer cancel()
	cmd := exec.CommandContext(ctx, "sh", "-ec", f.here(p.text)) //nolint:gosec // The commands are those of the guide.
	cmd.Dir, cmd.Env = f.dir, f.env
	out, err := cmd.CombinedOutput()
	f.said = escapes.ReplaceAllString(string(out), "")
	switch {
	case p.directive == "fails" && err == nil:
		f.t.Errorf("%s: this should fail:\n%s", f.name, p.text)
	case p.directive == "fails":
		says(f.t, strings.NewReplacer("│", "", "╷", "", "╵", "").Replace(f.said), p.argument)
	case err != nil:
		f.t.Fatalf("%s: %v:\n%s\n%s", f.name, err, p.text, f.said)
	}
}

var escapes = regexp.MustCompile("\x1b\\[[0-9;]*m")
