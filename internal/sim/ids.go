package sim

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// ids makes identifiers. They look like the cloud's, and the n-th of a kind is
// the same in every run, so that a failing test can be run again.
type ids struct {
	Counts map[string]int `json:"counts"`
}

func newIDs() ids { return ids{Counts: map[string]int{}} }

// next counts one more of a kind, starting at 1.
func (i *ids) next(kind string) int {
	i.Counts[kind]++
	return i.Counts[kind]
}

// object returns an identifier: the prefix and twenty letters and digits.
func (i *ids) newID(prefix string) string {
	return prefix + scramble(prefix, i.next(prefix), 20)
}

// request returns an identifier in the form of an upper-case UUID.
func (i *ids) request() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "request %d", i.next("request")))
	h := strings.ToUpper(hex.EncodeToString(sum[:16]))
	return strings.Join([]string{h[:8], h[8:12], h[12:16], h[16:20], h[20:]}, "-")
}

// scramble turns the n-th of a kind into length characters of [a-z0-9].
func scramble(kind string, n, length int) string {
	const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789"
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", kind, n))
	var b strings.Builder
	for _, c := range sum[:length] {
		b.WriteByte(alphabet[int(c)%len(alphabet)])
	}
	return b.String()
}
