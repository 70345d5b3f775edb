package acctest

import (
	"regexp"
	"strings"
	"testing"
)

// Message matches texts in order, however Terraform wraps and indents them.
func Message(texts ...string) *regexp.Regexp {
	var patterns []string
	for _, text := range texts {
		var words []string
		for _, word := range strings.Fields(text) {
			words = append(words, regexp.QuoteMeta(word))
		}
		patterns = append(patterns, strings.Join(words, `\s+`))
	}
	return regexp.MustCompile(strings.Join(patterns, `[\s\S]*`))
}

// Contains fails the test where no message holds one of the texts.
func Contains(t *testing.T, messages []string, texts ...string) {
	t.Helper()
	all := strings.Join(messages, "\n")
	for _, text := range texts {
		if !strings.Contains(all, text) {
			t.Errorf("no message holds %q:\n%s", text, all)
		}
	}
}
