package peerconfig

import "fmt"

// ciscoIOS writes commands of Cisco IOS and IOS XE, to be pasted in
// configuration mode. Each tunnel is a virtual tunnel interface, so that both
// can be up at the same time.
var ciscoIOS = dialect{
	name:          "cisco-ios",
	ikeLifetime:   120,
	ipsecLifetime: 120,
	pskProblem: func(psk string) string {
		if !ascii(psk, "?") {
			return "holds a character that cisco-ios does not take: only ASCII characters but for the question mark can be written"
		}
		return ""
	},
	refuse: refuseCiscoIOS,
	write:  writeCiscoIOS,
}

var (
	iosIKEv1Encryption     = map[string]string{"aes": "aes", "aes192": "aes 192", "aes256": "aes 256", "3des": "3des", "des": "des"}
	iosIKEv1Authentication = map[string]string{"md5": "md5", "sha1": "sha", "sha256": "sha256", "sha384": "sha384", "sha512": "sha512"}
	iosIKEv2Encryption     = map[string]string{"aes": "aes-cbc-128", "aes192": "aes-cbc-192", "aes256": "aes-cbc-256", "3des": "3des", "des": "des"}
	iosESPEncryption       = map[string]string{"aes": "esp-aes", "aes192": "esp-aes 192", "aes256": "esp-aes 256", "3des": "esp-3des", "des": "esp-des"}
	iosESPAuthentication   = map[string]string{
		"md5": "esp-md5-hmac", "sha1": "esp-sha-hmac", "sha256": "esp-sha256-hmac", "sha384": "esp-sha384-hmac", "sha512": "esp-sha512-hmac",
	}
	groupNumber = map[string]string{"group14": "14", "group5": "5", "group2": "2", "group1": "1"}
)

// iosTunnel is the number of a tunnel's interface, and of its IKEv1 policy.
func iosTunnel(u tunnel) int { return 100 + u.number }

func refuseCiscoIOS(c connection) error {
	for i, u := range c.tunnels {
		if !u.ikev2 && u.localID.kind == address && u.localID.text != u.local.String() {
			return fieldError(fmt.Sprintf("tunnels[%d].local_id", i), "is another address than local_address, which cisco-ios cannot send with IKEv1")
		}
		if u.ikev2 != c.tunnels[0].ikev2 {
			return fieldError(fmt.Sprintf("tunnels[%d].ike.version", i), "is not that of tunnels[0]: cisco-ios is written for one version of IKE")
		}
	}
	return nil
}

func writeCiscoIOS(c connection) string {
	t := &text{comment: "!"}
	t.title(c, true)
	t.note(
		"Paste it in configuration mode. Before that, replace GigabitEthernet1 by the interface to the Internet, and the numbers",
		"101 and 102 where they are taken.",
		"IOS XE 17.11 and newer need \"crypto engine compliance shield disable\" and a restart for des, 3des, md5 and the groups 1, 2 and 5.",
	)
	if !c.routed {
		t.note("\"tunnel protection ipsec policy\" needs IOS XE 16.12 or newer.")
	}
	if c.tunnels[0].ikev2 {
		iosIKEv2(t, c)
	} else {
		iosIKEv1(t, c)
	}
	if !c.routed {
		t.line("ip access-list extended %s", c.id)
		for _, p := range c.pairs() {
			t.line(" permit ip %s %s %s %s", p.local.Addr(), wildcard(p.local), p.remote.Addr(), wildcard(p.remote))
		}
	}
	for _, u := range c.tunnels {
		iosInterface(t, c, u)
	}
	iosRoutes(t, c)
	return t.String()
}

func iosIKEv2(t *text, c connection) {
	for i, p := range c.proposals() {
		t.line("crypto ikev2 proposal %s-%d", c.id, i+1)
		t.line(" encryption %s", iosIKEv2Encryption[p.encryption])
		t.line(" integrity %s", p.authentication)
		t.line(" group %s", groupNumber[p.group])
	}
	// The policy is chosen by the local address alone: one for both tunnels.
	t.line("crypto ikev2 policy %s", c.id)
	t.line(" match address local %s", c.tunnels[0].local)
	if last := c.tunnels[len(c.tunnels)-1]; last.local != c.tunnels[0].local {
		t.line(" match address local %s", last.local)
	}
	for i := range c.proposals() {
		t.line(" proposal %s-%d", c.id, i+1)
	}
	for _, u := range c.tunnels {
		label := c.label(u)
		t.describe(c, u)
		t.line("crypto ikev2 keyring %s", label)
		t.line(" peer %s", label)
		t.line("  address %s", u.remote)
		t.line("  pre-shared-key local 0 %s", u.psk)
		t.line("  pre-shared-key remote 0 %s", u.psk)
		t.line("crypto ikev2 profile %s", label)
		t.line(" match address local %s", u.local)
		switch u.remoteID.kind {
		case address:
			t.line(" match identity remote address %s 255.255.255.255", u.remoteID.text)
		case hostName:
			t.line(" match identity remote fqdn %s", u.remoteID.text)
		case email:
			t.line(" match identity remote email %s", u.remoteID.text)
		}
		switch u.localID.kind {
		case address:
			t.line(" identity local address %s", u.localID.text)
		case hostName:
			t.line(" identity local fqdn %s", u.localID.text)
		case email:
			t.line(" identity local email %s", u.localID.text)
		}
		t.line(" authentication remote pre-share")
		t.line(" authentication local pre-share")
		t.line(" keyring local %s", label)
		t.line(" lifetime %d", u.ike.lifetime)
		if u.dpd {
			t.line(" dpd 10 3 periodic")
		}
		iosIPsec(t, u, label, "ikev2-profile")
	}
}

func iosIKEv1(t *text, c connection) {
	for i, p := range c.proposals() {
		t.line("crypto isakmp policy %d", 101+i)
		t.line(" encryption %s", iosIKEv1Encryption[p.encryption])
		t.line(" hash %s", iosIKEv1Authentication[p.authentication])
		t.line(" authentication pre-share")
		t.line(" group %s", groupNumber[p.group])
		t.line(" lifetime %d", p.lifetime)
	}
	for _, u := range c.tunnels {
		label := c.label(u)
		t.describe(c, u)
		t.line("crypto keyring %s", label)
		t.line(" local-address %s", u.local)
		t.line(" pre-shared-key address %s key 0 %s", u.remote, u.psk)
		if u.aggressive && u.remoteID.kind == hostName {
			t.line(" pre-shared-key hostname %s key 0 %s", u.remoteID.text, u.psk)
		}
		if u.localID.kind == hostName {
			t.note("IKEv1 sends the router's own name, so hostname and domain name together have to be " + u.localID.text + ".")
		}
		t.line("crypto isakmp profile %s", label)
		t.line(" keyring %s", label)
		switch u.localID.kind {
		case address:
			t.line(" self-identity address")
		case hostName:
			t.line(" self-identity fqdn")
		case email:
			t.line(" self-identity user-fqdn %s", u.localID.text)
		}
		switch u.remoteID.kind {
		case address:
			t.line(" match identity address %s 255.255.255.255", u.remoteID.text)
		case hostName:
			t.line(" match identity host %s", u.remoteID.text)
		case email:
			t.line(" match identity user %s", u.remoteID.text)
		}
		if u.dpd {
			t.line(" keepalive 10 retry 3")
		}
		if u.aggressive {
			t.line(" initiate mode aggressive")
		}
		t.line(" local-address %s", u.local)
		iosIPsec(t, u, label, "isakmp-profile")
	}
}

// iosIPsec writes phase 2, which names the profile of phase 1.
func iosIPsec(t *text, u tunnel, label, profile string) {
	t.line("crypto ipsec transform-set %s %s %s", label, iosESPEncryption[u.ipsec.encryption], iosESPAuthentication[u.ipsec.authentication])
	t.line(" mode tunnel")
	t.line("crypto ipsec profile %s", label)
	t.line(" set transform-set %s", label)
	t.line(" set security-association lifetime seconds %d", u.ipsec.lifetime)
	if u.ipsec.group != "" {
		t.line(" set pfs %s", u.ipsec.group)
	}
	t.line(" set %s %s", profile, label)
}

func iosInterface(t *text, c connection, u tunnel) {
	t.line("interface Tunnel%d", iosTunnel(u))
	t.line(" description %s", c.label(u))
	if u.bgp != nil {
		t.line(" ip address %s %s", u.bgp.local, mask(u.bgp.network))
	} else {
		t.line(" ip unnumbered GigabitEthernet1")
	}
	t.line(" ip tcp adjust-mss 1360")
	t.line(" tunnel source %s", u.local)
	t.line(" tunnel mode ipsec ipv4")
	t.line(" tunnel destination %s", u.remote)
	if !c.routed {
		t.line(" tunnel protection ipsec policy ipv4 %s", c.id)
	}
	t.line(" tunnel protection ipsec profile %s", c.label(u))
}

func iosRoutes(t *text, c connection) {
	if first := c.tunnels[0].bgp; first != nil {
		if !c.routed {
			t.note(bgpNeedsRoutes...)
		}
		t.note("A router has one AS number. Add a line \"network\" for each network of this end.")
		t.line("router bgp %d", first.localASN)
		for _, u := range c.tunnels {
			t.line(" neighbor %s remote-as %d", u.bgp.remote, u.bgp.remoteASN)
		}
		t.line(" address-family ipv4")
		for _, u := range c.tunnels {
			t.line("  neighbor %s activate", u.bgp.remote)
			t.line("  neighbor %s weight %d", u.bgp.remote, 300-100*u.number)
		}
		return
	}
	routes := c.routes()
	for _, u := range c.tunnels {
		for _, network := range routes {
			t.line("ip route %s %s Tunnel%d %d", network.Addr(), mask(network), iosTunnel(u), 10*u.number)
		}
	}
	if len(routes) < len(c.remote) {
		t.note("Add a route for each network of the VPC:")
		for _, u := range c.tunnels {
			t.note(fmt.Sprintf("  ip route NETWORK MASK Tunnel%d %d", iosTunnel(u), 10*u.number))
		}
	}
}
