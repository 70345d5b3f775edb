package peerconfig

import (
	"encoding/base64"
	"fmt"
	"hash/crc32"
	"net/netip"
	"slices"
)

// strongSwan writes swanctl.conf(5) of strongSwan 5.8 and newer.
var strongSwan = dialect{
	name:          "strongswan",
	ikeLifetime:   60,
	ipsecLifetime: 60,
	pskProblem:    func(string) string { return "" }, // base64 carries any
	write:         writeStrongSwan,
}

// The keywords of https://docs.strongswan.org/docs/5.9/config/proposals.html.
var (
	swanEncryption = map[string]string{"aes": "aes128", "aes192": "aes192", "aes256": "aes256", "3des": "3des", "des": "des"}
	swanGroup      = map[string]string{"group14": "modp2048", "group5": "modp1536", "group2": "modp1024", "group1": "modp768"}
)

func swanProposal(p proposal) string {
	keyword := swanEncryption[p.encryption] + "-" + p.authentication
	if p.group != "" {
		keyword += "-" + swanGroup[p.group]
	}
	return keyword
}

// swanPlain are the keys that stand in quotes as they are. Any other is written
// as base64: it may hold what ends a string, or begin as 0x or 0s do, which
// announce another encoding.
var swanPlain = pattern(`^[A-Za-z1-9_.,:;~!@%^*+=/-][A-Za-z0-9_.,:;~!@%^*+=/-]*$`)

func swanSecret(psk string) string {
	if swanPlain().MatchString(psk) {
		return `"` + psk + `"`
	}
	return "0s" + base64.StdEncoding.EncodeToString([]byte(psk))
}

func swanID(id identity) string {
	if id.kind == hostName { // named as one, whatever it looks like
		return `"fqdn:` + id.text + `"`
	}
	return `"` + id.text + `"`
}

// ifID ties a tunnel to its network interface. Connections on one host differ.
func ifID(c connection, u tunnel) uint32 {
	return crc32.ChecksumIEEE([]byte(c.id))%0x3fffffff*2 + uint32(u.number) //nolint:gosec // 1 or 2.
}

func writeStrongSwan(c connection) string {
	t := &text{comment: "#"}
	t.title(c, false)
	t.note(
		fmt.Sprintf("Save it as /etc/swanctl/conf.d/%s.conf, readable for root alone: it holds the keys. Then: swanctl --load-all", c.id),
		"Behind a NAT, replace the address in local_addrs by that of this host.",
	)
	if slices.ContainsFunc(c.tunnels, func(u tunnel) bool { return u.aggressive }) {
		t.note(
			"Aggressive mode with a key is weak: anybody who listens can try keys. strongSwan dials so, but answers only with",
			"charon.i_dont_care_about_security_and_use_aggressive_mode_psk = yes in strongswan.conf.",
		)
	}
	if c.routed {
		swanInterfaces(t, c)
	} else if c.tunnels[0].bgp != nil {
		t.note(bgpNeedsRoutes...)
	}
	t.line("connections {")
	for _, u := range c.tunnels {
		swanConnection(t, c, u)
	}
	t.line("}")
	t.line("secrets {")
	for _, u := range c.tunnels {
		t.line("    ike-%s {", c.label(u))
		t.line("        id-local = %s", swanID(u.localID))
		t.line("        id-remote = %s", swanID(u.remoteID))
		t.line("        secret = %s", swanSecret(u.psk))
		t.line("    }")
	}
	t.line("}")
	return t.String()
}

func swanConnection(t *text, c connection, u tunnel) {
	t.describe(c, u)
	t.line("    %s {", c.label(u))
	if u.ikev2 {
		t.line("        version = 2")
		t.line("        mobike = no")
	} else {
		t.line("        version = 1")
	}
	if u.aggressive {
		t.line("        aggressive = yes")
	}
	t.line("        local_addrs = %s", u.local)
	t.line("        remote_addrs = %s", u.remote)
	t.line("        proposals = %s", swanProposal(u.ike))
	// The lifetime ends an SA: a new one has to be there before.
	t.line("        rekey_time = %ds", u.ike.lifetime-u.ike.lifetime/10)
	t.line("        over_time = %ds", u.ike.lifetime/10)
	t.line("        keyingtries = 0")
	if u.dpd {
		t.line("        dpd_delay = 10s")
	}
	t.line("        local {")
	t.line("            auth = psk")
	t.line("            id = %s", swanID(u.localID))
	t.line("        }")
	t.line("        remote {")
	t.line("            auth = psk")
	t.line("            id = %s", swanID(u.remoteID))
	t.line("        }")
	t.line("        children {")
	if u.ikev2 {
		swanChild(t, c, u, c.label(u), c.local, c.remote)
	} else {
		for i, p := range c.pairs() { // a phase 2 of IKEv1 has one network on each side
			swanChild(t, c, u, fmt.Sprintf("%s-%d", c.label(u), i+1), []netip.Prefix{p.local}, []netip.Prefix{p.remote})
		}
	}
	t.line("        }")
	t.line("    }")
}

func swanChild(t *text, c connection, u tunnel, name string, local, remote []netip.Prefix) {
	t.line("            %s {", name)
	t.line("                local_ts = %s", joinNetworks(local))
	t.line("                remote_ts = %s", joinNetworks(remote))
	t.line("                esp_proposals = %s", swanProposal(u.ipsec))
	t.line("                life_time = %ds", u.ipsec.lifetime)
	t.line("                rekey_time = %ds", u.ipsec.lifetime-u.ipsec.lifetime/10)
	if c.routed {
		t.line("                if_id_in = %d", ifID(c, u))
		t.line("                if_id_out = %d", ifID(c, u))
	} else {
		t.line("                priority = %d", u.number) // the lower one wins while both tunnels are up
	}
	t.line("                start_action = start")
	t.line("                close_action = start")
	if u.dpd {
		t.line("                dpd_action = restart")
	}
	t.line("            }")
}

// swanInterfaces says how traffic gets into tunnels that take everything: the
// interfaces and routes are not strongSwan's to make.
func swanInterfaces(t *text, c connection) {
	t.note("", "Both sides are 0.0.0.0/0, so routes decide what goes into the tunnels. Each has an interface, to be made once at",
		"start (eth0 is where this host reaches the Internet):", "")
	for _, u := range c.tunnels {
		t.note(fmt.Sprintf("  ip link add %s type xfrm dev eth0 if_id %d && ip link set %s up", c.short(u), ifID(c, u), c.short(u)))
		if u.bgp != nil {
			t.note(fmt.Sprintf("  ip address add %s/%d dev %s", u.bgp.local, u.bgp.network.Bits(), c.short(u)))
		}
	}
	if c.tunnels[0].bgp != nil {
		t.note("", "BGP finds the routes. In FRR:", "", fmt.Sprintf("  router bgp %d", c.tunnels[0].bgp.localASN))
		for _, u := range c.tunnels {
			t.note(fmt.Sprintf("   neighbor %s remote-as %d", u.bgp.remote, u.bgp.remoteASN))
		}
		t.note("   address-family ipv4 unicast")
		for _, u := range c.tunnels {
			t.note(fmt.Sprintf("    neighbor %s weight %d", u.bgp.remote, 300-100*u.number))
		}
		t.note("    network NETWORK (each network of this end)", "")
		return
	}
	t.note("", "For each network of the VPC, the first tunnel is preferred by its metric:", "")
	for _, u := range c.tunnels {
		t.note(fmt.Sprintf("  ip route add NETWORK dev %s metric %d", c.short(u), 100*u.number))
	}
	t.note("")
}
