package acctest_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

var (
	variableNames = regexp.MustCompile(`\b(?:ALIBABA_CLOUD|ALIBABACLOUD|ALICLOUD)_[A-Z0-9_]+\b`)
	ramActions    = regexp.MustCompile(`\bvpc:[A-Z]\w+`)
	// calledActions has all names that VPN has among the actions of product Vpc.
	calledActions = regexp.MustCompile(`"((?:Associate|Attach|Check|Create|Delete|Describe|Detach|Diagnose|Dissociate|Download|Get|List|Modify|Move|Publish|Tag|UnTag|Update)` +
		`\w*(?:CustomerGateway|Ipsec|Resources|Ssl|Tunnel|Vco|Vpn)\w*)"`)
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
			if errors.Is(err, os.ErrNotExist) { // a page without a template of its own
				text, err = os.ReadFile(strings.Replace(file, templates, filepath.Join(repository, "docs"), 1))
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
	readmeRow  = regexp.MustCompile(`(?m)^\|`)
	// Before a new paragraph, list item, table cell or heading, a space is not seen.
	gapInChinese = regexp.MustCompile(`[，。；：、（）](?: +[^ |\n]|\n *[^ \n|#-])`)
	flagName     = regexp.MustCompile(`Var\(&cfg\.\w+, "([a-z-]+)"`)
	flagShown    = regexp.MustCompile("`-([a-z][a-z-]*|v)`")
	faultField   = regexp.MustCompile(`json:"([a-z_]+),omitempty"`)
	faultKind    = regexp.MustCompile(`FaultKind = "([a-z]+)"`)
)

// What is said twice is the same twice: the commands of the two READMEs, the simulator's flags, and the fields and kinds of a fault.
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
	rows := func(name string) int { return len(readmeRow.FindAllString(readFile(t, repository, name), -1)) }
	if one, two := rows("README.md"), rows("README.zh-CN.md"); one != two || one == 0 {
		t.Errorf("the tables of README.md have %d rows, those of README.zh-CN.md %d", one, two)
	}
	// A line break is shown as a space too.
	if gap := gapInChinese.FindString(readFile(t, repository, "README.zh-CN.md")); gap != "" {
		t.Errorf("README.zh-CN.md has a space after full-width punctuation: %q", gap)
	}
	page := readFile(t, guideFolder, "simulator.md")
	command := readFile(t, repository, "internal", "cmd", "aliyunsim", "config.go")
	for _, found := range flagName.FindAllStringSubmatch(command, -1) {
		if !strings.Contains(page, "`-"+found[1]+"`") {
			t.Errorf("simulator.md does not have -%s", found[1])
		}
	}
	for _, found := range flagShown.FindAllStringSubmatch(page, -1) {
		if !strings.Contains(command, fmt.Sprintf("%q", found[1])) {
			t.Errorf("simulator.md has -%s, which is not a flag", found[1])
		}
	}
	faults := readFile(t, repository, "internal", "sim", "fault.go")
	fields := append(faultField.FindAllStringSubmatch(faults, -1), faultKind.FindAllStringSubmatch(faults, -1)...)
	for _, found := range fields {
		if found[1] != string(sim.KindHook) && !strings.Contains(page, "`"+found[1]+"`") {
			t.Errorf("simulator.md does not name the fault's field or kind %s", found[1])
		}
	}
	if !faultField.MatchString(faults) || !faultKind.MatchString(faults) || !flagName.MatchString(command) {
		t.Error("no flag, no field or no kind was found: this test proves nothing")
	}
}
