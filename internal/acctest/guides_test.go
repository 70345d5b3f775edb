package acctest_test

import (
	"encoding/json"
	"errors"
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

// follower does what a guide says, block by block, in one directory.
type follower struct {
	*migration
	t            *testing.T
	name         string
	api, control string
	said         string
}

// here puts the test's own simulator in place of the guide's.
func (f *follower) here(text string) string {
	return strings.NewReplacer(guideAPI, f.api, guideControl, f.control).Replace(text)
}

// Every block of the guides is carried out, or says why not.
func TestGuides(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"getting-started", "authentication", "money", "ci", "simulator"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := sim.New(sim.Options{})
			control := httptest.NewServer(s.Control())
			t.Cleanup(control.Close)
			f := &follower{migration: newMigration(t, s), t: t, name: name, control: control.URL}
			f.api = serveSim(t, s)
			f.shellEnvironment()
			for _, p := range readGuide(t, name) {
				f.follow(p)
			}
			for _, g := range s.Gateways() {
				if g.Name != "made-by-hand" {
					t.Errorf("the guide ends and %s is still there", g.VpnGatewayID)
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
func (f *follower) shellEnvironment() {
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

func (f *follower) follow(p part) {
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

func (f *follower) writeBelow(name, text string) {
	f.t.Helper()
	if err := os.MkdirAll(filepath.Dir(filepath.Join(f.dir, name)), 0o700); err != nil {
		f.t.Fatal(err)
	}
	f.write(name, []byte(text))
}

// plan plans, or validates, a block by itself, with what the reader has beside.
func (f *follower) plan(p part) {
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
func (f *follower) shell(p part) {
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

var (
	variableNames = regexp.MustCompile(`\b(?:ALIBABA_CLOUD|ALIBABACLOUD|ALICLOUD)_[A-Z0-9_]+\b`)
	ramActions    = regexp.MustCompile(`\bvpc:[A-Z]\w+`)
	calledActions = regexp.MustCompile(`"((?:Create|Delete|Describe|Modify|Move|Tag|UnTag|Diagnose)\w*(?:Vpn|Resources)\w*)"`)
)

// What the guides name exists: environment variables are read somewhere, and
// the RAM policy has the actions that the client calls, and no other.
func TestGuides_names(t *testing.T) {
	t.Parallel()
	read := readFile(t, repository, "internal", "provider", "environment.go")
	pages, err := filepath.Glob(filepath.Join(guideFolder, "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		for _, name := range variableNames.FindAllString(readFile(t, page), -1) {
			if !strings.Contains(read, name) {
				t.Errorf("%s names %s, which nothing reads", page, name)
			}
		}
	}
	sources, err := filepath.Glob(filepath.Join(repository, "internal", "vpc", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	called := map[string]bool{}
	for _, source := range sources {
		if strings.HasSuffix(source, "_test.go") {
			continue
		}
		for _, found := range calledActions.FindAllStringSubmatch(readFile(t, source), -1) {
			called["vpc:"+found[1]] = true
		}
	}
	named := map[string]bool{}
	for _, name := range ramActions.FindAllString(readFile(t, guideFolder, "authentication.md"), -1) {
		named[name] = true
		if !called[name] {
			t.Errorf("authentication.md names %s, which is never called", name)
		}
	}
	for name := range called {
		if !named[name] {
			t.Errorf("authentication.md does not name %s", name)
		}
	}
	if len(called) == 0 {
		t.Error("no call was found: this test proves nothing")
	}
}

var (
	link     = regexp.MustCompile(`\]\(([^)#\s]*)(?:#([^)\s]*))?\)`)
	heading  = regexp.MustCompile("(?m)^#+ (.*)$")
	notInURL = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
)

// Links of the pages lead to a page, and to a heading of it.
func TestGuides_links(t *testing.T) {
	t.Parallel()
	templates := filepath.Join(repository, "templates")
	pages := []string{filepath.Join(templates, "index.md.tmpl")}
	for _, pattern := range []string{"*/*.md", "*/*.md.tmpl"} {
		found, err := filepath.Glob(filepath.Join(templates, pattern))
		if err != nil || len(found) == 0 {
			t.Fatal(found, err)
		}
		pages = append(pages, found...)
	}
	for _, page := range pages {
		for _, found := range link.FindAllStringSubmatch(readFile(t, page), -1) {
			target, anchor := found[1], found[2]
			if strings.HasPrefix(target, "http") {
				continue
			}
			file := page
			if target != "" {
				file = filepath.Join(filepath.Dir(page), target)
			}
			text, err := os.ReadFile(file)
			if errors.Is(err, os.ErrNotExist) {
				text, err = os.ReadFile(file + ".tmpl")
			}
			if err != nil {
				t.Errorf("%s links to %s: %v", page, target, err)
				continue
			}
			ids := []string{"", "schema"} // which tfplugindocs adds
			for _, title := range heading.FindAllStringSubmatch(string(text), -1) {
				ids = append(ids, strings.ReplaceAll(notInURL.ReplaceAllString(strings.ToLower(title[1]), ""), " ", "-"))
			}
			if !slices.Contains(ids, anchor) {
				t.Errorf("%s links to #%s, which %s does not have", page, anchor, file)
			}
		}
	}
	readmes := []string{"README.md", "README.zh-CN.md"}
	for n, name := range readmes {
		page := readFile(t, repository, name)
		if other := readmes[1-n]; !strings.Contains(page, "]("+other+")") {
			t.Errorf("%s does not link to %s", name, other)
		}
		for _, found := range link.FindAllStringSubmatch(page, -1) {
			if target := found[1]; !strings.HasPrefix(target, "http") {
				if guide, ok := strings.CutPrefix(target, "docs/guides/"); ok {
					target = filepath.Join("templates", "guides", guide) // `make docs` copies it
				}
				if _, err := os.Stat(filepath.Join(repository, target)); err != nil {
					t.Errorf("%s links to %s: %v", name, target, err)
				}
			}
		}
	}
}

var (
	readmeCode = regexp.MustCompile("(?s)```.*?```")
	flagName   = regexp.MustCompile(`Var\(&cfg\.\w+, "([a-z-]+)"`)
	flagShown  = regexp.MustCompile("`-([a-z][a-z-]*|v)`")
	faultField = regexp.MustCompile(`json:"([a-z_]+),omitempty"`)
)

// What is said twice is the same twice: the commands of the two READMEs, the simulator's flags and the fields of a fault.
func TestGuides_same(t *testing.T) {
	t.Parallel()
	withoutComments := func(name string) []string {
		var blocks []string
		for _, block := range readmeCode.FindAllString(readFile(t, repository, name), -1) {
			if strings.HasPrefix(block, "```terraform") {
				continue // each shows what is sold to its readers
			}
			blocks = append(blocks, regexp.MustCompile(`(?m) +#.*$`).ReplaceAllString(block, ""))
		}
		return blocks
	}
	if one, two := withoutComments("README.md"), withoutComments("README.zh-CN.md"); !slices.Equal(one, two) {
		t.Errorf("README.md shows\n%s\nand README.zh-CN.md\n%s", strings.Join(one, "\n"), strings.Join(two, "\n"))
	}
	page := readFile(t, guideFolder, "simulator.md")
	command := readFile(t, repository, "internal", "cmd", "aliyunsim", "config.go")
	for _, found := range flagName.FindAllStringSubmatch(command, -1) {
		if !strings.Contains(page, "`-"+found[1]+"`") {
			t.Errorf("simulator.md does not tell of -%s", found[1])
		}
	}
	for _, found := range flagShown.FindAllStringSubmatch(page, -1) {
		if !strings.Contains(command, fmt.Sprintf("%q", found[1])) {
			t.Errorf("simulator.md tells of -%s, which is no flag", found[1])
		}
	}
	fields := faultField.FindAllStringSubmatch(readFile(t, repository, "internal", "sim", "fault.go"), -1)
	for _, found := range fields {
		if !strings.Contains(page, "`"+found[1]+"`") {
			t.Errorf("simulator.md does not tell of the fault's field %s", found[1])
		}
	}
	if len(fields) == 0 || !flagName.MatchString(command) {
		t.Error("no flag or no field was found: this test proves nothing")
	}
}
