package peertest_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// An SSL server whose gateway is the one of the lab.
const (
	dialInGateway = "vpn-bp1dialin000000000001"
	dialInServer  = "vss-bp1dialin000000000001"
)

// connected is what OpenVPN says when the tunnel is up.
const connected = "Initialization Sequence Completed"

// dialIn is a simulator with an SSL server, and the OpenVPN that stands in for its
// gateway.
type dialIn struct {
	*acctest.Cloud
	*process

	folder string
}

// newDialIn starts the gateway's OpenVPN by the parameters of the SSL server, and with
// the certificates of its authority.
func newDialIn(ctx context.Context, t *testing.T, server sim.SslVpnServer) *dialIn {
	t.Helper()
	d := &dialIn{Cloud: acctest.New(t, sim.Options{}), folder: t.TempDir()}
	d.Sim().PutGateway(sim.Gateway{VpnGatewayID: dialInGateway, SslVpn: true, SslMaxConnections: 5, SslVpnInternetIP: gatewayAddresses[0]})
	server.SslVpnServerID, server.VpnGatewayID = dialInServer, dialInGateway
	server.ClientIPPool, server.LocalSubnet = "10.200.0.0/24", gatewayHosts[0]+"/32"
	d.Sim().PutSslVpnServer(server)
	server, _ = d.Sim().SslVpnServer(dialInServer)
	d.certificates(t)
	lines := []string{
		"dev tun", "topology net30", "server 10.200.0.0 255.255.255.0", "local " + gatewayAddresses[0], fmt.Sprintf("port %d", server.Port),
		"proto " + map[string]string{"UDP": "udp", "TCP": "tcp-server"}[server.Proto],
		"ca ca.crt", "cert server.crt", "key server.key", "crl-verify deleted.crl", "dh none", "keepalive 2 20",
		"cipher " + server.Cipher, "data-ciphers " + server.Cipher, "data-ciphers-fallback " + server.Cipher,
		fmt.Sprintf("push \"route %s 255.255.255.255\"", gatewayHosts[0]), "verb 4",
	}
	if server.Compress {
		lines = append(lines, "comp-lzo", "allow-compression yes")
	}
	d.process = openvpn(ctx, t, gatewayNamespace, d.folder, strings.Join(lines, "\n")+"\n")
	d.await(t, connected)
	return d
}

// certificates are the gateway's, as they are now.
func (d *dialIn) certificates(t *testing.T) {
	t.Helper()
	files, _ := d.Sim().SslVpnServerFiles(dialInServer)
	for name, text := range map[string]string{
		"ca.crt": files.CaCert, "server.crt": files.ServerCert, "server.key": files.ServerKey, "deleted.crl": files.Revocations,
	} {
		if err := os.WriteFile(filepath.Join(d.folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// certify makes a certificate, as a configuration does, and returns it with its file
// for OpenVPN.
func (d *dialIn) certify(t *testing.T) (cert *acctest.Instance, ovpn string) {
	t.Helper()
	cert = d.Instance("aliyun_ssl_vpn_client_cert", nil)
	if said := cert.Apply(t.Context(), map[string]any{"ssl_vpn_server_id": dialInServer}); len(said) > 0 {
		t.Fatal(said.Texts())
	}
	opened, said := cert.Open("aliyun_ssl_vpn_client_config", map[string]any{"ssl_vpn_client_cert_id": cert.String("id")})
	if len(said) > 0 {
		t.Fatal(said.Texts())
	}
	return cert, opened["ovpn"]
}

// openvpn runs OpenVPN with one file.
func openvpn(ctx context.Context, t *testing.T, namespace, folder, config string) *process {
	t.Helper()
	file := filepath.Join(folder, "openvpn.conf")
	if err := os.WriteFile(file, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	return start(ctx, t, namespace, nil, "openvpn", "--cd", folder, "--config", file)
}

// A person dials in with the file as it is, whatever the SSL server is set to, and
// reaches what is behind the gateway.
func TestOpenVPN(t *testing.T) {
	connect(t, "openvpn")
	for _, server := range sslServers() {
		t.Run(fmt.Sprintf("%s %s compress=%t", server.Proto, server.Cipher, server.Compress), func(t *testing.T) {
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			d := newDialIn(ctx, t, server)
			_, ovpn := d.certify(t)
			client := openvpn(ctx, t, peerNamespace, t.TempDir(), ovpn)
			// In this order or the other.
			either := connected + "|Data Channel: cipher '" + regexp.QuoteMeta(strings.Replace(server.Cipher, "none", "[null-cipher]", 1)) + "'"
			if server.Compress {
				either += ".*compression: 'lzo'"
			}
			client.await(t, either)
			client.await(t, either)
			if !client.reaches(t, gatewayHosts[0]) {
				t.Errorf("no ping crosses:\n%s\n%s", client.log(), d.log())
			}
		})
	}
}

// sslServers are all settings, or a part of them that has each protocol and each
// cipher.
func sslServers() (list []sim.SslVpnServer) {
	for n, cipher := range []string{"AES-128-CBC", "AES-192-CBC", "AES-256-CBC", "none"} {
		for k, proto := range []string{"UDP", "TCP"} {
			for j, compress := range []bool{false, true} {
				if os.Getenv("ALIYUN_PEERS") == "all" || n%2 == k && n/2 == j {
					list = append(list, sim.SslVpnServer{Proto: proto, Cipher: cipher, Compress: compress})
				}
			}
		}
	}
	return list
}

// Whoever has a deleted certificate stays outside, and so does whoever has one of
// another SSL server. The others dial in as before.
func TestOpenVPN_deleted(t *testing.T) {
	connect(t, "openvpn")
	d := newDialIn(t.Context(), t, sim.SslVpnServer{Proto: "UDP"})
	cert, ovpn := d.certify(t)
	_, stays := d.certify(t)
	dial := func(ovpn string, try func(client *process)) {
		t.Helper()
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		try(openvpn(ctx, t, peerNamespace, t.TempDir(), ovpn))
	}
	comesIn := func(client *process) { client.await(t, connected) }
	dial(ovpn, comesIn)
	if said := cert.Destroy(); said.HasError() {
		t.Fatal(said.Texts())
	}
	d.certificates(t)
	dial(ovpn, func(client *process) {
		d.await(t, "VERIFY ERROR: .*certificate revoked.*"+cert.String("id"))
		client.staysOut(t)
	})
	dial(stays, comesIn)

	other := newOther(t)
	key := strings.Replace(other, "remote 203.0.113.1 ", "remote "+gatewayAddresses[0]+" ", 1)
	ca := func(text string) string {
		_, rest, _ := strings.Cut(text, "<ca>")
		one, _, _ := strings.Cut(rest, "</ca>")
		return one
	}
	dial(strings.Replace(key, ca(key), ca(stays), 1), func(client *process) {
		d.await(t, "VERIFY ERROR: ")
		client.staysOut(t)
	})
}

// newOther is the file of a certificate of an SSL server elsewhere.
func newOther(t *testing.T) string {
	t.Helper()
	c := acctest.New(t, sim.Options{})
	c.Sim().PutGateway(sim.Gateway{VpnGatewayID: dialInGateway, SslVpn: true, SslVpnInternetIP: "203.0.113.1"})
	c.Sim().PutSslVpnServer(sim.SslVpnServer{SslVpnServerID: dialInServer, VpnGatewayID: dialInGateway, Proto: "UDP"})
	id := c.Sim().PutSslVpnClientCert(sim.SslVpnClientCert{SslVpnServerID: dialInServer})
	opened, said := c.Instance("aliyun_ssl_vpn_client_cert", nil).Open("aliyun_ssl_vpn_client_config", map[string]any{"ssl_vpn_client_cert_id": id})
	if len(said) > 0 {
		t.Fatal(said.Texts())
	}
	return opened["ovpn"]
}

// staysOut says that a client whose certificate was refused has not come in all the
// same.
func (p *process) staysOut(t *testing.T) {
	t.Helper()
	if log := p.log(); strings.Contains(log, connected) {
		t.Errorf("it was let in:\n%s", log)
	}
}
