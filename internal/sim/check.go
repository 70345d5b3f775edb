package sim

import (
	"net/netip"
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

// unusable are the ranges of addresses that belong to nobody's network.
var unusable = []netip.Prefix{
	netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("169.254.0.0/16"),
	netip.MustParsePrefix("224.0.0.0/4"), netip.MustParsePrefix("255.0.0.0/8"),
}

// isAddress allows an IPv4 address that a network can have.
func isAddress(v string) bool {
	ip, err := netip.ParseAddr(v)
	return err == nil && ip.Is4() && !slices.ContainsFunc(unusable, func(p netip.Prefix) bool { return p.Contains(ip) })
}

// readAsn reads a number, or its two halves with a dot between them. It returns 0
// for what is none, and for the number of the cloud's own side.
func readAsn(text string) int64 {
	high, low, halves := strings.Cut(text, ".")
	bits := 16
	if !halves {
		high, low, bits = "0", text, 32
	}
	h, highErr := strconv.ParseUint(high, 10, 16)
	l, lowErr := strconv.ParseUint(low, 10, bits)
	if asn := int64(h<<16 | l); highErr == nil && lowErr == nil && asn != 45104 {
		return asn
	}
	return 0
}

func isAsn(v string) bool { return readAsn(v) != 0 }

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
	// isPartName is the name of anything but a gateway: any text of that length.
	isPartName = isDescription
)
