package peertest_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/peerconfig"
)

var (
	ciphers     = []string{"aes", "aes192", "aes256", "des", "3des"}
	integrities = []string{"md5", "sha1", "sha256", "sha384", "sha512"}
	ikeGroups   = []string{"group1", "group2", "group5", "group14"}
	pfsGroups   = []string{"disabled", "group1", "group2", "group5", "group14"}
	versions    = [][2]string{{"ikev2", "main"}, {"ikev1", "main"}, {"ikev1", "aggressive"}}
)

// phases lists every combination of the algorithms of one phase.
func phases(groups []string) (list [][3]string) {
	for _, encryption := range ciphers {
		for _, authentication := range integrities {
			for _, group := range groups {
				list = append(list, [3]string{encryption, authentication, group})
			}
		}
	}
	return list
}

// combinations are the tunnels of the matrix: every phase 1 with each version
// and mode of IKE, and every phase 2 with each of them too. The two phases are
// negotiated one after the other, so that not every phase 2 has to meet every
// phase 1: of 37,500 tunnels, 375 are left.
func combinations() (list []tunnelOptions) {
	ike, esp := phases(ikeGroups), phases(pfsGroups)
	for _, version := range versions {
		for i := range esp { // there are more of these
			// A stride that has no factor in common with 100: each phase 1 comes up, and meets other neighbours.
			one, two := ike[i*37%len(ike)], esp[i]
			list = append(list, tunnelOptions{
				IkeVersion: version[0], IkeMode: version[1], IkeEncAlg: one[0], IkeAuthAlg: one[1], IkePfs: one[2],
				IpsecEncAlg: two[0], IpsecAuthAlg: two[1], IpsecPfs: two[2], Lifetime: 3600,
			})
		}
	}
	return list
}

// dual fills in what makes two tunnels a connection.
func dual(first, second tunnelOptions) vpnConnection {
	c := vpnConnection{LocalSubnet: "10.2.0.0/16,10.4.0.0/16", RemoteSubnet: "10.1.0.0/16,10.3.0.0/16", Tunnels: [2]tunnelOptions{first, second}}
	for i, role := range []string{"master", "slave"} {
		t := &c.Tunnels[i]
		t.Role, t.InternetIP, t.CustomerGateway = role, gatewayAddresses[i], peerAddresses[i]
		t.LocalID, t.RemoteID, t.Psk = gatewayAddresses[i], peerAddresses[i], "Key-of-the-"+role+"-1"
	}
	return c
}

// chosen is the part of the matrix that ALIYUN_PEERS asks for: "all" of it, or
// every thirteenth, in which each algorithm still is.
func chosen() (list []tunnelOptions) {
	for i, u := range combinations() {
		if os.Getenv("ALIYUN_PEERS") == "all" || i%13 == 0 {
			list = append(list, u)
		}
	}
	return list
}

// TestCombinations needs no daemon: it holds the matrix to what it promises.
func TestCombinations(t *testing.T) {
	t.Parallel()
	phase1, phase2 := make(map[tunnelOptions]bool), make(map[tunnelOptions]bool)
	for _, u := range combinations() {
		phase1[tunnelOptions{IkeVersion: u.IkeVersion, IkeMode: u.IkeMode, IkeEncAlg: u.IkeEncAlg, IkeAuthAlg: u.IkeAuthAlg, IkePfs: u.IkePfs}] = true
		phase2[tunnelOptions{IkeVersion: u.IkeVersion, IkeMode: u.IkeMode, IpsecEncAlg: u.IpsecEncAlg, IpsecAuthAlg: u.IpsecAuthAlg, IpsecPfs: u.IpsecPfs}] = true
	}
	if len(phase1) != 3*5*5*4 || len(phase2) != 3*5*5*5 {
		t.Errorf("%d phases 1 and %d phases 2 are not all of them", len(phase1), len(phase2))
	}
	seen := make(map[string]bool)
	for _, u := range chosen() {
		for _, word := range []string{u.IkeVersion + u.IkeMode, "1" + u.IkeEncAlg, "1" + u.IkeAuthAlg, "1" + u.IkePfs, "2" + u.IpsecEncAlg, "2" + u.IpsecAuthAlg, "2" + u.IpsecPfs} {
			seen[word] = true
		}
	}
	if want := len(versions) + 2*len(ciphers) + 2*len(integrities) + len(ikeGroups) + len(pfsGroups); len(seen) != want {
		t.Errorf("the part that is chosen has %d of %d algorithms, groups and modes", len(seen), want)
	}
}

// TestMatrix brings every combination up, two at a time.
func TestMatrix(t *testing.T) {
	l := newLab(t)
	if l.peer.ping(t, peerHosts[0], gatewayHosts[0]) {
		t.Fatal("the ping crosses without a tunnel")
	}
	list := chosen()
	for i := 0; i < len(list); i += 2 {
		c := dual(list[i], list[(i+1)%len(list)])
		if i/2%2 == 1 { // destination routing: everything goes into the tunnels
			c.LocalSubnet, c.RemoteSubnet = "0.0.0.0/0", "0.0.0.0/0"
		}
		l.prove(t, c)
		if i%50 == 48 {
			t.Logf("%d of %d", i+2, len(list))
		}
	}
	t.Logf("%d combinations of %d came up, and a ping crossed each", len(list), len(combinations()))
}

// prove brings both tunnels of a connection up, and sends a ping through each.
func (l lab) prove(t *testing.T, c vpnConnection) {
	t.Helper()
	text, err := peerconfig.Render("strongswan", peerOf(c))
	if err != nil {
		t.Fatal(err)
	}
	l.gateway.load(t, gatewayConf(c))
	l.peer.log()
	l.gateway.log()
	l.peer.load(t, text) // it dials as it is loaded
	l.up(t, c, c.Tunnels[:]...)
	l.cross(t, c, "both tunnels")
	// With IKEv2 the first keys of phase 2 come from phase 1: whether both ends have the same PFS group shows afterwards.
	if c.Tunnels[0].IkeVersion == "ikev2" {
		l.rekey(t, l.peer, label+"master", c.Tunnels[0])
	}
	if c.Tunnels[1].IkeVersion == "ikev2" {
		l.rekey(t, l.gateway, "all-slave", c.Tunnels[1])
	}

	l.down(t, c.Tunnels[1], c.Tunnels[0])
	l.cross(t, c, "the first tunnel")
	// The gateway calls back: the peer answers as well as it dials.
	for _, child := range c.children(c.Tunnels[1]) {
		mustSwanctl(t, l.gateway, "--initiate", "--ike", "gateway-slave", "--child", child.name)
	}
	l.up(t, c, c.Tunnels[:]...)
	l.down(t, c.Tunnels[0], c.Tunnels[1])
	l.cross(t, c, "the second tunnel")
	l.down(t, c.Tunnels[1])
}

const label = "vco-bp1q8bgx4xnkm2ogj0fiu-" // of the peer's connections, before the tunnel's name

// up waits for all phases of tunnels on both ends, and compares the algorithms
// of the peer's SAs with those of the API.
func (l lab) up(t *testing.T, c vpnConnection, tunnels ...tunnelOptions) {
	t.Helper()
	wanted := 0
	for _, u := range tunnels {
		wanted += len(c.children(u))
	}
	complete := func(sas string) bool { return strings.Count(sas, ", INSTALLED,") == wanted }
	l.gateway.settle(t, "brought up both tunnels", complete)
	sas := l.peer.settle(t, "brought up both tunnels", complete)
	for _, u := range tunnels {
		_, sa, _ := strings.Cut(sas, label+u.Role+": ")
		phase1 := cipher[u.IkeEncAlg][1] + "/" + integrity[u.IkeAuthAlg][1] + "/"
		phase2 := strings.Contains(sa, phase2Of(u)+"\n")
		if first := u; u.IkeVersion == "ikev2" { // see rekey
			first.IpsecPfs = "disabled"
			phase2 = phase2 || strings.Contains(sa, phase2Of(first)+"\n")
		}
		head, _, _ := strings.Cut(sa, "INSTALLED")
		if !strings.Contains(head, "IKEv"+strings.TrimPrefix(u.IkeVersion, "ikev")) ||
			!strings.Contains(head, phase1) || !strings.Contains(head, "/"+group[u.IkePfs][1]+"\n") || !phase2 {
			t.Fatalf("%s has other algorithms than %+v:\n%s", l.peer.namespace, u, sas)
		}
	}
}

// phase2Of is how an SA shows the phase 2 of a tunnel.
func phase2Of(u tunnelOptions) string {
	phase2 := "ESP:" + cipher[u.IpsecEncAlg][1] + "/" + integrity[u.IpsecAuthAlg][1]
	if u.IpsecPfs != "disabled" {
		phase2 += "/" + group[u.IpsecPfs][1]
	}
	return phase2
}

// rekey has one end make a new phase 2, and waits for it at the other.
func (l lab) rekey(t *testing.T, by *daemon, child string, u tunnelOptions) {
	t.Helper()
	installed := regexp.MustCompile(`(?m)^  ` + child + `: #([0-9]+), reqid [0-9]+, INSTALLED, \S+, (ESP:\S+)$`)
	current := func(sas string) (id, algorithms string) {
		if match := installed.FindStringSubmatch(sas); match != nil {
			return match[1], match[2]
		}
		return "", ""
	}
	sas, _ := by.swanctl(t, "--list-sas")
	old, _ := current(sas)
	if old == "" {
		t.Fatalf("%s has no %s:\n%s", by.namespace, child, sas)
	}
	mustSwanctl(t, by, "--rekey", "--child", child)
	by.settle(t, "made new keys for "+child+" with "+phase2Of(u), func(sas string) bool {
		id, algorithms := current(sas)
		return id != "" && id != old && algorithms == phase2Of(u)
	})
}

// down ends one tunnel from the peer's side; the others stay.
func (l lab) down(t *testing.T, ended tunnelOptions, left ...tunnelOptions) {
	t.Helper()
	mustSwanctl(t, l.peer, "--terminate", "--ike", label+ended.Role)
	gone := func(sas string) bool {
		return strings.Count(sas, ", ESTABLISHED,") == len(left) && !strings.Contains(sas, "-"+ended.Role+":")
	}
	l.peer.settle(t, "ended the tunnel "+ended.Role, gone)
	l.gateway.settle(t, "ended the tunnel "+ended.Role, gone)
}

func (l lab) cross(t *testing.T, c vpnConnection, through string) {
	t.Helper()
	for i := range strings.Split(c.RemoteSubnet, ",") {
		if !l.peer.ping(t, peerHosts[i], gatewayHosts[i]) {
			sas, _ := l.peer.swanctl(t, "--list-sas")
			t.Fatalf("no ping crosses %s of %+v:\n%s", through, c, sas)
		}
	}
}

func mustSwanctl(t *testing.T, d *daemon, arguments ...string) {
	t.Helper()
	if output, err := d.swanctl(t, arguments...); err != nil {
		t.Fatalf("%s: swanctl %s: %s", d.namespace, strings.Join(arguments, " "), output)
	}
}
