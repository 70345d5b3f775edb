package main

import (
	"fmt"
	"os"
	"strings"
)

// The guide is prose with marked places for figures. tfplugindocs copies the
// template to docs/ as it is, so that both files are written alike.
const guide = "guides/performance.md"

func writeGuides(sections map[string]string) error {
	text, err := os.ReadFile("templates/" + guide)
	if err != nil {
		return err
	}
	filled, err := fill(string(text), sections)
	if err != nil {
		return err
	}
	for _, folder := range []string{"templates/", "docs/"} {
		if err := write(folder+guide, "%s", filled); err != nil {
			return err
		}
	}
	return nil
}

// fill puts every section between its two comments.
func fill(text string, sections map[string]string) (string, error) {
	for name, section := range sections {
		begin, end := fmt.Sprintf("<!-- measured by make bench: %s -->\n", name), "<!-- end of what was measured -->"
		before, rest, found := strings.Cut(text, begin)
		_, after, ended := strings.Cut(rest, end)
		if !found || !ended {
			return "", fmt.Errorf("templates/%s has no place %q ... %q", guide, strings.TrimSpace(begin), end)
		}
		text = before + begin + "\n" + section + "\n" + end + after
	}
	return text, nil
}
