package openapi

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// Lengths, in bytes, to which the texts of an answer are cut.
const (
	maxName    = 128  // codes, request IDs, RAM actions
	maxMessage = 2000 // the API's own text
	maxAddress = 500  // troubleshooting addresses
	maxExcerpt = 200  // the beginning of an answer that is not the API's
)

// Printable returns s as one line that is safe to show: control characters and
// other invisible ones, escape sequences among them, become spaces, and what
// exceeds limit bytes is cut off. Everything that a server answers goes through
// it before a person or a log sees it.
func Printable(s string, limit int) string {
	cut := len(s) > limit
	if cut {
		s = s[:limit] // half a character goes below
	}
	s = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, strings.ToValidUTF8(s, ""))), " ")
	if cut {
		s += "..."
	}
	return s
}

// textOf returns a JSON string as text, and a JSON number as it is written;
// anything else is "".
func textOf(raw json.RawMessage) string {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 {
		return ""
	}
	var text string
	switch c := raw[0]; {
	case c == '"':
		_ = json.Unmarshal(raw, &text) // valid: it is part of a decoded object
	case c == '-', '0' <= c && c <= '9':
		text = string(raw)
	}
	return text
}

var signedString = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)server string to sign`) })

// withoutSignedString drops the string to sign that a signature error repeats:
// pages of it, the security token among them.
func withoutSignedString(message string) string {
	if at := signedString().FindStringIndex(message); at != nil {
		return strings.TrimRight(message[:at[0]], " .,:;\n")
	}
	return message
}
