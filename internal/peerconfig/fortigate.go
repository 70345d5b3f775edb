package peerconfig

import "fmt"

// fortiGate writes commands of the FortiOS command line, or a script to upload.
var fortiGate = dialect{
	name:          "fortigate",
	ikeLifetime:   120,
	ipsecLifetime: 120,
	pskProblem: func(psk string) string {
		switch {
		case len(psk) < 6:
			return "is shorter than the 6 characters that fortigate asks for"
		case !ascii(psk, "\"'\\?$`"):
			return "holds a character that fortigate does not take: only ASCII characters but for quotes, backslash, backtick, dollar sign and question mark can be written"
		}
		return ""
	},
	write: writeFortiGate,
}

// FortiOS names sha1 and the like as the API does.
var fortiEncryption = map[string]string{"aes": "aes128", "aes192": "aes192", "aes256": "aes256", "3des": "3des", "des": "des"}

func fortiProposal(p proposal) string { return fortiEncryption[p.encryption] + "-" + p.authentication }

func writeFortiGate(c connection) string {
	t := &text{comment: "#"}
	t.title(c, true)
	t.note(
		"Replace wan1 by the interface to the Internet. Firewall policies between the tunnels' interfaces and your own are not",
		"part of it: without them FortiOS brings no tunnel up.",
	)
	t.line("config vpn ipsec phase1-interface")
	for _, u := range c.tunnels {
		fortiPhase1(t, c, u)
	}
	t.line("end")
	t.line("config vpn ipsec phase2-interface")
	for _, u := range c.tunnels {
		for i, p := range c.pairs() {
			fortiPhase2(t, c, u, i+1, p)
		}
	}
	t.line("end")
	if c.tunnels[0].bgp != nil {
		fortiBGP(t, c)
	} else {
		fortiRoutes(t, c)
	}
	return t.String()
}

func fortiPhase1(t *text, c connection, u tunnel) {
	t.describe(c, u)
	t.line("    edit \"%s\"", c.short(u))
	t.line("        set type static")
	t.line("        set interface \"wan1\"")
	if u.ikev2 {
		t.line("        set ike-version 2")
	} else {
		t.line("        set ike-version 1")
		t.line("        set mode %s", ikev1Mode(u))
	}
	t.line("        set local-gw %s", u.local)
	t.line("        set remote-gw %s", u.remote)
	t.line("        set localid-type %s", map[identityKind]string{address: "address", hostName: "fqdn", email: "user-fqdn"}[u.localID.kind])
	t.line("        set localid \"%s\"", u.localID.text)
	if !u.ikev2 && !u.aggressive || u.remoteID == (identity{address, u.remote.String()}) {
		t.line("        set peertype any") // main mode of IKEv1 knows the address before the ID
	} else {
		t.line("        set peertype one")
		t.line("        set peerid \"%s\"", u.remoteID.text)
	}
	t.line("        set net-device disable")
	t.line("        set proposal %s", fortiProposal(u.ike))
	t.line("        set dhgrp %s", groupNumber[u.ike.group])
	t.line("        set keylife %d", u.ike.lifetime)
	t.line("        set authmethod psk")
	t.line("        set psksecret \"%s\"", u.psk)
	t.line("        set nattraversal %s", onOff(u.natTraversal))
	if u.dpd {
		t.line("        set dpd on-idle")
		t.line("        set dpd-retrycount 3")
		t.line("        set dpd-retryinterval 10")
	} else {
		t.line("        set dpd disable")
	}
	t.line("    next")
}

func fortiPhase2(t *text, c connection, u tunnel, number int, p pair) {
	t.line("    edit \"%s-%d\"", c.short(u), number)
	t.line("        set phase1name \"%s\"", c.short(u))
	t.line("        set proposal %s", fortiProposal(u.ipsec))
	if u.ipsec.group == "" {
		t.line("        set pfs disable")
	} else {
		t.line("        set pfs enable")
		t.line("        set dhgrp %s", groupNumber[u.ipsec.group])
	}
	t.line("        set keylifeseconds %d", u.ipsec.lifetime)
	t.line("        set auto-negotiate enable")
	t.line("        set src-subnet %s %s", p.local.Addr(), mask(p.local))
	t.line("        set dst-subnet %s %s", p.remote.Addr(), mask(p.remote))
	t.line("    next")
}

func fortiRoutes(t *text, c connection) {
	routes := c.routes()
	if len(routes) > 0 {
		t.line("config router static")
		for _, u := range c.tunnels {
			for _, network := range routes {
				t.line("    edit 0")
				t.line("        set dst %s %s", network.Addr(), mask(network))
				t.line("        set device \"%s\"", c.short(u))
				t.line("        set distance %d", 10*u.number)
				t.line("    next")
			}
		}
		t.line("end")
	}
	if len(routes) < len(c.remote) {
		t.note("Add a static route for each network of the VPC:")
		for _, u := range c.tunnels {
			t.note(fmt.Sprintf("  device %s, distance %d", c.short(u), 10*u.number))
		}
	}
}

func fortiBGP(t *text, c connection) {
	if !c.routed {
		t.note(bgpNeedsRoutes...)
	}
	t.line("config system interface")
	for _, u := range c.tunnels {
		t.line("    edit \"%s\"", c.short(u))
		t.line("        set ip %s 255.255.255.255", u.bgp.local)
		t.line("        set remote-ip %s %s", u.bgp.remote, mask(u.bgp.network))
		t.line("        set allowaccess ping")
		t.line("    next")
	}
	t.line("end")
	t.note("A FortiGate has one AS number. Add your own networks under \"config network\".")
	t.line("config router bgp")
	t.line("    set as %d", c.tunnels[0].bgp.localASN)
	t.line("    config neighbor")
	for _, u := range c.tunnels {
		t.line("        edit \"%s\"", u.bgp.remote)
		t.line("            set remote-as %d", u.bgp.remoteASN)
		t.line("            set weight %d", 300-100*u.number)
		t.line("        next")
	}
	t.line("    end")
	t.line("end")
}

func onOff(on bool) string {
	if on {
		return "enable"
	}
	return "disable"
}
