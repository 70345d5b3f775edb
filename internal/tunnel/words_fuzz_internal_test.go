package tunnel

import (
	"net"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// FuzzWords: the network inside a tunnel is a /30 that the API takes, a word is one of
// those allowed, letter by letter, and what is said of a key does not repeat it.
func FuzzWords(f *testing.F) {
	for _, s := range []string{
		"169.254.10.0/30", "169.254.10.1/30", "169.254.0.0/30", "169.254.6.0/30", "169.254.169.252/30", "169.254.10.0/29", "fe80::/30", "169.254.010.0/30",
		"aes256", "AES256", "aes-256", "group14", "sha2", "a key with spaces", "k\u2003y", "key\n", "\x1b]0;", strings.Repeat("k", 101),
	} {
		f.Add(s)
	}
	words := checkWord([]string{"aes256", "aes192", "aes"})
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			t.Skip("Terraform passes UTF-8 on alone")
		}
		if err := checkTunnelCidr(s); err == nil {
			at, n, err := net.ParseCIDR(s)
			if err != nil || n.String() != s || !at.Equal(n.IP) || !strings.HasPrefix(s, "169.254.") || !strings.HasSuffix(s, "/30") {
				t.Fatalf("%q was accepted: %v", s, err)
			}
			if third := n.IP.To4()[2]; third <= 6 && n.IP.To4()[3] == 0 || s == "169.254.169.252/30" {
				t.Errorf("%q is reserved", s)
			}
		} else if strings.ContainsFunc(err.Error(), unicode.IsControl) {
			t.Errorf("%q: %q", s, err)
		}
		if err := words(s); (err == nil) != (s == "aes256" || s == "aes192" || s == "aes") {
			t.Errorf("%q: %v", s, err)
		} else if err != nil && strings.ContainsFunc(err.Error(), unicode.IsControl) {
			t.Errorf("%q: %q", s, err)
		}
		err := checkPsk(s)
		if fits := s != "" && utf8.RuneCountInString(s) <= 100 && len(strings.Fields(s)) == 1 && strings.TrimSpace(s) == s; (err == nil) != fits {
			t.Errorf("%q: %v", s, err)
		}
		if err != nil && len(s) > 12 && strings.Contains(err.Error(), s) {
			t.Errorf("the key is in the message %q", err)
		}
	})
}
