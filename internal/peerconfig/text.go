package peerconfig

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
)

// text gathers the lines of a configuration.
type text struct {
	strings.Builder
	comment string // what a line of comment begins with
}

// line writes one line.
func (t *text) line(format string, args ...any) {
	t.WriteString(fmt.Sprintf(format, args...) + "\n")
}

// note writes lines of comment.
func (t *text) note(lines ...string) {
	for _, line := range lines {
		t.WriteString(strings.TrimRight(t.comment+" "+line, " ") + "\n")
	}
}

// title says which connection this is. Its name is left out where pasting it
// could mean something to a device's command line.
func (t *text) title(c connection, plainOnly bool) {
	name := ""
	if c.name != "" && (!plainOnly || ascii(strings.ReplaceAll(c.name, " ", "_"), `?"'\`)) {
		name = fmt.Sprintf(" (%s)", c.name)
	}
	t.note(fmt.Sprintf("The far end of the VPN connection %s%s of Alibaba Cloud.", c.id, name))
}

// describe says what a tunnel is for, as a comment above it.
func (t *text) describe(c connection, u tunnel) {
	part := ""
	if len(c.tunnels) > 1 {
		part = ": used first"
		if u.number == 2 {
			part = ": used while the first is down"
		}
	}
	t.note(fmt.Sprintf("Tunnel %s, %s to %s%s.", u.name, u.local, u.remote, part))
}

// short is a name of the tunnel that is unique on a device and has no more than
// 15 characters, which is all that a network interface of Linux or FortiOS may
// have. IDs of one account differ in their last characters.
func (c connection) short(u tunnel) string {
	tail := strings.ReplaceAll(c.id, "-", "")
	if len(tail) > 9 {
		tail = tail[len(tail)-9:]
	}
	return fmt.Sprintf("vco-%s-%d", tail, u.number)
}

// label is a longer name of the tunnel.
func (c connection) label(u tunnel) string { return c.id + "-" + u.name }

// pairs are all pairs of a local and a remote network: what a device without
// lists of networks needs one phase 2 each for.
func (c connection) pairs() []pair {
	var list []pair
	for _, local := range c.local {
		for _, remote := range c.remote {
			list = append(list, pair{local, remote})
		}
	}
	return list
}

// ikev1Mode is the word that devices and the API share.
func ikev1Mode(u tunnel) string {
	if u.aggressive {
		return "aggressive"
	}
	return "main"
}

type pair struct{ local, remote netip.Prefix }

// mask is a network's mask as four numbers; wildcard is its complement.
func mask(network netip.Prefix) netip.Addr { return fourBytes(maskBits(network)) }

func wildcard(network netip.Prefix) netip.Addr { return fourBytes(^maskBits(network)) }

func maskBits(network netip.Prefix) uint32 { return ^uint32(1<<(32-network.Bits()) - 1) }

func fourBytes(v uint32) netip.Addr {
	return netip.AddrFrom4([4]byte{byte(v >> 24), byte(v >> 16), byte(v >> 8), byte(v)})
}

func joinNetworks(list []netip.Prefix) string {
	texts := make([]string, len(list))
	for i, network := range list {
		texts[i] = network.String()
	}
	return strings.Join(texts, ", ")
}

// bgpNeedsRoutes is for connections with BGP whose networks are not 0.0.0.0/0.
var bgpNeedsRoutes = []string{
	"BGP runs inside the tunnels, and the networks of this connection need not hold their inside addresses. Where the",
	"session does not come up, set the local and the remote network of the connection to 0.0.0.0/0.",
}

// routes are the networks of the VPC that a device can route into the tunnels.
// One that holds the other end of a tunnel is left out: the tunnel's own packets
// would be sent into it.
func (c connection) routes() (list []netip.Prefix) {
	for _, network := range c.remote {
		if !slices.ContainsFunc(c.tunnels, func(u tunnel) bool { return network.Contains(u.remote) }) {
			list = append(list, network)
		}
	}
	return list
}

// proposals are the distinct phase 1 proposals of the tunnels.
func (c connection) proposals() (list []proposal) {
	for _, u := range c.tunnels {
		if !slices.Contains(list, u.ike) {
			list = append(list, u.ike)
		}
	}
	return list
}
