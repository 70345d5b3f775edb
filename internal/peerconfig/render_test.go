package peerconfig_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/peerconfig"
)

// office is a connection as most are: two tunnels, static routes, good algorithms.
func office() peerconfig.Config {
	tunnel := func(name, local, remote, psk string) peerconfig.Tunnel {
		return peerconfig.Tunnel{
			Name: name, LocalAddress: local, RemoteAddress: remote, PSK: psk, DPD: true, NATTraversal: true,
			IKE:   peerconfig.IKE{Version: "ikev2", Mode: "main", Encryption: "aes256", Authentication: "sha256", DHGroup: "group14", Lifetime: 86400},
			IPsec: peerconfig.IPsec{Encryption: "aes256", Authentication: "sha256", PFSGroup: "group14", Lifetime: 3600},
		}
	}
	return peerconfig.Config{
		Name: "hq", VpnConnectionID: "vco-bp1q8bgx4xnkm2ogj0fiu",
		LocalSubnets: []string{"192.168.0.0/16", "172.16.0.0/12"}, RemoteSubnets: []string{"10.20.0.0/16"},
		Tunnels: []peerconfig.Tunnel{
			tunnel("master", "198.51.100.1", "203.0.113.1", "key-of-the-first-1"),
			tunnel("slave", "198.51.100.2", "203.0.113.2", "key-of-the-second-2"),
		},
	}
}

// routed is a connection with BGP, IDs of their own, and another tunnel 2.
func routed() peerconfig.Config {
	c := office()
	c.LocalSubnets, c.RemoteSubnets = []string{"0.0.0.0/0"}, []string{"0.0.0.0/0"}
	for i := range c.Tunnels {
		c.Tunnels[i].LocalID, c.Tunnels[i].RemoteID = "office.example.com", fmt.Sprintf("vpn%d@example.com", i+1)
		c.Tunnels[i].BGP = &peerconfig.BGP{
			LocalASN: 65001, RemoteASN: 45104, TunnelCIDR: fmt.Sprintf("169.254.%d0.0/30", i+3),
			LocalIP: fmt.Sprintf("169.254.%d0.2", i+3), RemoteIP: fmt.Sprintf("169.254.%d0.1", i+3),
		}
	}
	c.Tunnels[1].IKE.Encryption, c.Tunnels[1].IPsec.PFSGroup, c.Tunnels[1].DPD, c.Tunnels[1].NATTraversal = "aes", "disabled", false, false
	return c
}

// old is a connection with one tunnel and everything of IKEv1.
func old() peerconfig.Config {
	c := office()
	c.Tunnels = c.Tunnels[:1]
	c.Tunnels[0].Name = "tunnel"
	c.Tunnels[0].LocalID = "office@example.com"
	c.Tunnels[0].IKE = peerconfig.IKE{Version: "ikev1", Mode: "aggressive", Encryption: "3des", Authentication: "md5", DHGroup: "group2"}
	c.Tunnels[0].IPsec = peerconfig.IPsec{Encryption: "des", Authentication: "sha1", PFSGroup: "disabled"}
	return c
}

// The files are what people get: read them when they change. ALIYUN_WRITE_PEERS=1
// writes them.
func TestRender_golden(t *testing.T) {
	t.Parallel()
	for name, config := range map[string]peerconfig.Config{"office": office(), "routed": routed(), "old": old()} {
		for _, format := range peerconfig.Formats() {
			text, err := peerconfig.Render(format, config)
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", name+"."+format)
			if os.Getenv("ALIYUN_WRITE_PEERS") != "" {
				if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			golden, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if text != string(golden) {
				t.Errorf("%s is written differently now:\n%s", file, text)
			}
		}
	}
}

// words are what the API's words are called by each format, from its vendor's
// reference: phase 1 of IKEv1, phase 1 of IKEv2, phase 2.
var words = map[string]map[string][3]string{
	"strongswan": {
		"aes": {"aes128-", "aes128-", "aes128-"}, "aes192": {"aes192-", "aes192-", "aes192-"}, "aes256": {"aes256-", "aes256-", "aes256-"},
		"des": {" des-", " des-", " des-"}, "3des": {"3des-", "3des-", "3des-"},
		"md5": {"-md5", "-md5", "-md5"}, "sha1": {"-sha1", "-sha1", "-sha1"}, "sha256": {"-sha256", "-sha256", "-sha256"},
		"sha384": {"-sha384", "-sha384", "-sha384"}, "sha512": {"-sha512", "-sha512", "-sha512"},
		"group1": {"-modp768\n", "-modp768\n", "-modp768\n"}, "group2": {"-modp1024\n", "-modp1024\n", "-modp1024\n"},
		"group5": {"-modp1536\n", "-modp1536\n", "-modp1536\n"}, "group14": {"-modp2048\n", "-modp2048\n", "-modp2048\n"},
	},
	"cisco-ios": {
		"aes": {" encryption aes\n", " encryption aes-cbc-128\n", " esp-aes esp-"}, "aes192": {" encryption aes 192\n", " encryption aes-cbc-192\n", " esp-aes 192 esp-"},
		"aes256": {" encryption aes 256\n", " encryption aes-cbc-256\n", " esp-aes 256 esp-"},
		"des":    {" encryption des\n", " encryption des\n", " esp-des esp-"}, "3des": {" encryption 3des\n", " encryption 3des\n", " esp-3des esp-"},
		"md5": {" hash md5\n", " integrity md5\n", " esp-md5-hmac\n"}, "sha1": {" hash sha\n", " integrity sha1\n", " esp-sha-hmac\n"},
		"sha256": {" hash sha256\n", " integrity sha256\n", " esp-sha256-hmac\n"}, "sha384": {" hash sha384\n", " integrity sha384\n", " esp-sha384-hmac\n"},
		"sha512": {" hash sha512\n", " integrity sha512\n", " esp-sha512-hmac\n"},
		"group1": {" group 1\n", " group 1\n", " set pfs group1\n"}, "group2": {" group 2\n", " group 2\n", " set pfs group2\n"},
		"group5": {" group 5\n", " group 5\n", " set pfs group5\n"}, "group14": {" group 14\n", " group 14\n", " set pfs group14\n"},
	},
	"fortigate": {
		"aes": {" proposal aes128-", " proposal aes128-", " proposal aes128-"}, "aes192": {" proposal aes192-", " proposal aes192-", " proposal aes192-"},
		"aes256": {" proposal aes256-", " proposal aes256-", " proposal aes256-"}, "des": {" proposal des-", " proposal des-", " proposal des-"},
		"3des": {" proposal 3des-", " proposal 3des-", " proposal 3des-"},
		"md5":  {"-md5\n", "-md5\n", "-md5\n"}, "sha1": {"-sha1\n", "-sha1\n", "-sha1\n"}, "sha256": {"-sha256\n", "-sha256\n", "-sha256\n"},
		"sha384": {"-sha384\n", "-sha384\n", "-sha384\n"}, "sha512": {"-sha512\n", "-sha512\n", "-sha512\n"},
		"group1": {" dhgrp 1\n", " dhgrp 1\n", " dhgrp 1\n"}, "group2": {" dhgrp 2\n", " dhgrp 2\n", " dhgrp 2\n"},
		"group5": {" dhgrp 5\n", " dhgrp 5\n", " dhgrp 5\n"}, "group14": {" dhgrp 14\n", " dhgrp 14\n", " dhgrp 14\n"},
	},
	"junos": {
		"aes": {" aes-128-cbc\n", " aes-128-cbc\n", " aes-128-cbc\n"}, "aes192": {" aes-192-cbc\n", " aes-192-cbc\n", " aes-192-cbc\n"},
		"aes256": {" aes-256-cbc\n", " aes-256-cbc\n", " aes-256-cbc\n"}, "des": {" des-cbc\n", " des-cbc\n", " des-cbc\n"}, "3des": {" 3des-cbc\n", " 3des-cbc\n", " 3des-cbc\n"},
		"md5": {" md5\n", " md5\n", " hmac-md5-96\n"}, "sha1": {" sha1\n", " sha1\n", " hmac-sha1-96\n"}, "sha256": {" sha-256\n", " sha-256\n", " hmac-sha-256-128\n"},
		"sha384": {" sha-384\n", " sha-384\n", " hmac-sha-384\n"}, "sha512": {" sha-512\n", " sha-512\n", " hmac-sha-512\n"},
		"group1": {" dh-group group1\n", " dh-group group1\n", " keys group1\n"}, "group2": {" dh-group group2\n", " dh-group group2\n", " keys group2\n"},
		"group5": {" dh-group group5\n", " dh-group group5\n", " keys group5\n"}, "group14": {" dh-group group14\n", " dh-group group14\n", " keys group14\n"},
	},
}

// noPFS is what no text says that has PFS disabled.
var noPFS = map[string]string{"strongswan": "esp_proposals = aes256-sha256-", "cisco-ios": "set pfs", "fortigate": "set pfs enable", "junos": "perfect-forward-secrecy"}

// Every algorithm that the API documents is written, in each phase, in every format.
func TestRender_algorithms(t *testing.T) {
	t.Parallel()
	for _, format := range peerconfig.Formats() {
		if len(words[format]) != 14 {
			t.Fatalf("%s has %d words, not the API's 14 algorithms", format, len(words[format]))
		}
		for algorithm, word := range words[format] {
			for version, want := range map[string]string{"ikev1": word[0], "ikev2": word[1], "phase 2": word[2]} {
				c := office()
				c.Tunnels = c.Tunnels[:1]
				ike, ipsec := &c.Tunnels[0].IKE, &c.Tunnels[0].IPsec
				if version == "ikev1" {
					ike.Version = version
				}
				switch kind := algorithm[:2]; {
				case kind == "gr" && version == "phase 2":
					ipsec.PFSGroup = algorithm
				case kind == "gr":
					ike.DHGroup = algorithm
				case (kind == "md" || kind == "sh") && version == "phase 2":
					ipsec.Authentication = algorithm
				case kind == "md" || kind == "sh":
					ike.Authentication = algorithm
				case version == "phase 2":
					ipsec.Encryption = algorithm
				default:
					ike.Encryption = algorithm
				}
				text, err := peerconfig.Render(format, c)
				if err != nil || !strings.Contains(text, want) {
					t.Errorf("%s, %s of %s: %v, and %q is not in\n%s", format, algorithm, version, err, want, text)
				}
			}
		}
		c := office()
		c.Tunnels[0].IPsec.PFSGroup, c.Tunnels[1].IPsec.PFSGroup = "disabled", "disabled"
		if text, err := peerconfig.Render(format, c); err != nil || strings.Contains(text, noPFS[format]) {
			t.Errorf("%s has PFS although it is disabled: %v\n%s", format, err, text)
		}
	}
}

// With one end at 0.0.0.0/0, no device gets a route that would send the packets
// of a tunnel into it.
func TestRender_noRouteToItself(t *testing.T) {
	t.Parallel()
	c := office()
	c.RemoteSubnets = []string{"0.0.0.0/0", "10.20.0.0/16"}
	for format, route := range map[string]string{"cisco-ios": "\nip route 0.0.0.0 ", "fortigate": "set dst 0.0.0.0 "} {
		if text, err := peerconfig.Render(format, c); err != nil || strings.Contains(text, route) || !strings.Contains(text, strings.Replace(route, "0.0.0.0", "10.20.0.0", 1)) {
			t.Errorf("%s: %v\n%s", format, err, text)
		}
	}
	_, err := peerconfig.Render("junos", c)
	if want := "remote_subnets holds the address of a tunnel, to which junos would then make a route through that tunnel"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %q", err, want)
	}
}

func TestRender_badInput(t *testing.T) {
	t.Parallel()
	const hidden = "Secret-1"
	type row struct {
		format string // empty for all
		change func(*peerconfig.Config)
		want   string // %s is the format
	}
	tunnel := func(change func(*peerconfig.Tunnel)) func(*peerconfig.Config) {
		return func(c *peerconfig.Config) { change(&c.Tunnels[1]) }
	}
	ike := func(change func(*peerconfig.IKE)) func(*peerconfig.Config) {
		return tunnel(func(u *peerconfig.Tunnel) { change(&u.IKE) })
	}
	bgp := func(change func(*peerconfig.BGP)) func(*peerconfig.Config) {
		return func(c *peerconfig.Config) { *c = routed(); change(c.Tunnels[1].BGP) }
	}
	psk := func(key string) func(*peerconfig.Config) { return tunnel(func(u *peerconfig.Tunnel) { u.PSK = key }) }
	const encryptions, sm = `"aes", "aes192", "aes256", "3des" or "des"`, "an SM algorithm, which goes with certificates and not with keys: it cannot be written for %s, nor for any other format"
	for i, r := range []row{
		{change: func(c *peerconfig.Config) { c.VpnConnectionID = "vco-1\n" }, want: "vpn_connection_id is not the ID of a VPN connection, such as vco-bp1q8bgx4xnkm2ogj0fiu"},
		{change: func(c *peerconfig.Config) { c.VpnConnectionID = "" }, want: "vpn_connection_id is not the ID of a VPN connection, such as vco-bp1q8bgx4xnkm2ogj0fiu"},
		{change: func(c *peerconfig.Config) { c.Name = "hq\nx" }, want: "name holds a character that cannot be printed"},
		{change: func(c *peerconfig.Config) { c.Name = "hq\u202e" }, want: "name holds a character that cannot be printed"},
		{change: func(c *peerconfig.Config) { c.LocalSubnets = nil }, want: "local_subnets holds no network"},
		{change: func(c *peerconfig.Config) { c.LocalSubnets[1] = "10.0.0.1/8" }, want: "local_subnets must be IPv4 networks without host bits, such as 10.0.0.0/16"},
		{change: func(c *peerconfig.Config) { c.RemoteSubnets[0] = "2001:db8::/32" }, want: "remote_subnets must be IPv4 networks without host bits, such as 10.0.0.0/16"},
		{change: func(c *peerconfig.Config) { c.Tunnels = nil }, want: "tunnels must be one tunnel or two, got: 0"},
		{change: func(c *peerconfig.Config) { c.Tunnels = append(c.Tunnels, c.Tunnels[0]) }, want: "tunnels must be one tunnel or two, got: 3"},
		{change: tunnel(func(u *peerconfig.Tunnel) { u.Name = "Master" }), want: `tunnels[1].name must be "master", "slave", "tunnel1", "tunnel2" or "tunnel"`},
		{change: tunnel(func(u *peerconfig.Tunnel) { u.Name = "master" }), want: "tunnels[1].name is that of tunnels[0] too"},
		{change: tunnel(func(u *peerconfig.Tunnel) { u.LocalAddress = "office" }), want: "tunnels[1].local_address is not an IPv4 address"},
		{change: tunnel(func(u *peerconfig.Tunnel) { u.RemoteAddress = "0.0.0.0" }), want: "tunnels[1].remote_address is not an IPv4 address"},
		{change: tunnel(func(u *peerconfig.Tunnel) { u.RemoteAddress = "203.0.113.1" }), want: "tunnels[1].remote_address is that of tunnels[0] too: each tunnel has an address of its own"},
		{change: tunnel(func(u *peerconfig.Tunnel) { u.LocalID = "%any" }), want: "tunnels[1].local_id is neither an IPv4 address nor a host name nor an e-mail address, so that devices disagree on what it is"},
		{change: tunnel(func(u *peerconfig.Tunnel) { u.RemoteID = "*.example.com" }), want: "tunnels[1].remote_id is neither an IPv4 address nor a host name nor an e-mail address, so that devices disagree on what it is"},
		{change: func(c *peerconfig.Config) {
			for i := range c.Tunnels {
				c.Tunnels[i].LocalID, c.Tunnels[i].RemoteID = "a", "b"
			}
		}, want: "tunnels[1].remote_id is that of tunnels[0] too, as is the local ID, so that no device could tell which key to use"},
		{change: psk(""), want: "tunnels[1].psk is empty"},
		{change: psk(hidden + strings.Repeat("é", 93)), want: "tunnels[1].psk is longer than the 100 characters of a pre-shared key"},
		{change: psk(hidden + " 2"), want: "tunnels[1].psk holds a space, which no pre-shared key of the API has"},
		{change: psk(hidden + "\n"), want: "tunnels[1].psk holds a character that cannot be printed"},
		{change: psk(hidden + "\xff"), want: "tunnels[1].psk holds a character that cannot be printed"},
		{"cisco-ios", psk(hidden + "?"), "tunnels[1].psk holds a character that cisco-ios does not take: only ASCII characters but for the question mark can be written"},
		{"cisco-ios", psk(hidden + "é"), "tunnels[1].psk holds a character that cisco-ios does not take: only ASCII characters but for the question mark can be written"},
		{"fortigate", psk(hidden + `"`), "tunnels[1].psk holds a character that fortigate does not take: only ASCII characters but for quotes, backslash, backtick, dollar sign and question mark can be written"},
		{"fortigate", psk("Sec-1"), "tunnels[1].psk is shorter than the 6 characters that fortigate asks for"},
		{change: ike(func(k *peerconfig.IKE) { k.Version = "IKEv2" }), want: `tunnels[1].ike.version must be "ikev1" or "ikev2", got: "IKEv2"`},
		{change: ike(func(k *peerconfig.IKE) { k.Mode = "quick" }), want: `tunnels[1].ike.mode must be "main" or "aggressive", got: "quick"`},
		{change: ike(func(k *peerconfig.IKE) { k.Encryption = "sm4" }), want: `tunnels[1].ike.encryption is "sm4", ` + sm},
		{change: ike(func(k *peerconfig.IKE) { k.Authentication = "sm3" }), want: `tunnels[1].ike.authentication is "sm3", ` + sm},
		{change: ike(func(k *peerconfig.IKE) { k.Encryption = "aes128" }), want: `tunnels[1].ike.encryption is "aes128", which cannot be written for %s: use ` + encryptions},
		{change: ike(func(k *peerconfig.IKE) { k.Encryption = "" }), want: `tunnels[1].ike.encryption is "", which cannot be written for %s: use ` + encryptions},
		{change: ike(func(k *peerconfig.IKE) { k.Authentication = "sha2" }), want: `tunnels[1].ike.authentication is "sha2", which cannot be written for %s: use "sha512", "sha384", "sha256", "sha1" or "md5"`},
		{change: ike(func(k *peerconfig.IKE) { k.DHGroup = "disabled" }), want: `tunnels[1].ike.dh_group is "disabled", which cannot be written for %s: use "group14", "group5", "group2" or "group1"`},
		{change: tunnel(func(u *peerconfig.Tunnel) { u.IPsec.PFSGroup = "group15" }), want: `tunnels[1].ipsec.pfs_group is "group15", which cannot be written for %s: use "group14", "group5", "group2", "group1" or "disabled"`},
		{change: tunnel(func(u *peerconfig.Tunnel) { u.IPsec.Encryption = "sm4" }), want: `tunnels[1].ipsec.encryption is "sm4", ` + sm},
		{change: tunnel(func(u *peerconfig.Tunnel) { u.IPsec.Authentication = "x" }), want: `tunnels[1].ipsec.authentication is "x", which cannot be written for %s: use "sha512", "sha384", "sha256", "sha1" or "md5"`},
		{"strongswan", ike(func(k *peerconfig.IKE) { k.Lifetime = 59 }), "tunnels[1].ike.lifetime must be from 60 to 86400 seconds for strongswan, got: 59"},
		{"cisco-ios", ike(func(k *peerconfig.IKE) { k.Lifetime = 119 }), "tunnels[1].ike.lifetime must be from 120 to 86400 seconds for cisco-ios, got: 119"},
		{"fortigate", tunnel(func(u *peerconfig.Tunnel) { u.IPsec.Lifetime = 119 }), "tunnels[1].ipsec.lifetime must be from 120 to 86400 seconds for fortigate, got: 119"},
		{"junos", tunnel(func(u *peerconfig.Tunnel) { u.IPsec.Lifetime = 86401 }), "tunnels[1].ipsec.lifetime must be from 180 to 86400 seconds for junos, got: 86401"},
		{"cisco-ios", ike(func(k *peerconfig.IKE) { k.Version = "ikev1" }), "tunnels[1].ike.version is not that of tunnels[0]: cisco-ios is written for one version of IKE"},
		{"cisco-ios", func(c *peerconfig.Config) { *c = old(); c.Tunnels[0].LocalID = "192.0.2.1" }, "tunnels[0].local_id is another address than local_address, which cisco-ios cannot send with IKEv1"},
		{change: bgp(func(b *peerconfig.BGP) { b.RemoteASN = 0 }), want: "tunnels[1].bgp.remote_asn must be from 1 to 4294967295, got: 0"},
		{change: bgp(func(b *peerconfig.BGP) { b.LocalASN = 1 << 32 }), want: "tunnels[1].bgp.local_asn must be from 1 to 4294967295, got: 4294967296"},
		{change: bgp(func(b *peerconfig.BGP) { b.LocalASN = 65002 }), want: "tunnels[1].bgp.local_asn is not that of tunnels[0]: one device has one AS number"},
		{change: bgp(func(b *peerconfig.BGP) { b.TunnelCIDR = "169.254.40.0/24" }), want: "tunnels[1].bgp.tunnel_cidr must be a network of four addresses, such as 169.254.10.0/30"},
		{change: bgp(func(b *peerconfig.BGP) { b.TunnelCIDR = "x" }), want: "tunnels[1].bgp.tunnel_cidr must be IPv4 networks without host bits, such as 10.0.0.0/16"},
		{change: bgp(func(b *peerconfig.BGP) { b.LocalIP = "169.254.40.3" }), want: "tunnels[1].bgp.local_ip is neither of the two addresses of the tunnel's network"},
		{change: bgp(func(b *peerconfig.BGP) { b.RemoteIP = b.LocalIP }), want: "tunnels[1].bgp.remote_ip is the local IP too"},
		{change: func(c *peerconfig.Config) { *c = routed(); c.Tunnels[1].BGP = nil }, want: "tunnels[1].bgp must be set in both tunnels or in none"},
	} {
		for _, format := range peerconfig.Formats() {
			if r.format != "" && r.format != format {
				continue
			}
			c := office()
			r.change(&c)
			text, err := peerconfig.Render(format, c)
			want := strings.ReplaceAll(r.want, "%s", format)
			var field *peerconfig.FieldError
			if !errors.As(err, &field) || err.Error() != want || text != "" {
				t.Errorf("row %d, %s: got %v\nwant %s", i, format, err, want)
			} else if strings.Contains(err.Error(), hidden) {
				t.Errorf("row %d, %s: the error holds the key: %v", i, format, err)
			}
		}
	}
	_, err := peerconfig.Render("libreswan", office())
	if want := `format must be "cisco-ios", "fortigate", "junos" or "strongswan", got: "libreswan"`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// A preset is for both sides, so every format has to write it, and the API's
// lifetimes hold.
func TestPresetFor(t *testing.T) {
	t.Parallel()
	if want := []string{"aws", "azure", "gcp", "huaweicloud", "tencentcloud"}; !slices.Equal(peerconfig.Clouds(), want) {
		t.Errorf("got %v, want %v", peerconfig.Clouds(), want)
	}
	for _, cloud := range peerconfig.Clouds() {
		preset, err := peerconfig.PresetFor(cloud)
		if err != nil {
			t.Fatal(err)
		}
		c := office()
		for i := range c.Tunnels {
			c.Tunnels[i].IKE, c.Tunnels[i].IPsec = preset.IKE, preset.IPsec
		}
		for _, format := range peerconfig.Formats() {
			if _, err := peerconfig.Render(format, c); err != nil {
				t.Errorf("%s for %s: %v", cloud, format, err)
			}
		}
	}
	_, err := peerconfig.PresetFor("AWS")
	if want := `cloud must be "aws", "azure", "gcp", "huaweicloud" or "tencentcloud", got: "AWS"`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
