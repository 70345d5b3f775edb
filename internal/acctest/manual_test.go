package acctest_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// manual is a page that people follow. Its blocks of HCL and its commands are
// taken from the page itself, and none of them may be left over.
type manual struct {
	t        *testing.T
	blocks   []string
	commands []string
	used     map[string]bool
}

var fence = regexp.MustCompile("(?s)```(terraform|shell)\n(.*?)```")

func readManual(t *testing.T, file string) *manual {
	t.Helper()
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	g := &manual{t: t, used: map[string]bool{}}
	for _, found := range fence.FindAllStringSubmatch(string(page), -1) {
		if found[1] == "terraform" {
			g.blocks = append(g.blocks, found[2])
		} else {
			g.commands = append(g.commands, strings.Split(strings.TrimSpace(found[2]), "\n")...)
		}
	}
	return g
}

// block returns the block that holds a text.
func (g *manual) block(holds string) string {
	g.t.Helper()
	at := slices.IndexFunc(g.blocks, func(block string) bool { return strings.Contains(block, holds) })
	if at < 0 {
		g.t.Fatalf("no block of the guide holds %q", holds)
	}
	g.used[g.blocks[at]] = true
	return g.blocks[at]
}

// run runs a command of the guide, without its questions.
func (g *manual) run(w *workspace, line string) string {
	g.t.Helper()
	if !slices.Contains(g.commands, line) {
		g.t.Fatalf("the guide has no command %q", line)
	}
	g.used[line] = true
	line, file, toFile := strings.Cut(line, " >")
	args := strings.Fields(line)[1:]
	if slices.Contains([]string{"init", "plan", "apply"}, args[0]) {
		args = append(args, "-no-color")
	}
	if args[0] == "apply" {
		args = append(args, "-auto-approve")
	}
	c := w.must(args...)
	if toFile {
		w.write(file, []byte(c.stdout.String()))
	}
	return c.said()
}

func (g *manual) allUsed() {
	g.t.Helper()
	for _, part := range slices.Concat(g.blocks, g.commands) {
		if !g.used[part] {
			g.t.Errorf("nothing shows that this part of the guide is true:\n%s", part)
		}
	}
}

// says checks what a command has printed, wherever its lines were broken.
func says(t *testing.T, said string, want ...string) {
	t.Helper()
	text := strings.Join(strings.Fields(said), " ")
	for _, one := range want {
		if !strings.Contains(text, one) {
			t.Errorf("it does not say %q:\n%s", one, said)
		}
	}
}
