package framework_test

import (
	"net"
	"strings"
	"testing"
	"unicode"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

// FuzzNetworks: what the checks of addresses and networks accept is one by another
// reading too, and in none of the refused networks. What they say of the rest has no
// control characters.
func FuzzNetworks(f *testing.F) {
	for _, s := range []string{
		"10.0.0.0/16", "10.0.0.1/16", "0.0.0.0/0", "::/0", "::ffff:10.0.0.0/104", "203.0.113.1", "203.0.113.01", "0x7f.1", "10.0.0.0/016", "10.0.0.0/33",
		"100.64.0.0/10", "100.0.0.0/8", "10.0.0.0/16\n", "fe80::1%eth0", "１０.0.0.0/8", "\x1b[31m",
	} {
		f.Add(s)
	}
	refused := []framework.Network{{CIDR: "100.64.0.0/10", Use: "services"}, {CIDR: "127.0.0.0/8", Use: "loopback"}}
	rule := framework.NetworkRule{Example: "10.0.0.0/16", Least: 8, Most: 28, Refused: refused}
	f.Fuzz(func(t *testing.T, s string) {
		words := func(err error) {
			if strings.ContainsFunc(err.Error(), unicode.IsControl) {
				t.Errorf("%q: the message has control characters: %q", s, err)
			}
		}
		network := func(err error) *net.IPNet {
			if err != nil {
				words(err)
				return nil
			}
			at, n, err := net.ParseCIDR(s)
			if err != nil || at.To4() == nil || n.String() != s || !at.Equal(n.IP) {
				t.Errorf("%q was accepted: %v, %v", s, n, err)
				return nil
			}
			return n
		}
		network(framework.CheckSubnet(s))
		if n := network(rule.Check(s)); n != nil {
			if ones, _ := n.Mask.Size(); ones < rule.Least || ones > rule.Most {
				t.Errorf("%q was accepted", s)
			}
			for _, r := range refused {
				if _, not, _ := net.ParseCIDR(r.CIDR); not.Contains(n.IP) || n.Contains(not.IP) {
					t.Errorf("%q was accepted, and overlaps %s", s, r.CIDR)
				}
			}
		}
		if err := framework.CheckIPv4(s, refused); err != nil {
			words(err)
		} else if ip := net.ParseIP(s); ip.To4() == nil || ip.String() != s || ip.IsUnspecified() || ip.IsLoopback() {
			t.Errorf("%q was accepted", s)
		}
	})
}
