package peerconfig

import (
	"encoding/hex"
	"fmt"
	"strings"
)

// junos writes "set" commands of Junos on SRX devices, for "load set".
var junos = dialect{
	name:          "junos",
	ikeLifetime:   180,
	ipsecLifetime: 180,
	pskProblem:    func(string) string { return "" }, // hexadecimal carries any
	refuse:        refuseJunos,
	write:         writeJunos,
}

var (
	junosEncryption         = map[string]string{"aes": "aes-128-cbc", "aes192": "aes-192-cbc", "aes256": "aes-256-cbc", "3des": "3des-cbc", "des": "des-cbc"}
	junosAuthentication     = map[string]string{"md5": "md5", "sha1": "sha1", "sha256": "sha-256", "sha384": "sha-384", "sha512": "sha-512"}
	junosHMACAuthentication = map[string]string{
		"md5": "hmac-md5-96", "sha1": "hmac-sha1-96", "sha256": "hmac-sha-256-128", "sha384": "hmac-sha-384", "sha512": "hmac-sha-512",
	}
)

// junosPlain are the keys that stand in quotes as they are. One that begins with
// a dollar sign could be taken for a key that is encrypted already.
var junosPlain = pattern(`^[A-Za-z0-9_.,:;~!@%^*+=/-]+$`)

func junosKey(psk string) string {
	if junosPlain().MatchString(psk) {
		return `ascii-text "` + psk + `"`
	}
	return "hexadecimal " + hex.EncodeToString([]byte(psk))
}

func junosID(id identity) string {
	switch id.kind {
	case hostName:
		return "hostname " + id.text
	case email:
		return `user-at-hostname "` + id.text + `"`
	case address:
	}
	return "inet " + id.text
}

func refuseJunos(c connection) error {
	if !c.routed && len(c.routes()) < len(c.remote) {
		return fieldError("remote_subnets", "holds the address of a tunnel, to which junos would then make a route through that tunnel")
	}
	return nil
}

// set returns a writer of commands that begin with the same path.
func (t *text) set(path ...string) func(format string, args ...any) {
	return func(format string, args ...any) {
		t.line("set %s %s", strings.Join(path, " "), fmt.Sprintf(format, args...))
	}
}

// junosUnit is the tunnel's unit of the interface st0.
func junosUnit(u tunnel) int { return 100 + u.number }

func writeJunos(c connection) string {
	t := &text{comment: "#"}
	t.title(c, true)
	t.note(
		"Replace ge-0/0/0.0 by the interface to the Internet, and st0.101 and st0.102 where they are taken. Security zones and",
		"policies are not part of it: the zone to the Internet has to take IKE (host-inbound-traffic system-services ike).",
	)
	for _, u := range c.tunnels {
		t.describe(c, u)
		junosIKE(t, c, u)
		junosVPN(t, c, u)
	}
	junosRoutes(t, c)
	return t.String()
}

func junosIKE(t *text, c connection, u tunnel) {
	label := c.label(u)
	set := t.set("security ike proposal", label)
	set("authentication-method pre-shared-keys")
	set("dh-group %s", u.ike.group)
	set("authentication-algorithm %s", junosAuthentication[u.ike.authentication])
	set("encryption-algorithm %s", junosEncryption[u.ike.encryption])
	set("lifetime-seconds %d", u.ike.lifetime)
	set = t.set("security ike policy", label)
	if !u.ikev2 {
		set("mode %s", ikev1Mode(u))
	}
	set("proposals %s", label)
	set("pre-shared-key %s", junosKey(u.psk))
	set = t.set("security ike gateway", label)
	set("ike-policy %s", label)
	set("address %s", u.remote)
	set("local-address %s", u.local)
	set("external-interface ge-0/0/0.0")
	set("local-identity %s", junosID(u.localID))
	set("remote-identity %s", junosID(u.remoteID))
	if u.ikev2 {
		set("version v2-only")
	} else {
		set("version v1-only")
	}
	if u.dpd {
		set("dead-peer-detection interval 10")
		set("dead-peer-detection threshold 3")
	}
	if !u.natTraversal {
		set("no-nat-traversal")
	}
}

func junosVPN(t *text, c connection, u tunnel) {
	label := c.label(u)
	set := t.set("security ipsec proposal", label)
	set("protocol esp")
	set("authentication-algorithm %s", junosHMACAuthentication[u.ipsec.authentication])
	set("encryption-algorithm %s", junosEncryption[u.ipsec.encryption])
	set("lifetime-seconds %d", u.ipsec.lifetime)
	set = t.set("security ipsec policy", label)
	if u.ipsec.group != "" {
		set("perfect-forward-secrecy keys %s", u.ipsec.group)
	}
	set("proposals %s", label)
	set = t.set("security ipsec vpn", label)
	set("bind-interface st0.%d", junosUnit(u))
	set("ike gateway %s", label)
	set("ike ipsec-policy %s", label)
	if !c.routed {
		for i, p := range c.pairs() {
			set("traffic-selector %d local-ip %s remote-ip %s", i+1, p.local, p.remote)
		}
	}
	set("establish-tunnels immediately")
	set = t.set(fmt.Sprintf("interfaces st0 unit %d family", junosUnit(u)))
	if u.bgp == nil {
		set("inet")
	} else {
		set("inet address %s/%d", u.bgp.local, u.bgp.network.Bits())
	}
}

func junosRoutes(t *text, c connection) {
	if first := c.tunnels[0].bgp; first != nil {
		if !c.routed {
			t.note(bgpNeedsRoutes...)
		}
		t.note("Add a policy that exports your own networks: set protocols bgp group " + c.id + " export POLICY")
		set := t.set("protocols bgp group", c.id)
		set("type external")
		set("local-as %d", first.localASN)
		for _, u := range c.tunnels {
			set("neighbor %s peer-as %d", u.bgp.remote, u.bgp.remoteASN)
			set("neighbor %s preference %d", u.bgp.remote, 169+u.number)
		}
		return
	}
	if !c.routed {
		t.note("Junos makes the routes itself, from the traffic selectors.")
		return
	}
	t.note("Add a route for each network of the VPC:")
	for _, u := range c.tunnels {
		t.note(fmt.Sprintf("  set routing-options static route NETWORK qualified-next-hop st0.%d preference %d", junosUnit(u), 4+u.number))
	}
}
