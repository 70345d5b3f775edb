package main

import (
	"fmt"
	"os"
	"strings"
)

// guide is what users read, detail what contributors do. Both are prose with
// marked places for figures.
const (
	guide  = "guides/performance.md"
	detail = "internal/cmd/bench/RESULTS.md"
)

// A report is one text and the sections in it. tfplugindocs copies the guide's
// template to docs/ as it is, so that both files are written alike.
type report struct {
	files    []string
	sections []string
}

var reports = []report{
	{[]string{"templates/" + guide, "docs/" + guide}, []string{"machine", "summary"}},
	{[]string{detail}, []string{
		"machine", "plans", "calls", "cpu", "kinds", "growth", "start", "creation", "goals", "waits", "benchmarks",
	}},
}

// writeReports writes all texts anew. Paths start at root.
func writeReports(root string, sections map[string]string) error {
	for _, r := range reports {
		text, err := os.ReadFile(root + r.files[0])
		if err != nil {
			return err
		}
		filled, err := r.fill(string(text), sections)
		if err != nil {
			return err
		}
		for _, file := range r.files {
			if err := write(root+file, "%s", filled); err != nil {
				return err
			}
		}
	}
	return nil
}

// fill puts each section of the report between its two comments.
func (r report) fill(text string, sections map[string]string) (string, error) {
	for _, name := range r.sections {
		begin, end := fmt.Sprintf("<!-- measured by make bench: %s -->\n", name), "<!-- end of what was measured -->"
		before, rest, found := strings.Cut(text, begin)
		_, after, ended := strings.Cut(rest, end)
		if !found || !ended {
			return "", fmt.Errorf("%s has no place %q ... %q", r.files[0], strings.TrimSpace(begin), end)
		}
		text = before + begin + "\n" + sections[name] + "\n" + end + after
	}
	return text, nil
}
