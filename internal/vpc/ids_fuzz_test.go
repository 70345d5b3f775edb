package vpc_test

import (
	"net/netip"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// FuzzParseIDs: an ID that is made of parts is refused, or is exactly what its parts
// make, and its networks are written as the API writes them.
func FuzzParseIDs(f *testing.F) {
	for _, id := range []string{
		"vpn-1_10.0.0.0/16_vco-1", "vpn-1_10.0.0.1/16_vco-1", "vpn-1_2001:db8::/32_vco-1", "vpn-1_192.168.0.0/24_10.0.0.0/16_vco-1",
		"vco-1_10.0.0.0/16_vco-1", "vpn-1_cert_with_parts_1_Signature", "vpn-1_12345-cn-hangzhou_Encryption", "__", "vpn-_::/0_vco-", "vpn-1_010.0.0.0/8_vco-1",
	} {
		f.Add(id)
	}
	f.Fuzz(func(t *testing.T, id string) {
		same := func(made string, networks ...string) {
			t.Helper()
			if made != id {
				t.Errorf("%q was read, and is %q", id, made)
			}
			for _, n := range networks {
				if p, err := netip.ParsePrefix(n); err != nil || p.Masked().String() != n {
					t.Errorf("%q: %q is no network, %v", id, n, err)
				}
			}
		}
		if k, err := vpc.ParseRouteID(id, false); err == nil {
			same(k.ID(), k.Destination)
		}
		if k, err := vpc.ParseRouteID(id, true); err == nil {
			same(k.ID(), k.Source, k.Destination)
			if _, err := vpc.ParseRouteID(id, false); err == nil {
				t.Errorf("%q is a route of both kinds", id)
			}
		}
		if k, err := vpc.ParseVcoRouteID(id); err == nil {
			same(k.ID(), k.Destination)
		}
		if k, err := vpc.ParseCertificateKey(id); err == nil {
			same(k.ID())
			if !strings.HasPrefix(k.VpnGatewayID, "vpn-") || k.CertificateID == "" {
				t.Errorf("%q became %+v", id, k)
			}
		}
	})
}
