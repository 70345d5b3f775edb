package acctest_test

import (
	"os/exec"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// conceptAdds are the folders where a concept that is added puts new files, beside
// its own folder.
var conceptAdds = []string{
	"internal/vpc", "internal/sim", "internal/acctest", "examples", "templates", "docs", ".changes/unreleased",
}

// conceptChanges are the existing files, and folders of generated ones, that the
// same commit may change.
var conceptChanges = []string{
	"internal/provider/provider.go", "internal/provider/testdata/schema.golden", "internal/acctest/subjects_test.go",
	"internal/acctest/testdata", "docs", "templates/guides", "CHANGELOG.md",
}

// TestConcept_files holds the commit that added the last concept against the
// list: whatever else a concept needs is shared by others too, and has to be moved
// into its room before, in a commit of its own.
func TestConcept_files(t *testing.T) {
	t.Parallel()
	if out, err := git(t, "rev-parse", "--git-dir"); err != nil {
		t.Skipf("there is no history to look at: %v %s", err, out)
	}
	commit, concept := lastConcept(t)
	if commit == "" {
		t.Skip("no commit of this history adds a concept")
	}
	parents, err := git(t, "rev-list", "--parents", "-n", "1", commit)
	if err != nil {
		t.Fatal(err)
	}
	if len(strings.Fields(parents)) == 1 {
		t.Skipf("the history begins with %s, so that nobody can tell what that commit changed", commit)
	}
	out, err := git(t, "diff-tree", "--no-commit-id", "--no-renames", "--name-status", "-r", commit)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(addedKind.FindAllString(out, -1)); n > 1 {
		t.Skipf("%s adds %d concepts at once, as a history does that was put together: it does not tell what each one needed", commit, n)
	}
	if problems := misplaced(concept, out); len(problems) > 0 {
		t.Errorf("%s, which added internal/%s, did more than that:\n%s", commit, concept, strings.Join(problems, "\n"))
	}
}

var addedKind = regexp.MustCompile(`(?m)^A\tinternal/\w+/kind\.go$`)

// lastConcept is the commit that added the newest of the concepts that there are.
func lastConcept(t *testing.T) (commit, concept string) {
	t.Helper()
	out, err := git(t, "log", "--diff-filter=A", "--no-renames", "--name-only", "--format=commit %H", "--", "internal/*/kind.go")
	if err != nil {
		t.Fatal(err, out)
	}
	all := packages(t)
	inside := rootPackage(t, all) + "/internal/"
	for line := range strings.Lines(out) {
		line = strings.TrimSpace(line)
		if hash, ok := strings.CutPrefix(line, "commit "); ok {
			commit = hash
			continue
		}
		concept = path.Base(path.Dir(line))
		if line != "" && slices.Contains(all[inside+concept].Imports, "github.com/hashicorp/terraform-plugin-framework/resource") &&
			concept != "framework" {
			return commit, concept
		}
	}
	return "", ""
}

func git(t *testing.T, args ...string) (string, error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "git", args...)
	cmd.Dir = repository
	out, err := cmd.CombinedOutput()
	return strings.TrimSpace(string(out)), err
}

// misplaced reads what `git diff-tree --name-status` says of the commit that adds
// a concept, and returns what does not belong to it.
func misplaced(concept, changes string) []string {
	var problems []string
	for line := range strings.Lines(changes) {
		status, file, _ := strings.Cut(strings.TrimSpace(line), "\t")
		within := func(folder string) bool { return file == folder || strings.HasPrefix(file, folder+"/") }
		allowed := conceptChanges
		if status == "A" {
			allowed = slices.Concat(conceptAdds, conceptChanges)
		}
		if !within("internal/"+concept) && !slices.ContainsFunc(allowed, within) {
			problems = append(problems, status+" "+file)
		}
	}
	return problems
}

// TestConcept_filesRules: what does not belong to a concept is noticed.
func TestConcept_filesRules(t *testing.T) {
	t.Parallel()
	for change, fits := range map[string]bool{
		"A\tinternal/route/kind.go":                     true,
		"M\tinternal/route/kind.go":                     true,
		"A\tinternal/vpc/route.go":                      true,
		"A\tinternal/sim/route.go":                      true,
		"A\tinternal/acctest/subjects_route_test.go":    true,
		"M\tinternal/acctest/subjects_test.go":          true,
		"M\tinternal/provider/provider.go":              true,
		"M\tinternal/provider/testdata/schema.golden":   true,
		"A\texamples/resources/aliyun_route/import.sh":  true,
		"A\tdocs/resources/route.md":                    true,
		"M\tdocs/index.md":                              true,
		"A\ttemplates/resources/route.md.tmpl":          true,
		"A\t.changes/unreleased/FEATURES-20261125.yaml": true,
		"M\tinternal/vpc/object.go":                     false,
		"M\tinternal/vpc/errors.go":                     false,
		"D\tinternal/vpc/route.go":                      false,
		"M\tinternal/sim/tags.go":                       false,
		"M\tinternal/framework/resource.go":             false,
		"A\tinternal/framework/route.go":                false,
		"M\tinternal/acctest/cloud.go":                  false,
		"M\tinternal/provider/config.go":                false,
		"M\tinternal/vpngateway/messages.go":            false,
		"A\tinternal/routes/kind.go":                    false,
		"M\texamples/resources/aliyun_other/import.sh":  false,
		"M\tmain.go": false,
	} {
		if got := misplaced("route", change); (len(got) == 0) != fits {
			t.Errorf("%q: got %v", change, got)
		}
	}
}
