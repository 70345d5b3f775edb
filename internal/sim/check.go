package sim

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// oneOf allows a closed list of values, spelled exactly so.
func oneOf(values ...string) func(string) bool {
	return func(v string) bool { return slices.Contains(values, v) }
}

// integer allows decimal numbers between two bounds.
func integer(least, most int) func(string) bool {
	return func(v string) bool {
		n, err := strconv.Atoi(v)
		return err == nil && n >= least && n <= most
	}
}

// length allows texts of so many characters, counted as people count them.
func length(least, most int) func(string) bool {
	return func(v string) bool {
		n := utf8.RuneCountInString(v)
		return n >= least && n <= most
	}
}

// both allows what two checks allow.
func both(a, b func(string) bool) func(string) bool {
	return func(v string) bool { return a(v) && b(v) }
}

// like allows what a regular expression matches.
func like(expression string) func(string) bool {
	return regexp.MustCompile(expression).MatchString
}

func noURL(v string) bool {
	return !strings.HasPrefix(v, "http://") && !strings.HasPrefix(v, "https://")
}

var (
	isBool = oneOf("true", "false")
	// isClientToken: at most 64 printable ASCII characters.
	isClientToken = like(`^[!-~]{1,64}$`)
	// isName begins with a letter or a Chinese character. The specification
	// allows digits, underscores and hyphens after it, later ones a period.
	isName = both(length(2, 100), both(noURL, like(`^[A-Za-z\p{Han}][A-Za-z0-9\p{Han}_.\-]*$`)))
	// isDescription is never empty: the API has no way to clear one.
	isDescription = both(length(1, 100), noURL)
)
