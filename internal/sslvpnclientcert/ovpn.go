package sslvpnclientcert

import (
	"encoding/pem"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// The configuration that the API answers is for OpenVPN, and names the certificates
// and the key as files. What else is in it is documented nowhere, and OpenVPN runs
// commands that its configuration names. So each line is read, and written anew only
// if it is one of the options below with an argument that can mean nothing else.

const (
	number = `[0-9]{1,9}`
	host   = `[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?`
	proto  = `(udp|tcp|tcp-client)[46]?|tcp[46]-client`
	words  = `[A-Za-z0-9][A-Za-z0-9:_@=+-]*`
)

// options are those of a client that only say how to connect, with what may follow
// them. They are patterns, compiled where one is needed: every start of the provider
// would wait for them.
var options = map[string]string{
	"client": "", "tls-client": "", "pull": "", "nobind": "", "float": "", "persist-key": "", "persist-tun": "", "auth-nocache": "",
	"auth-user-pass": "", "mute-replay-warnings": "", "block-outside-dns": "",
	"dev": `tun[0-9]{0,3}`, "dev-type": "tun", "proto": proto, "port": number, "rport": number,
	"remote":       host + `( ` + number + `( (` + proto + `))?)?`,
	"resolv-retry": `infinite|` + number, "connect-retry": number + `( ` + number + `)?`, "connect-timeout": number, "server-poll-timeout": number,
	"remote-cert-tls": "server", "tls-version-min": `1\.[0-9]( or-highest)?`, "tls-cipher": words, "tls-ciphersuites": words,
	"cipher": words, "data-ciphers": words, "ncp-ciphers": words, "auth": words,
	"comp-lzo": `(yes|no|adaptive)?`, "compress": `(lzo|lz4|lz4-v2|stub|stub-v2|migrate)?`, "allow-compression": `no|asym|yes`,
	"keepalive": number + ` ` + number, "ping": number, "ping-restart": number, "ping-exit": number, "hand-window": number, "reneg-sec": number,
	"explicit-exit-notify": `(` + number + `)?`, "auth-retry": `none|nointeract|interact`,
	"tun-mtu": number, "mssfix": `(` + number + `)?`, "fragment": number, "sndbuf": number, "rcvbuf": number, "verb": number, "mute": number,
	"route": host + `( ` + host + `)?`, "route-delay": number + `( ` + number + `)?`, "route-method": `adaptive|ipapi|exe`,
	"redirect-gateway": `[a-z0-9! -]*`, "dhcp-option": `(DNS|DOMAIN|WINS|NTP) ` + host,
}

// takes reports whether an option may be followed by an argument.
func takes(name, argument string) bool {
	pattern, ok := options[name]
	return ok && regexp.MustCompile(`^(`+pattern+`)$`).MatchString(argument)
}

// replaced are options whose place the contents of the files take, and one that
// cipher does.
var replaced = []string{"ca", "cert", "key", "data-ciphers-fallback"}

// clientConfig is a configuration that has been read.
type clientConfig struct {
	lines  []string
	remote bool
	cipher string
	// ciphers are those to negotiate beside cipher.
	ciphers              []string
	compresses, compress bool // it does; it says what OpenVPN may do of that
	// leftOut names the options that were not taken over.
	leftOut []string
}

var optionName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`) })

func readClientConfig(text string) clientConfig {
	var c clientConfig
	inside := "" // an inline file
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		if len(fields) == 0 || strings.ContainsAny(fields[0][:1], "#;") {
			continue
		}
		name, argument := strings.TrimPrefix(fields[0], "--"), strings.Join(fields[1:], " ")
		switch {
		case inside != "":
			if fields[0] == "</"+inside+">" {
				inside = ""
			}
		case strings.HasPrefix(name, "<") && strings.HasSuffix(name, ">"):
			inside = strings.Trim(name, "<>")
			if !slices.Contains(replaced, inside) {
				c.leave(inside)
			}
		case slices.Contains(replaced, name):
		case name == "ns-cert-type" && argument == "server": // OpenVPN 2.5 and later know the other word alone
			c.take("remote-cert-tls", "server")
		case takes(name, argument):
			c.take(name, argument)
		default:
			c.leave(name)
		}
	}
	return c
}

// leave writes down an option that is not taken over. What is no option's name is
// not repeated.
func (c *clientConfig) leave(name string) {
	if !optionName().MatchString(name) {
		name = "a line that is no option"
	}
	if !slices.Contains(c.leftOut, name) {
		c.leftOut = append(c.leftOut, name)
	}
}

func (c *clientConfig) take(name, argument string) {
	switch name {
	case "cipher":
		c.cipher = argument
		return
	case "data-ciphers", "ncp-ciphers":
		c.ciphers = append(c.ciphers, strings.Split(argument, ":")...)
		return
	case "remote":
		c.remote = true
	case "comp-lzo", "compress":
		c.compresses = true
	case "allow-compression":
		c.compress = true
	}
	c.lines = append(c.lines, strings.TrimRight(name+" "+argument, " "))
}

// serverConfig is the configuration that follows from an SSL server, for an answer
// without one.
func serverConfig(server *vpc.SslVpnServer, address string) string {
	lines := []string{
		"client", "dev tun", "proto " + strings.ToLower(server.Protocol), fmt.Sprintf("remote %s %d", address, server.Port),
		"resolv-retry infinite", "nobind", "persist-key", "persist-tun", "remote-cert-tls server", "cipher " + server.Cipher, "verb 3",
	}
	if server.Compress != nil && *server.Compress {
		lines = append(lines, "comp-lzo")
	}
	if server.Idaas != nil {
		lines = append(lines, "auth-user-pass")
	}
	return strings.Join(lines, "\n")
}

// ovpn is one file with all that OpenVPN 2.4 to 2.6 needs.
func (c *clientConfig) ovpn(answer *vpc.SslVpnClientConfig) (string, error) {
	if !c.remote {
		return "", errors.New("neither the API's answer nor the SSL server names an address to dial")
	}
	ca, caErr := inline("CaCert", answer.CaCert, "CERTIFICATE")
	cert, certErr := inline("ClientCert", answer.ClientCert, "CERTIFICATE")
	key, keyErr := inline("ClientKey", answer.ClientKey, "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY")
	if err := errors.Join(caErr, certErr, keyErr); err != nil {
		return "", err
	}
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("# For OpenVPN 2.4 and later: SSL client certificate %s of Alibaba Cloud.", answer.SslVpnClientCertID)
	line("# Its key is in this file: whoever has the file can dial in.")
	if !answer.EndTime.IsZero() {
		line("# It expires at %s.", answer.EndTime.UTC().Format("2006-01-02 15:04 UTC"))
	}
	line("ignore-unknown-option data-ciphers data-ciphers-fallback allow-compression")
	for _, l := range c.lines {
		line("%s", l)
	}
	if c.compresses && !c.compress {
		line("# Take compressed data from the server, and send none: compression can give away what is encrypted.")
		line("allow-compression asym")
	}
	if c.cipher != "" {
		// OpenVPN 2.4 knows cipher alone, and 2.6 negotiates what the others list.
		line("cipher %s", c.cipher)
		line("data-ciphers %s", strings.Join(c.negotiable(), ":"))
		line("data-ciphers-fallback %s", c.cipher)
	}
	fmt.Fprintf(&b, "<ca>\n%s</ca>\n<cert>\n%s</cert>\n<key>\n%s</key>\n", ca, cert, key)
	return b.String(), nil
}

// negotiable are the ciphers that a client offers: those that OpenVPN prefers, if the
// server knows them, and the one that the server is set to.
func (c *clientConfig) negotiable() []string {
	all := c.ciphers
	if len(all) == 0 {
		all = []string{"AES-256-GCM", "AES-128-GCM"}
	}
	all = slices.DeleteFunc(slices.Clone(all), func(cipher string) bool { return strings.EqualFold(cipher, c.cipher) || cipher == "" })
	return append(all, c.cipher)
}

// inline writes the PEM blocks of some types anew, and leaves out all else: nothing in
// the text can end the part of the file that it stands in.
func inline(field, text string, types ...string) (string, error) {
	var b strings.Builder
	for rest := []byte(text); ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		if slices.Contains(types, block.Type) && len(block.Headers) == 0 {
			b.Write(pem.EncodeToMemory(block))
		}
	}
	if b.Len() == 0 {
		return "", fmt.Errorf("the API's answer has nothing in %s that is a %s in PEM form", field, strings.ToLower(types[0]))
	}
	return b.String(), nil
}
