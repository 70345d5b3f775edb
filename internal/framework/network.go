package framework

import (
	"fmt"
	"net/netip"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
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

// NetworkRule says which IPv4 networks an argument takes.
type NetworkRule struct {
	// Example is one of them.
	Example string
	// Least and Most are how many bits the prefix may have.
	Least, Most int
	// Refused are networks of which no address may be in it.
	Refused []Network
}

// IPv4Network accepts the networks of a rule, without host bits.
func IPv4Network(r NetworkRule) validator.String {
	return StringCheck(fmt.Sprintf("an IPv4 network, /%d to /%d", r.Least, r.Most), r.Check)
}

// Check is the rule of IPv4Network.
func (r NetworkRule) Check(s string) error {
	p, err := netip.ParsePrefix(s)
	switch {
	case err != nil || !p.Addr().Is4():
		return fmt.Errorf("must be an IPv4 network, such as %s, got: %q", r.Example, s)
	case p != p.Masked():
		return fmt.Errorf("must be a network without host bits: %s, got: %q", p.Masked(), s)
	case p.Bits() < r.Least || p.Bits() > r.Most:
		return fmt.Errorf("must be a /%d to a /%d, such as %s, got: %q", r.Least, r.Most, r.Example, s)
	}
	for _, n := range r.Refused {
		if netip.MustParsePrefix(n.CIDR).Overlaps(p) {
			return fmt.Errorf("must not overlap %s (%s), got: %q", n.CIDR, n.Use, s)
		}
	}
	return nil
}

// CheckPool refuses a pool of addresses that overlaps one of the networks that those
// who get them are to reach. Unknown values are not judged.
func CheckPool(diags *diag.Diagnostics, poolName string, pool types.String, subnetsName string, subnets types.Set) {
	p, err := netip.ParsePrefix(pool.ValueString())
	if err != nil {
		return
	}
	for _, n := range Networks(subnets) {
		if n.Overlaps(p) {
			diags.AddAttributeError(path.Root(poolName), "Overlapping networks", fmt.Sprintf(
				"%s is %s, which overlaps %s in %s. Clients get addresses of the one to reach the other, so an address can be in one of them only.",
				poolName, p, n, subnetsName))
		}
	}
}
