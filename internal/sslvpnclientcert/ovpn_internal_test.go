package sslvpnclientcert

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

func pemText(kind string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
}

var (
	ca, cert = pemText("CERTIFICATE", []byte("the authority")), pemText("CERTIFICATE", []byte("the client"))
	key      = pemText("PRIVATE KEY", []byte("the key"))
)

const plain = "client\ndev tun\nproto udp\nremote 203.0.113.9 1194\nnobind\nremote-cert-tls server\nca ca.crt\ncert c.crt\nkey c.key\ncipher AES-256-CBC\nverb 3\n"

func answer(config string) *vpc.SslVpnClientConfig {
	return &vpc.SslVpnClientConfig{
		SslVpnClientCert: &vpc.SslVpnClientCert{SslVpnClientCertID: exampleID, EndTime: time.Date(2029, 11, 25, 8, 0, 0, 0, time.UTC)},
		CaCert:           ca, ClientCert: cert, ClientKey: key, ClientConfig: config,
	}
}

func written(t *testing.T, a *vpc.SslVpnClientConfig) (text string, leftOut []string) {
	t.Helper()
	c := readClientConfig(a.ClientConfig)
	text, err := c.ovpn(a)
	if err != nil {
		t.Fatal(err)
	}
	return text, c.leftOut
}

// The whole file, as somebody gets it.
func TestOvpn(t *testing.T) {
	t.Parallel()
	got, leftOut := written(t, answer(plain))
	want := "# For OpenVPN 2.4 and later: SSL client certificate " + exampleID + " of Alibaba Cloud.\n" +
		"# Its key is in this file: whoever has the file can dial in.\n# It expires at 2029-11-25 08:00 UTC.\n" +
		"ignore-unknown-option data-ciphers data-ciphers-fallback allow-compression\n" +
		"client\ndev tun\nproto udp\nremote 203.0.113.9 1194\nnobind\nremote-cert-tls server\nverb 3\n" +
		"cipher AES-256-CBC\ndata-ciphers AES-256-GCM:AES-128-GCM:AES-256-CBC\ndata-ciphers-fallback AES-256-CBC\n" +
		"<ca>\n" + ca + "</ca>\n<cert>\n" + cert + "</cert>\n<key>\n" + key + "</key>\n"
	if got != want || leftOut != nil {
		t.Errorf("got\n%s\nwant\n%s\nleft out %v", got, want, leftOut)
	}
}

// What else a configuration may have.
func TestOvpn_options(t *testing.T) {
	t.Parallel()
	for config, want := range map[string]string{
		"comp-lzo":                         "comp-lzo\n# Take compressed data from the server, and send none: compression can give away what is encrypted.\nallow-compression asym\n",
		"compress lz4-v2":                  "compress lz4-v2\n",
		"compress\nallow-compression no":   "compress\nallow-compression no\n",
		"auth-user-pass":                   "auth-user-pass\n",
		"\tproto   tcp-client\r":           "proto tcp-client\n",
		"ns-cert-type server":              "remote-cert-tls server\n",
		"tls-version-min 1.2":              "tls-version-min 1.2\n",
		"cipher none":                      "data-ciphers AES-256-GCM:AES-128-GCM:none\n",
		"cipher AES-128-GCM":               "data-ciphers AES-256-GCM:AES-128-GCM\n",
		"ncp-ciphers AES-192-GCM\n# x\n;y": "data-ciphers AES-192-GCM:AES-256-CBC\n",
		"<ca>\nup /bin/sh\n</ca>":          "verb 3\n",
		"remote vpn.example.com":           "remote vpn.example.com\n",
		"remote 2001:db8::1 443 tcp":       "remote 2001:db8::1 443 tcp\n",
	} {
		got, leftOut := written(t, answer(plain+config))
		if !strings.Contains(got, "\n"+want) || leftOut != nil {
			t.Errorf("%q: want %q, left out %v, got\n%s", config, want, leftOut, got)
		}
	}
}

// Whatever the API answers, the file has the known options, three parts and nothing
// else: OpenVPN would run what some options name.
func TestOvpn_hostile(t *testing.T) {
	t.Parallel()
	const evil = "/bin/sh -c evil"
	parts := func(text string) string {
		return text + "</ca>\nup \"" + evil + "\"\n</cert>\n</key>\nscript-security 2\n"
	}
	for name, change := range map[string]func(*vpc.SslVpnClientConfig){
		"a command":            func(a *vpc.SslVpnClientConfig) { a.ClientConfig += "script-security 2\nup \"" + evil + "\"\n" },
		"dashes":               func(a *vpc.SslVpnClientConfig) { a.ClientConfig += "--up " + evil + "\n" },
		"behind a good option": func(a *vpc.SslVpnClientConfig) { a.ClientConfig += "verb 3 \"\nup " + evil + "\n" },
		"another line's end":   func(a *vpc.SslVpnClientConfig) { a.ClientConfig += "verb 3\rup " + evil + "\v" + evil },
		"an unseen line's end": func(a *vpc.SslVpnClientConfig) { a.ClientConfig += "verb 3\u2028up " + evil + "\n" },
		"a NUL":                func(a *vpc.SslVpnClientConfig) { a.ClientConfig += "verb 3\x00\nup " + evil },
		"a quoted address":     func(a *vpc.SslVpnClientConfig) { a.ClientConfig += "remote \"203.0.113.1\nup " + evil + "\" 1194\n" },
		"a file to read":       func(a *vpc.SslVpnClientConfig) { a.ClientConfig += "auth-user-pass " + evil + "\nconfig " + evil },
		"a plug-in":            func(a *vpc.SslVpnClientConfig) { a.ClientConfig += "plugin " + evil + "\ntls-verify " + evil },
		"a block": func(a *vpc.SslVpnClientConfig) {
			a.ClientConfig += "<connection>\nup " + evil + "\n</connection>\nup " + evil
		},
		"a block without end": func(a *vpc.SslVpnClientConfig) { a.ClientConfig += "<ca>\nup " + evil },
		"the end of a block":  func(a *vpc.SslVpnClientConfig) { a.ClientConfig += "</ca>\nup " + evil },
		"in the authority":    func(a *vpc.SslVpnClientConfig) { a.CaCert = parts(ca) + ca },
		"in the certificate":  func(a *vpc.SslVpnClientConfig) { a.ClientCert = parts("") + cert + parts("") },
		"in the key":          func(a *vpc.SslVpnClientConfig) { a.ClientKey = parts("") + key },
		"in a header": func(a *vpc.SslVpnClientConfig) {
			a.CaCert = strings.Replace(ca, "\n", "\n</ca>: \nup: "+evil+"\n\n", 1) + ca
		},
		"in the name of a type": func(a *vpc.SslVpnClientConfig) { a.CaCert = strings.ReplaceAll(ca, "CERTIFICATE", "</ca>") + ca },
	} {
		a := answer(plain)
		change(a)
		got, _ := written(t, a)
		if strings.Contains(got, "evil") || strings.Contains(got, "script-security") || strings.Contains(got, "plugin") {
			t.Errorf("%s: got\n%s", name, got)
		}
		for _, mark := range []string{"<ca>", "</ca>", "<cert>", "</cert>", "<key>", "</key>"} {
			if n := strings.Count(got, mark); n != 1 {
				t.Errorf("%s: %d times %s", name, n, mark)
			}
		}
		for line := range strings.Lines(got) {
			for _, r := range line {
				if r != '\n' && (r < ' ' || r > '~') {
					t.Errorf("%s: %q", name, line)
				}
			}
		}
	}
}

// What is left out has its name said, if it is one.
func TestOvpn_leftOut(t *testing.T) {
	t.Parallel()
	_, leftOut := written(t, answer(plain+"up /bin/x\nup /bin/y\nverb many\n<tls-auth>\nx\n</tls-auth>\nSECRET text\n"))
	if got := strings.Join(leftOut, ", "); got != "up, verb, tls-auth, a line that is no option" {
		t.Errorf("got %s", got)
	}
}

// Keys come in several forms, and certificates with what people read before them.
func TestOvpn_forms(t *testing.T) {
	t.Parallel()
	ec, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	ecDER, err := x509.MarshalECPrivateKey(ec)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		pemText("EC PARAMETERS", []byte{6}) + pemText("EC PRIVATE KEY", ecDER), pemText("RSA PRIVATE KEY", []byte("rsa")), "Bag attributes\n" + key,
	} {
		a := answer(plain)
		a.ClientKey, a.ClientCert, a.CaCert = text, "Certificate:\n    Data: </cert>\n"+cert, ca+cert
		got, _ := written(t, a)
		if !strings.Contains(got, "<cert>\n-----BEGIN") || !strings.Contains(got, "<ca>\n"+ca+cert+"</ca>") || strings.Contains(got, "EC PARAMETERS") {
			t.Errorf("got\n%s", got)
		}
	}
	for field, change := range map[string]func(*vpc.SslVpnClientConfig){
		"CaCert that is a certificate in PEM form":    func(a *vpc.SslVpnClientConfig) { a.CaCert = "" },
		"ClientCert that is a certificate in PEM":     func(a *vpc.SslVpnClientConfig) { a.ClientCert = key },
		"ClientKey that is a private key in PEM form": func(a *vpc.SslVpnClientConfig) { a.ClientKey = "secret " + cert },
	} {
		a := answer(plain)
		change(a)
		c := readClientConfig(a.ClientConfig)
		if _, err := c.ovpn(a); err == nil || !strings.Contains(err.Error(), field) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: got %v", field, err)
		}
	}
	c := readClientConfig("client\n")
	if _, err := c.ovpn(answer("")); err == nil || !strings.Contains(err.Error(), "names an address to dial") {
		t.Errorf("got %v", err)
	}
}

// An SSL server gives the same configuration that the API would.
func TestServerConfig(t *testing.T) {
	t.Parallel()
	server := &vpc.SslVpnServer{Protocol: "TCP", Port: 443, Cipher: "AES-192-CBC", Compress: new(true), Idaas: &vpc.Idaas{}}
	c := readClientConfig(serverConfig(server, "203.0.113.9"))
	got := fmt.Sprint(c.lines)
	for _, want := range []string{"proto tcp", "remote 203.0.113.9 443", "comp-lzo", "auth-user-pass", "remote-cert-tls server"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
	if c.cipher != "AES-192-CBC" || c.leftOut != nil || !c.remote {
		t.Errorf("got %+v", c)
	}
}
