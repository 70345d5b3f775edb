package framework

import (
	"fmt"
	"net/netip"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// Network is a range of addresses in CIDR form, and what it is for.
type Network struct{ CIDR, Use string }

// IPv4Address accepts the IPv4 address of the other end of a connection, if it is
// in none of the refused networks.
func IPv4Address(refused []Network) validator.String {
	return StringCheck("an IPv4 address", func(s string) error { return CheckIPv4(s, refused) })
}

// CheckIPv4 is the rule of IPv4Address.
func CheckIPv4(s string, refused []Network) error {
	address, err := netip.ParseAddr(s)
	if err != nil || !address.Is4() {
		return fmt.Errorf("must be an IPv4 address, such as 203.0.113.1, got: %q", s)
	}
	if address.IsUnspecified() {
		return fmt.Errorf("must be the static address of the other end, got: %q", s)
	}
	for _, n := range refused {
		if netip.MustParsePrefix(n.CIDR).Contains(address) {
			return fmt.Errorf("must not be in %s (%s), got: %q", n.CIDR, n.Use, s)
		}
	}
	return nil
}
