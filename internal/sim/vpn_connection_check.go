package sim

import (
	"net/netip"
	"slices"
	"strings"
)

func isAddressText(v string) bool {
	_, err := netip.ParseAddr(v)
	return err == nil
}

var linkLocal = netip.MustParsePrefix("169.254.0.0/16")

// isTunnelCidr allows a network of four addresses that the cloud does not use
// itself.
func isTunnelCidr(v string) bool {
	p, err := netip.ParsePrefix(v)
	if err != nil || p.Bits() != 30 || p.Masked() != p || !linkLocal.Contains(p.Addr()) {
		return false
	}
	reserved := []string{"169.254.169.252/30"}
	for _, third := range []string{"0", "1", "2", "3", "4", "5", "6"} {
		reserved = append(reserved, "169.254."+third+".0/30")
	}
	return !slices.Contains(reserved, v)
}

// subnets reads CIDRs with commas between them.
func subnets(text string) ([]netip.Prefix, bool) {
	var all []netip.Prefix
	for part := range strings.SplitSeq(text, ",") {
		p, err := netip.ParsePrefix(strings.TrimSpace(part))
		if err != nil || p.Masked() != p || slices.Contains(all, p) {
			return nil, false
		}
		all = append(all, p)
	}
	return all, true
}

// checkConnection holds a connection, as it would be, against its gateway and the
// others.
func (s *Server) checkConnection(n nearEnd, v *VpnConnection) *apiError {
	local, ok := subnets(v.LocalSubnet)
	if !ok {
		return illegal("LocalSubnet")
	}
	remote, ok := subnets(v.RemoteSubnet)
	if !ok {
		return illegal("RemoteSubnet")
	}
	all := netip.MustParsePrefix("0.0.0.0/0")
	if byDestination := slices.Equal(local, []netip.Prefix{all}) && slices.Equal(remote, local); !byDestination {
		for _, l := range local {
			if slices.ContainsFunc(remote, l.Overlaps) {
				return illegal("RemoteSubnet")
			}
		}
	}
	for i := range v.Tunnels {
		if err := s.checkTunnel(n, v, &v.Tunnels[i]); err != nil {
			return err
		}
	}
	if n.dual() && v.EnableTunnelsBgp && v.Tunnels[0].Bgp.LocalAsn != v.Tunnels[1].Bgp.LocalAsn {
		return illegal("LocalAsn")
	}
	return nil
}

func (s *Server) checkTunnel(n nearEnd, v *VpnConnection, t *VpnTunnel) *apiError {
	if t.CustomerGatewayID == "" {
		return missing("CustomerGatewayId")
	}
	if n.sm() && t.RemoteCaCertificate == "" {
		return missing("RemoteCaCertificate")
	}
	if n.dual() && !v.EnableTunnelsBgp {
		t.Bgp = nil
	}
	if n.dual() && v.EnableTunnelsBgp {
		t.bgp()
	}
	if t.Bgp == nil {
		return nil
	}
	network, err := netip.ParsePrefix(t.Bgp.TunnelCidr)
	if err != nil {
		return illegal("TunnelCidr")
	}
	first := network.Addr().Next()
	if ip := t.Bgp.LocalBgpIP; ip != first.String() && ip != first.Next().String() {
		return illegal("LocalBgpIp")
	}
	for _, other := range append(slices.Clone(vpnConnections.in(s).list), v) {
		if other != v && (other.VpnConnectionID == v.VpnConnectionID || other.VpnGatewayID != v.VpnGatewayID) {
			continue
		}
		for i := range other.Tunnels {
			if o := &other.Tunnels[i]; o != t && o.Bgp != nil && o.Bgp.TunnelCidr == t.Bgp.TunnelCidr {
				return illegal("TunnelCidr")
			}
		}
	}
	return nil
}

// alike tells whether a connection leads to the same places as another one.
// When the API says AlreadyExists is documented nowhere; this is the simulator's
// choice.
func (v *VpnConnection) alike(o *VpnConnection) bool {
	same := func(a, b []string) bool {
		slices.Sort(a)
		slices.Sort(b)
		return slices.Equal(a, b)
	}
	return v.VpnGatewayID == o.VpnGatewayID && v.RegionID == o.RegionID && v.VpnConnectionID != o.VpnConnectionID &&
		same(v.customerGateways(), o.customerGateways()) &&
		same(strings.Split(v.LocalSubnet, ","), strings.Split(o.LocalSubnet, ",")) &&
		same(strings.Split(v.RemoteSubnet, ","), strings.Split(o.RemoteSubnet, ","))
}
