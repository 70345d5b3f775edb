package acctest_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// byHand are make targets for tests and checks that no workflow calls, and why.
var byHand = map[string]string{
	"testacc-live": "it costs money",
	"test-tofu":    "a job runs .ci/run where no CLI is on PATH, which is the same",
	"cover":        "make test runs the same tests",
	"bench-go":     "make bench runs the benchmarks too",
	"coverage":     "it writes the page that TestCoverage_page checks",
	"fmt":          "make lint says what it would change",
}

var (
	workflowJob     = regexp.MustCompile(`(?m)^  ([a-z-]+):\n(?:    .*\n|\n|      .*\n)+`)
	comment         = regexp.MustCompile(`(?m)(^| )#.*$`)
	workflowCommand = regexp.MustCompile(`\bmake ([a-z-]+)((?: [A-Z]+=\S+)*)`)
	workflowScript  = regexp.MustCompile(`(?m)run: (?:bash )?(\.\S*/\S+)`)
	workflowAction  = regexp.MustCompile(`(?m)^ +- uses: (\S+)(.*)$`)
	pinned          = regexp.MustCompile(`^[\w.-]+(?:/[\w.-]+)+@[0-9a-f]{40}$`)
	targetSection   = regexp.MustCompile(`(?m)^##@ (.*)$`)
	makeTarget      = regexp.MustCompile(`(?m)^([a-z][a-z-]*):.*## `)
	makeSetting     = regexp.MustCompile(`(?m)^([A-Z]+) +\?=`)
)

// TestWorkflows: what the workflows call exists, and every test and check that a
// make target runs is run by a job, if it is not in .ci/run, which a job runs too.
func TestWorkflows(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(repository, ".github/workflows/*.yml"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	makefile := readFile(t, repository, "GNUmakefile")
	targets, settings := map[string]bool{}, map[string]bool{}
	for _, found := range makeTarget.FindAllStringSubmatch(makefile, -1) {
		targets[found[1]] = true
	}
	for _, found := range makeSetting.FindAllStringSubmatch(makefile, -1) {
		settings[found[1]] = true
	}
	called := map[string]bool{}
	calls := func(name, text string) {
		for _, found := range workflowCommand.FindAllStringSubmatch(text, -1) {
			called[found[1]] = true
			if !targets[found[1]] {
				t.Errorf("%s calls make %s, and there is no such target", name, found[1])
			}
			for _, given := range strings.Fields(found[2]) {
				if setting, _, _ := strings.Cut(given, "="); !settings[setting] {
					t.Errorf("%s calls make %s with %s, which is no setting", name, found[1], given)
				}
			}
		}
	}
	script := ""
	for _, file := range files {
		name, whole := filepath.Base(file), readFile(t, file)
		text := comment.ReplaceAllString(whole, "")
		calls(name, text)
		for _, found := range workflowScript.FindAllStringSubmatch(text, -1) {
			if _, err := os.Stat(filepath.Join(repository, found[1])); err != nil {
				t.Errorf("%s runs %s: %v", name, found[1], err)
			}
			if found[1] == ".ci/run" {
				script = readFile(t, repository, found[1])
			}
		}
		checkJobs(t, name, whole)
	}
	if script == "" {
		t.Error("no job runs .ci/run")
	}
	calls(".ci/run", comment.ReplaceAllString(script, ""))
	notCalled := maps.Clone(byHand)
	for _, section := range []string{"Test", "Check"} {
		_, text, _ := strings.Cut(makefile, "##@ "+section+"\n")
		if next := targetSection.FindStringIndex(text); next != nil {
			text = text[:next[0]]
		}
		all := makeTarget.FindAllStringSubmatch(text, -1)
		if len(all) == 0 {
			t.Errorf("GNUmakefile has nothing under %s", section)
		}
		for _, found := range all {
			if why := byHand[found[1]]; called[found[1]] == (why != "") {
				t.Errorf("make %s: called by a workflow or by .ci/run: %t, not to be called because: %q", found[1], called[found[1]], why)
			}
			delete(notCalled, found[1])
		}
	}
	for target := range notCalled {
		t.Errorf("make %s is no target for tests or checks", target)
	}
}

// checkJobs: each job ends some day, and its actions are the ones that were looked at.
func checkJobs(t *testing.T, name, text string) {
	t.Helper()
	_, jobs, _ := strings.Cut(text, "\njobs:\n")
	all := workflowJob.FindAllStringSubmatch(jobs, -1)
	if len(all) == 0 {
		t.Errorf("%s has no jobs that this test can read", name)
	}
	for _, job := range all {
		if !strings.Contains(job[0], "\n    timeout-minutes: ") {
			t.Errorf("%s: the job %s has no time limit", name, job[1])
		}
	}
	for _, found := range workflowAction.FindAllStringSubmatch(text, -1) {
		if !pinned.MatchString(found[1]) || !strings.HasPrefix(found[2], " # v") {
			t.Errorf("%s uses %s%s, which is not pinned to a commit with its version behind it", name, found[1], found[2])
		}
	}
}
