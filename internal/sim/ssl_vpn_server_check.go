package sim

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"
)

// sslPortsRefused are the ports that no SSL server can have.
var sslPortsRefused = []int{22, 2222, 22222, 9000, 9001, 9002, 7505, 80, 443, 53, 68, 123, 4510, 4560, 500, 4500}

func isSslPort(v string) bool {
	n, err := strconv.Atoi(v)
	return err == nil && n >= 1 && n <= 65535 && !slices.Contains(sslPortsRefused, n)
}

// isNetwork allows an IPv4 network with so many bits that is in none of the refused
// ones.
func isNetwork(v string, least, most int, refused []netip.Prefix) bool {
	p, err := netip.ParsePrefix(v)
	return err == nil && p.Addr().Is4() && p.Masked() == p && p.Bits() >= least && p.Bits() <= most && !slices.ContainsFunc(refused, p.Overlaps)
}

func isClientPool(v string) bool { return isNetwork(v, 16, 29, unusable) }

func isLocalSubnets(v string) bool {
	all, ok := subnets(v)
	// The cloud's own services are in the shared range.
	refused := slices.DeleteFunc(slices.Clone(unusable), func(p netip.Prefix) bool { return p == sharedRange })
	return ok && !slices.ContainsFunc(all, func(p netip.Prefix) bool { return !isNetwork(p.String(), 8, 32, refused) })
}

// isAddressList allows nothing as well, which stands for none. The form is
// documented nowhere: that it is the one of LocalSubnet is the simulator's choice.
func isAddressList(v string) bool {
	for part := range strings.SplitSeq(v, ",") {
		if a, err := netip.ParseAddr(part); v != "" && (err != nil || !a.Is4()) {
			return false
		}
	}
	return true
}

// Idaas is what asks people for their second factor. ApplicationID is empty for an
// instance of EIAM 1.0.
type Idaas struct {
	InstanceID    string `json:"instance_id"`
	RegionID      string `json:"region_id"`
	ApplicationID string `json:"application_id,omitempty"`
}

// setIdaas changes the multi-factor authentication.
func setIdaas(c *call, v *SslVpnServer) *apiError {
	had := Idaas{}
	if v.Idaas != nil {
		had = *v.Idaas
	}
	if c.or("EnableMultiFactorAuth", strconv.FormatBool(v.Idaas != nil)) != "true" {
		v.Idaas = nil
		return nil
	}
	v.Idaas = &Idaas{
		InstanceID: c.or("IDaaSInstanceId", had.InstanceID), RegionID: c.or("IDaaSRegionId", had.RegionID),
		ApplicationID: c.or("IDaaSApplicationId", had.ApplicationID),
	}
	switch "" {
	case v.Idaas.InstanceID:
		return missing("IDaaSInstanceId")
	case v.Idaas.RegionID:
		return missing("IDaaSRegionId")
	}
	return nil
}
