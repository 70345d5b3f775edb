package acctest_test

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
)

// gopackage is what `go list` says of a package.
type gopackage struct {
	ImportPath string
	Standard   bool
	Imports    []string
	Deps       []string
	Module     *struct{ Path string }
}

// packages lists our packages, without their tests, and what they are built of.
func packages(t *testing.T) map[string]gopackage {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-deps", "-json=ImportPath,Standard,Imports,Deps,Module", "./...")
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		var failed *exec.ExitError
		errors.As(err, &failed)
		t.Fatalf("go list: %v\n%s", err, failed.Stderr)
	}
	all := map[string]gopackage{}
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p gopackage
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all[p.ImportPath] = p
	}
}

// TestArchitecture holds the arrows of the design against what the compiler
// sees. depguard checks single files, by rules written by hand. This test also
// sees what other packages import.
func TestArchitecture(t *testing.T) {
	t.Parallel()
	all := packages(t)
	root := rootPackage(t, all)
	inside := root + "/internal/"
	refuse := func(from string, list []string, isRefused func(string) bool) {
		t.Helper()
		for _, p := range list {
			if isRefused(p) {
				t.Errorf("%s has %s", from, p)
			}
		}
	}
	below := func(name string) func(string) bool {
		return func(p string) bool { return p == name || strings.HasPrefix(p, name+"/") }
	}

	for _, name := range []string{"sim", "acctest", "openapi/memnet"} {
		refuse("the shipped binary", all[root].Deps, below(inside+name))
	}
	for _, name := range []string{"sim", "openapi", "vpc"} {
		if _, ok := all[inside+name]; !ok {
			t.Errorf("there is no %s: this test proves nothing of it", name)
		}
	}
	refuse("sim", all[inside+"sim"].Deps, func(p string) bool { return !all[p].Standard })
	for _, name := range []string{"openapi", "vpc", "sts", "credentials"} {
		refuse(name, all[inside+name].Deps, func(p string) bool {
			return strings.HasPrefix(p, "github.com/hashicorp/terraform-plugin-")
		})
	}

	// A concept is whatever offers Terraform a resource or a data source.
	const terraform = "github.com/hashicorp/terraform-plugin-framework/"
	notConcepts := []string{inside + "acctest", inside + "framework", inside + "provider"}
	concepts := map[string]bool{}
	for name, p := range all {
		if !strings.HasPrefix(name, inside) || slices.ContainsFunc(notConcepts, func(n string) bool { return below(n)(name) }) ||
			!slices.Contains(p.Imports, terraform+"resource") && !slices.Contains(p.Imports, terraform+"datasource") {
			continue
		}
		concepts[strings.TrimPrefix(name, inside)] = true
		refuse(name, p.Imports, func(p string) bool { return p == "net/http" || below(inside+"openapi")(p) })
	}
	if len(concepts) == 0 {
		t.Error("there is no concept: this test proves nothing")
	}

	// What is no concept has to be named in depguard's rule for concepts.
	named := regexp.MustCompile(`"!\*\*/internal/\{(.*)\}/\*\*"`).FindAllStringSubmatch(readFile(t, repository, ".golangci.yml"), -1)
	var others []string
	folders, err := os.ReadDir(filepath.Join(repository, "internal"))
	for _, folder := range folders {
		if folder.IsDir() && !concepts[folder.Name()] {
			others = append(others, folder.Name())
		}
	}
	if err != nil || len(named) == 0 || named[0][1] != strings.Join(others, ",") {
		t.Errorf("concepts-stand-alone in .golangci.yml leaves out %q, and no concepts are %q", named, others)
	}
}

// rootPackage is the package of the shipped binary: the module's path, which an
// owner may change.
func rootPackage(t *testing.T, all map[string]gopackage) string {
	t.Helper()
	for name, p := range all {
		if p.Module != nil && p.Module.Path == name && strings.Contains(name, "terraform-provider-") {
			return name
		}
	}
	t.Fatal("go list names no package of the provider")
	return ""
}

// TestOwner keeps the owner's name in two places, the module path in go.mod and
// provider.Source, so that somebody who takes the provider over changes it there.
func TestOwner(t *testing.T) {
	t.Parallel()
	root := rootPackage(t, packages(t))
	owner, _, _ := strings.Cut(provider.Source, "/")
	if path.Base(path.Dir(root)) != owner {
		t.Errorf("go.mod says %s, provider.Source %s", root, provider.Source)
	}
	var found []string
	err := filepath.WalkDir(repository, func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && file != repository:
			return fs.SkipDir
		case entry.IsDir() || path.Ext(file) != ".go":
			return nil
		}
		for line := range strings.Lines(readFile(t, file)) {
			if strings.Contains(strings.ReplaceAll(line, `"`+root, ""), owner) {
				found = append(found, filepath.ToSlash(file)+": "+strings.TrimSpace(line))
			}
		}
		return nil
	})
	if want := "../../internal/provider/provider.go: const Source = "; err != nil || len(found) != 1 || !strings.HasPrefix(found[0], want) {
		t.Errorf("%v: only %s may name the owner, not\n%s", err, want, strings.Join(found, "\n"))
	}
}
