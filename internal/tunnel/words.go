package tunnel

import (
	"encoding/pem"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What the API takes, by the pages of CreateVpnConnection and
// ModifyTunnelAttribute. sm3 and sm4 are for gateways of type NationalStandard.
var (
	versions        = []string{"ikev2", "ikev1"}
	modes           = []string{"main", "aggressive"}
	encryptions     = []string{"aes", "aes192", "aes256", "des", "3des", "sm4"}
	authentications = []string{"md5", "sha1", "sha256", "sha384", "sha512", "sm3"}
	groups          = []string{"group1", "group2", "group5", "group14"}
	pfsGroups       = append(slices.Clone(groups), "disabled")
)

// weak are the choices that the plan warns of, and why.
var weak = map[string]string{
	"des":        "its key has 56 bits",
	"3des":       "its blocks have 64 bits, and it is no longer advised",
	"md5":        "it is broken as a hash",
	"group1":     "its modulus has 768 bits",
	"group2":     "its modulus has 1024 bits",
	"aggressive": "it sends a hash of the key that can be guessed offline",
	"ikev1":      "it is deprecated (RFC 9395)",
}

const (
	defaultMode     = "main" // as the next, the API's own
	defaultLifetime = 86400

	maxLifetime = 86400
	maxAsn      = 1<<32 - 1
	maxPsk      = 100
	maxID       = 100
)

// isShangMi reports an algorithm of the SM family.
func isShangMi(algorithm string) bool { return algorithm == "sm3" || algorithm == "sm4" }

// kinds say what a word is that was written in the wrong place.
var kinds = []struct {
	words []string
	what  string
}{
	{versions, "a version of IKE"},
	{modes, "a mode of IKE"},
	{encryptions, "an encryption algorithm"},
	{authentications, "an authentication algorithm"},
	{groups, "a Diffie-Hellman group"},
}

// checkWord returns a check for one of the allowed words.
func checkWord(allowed []string) func(string) error {
	quoted := make([]string, len(allowed))
	for i, word := range allowed {
		quoted[i] = strconv.Quote(word)
	}
	one := strings.Join(quoted[:len(quoted)-1], ", ") + " or " + quoted[len(quoted)-1]
	return func(s string) error {
		if slices.Contains(allowed, s) {
			return nil
		}
		for _, word := range allowed {
			if strings.EqualFold(word, strings.ReplaceAll(s, "-", "")) {
				return fmt.Errorf("must be %s, got: %q: write %q", one, s, word)
			}
		}
		for _, k := range kinds {
			if slices.Contains(k.words, s) {
				return fmt.Errorf("must be %s, got: %q, which is %s", one, s, k.what)
			}
		}
		return fmt.Errorf("must be %s, got: %q", one, s)
	}
}

func checkLifetime(n int64) error {
	if n < 1 || n > maxLifetime {
		return fmt.Errorf("must be 1 to %d seconds, got: %d", maxLifetime, n)
	}
	return nil
}

func checkLocalAsn(n int64) error {
	if n < 1 || n > maxAsn {
		return fmt.Errorf("must be 1 to %d, got: %d", int64(maxAsn), n)
	}
	return nil
}

// checkPsk does not repeat the key.
func checkPsk(s string) error {
	if n := utf8.RuneCountInString(s); n < 1 || n > maxPsk {
		return fmt.Errorf("must have 1 to %d characters, got %d", maxPsk, n)
	}
	if strings.ContainsFunc(s, unicode.IsSpace) {
		return errors.New("must not contain spaces, tabs or line breaks")
	}
	return nil
}

func checkPeerID(s string) error {
	if n := utf8.RuneCountInString(s); n < 1 || n > maxID {
		return fmt.Errorf("must have 1 to %d characters, got %d", maxID, n)
	}
	return nil
}

func checkCertificate(s string) error {
	block, _ := pem.Decode([]byte(s))
	switch {
	case block == nil:
		return errors.New("must be a certificate in PEM form, with its BEGIN and END lines")
	case block.Type != "CERTIFICATE":
		return fmt.Errorf("must be a certificate in PEM form, got: a %s", strings.ToLower(block.Type))
	default:
		return nil
	}
}

var (
	insideRange = netip.MustParsePrefix("169.254.0.0/16")
	// reserved cannot be the inside of a tunnel.
	//
	// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createvpnconnection
	reserved = []netip.Prefix{
		netip.MustParsePrefix("169.254.0.0/30"), netip.MustParsePrefix("169.254.1.0/30"), netip.MustParsePrefix("169.254.2.0/30"),
		netip.MustParsePrefix("169.254.3.0/30"), netip.MustParsePrefix("169.254.4.0/30"), netip.MustParsePrefix("169.254.5.0/30"),
		netip.MustParsePrefix("169.254.6.0/30"), netip.MustParsePrefix("169.254.169.252/30"),
	}
)

const insideBits = 30

// checkTunnelCidr accepts the inside of a tunnel.
func checkTunnelCidr(s string) error {
	p, err := netip.ParsePrefix(s)
	switch {
	case err != nil:
		return fmt.Errorf("must be a /30 in 169.254.0.0/16, such as 169.254.10.0/30, got: %q", s)
	case p.Bits() != insideBits || !insideRange.Contains(p.Addr()):
		return fmt.Errorf("must be a /30 in 169.254.0.0/16, such as 169.254.10.0/30, got: %q", s)
	case p != p.Masked():
		return fmt.Errorf("must be the network itself: %s, got: %q. The address of this end is local_ip", p.Masked(), s)
	case slices.Contains(reserved, p):
		return fmt.Errorf("must not be one of the networks that Alibaba Cloud reserves (169.254.0.0/30 to 169.254.6.0/30, 169.254.169.252/30), got: %q", s)
	default:
		return nil
	}
}

// CheckIPv4 accepts an IPv4 address.
func CheckIPv4(s string) error {
	if address, err := netip.ParseAddr(s); err != nil || !address.Is4() {
		return fmt.Errorf("must be an IPv4 address, such as 192.168.0.1, got: %q", s)
	}
	return nil
}
