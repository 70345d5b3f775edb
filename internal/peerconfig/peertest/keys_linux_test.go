package peertest_test

import (
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/peerconfig"
)

var good = tunnelOptions{
	IkeVersion: "ikev2", IkeMode: "main", IkeEncAlg: "aes256", IkeAuthAlg: "sha256", IkePfs: "group14",
	IpsecEncAlg: "aes256", IpsecAuthAlg: "sha256", IpsecPfs: "group14", Lifetime: 3600,
}

func ofVersion(version, mode string) tunnelOptions {
	u := good
	u.IkeVersion, u.IkeMode = version, mode
	return u
}

// Keys arrive as they are: the gateway is given their bytes.
func TestKeys(t *testing.T) {
	l := newLab(t)
	visible := make([]byte, 0, 94)
	for c := byte('!'); c <= '~'; c++ {
		visible = append(visible, c)
	}
	keys := []string{
		string(visible), "0x1234567890", "0sMTIzNDU2", `"`, `\`, `\"`, `x"}`, "#key", "key#1", "a{b}c", "a=b", "a;b", "include", "${HOME}", "$(id)", "钥匙-é", "=",
		strings.Repeat("k", 100), "aZ09_.,:;~!@%^*+=/-x", "1",
	}
	for i := 0; i < len(keys); i += 2 {
		version := versions[i/2%len(versions)]
		c := dual(ofVersion(version[0], version[1]), ofVersion(version[0], version[1]))
		c.Tunnels[0].Psk, c.Tunnels[1].Psk = keys[i], keys[i+1]
		l.prove(t, c)
	}
	t.Logf("%d keys", len(keys))
}

// IDs of every kind are what the gateway takes them for.
func TestIdentities(t *testing.T) {
	l := newLab(t)
	ids := [][2]string{
		{"office", "gateway"},
		{"office.example.com", "vpn.example.com"},
		{"office@example.com", "vpn+1@example.com"},
		{"10.1.0.1", "10.2.0.1"},
		{"@office", "@gateway"},
		{"cafe", "1.2.3.example"},
	}
	for i, id := range ids {
		version := versions[i%len(versions)]
		c := dual(ofVersion(version[0], version[1]), ofVersion(version[0], version[1]))
		c.Tunnels[0].RemoteID, c.Tunnels[0].LocalID = id[0], id[1]
		l.prove(t, c)
	}
	t.Logf("%d pairs of IDs", len(ids))
}

// Most offices have one address for both tunnels.
func TestOneAddress(t *testing.T) {
	l := newLab(t)
	for _, version := range versions {
		c := dual(ofVersion(version[0], version[1]), ofVersion(version[0], version[1]))
		c.Tunnels[1].CustomerGateway, c.Tunnels[1].RemoteID = c.Tunnels[0].CustomerGateway, c.Tunnels[0].RemoteID
		l.prove(t, c)
	}
}

// A connection of a gateway from before has one tunnel.
func TestSingleTunnel(t *testing.T) {
	l := newLab(t)
	for _, version := range versions {
		c := dual(ofVersion(version[0], version[1]), good)
		c.Tunnels[0].Role = "tunnel"
		config := peerOf(c)
		config.Tunnels = config.Tunnels[:1]
		text, err := peerconfig.Render("strongswan", config)
		if err != nil {
			t.Fatal(err)
		}
		l.gateway.load(t, gatewayConf(c))
		l.peer.load(t, text)
		l.up(t, c, c.Tunnels[0])
		l.cross(t, c, "the only tunnel")
		l.down(t, c.Tunnels[0])
	}
}

// A peer with another key is not let in, whoever dials.
func TestWrongKey(t *testing.T) {
	l := newLab(t)
	for _, version := range versions {
		c := dual(ofVersion(version[0], version[1]), ofVersion(version[0], version[1]))
		other := peerOf(c)
		other.Tunnels[0].PSK += "x" // the second tunnel is the control: it comes up
		text, err := peerconfig.Render("strongswan", other)
		if err != nil {
			t.Fatal(err)
		}
		l.gateway.load(t, gatewayConf(c))
		l.peer.load(t, text)
		wanted := len(c.children(c.Tunnels[1]))
		up := func(sas string) bool { return strings.Count(sas, ", INSTALLED,") == wanted }
		l.peer.settle(t, "brought up the second tunnel", up)
		for _, initiate := range []func() (string, error){
			func() (string, error) {
				return l.peer.swanctl(t, "--initiate", "--timeout", "5", "--ike", label+"master", "--child", peerChild(c))
			},
			func() (string, error) {
				return l.gateway.swanctl(t, "--initiate", "--timeout", "5", "--ike", "gateway-master", "--child", c.children(c.Tunnels[0])[0].name)
			},
		} {
			if output, err := initiate(); err == nil {
				t.Errorf("%v: a wrong key was taken:\n%s", version, output)
			}
		}
		if sas := l.peer.settle(t, "kept the second tunnel alone", up); strings.Contains(sas, label+"master: #") && strings.Contains(masterSA(sas), "ESTABLISHED") {
			t.Errorf("%v: a wrong key was taken:\n%s", version, sas)
		}
		l.peer.clear(t)
		l.gateway.clear(t)
	}
}

func peerChild(c vpnConnection) string {
	if c.Tunnels[0].IkeVersion == "ikev2" {
		return label + "master"
	}
	return label + "master-1"
}

// masterSA is what a list of SAs says of the first tunnel.
func masterSA(sas string) string {
	_, sa, _ := strings.Cut(sas, label+"master: ")
	sa, _, _ = strings.Cut(sa, label+"slave: ")
	return sa
}

// clear unloads all connections and ends what they have begun.
func (d *daemon) clear(t *testing.T) {
	t.Helper()
	d.load(t, "connections {\n}\nsecrets {\n}\n")
	d.settle(t, "ended its tunnels", func(sas string) bool {
		for line := range strings.Lines(sas) {
			if name, _, ok := strings.Cut(line, ": #"); ok && !strings.HasPrefix(line, " ") {
				d.swanctl(t, "--terminate", "--force", "--timeout", "5", "--ike", name)
			}
		}
		return sas == ""
	})
}
