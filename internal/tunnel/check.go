package tunnel

import (
	"fmt"
	"net/netip"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

// Written is a tunnel as the configuration has it. A check waits while a value is
// unknown.
type Written struct {
	// At is where its arguments stand: tunnels.master, or the resource itself.
	At path.Path
	Endpoint
	// Own are its own phases; those of the connection stand at the resource itself.
	Own, Shared Phases
}

// at is where the phase of that name stands that holds for the tunnel.
func (w *Written) at(name string, own types.Object) path.Path {
	if own.IsNull() {
		return path.Root(name)
	}
	return w.At.AtName(name)
}

// Check refuses what does not go together in one tunnel. seen are the places of
// phases that were checked for another tunnel.
func (w *Written) Check(diags *diag.Diagnostics, seen map[string]bool) {
	holds := w.Own.Or(w.Shared)
	ikeAt, ipsecAt := w.at("ike", w.Own.Ike), w.at("ipsec", w.Own.Ipsec)
	if !holds.Ike.IsNull() && !holds.Ipsec.IsNull() && !seen[ikeAt.String()+ipsecAt.String()] {
		seen[ikeAt.String()+ipsecAt.String()] = true
		holds.Check(diags, ikeAt, ipsecAt)
	}
	if ike := Ikes.Values(holds.Ike); !holds.Ike.IsUnknown() && !ike.Encryption.IsUnknown() {
		w.checkCertificate(diags, isShangMi(ike.Encryption.ValueString()))
	}
	w.checkBgp(diags)
}

// Check refuses what does not go together in the phases, which stand at ikeAt and
// ipsecAt.
func (p Phases) Check(diags *diag.Diagnostics, ikeAt, ipsecAt path.Path) {
	ike, ipsec := Ikes.Values(p.Ike), Ipsecs.Values(p.Ipsec)
	if ike.Version.ValueString() == "ikev2" && ike.Mode.ValueString() == "aggressive" {
		diags.AddAttributeError(ikeAt.AtName("mode"), "mode without effect",
			fmt.Sprintf(`%s is "aggressive", which IKEv1 alone knows. Remove it, or set version = "ikev1".`, ikeAt.AtName("mode")))
	}
	algorithms := []struct {
		at    path.Path
		value types.String
	}{
		{ikeAt.AtName("encryption"), ike.Encryption},
		{ikeAt.AtName("authentication"), ike.Authentication},
		{ipsecAt.AtName("encryption"), ipsec.Encryption},
		{ipsecAt.AtName("authentication"), ipsec.Authentication},
	}
	shangMi := 0
	for _, a := range algorithms {
		switch {
		case a.value.IsUnknown():
			return
		case isShangMi(a.value.ValueString()):
			shangMi++
		}
	}
	if shangMi == 0 {
		return
	}
	for _, a := range algorithms {
		if !isShangMi(a.value.ValueString()) {
			diags.AddAttributeError(a.at, "SM algorithms with others", fmt.Sprintf("%s is %q. SM algorithms only go with each other: "+
				`encryption = "sm4" and authentication = "sm3", in ike and in ipsec.`, a.at, a.value.ValueString()))
			return
		}
	}
	if ike.Version.ValueString() == "ikev2" {
		diags.AddAttributeError(ikeAt.AtName("version"), "SM algorithms with IKEv2",
			fmt.Sprintf(`%s is "ikev2". SM algorithms only go with "ikev1".`, ikeAt.AtName("version")))
	}
	if ike.Mode.ValueString() == "aggressive" {
		diags.AddAttributeError(ikeAt.AtName("mode"), "SM algorithms in aggressive mode",
			fmt.Sprintf(`%s is "aggressive". SM algorithms only go with "main".`, ikeAt.AtName("mode")))
	}
}

func (w *Written) checkCertificate(diags *diag.Diagnostics, shangMi bool) {
	at := w.At.AtName("remote_ca_certificate")
	switch {
	case w.RemoteCACertificate.IsUnknown():
	case shangMi && w.RemoteCACertificate.IsNull():
		diags.AddAttributeError(at, "SM algorithms without a certificate",
			fmt.Sprintf("%s is missing. Tunnels with SM algorithms need the CA certificate of the other end.", at))
	case !shangMi && !w.RemoteCACertificate.IsNull():
		diags.AddAttributeError(at, "Certificate without SM algorithms",
			fmt.Sprintf(`%s is only for tunnels with SM algorithms ("sm4" and "sm3"), of gateways of type NationalStandard. Remove it.`, at))
	}
}

// checkBgp refuses an address of this end that is not one in the tunnel.
func (w *Written) checkBgp(diags *diag.Diagnostics) {
	bgp := Bgps.Values(w.Bgp)
	inside, failed := netip.ParsePrefix(bgp.TunnelCidr.ValueString())
	address, err := netip.ParseAddr(bgp.LocalIP.ValueString())
	if failed != nil || err != nil || inside.Bits() != insideBits || inside != inside.Masked() {
		return // unknown, or refused for itself
	}
	first := inside.Addr().Next()
	second := first.Next()
	if address != first && address != second {
		at := w.At.AtName("bgp").AtName("local_ip")
		diags.AddAttributeError(at, "Invalid local_ip", fmt.Sprintf("%s must be %s or %s, the two addresses in tunnel_cidr (%s), got: %q.",
			at, first, second, inside, address))
	}
}

// CheckTogether refuses what does not go together in the tunnels of one connection.
func CheckTogether(diags *diag.Diagnostics, tunnels []Written, shared Phases) {
	for i := range tunnels {
		w := &tunnels[i]
		missing(diags, w, "ike", w.Own.Ike, shared.Ike)
		missing(diags, w, "ipsec", w.Own.Ipsec, shared.Ipsec)
	}
	unused(diags, "ike", shared.Ike, tunnels, func(w *Written) types.Object { return w.Own.Ike })
	unused(diags, "ipsec", shared.Ipsec, tunnels, func(w *Written) types.Object { return w.Own.Ipsec })
	seen := make(map[string]bool)
	for i := range tunnels {
		tunnels[i].Check(diags, seen)
	}
	for i := 1; i < len(tunnels); i++ {
		checkPair(diags, &tunnels[0], &tunnels[i])
	}
}

func missing(diags *diag.Diagnostics, w *Written, name string, own, shared types.Object) {
	if own.IsNull() && shared.IsNull() {
		diags.AddAttributeError(w.At, "Tunnel without "+name, fmt.Sprintf("%s has no %s, and the connection has none for both tunnels. "+
			"Write %s in the tunnel, or beside tunnels: the API's own defaults are weak, so they are not used.", w.At, name, name))
	}
}

func unused(diags *diag.Diagnostics, name string, shared types.Object, tunnels []Written, own func(*Written) types.Object) {
	if shared.IsNull() {
		return
	}
	for i := range tunnels {
		if own(&tunnels[i]).IsNull() {
			return
		}
	}
	diags.AddAttributeError(path.Root(name), name+" without effect",
		fmt.Sprintf("Each tunnel has %s of its own, so the one beside tunnels has no effect. Remove it, or those of the tunnels.", name))
}

// checkPair compares the BGP of two tunnels.
func checkPair(diags *diag.Diagnostics, a, b *Written) {
	if a.Bgp.IsUnknown() || b.Bgp.IsUnknown() {
		return
	}
	with, without := a, b
	if a.Bgp.IsNull() {
		with, without = b, a
	}
	switch {
	case with.Bgp.IsNull():
		return
	case without.Bgp.IsNull():
		diags.AddAttributeError(without.At, "BGP in one tunnel only", fmt.Sprintf("%s has bgp, and %s has not. The API knows BGP for both tunnels or none: "+
			"write bgp in both, or in none.", with.At, without.At))
		return
	}
	one, two := Bgps.Values(a.Bgp), Bgps.Values(b.Bgp)
	if x, y := one.LocalAsn, two.LocalAsn; !x.IsUnknown() && !y.IsUnknown() && !x.Equal(y) {
		diags.AddAttributeError(b.At.AtName("bgp").AtName("local_asn"), "Different local_asn", fmt.Sprintf(
			"%s.bgp.local_asn is %d, and %s.bgp.local_asn is %d. Both tunnels need the same.", a.At, x.ValueInt64(), b.At, y.ValueInt64()))
	}
	if x, y := one.TunnelCidr, two.TunnelCidr; !x.IsUnknown() && x.Equal(y) {
		diags.AddAttributeError(b.At.AtName("bgp").AtName("tunnel_cidr"), "Same tunnel_cidr twice", fmt.Sprintf(
			"%s.bgp.tunnel_cidr and %s.bgp.tunnel_cidr are both %q. Each tunnel needs a network of its own.", a.At, b.At, x.ValueString()))
	}
}

// CheckSubnets refuses networks of both ends that overlap: what is behind this end,
// which owner names, is not behind the office. 0.0.0.0/0 alone in both means that
// routes decide.
func CheckSubnets(diags *diag.Diagnostics, owner string, local, remote types.Set) {
	here, there := framework.Networks(local), framework.Networks(remote)
	if everything(here) && everything(there) {
		return
	}
	for _, l := range here {
		for _, r := range there {
			if l.Overlaps(r) {
				diags.AddAttributeError(path.Root("remote_subnets"), "Overlapping subnets", fmt.Sprintf(
					"%s in remote_subnets overlaps %s in local_subnets. An address is either behind %s or behind the other end. "+
						"For all addresses, write 0.0.0.0/0 alone in both.", r, l, owner))
			}
		}
	}
}

// everything reports 0.0.0.0/0 alone.
func everything(all []netip.Prefix) bool {
	return len(all) == 1 && all[0].Bits() == 0
}
