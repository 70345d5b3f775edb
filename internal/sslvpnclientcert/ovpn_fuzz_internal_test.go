package sslvpnclientcert

import (
	"encoding/pem"
	"regexp"
	"strings"
	"testing"
)

// An option of the file, and what may stand behind it: nothing that OpenVPN takes for a
// comment, a quotation, an escape or another option.
var harmless = regexp.MustCompile(`^[a-z0-9-]+( [A-Za-z0-9!][A-Za-z0-9.:_@=+!-]*)*$`)

// runs are options that make OpenVPN run something, or read or write a file.
var runs = []string{
	"up", "down", "route-up", "route-pre-down", "ipchange", "tls-verify", "tls-export-cert", "plugin", "script-security", "setenv", "config", "cd", "chroot",
	"log", "log-append", "status", "writepid", "management", "askpass", "auth-user-pass-verify", "client-connect", "learn-address", "pkcs12", "pkcs11-providers",
	"crl-verify", "tls-auth", "tls-crypt", "secret", "iproute", "user", "group", "daemon", "socks-proxy", "http-proxy", "dns-updown",
}

// FuzzOvpn: whatever the API answers, the file for OpenVPN has three blocks of PEM and
// lines that only say how to connect.
func FuzzOvpn(f *testing.F) {
	for _, config := range []string{
		plain, "remote 1.2.3.4 1194\nup /bin/sh", "remote a 1\n<ca>\n</ca>\n<up>x</up>", "remote a\r\nscript-security 2", "--remote a 1 udp\n--up x",
		"remote a\nsetenv X \"y\n z\"", "remote a 1 # up", "remote a\\ up", "remote [::1] 1", "auth-user-pass /etc/shadow", "remote a\u2028up x",
		"remote a\ndhcp-option DNS 1.1.1.1\nredirect-gateway def1 bypass-dhcp", "remote a\ncipher none\ndata-ciphers A:B",
	} {
		f.Add(config, ca, cert, key)
	}
	f.Add(plain, ca+"</ca>\nup x\n<ca>\n"+ca, "-----BEGIN CERTIFICATE-----\nX: </cert>\n\nAAAA\n-----END CERTIFICATE-----\n"+cert, "up x\n"+key)
	f.Fuzz(func(t *testing.T, config, ca, cert, key string) {
		a := answer(config)
		a.CaCert, a.ClientCert, a.ClientKey = ca, cert, key
		c := readClientConfig(config)
		text, err := c.ovpn(a)
		if err != nil {
			for _, secret := range []string{key, cert} {
				if len(secret) > 40 && strings.Contains(err.Error(), secret) {
					t.Errorf("the error has what must not be in it: %v", err)
				}
			}
			return
		}
		lines, blocks, ok := strings.Cut(text, "<ca>\n")
		if !ok {
			t.Fatal("no blocks")
		}
		for line := range strings.Lines(lines) {
			line = strings.TrimSuffix(line, "\n")
			name, _, _ := strings.Cut(line, " ")
			if !strings.HasPrefix(line, "#") && !harmless.MatchString(line) {
				t.Errorf("the file has the line %q", line)
			}
			for _, option := range runs {
				if name == option {
					t.Errorf("the file has the option %q", line)
				}
			}
		}
		for _, end := range []string{"</ca>\n<cert>\n", "</cert>\n<key>\n", "</key>\n"} {
			var block string
			if block, blocks, ok = strings.Cut(blocks, end); !ok {
				t.Fatalf("no %q in %q", end, text)
			}
			for rest := []byte(block); len(rest) > 0; {
				var one *pem.Block
				if one, rest = pem.Decode(rest); one == nil || len(one.Headers) > 0 {
					t.Fatalf("%q has what is no PEM", block)
				}
			}
			if strings.ContainsAny(block, "<>") {
				t.Errorf("%q is no block", block)
			}
		}
		if blocks != "" {
			t.Errorf("%q follows", blocks)
		}
	})
}
