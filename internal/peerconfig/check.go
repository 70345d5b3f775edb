package peerconfig

import (
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// connection is a Config that has been read: what is left as a string holds
// nothing but what its comment says.
type connection struct {
	id            string // letters, digits and hyphens
	name          string // printable characters, or nothing
	local, remote []netip.Prefix
	// routed says that routes, not networks, decide what goes into the tunnels:
	// both sides are 0.0.0.0/0 (the API's "destination routing").
	routed  bool
	tunnels []tunnel
}

type tunnel struct {
	name          string // one of TunnelNames
	number        int    // 1 for the first, 2 for the second
	local, remote netip.Addr
	localID       identity
	remoteID      identity
	psk           string // printable, no spaces, and what the dialect's pskProblem lets through
	ikev2         bool
	aggressive    bool
	ike           proposal // group is never empty
	ipsec         proposal // group is empty without PFS
	bgp           *session
	dpd           bool
	natTraversal  bool
}

// proposal is one set of algorithms, by the API's names: keys of the tables of
// each dialect.
type proposal struct {
	encryption, authentication, group string
	lifetime                          int64 // seconds
}

type session struct {
	localASN, remoteASN int64
	local, remote       netip.Addr
	network             netip.Prefix
}

type identityKind int

const (
	address identityKind = iota
	hostName
	email
)

// identity is an IKE identity whose type every device takes it for.
type identity struct {
	kind identityKind
	text string // an address, or letters, digits and . _ - @ +
}

const (
	defaultLifetime = 86400 // the API's default and maximum, in seconds
	maxPSK          = 100   // characters
)

var (
	connectionID = pattern(`^[A-Za-z][A-Za-z0-9-]{0,63}$`)
	host         = `[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_])?`
	hostID       = pattern(`^` + host + `$`)
	emailID      = pattern(`^[A-Za-z0-9._+-]+@` + host + `$`)
	numbersOnly  = pattern(`^[0-9.]+$`)
	everything   = netip.MustParsePrefix("0.0.0.0/0")
)

// pattern is compiled when it is first needed: every start of the provider would wait
// for it.
func pattern(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}

func check(d dialect, c Config) (connection, error) {
	checked := connection{id: c.VpnConnectionID, name: c.Name}
	if !connectionID().MatchString(c.VpnConnectionID) {
		return checked, fieldError("vpn_connection_id", "is not the ID of a VPN connection, such as vco-bp1q8bgx4xnkm2ogj0fiu")
	}
	if !printable(c.Name) {
		return checked, fieldError("name", "holds a character that cannot be printed")
	}
	var err error
	if checked.local, err = networks("local_subnets", c.LocalSubnets); err != nil {
		return checked, err
	}
	if checked.remote, err = networks("remote_subnets", c.RemoteSubnets); err != nil {
		return checked, err
	}
	checked.routed = slices.Equal(checked.local, []netip.Prefix{everything}) && slices.Equal(checked.remote, checked.local)
	if count := len(c.Tunnels); count < 1 || count > 2 {
		return checked, fieldError("tunnels", "must be one tunnel or two, got: %d", count)
	}
	for i, given := range c.Tunnels {
		t, err := checkTunnel(d, fmt.Sprintf("tunnels[%d].", i), given)
		if err != nil {
			return checked, err
		}
		t.number = i + 1
		checked.tunnels = append(checked.tunnels, t)
	}
	return checked, checkPair(checked.tunnels)
}

// checkPair finds tunnels that a device could not tell apart.
func checkPair(tunnels []tunnel) error {
	if len(tunnels) < 2 {
		return nil
	}
	first, second := tunnels[0], tunnels[1]
	switch {
	case first.name == second.name:
		return fieldError("tunnels[1].name", "is that of tunnels[0] too")
	case first.remote == second.remote:
		return fieldError("tunnels[1].remote_address", "is that of tunnels[0] too: each tunnel has an address of its own")
	case first.remoteID == second.remoteID && first.localID == second.localID && first.psk != second.psk:
		return fieldError("tunnels[1].remote_id", "is that of tunnels[0] too, as is the local ID, so that no device could tell which key to use")
	case (first.bgp == nil) != (second.bgp == nil):
		return fieldError("tunnels[1].bgp", "must be set in both tunnels or in none")
	case first.bgp != nil && first.bgp.localASN != second.bgp.localASN:
		return fieldError("tunnels[1].bgp.local_asn", "is not that of tunnels[0]: one device has one AS number")
	}
	return nil
}

func checkTunnel(d dialect, at string, given Tunnel) (tunnel, error) {
	t := tunnel{name: given.Name, psk: given.PSK, dpd: given.DPD, natTraversal: given.NATTraversal}
	if !slices.Contains(TunnelNames, given.Name) {
		return t, fieldError(at+"name", "must be %s", choice(TunnelNames))
	}
	var err error
	if t.local, err = ipv4(at+"local_address", given.LocalAddress); err != nil {
		return t, err
	}
	if t.remote, err = ipv4(at+"remote_address", given.RemoteAddress); err != nil {
		return t, err
	}
	if t.localID, err = parseIdentity(at+"local_id", given.LocalID, t.local); err != nil {
		return t, err
	}
	if t.remoteID, err = parseIdentity(at+"remote_id", given.RemoteID, t.remote); err != nil {
		return t, err
	}
	if problem := pskProblem(d, given.PSK); problem != "" {
		return t, fieldError(at+"psk", "%s", problem)
	}
	if t.ikev2, t.aggressive, err = parseVersion(at+"ike.", given.IKE); err != nil {
		return t, err
	}
	ike := proposal{given.IKE.Encryption, given.IKE.Authentication, given.IKE.DHGroup, given.IKE.Lifetime}
	if t.ike, err = checkProposal(d.name, at+"ike.", "dh_group", ike, d.ikeLifetime); err != nil {
		return t, err
	}
	ipsec := proposal{given.IPsec.Encryption, given.IPsec.Authentication, given.IPsec.PFSGroup, given.IPsec.Lifetime}
	if t.ipsec, err = checkProposal(d.name, at+"ipsec.", "pfs_group", ipsec, d.ipsecLifetime); err != nil {
		return t, err
	}
	if given.BGP != nil {
		t.bgp, err = checkBGP(at+"bgp.", *given.BGP)
	}
	return t, err
}

func pskProblem(d dialect, psk string) string {
	switch {
	case psk == "":
		return "is empty"
	case utf8.RuneCountInString(psk) > maxPSK:
		return fmt.Sprintf("is longer than the %d characters of a pre-shared key", maxPSK)
	case strings.ContainsRune(psk, ' '):
		return "holds a space, which no pre-shared key of the API has"
	case !printable(psk):
		return "holds a character that cannot be printed"
	}
	return d.pskProblem(psk)
}

func checkBGP(at string, given BGP) (*session, error) {
	s := &session{localASN: given.LocalASN, remoteASN: given.RemoteASN}
	for _, asn := range []struct {
		field string
		value int64
	}{{"local_asn", s.localASN}, {"remote_asn", s.remoteASN}} {
		if asn.value < 1 || asn.value > 1<<32-1 {
			return nil, fieldError(at+asn.field, "must be from 1 to 4294967295, got: %d", asn.value)
		}
	}
	inside, err := networks(at+"tunnel_cidr", []string{given.TunnelCIDR})
	if err != nil {
		return nil, err
	}
	if s.network = inside[0]; s.network.Bits() != 30 {
		return nil, fieldError(at+"tunnel_cidr", "must be a network of four addresses, such as 169.254.10.0/30")
	}
	if s.local, err = s.host(at+"local_ip", given.LocalIP); err != nil {
		return nil, err
	}
	if s.remote, err = s.host(at+"remote_ip", given.RemoteIP); err != nil {
		return nil, err
	}
	if s.local == s.remote {
		return nil, fieldError(at+"remote_ip", "is the local IP too")
	}
	return s, nil
}

// host reads one of the two addresses of the session's network.
func (s *session) host(field, text string) (netip.Addr, error) {
	ip, err := ipv4(field, text)
	first := s.network.Addr().Next()
	if err == nil && ip != first && ip != first.Next() {
		err = fieldError(field, "is neither of the two addresses of the tunnel's network")
	}
	return ip, err
}

func ipv4(field, text string) (netip.Addr, error) {
	ip, err := netip.ParseAddr(text)
	if err != nil || !ip.Is4() || ip.IsUnspecified() {
		return ip, fieldError(field, "is not an IPv4 address")
	}
	return ip, nil
}

func networks(field string, texts []string) ([]netip.Prefix, error) {
	if len(texts) == 0 {
		return nil, fieldError(field, "holds no network")
	}
	list := make([]netip.Prefix, len(texts))
	for i, text := range texts {
		network, err := netip.ParsePrefix(text)
		if err != nil || !network.Addr().Is4() || network != network.Masked() {
			return nil, fieldError(field, "must be IPv4 networks without host bits, such as 10.0.0.0/16")
		}
		list[i] = network
	}
	return list, nil
}

// parseIdentity reads an ID. What is no address, host name or e-mail address is
// refused: each device would take it for another type of ID, some for "anybody".
func parseIdentity(field, text string, own netip.Addr) (identity, error) {
	ip, err := netip.ParseAddr(text)
	name := strings.TrimPrefix(text, "@") // how strongSwan marks a host name
	switch {
	case text == "":
		return identity{address, own.String()}, nil
	case err == nil && ip.Is4() && !ip.IsUnspecified():
		return identity{address, ip.String()}, nil
	case len(text) <= 100 && hostID().MatchString(name) && !numbersOnly().MatchString(name):
		return identity{hostName, name}, nil
	case len(text) <= 100 && emailID().MatchString(text):
		return identity{email, text}, nil
	}
	return identity{}, fieldError(field, "is neither an IPv4 address nor a host name nor an e-mail address, so that devices disagree on what it is")
}

func printable(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) })
}

// ascii says that text is made of visible ASCII characters, but for those of
// the second argument.
func ascii(text, without string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(without, r) })
}
