package peerconfig_test

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/peerconfig"
)

// hostile values try to end what they stand in, and to go on as something else.
var hostile = []string{
	"", " ", "\"", "'", "\\", "\\\"", "\"\n  secret = \"x", "x\"\n}\nsecrets {", "x\r", "x\x00y", "x\u2028y", "}", "{", "#x", "!x", "x;y", "x=y", "include /etc/passwd",
	"${x}", "$9$abcdef", "0x1234", "0s1234", "6 0123", "ENC abc", "?", "x?y", "%any", "*", "*.example.com", "0.0.0.0", "0.0.0.0/0", "10.0.0.0/8\nip route",
	"10.0.0.0/8, 0.0.0.0/0", "@", "@@", "a@b@c", "fqdn:x", "C=CH, O=x", "\u202e", "杭州", "é", "\xff", "x\nend\nconfig system admin", "x\nset system root-authentication", "-", ".", "..",
	strings.Repeat("x", 101), strings.Repeat("é", 101), "`id`", "$(id)", "|", "~", "^", "\t", "\x1b[2J", "vco-1\"", "vco 1", "next", "end",
}

// fields are where a value of somebody's own can stand.
var fields = map[string]func(*peerconfig.Config, string){
	"name":              func(c *peerconfig.Config, s string) { c.Name = s },
	"vpn_connection_id": func(c *peerconfig.Config, s string) { c.VpnConnectionID = s },
	"local_subnets":     func(c *peerconfig.Config, s string) { c.LocalSubnets[0] = s },
	"remote_subnets":    func(c *peerconfig.Config, s string) { c.RemoteSubnets[0] = s },
	"tunnels[0].name":   func(c *peerconfig.Config, s string) { c.Tunnels[0].Name = s },
	"local_address":     func(c *peerconfig.Config, s string) { c.Tunnels[0].LocalAddress = s },
	"remote_address":    func(c *peerconfig.Config, s string) { c.Tunnels[0].RemoteAddress = s },
	"local_id":          func(c *peerconfig.Config, s string) { c.Tunnels[0].LocalID = s },
	"remote_id":         func(c *peerconfig.Config, s string) { c.Tunnels[0].RemoteID = s },
	"psk":               func(c *peerconfig.Config, s string) { c.Tunnels[0].PSK = s },
	"ike.version":       func(c *peerconfig.Config, s string) { c.Tunnels[0].IKE.Version = s },
	"ike.mode":          func(c *peerconfig.Config, s string) { c.Tunnels[0].IKE.Mode = s },
	"ike.encryption":    func(c *peerconfig.Config, s string) { c.Tunnels[0].IKE.Encryption = s },
	"ike.auth":          func(c *peerconfig.Config, s string) { c.Tunnels[0].IKE.Authentication = s },
	"ike.dh_group":      func(c *peerconfig.Config, s string) { c.Tunnels[0].IKE.DHGroup = s },
	"ipsec.encryption":  func(c *peerconfig.Config, s string) { c.Tunnels[0].IPsec.Encryption = s },
	"ipsec.auth":        func(c *peerconfig.Config, s string) { c.Tunnels[0].IPsec.Authentication = s },
	"ipsec.pfs_group":   func(c *peerconfig.Config, s string) { c.Tunnels[0].IPsec.PFSGroup = s },
	"local_ip":          func(c *peerconfig.Config, s string) { c.Tunnels[0].BGP.LocalIP = s },
	"remote_ip":         func(c *peerconfig.Config, s string) { c.Tunnels[0].BGP.RemoteIP = s },
	"tunnel_cidr":       func(c *peerconfig.Config, s string) { c.Tunnels[0].BGP.TunnelCIDR = s },
}

// A connection with a hostile value is refused, or has the shape of a harmless one.
func TestRender_hostile(t *testing.T) {
	t.Parallel()
	for field, set := range fields {
		for _, value := range hostile {
			for _, base := range bases() {
				set(&base, value)
				inspect(t, base, field)
			}
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	const alphabet = "ab1\"'\\ \n\r\t{}#!?$%=;:/@.,-_*<>()`|&\x00\u2028é"
	for range 200 {
		var value strings.Builder
		for range 1 + random.IntN(12) {
			runes := []rune(alphabet)
			value.WriteRune(runes[random.IntN(len(runes))])
		}
		for field, set := range fields {
			base := bases()[random.IntN(2)]
			set(&base, value.String())
			inspect(t, base, field)
		}
	}
}

func FuzzRender(f *testing.F) {
	for _, value := range hostile {
		f.Add(value, "key-of-"+value, value, "10.0.0.0/8"+value)
	}
	f.Fuzz(func(t *testing.T, name, psk, id, subnet string) {
		for _, base := range bases() {
			base.Name, base.Tunnels[0].PSK = name, psk
			inspect(t, base, "name and psk")
			base.Tunnels[0].LocalID, base.Tunnels[1].RemoteID = id, id
			inspect(t, base, "IDs")
			base.RemoteSubnets[0] = subnet
			inspect(t, base, "everything")
		}
	})
}

func bases() []peerconfig.Config {
	one, two := routed(), routed()
	two.LocalSubnets, two.RemoteSubnets = []string{"192.168.0.0/16"}, []string{"10.20.0.0/16"}
	for i := range two.Tunnels {
		two.Tunnels[i].IKE.Version = "ikev1"
		two.Tunnels[i].IKE.Mode = "aggressive"
	}
	return []peerconfig.Config{one, two}
}

// shapes say what lines each format may have at all; <key> is where a key stands.
var shapes = map[string]*regexp.Regexp{
	"strongswan": regexp.MustCompile(`^(#[^\x00-\x1f]*|(connections|secrets) \{| *\}| +[a-z0-9A-Z-]+ \{| +[a-z_-]+ = ([A-Za-z0-9./, _-]+|"[A-Za-z0-9._:@+-]+")| +secret = <key>)$`),
	"cisco-ios":  regexp.MustCompile(`^(![ -~]*|[a-z][A-Za-z0-9 ./@+_-]*| +[a-z][A-Za-z0-9 ./@+_-]*| +pre-shared-key (local 0|remote 0|(address|hostname) [A-Za-z0-9._-]+ key 0) <key>)$`),
	"fortigate":  regexp.MustCompile(`^(#[ -~]*|(config [a-z0-9 -]+|end)| +(next|end|config neighbor)| +edit ("[A-Za-z0-9.-]+"|0)| +set [a-z0-9-]+( ([A-Za-z0-9./_-]+|"[A-Za-z0-9._@+-]+"))+| +set psksecret <key>)$`),
	"junos":      regexp.MustCompile(`^(#[ -~]*|set [a-z][A-Za-z0-9 ./_-]*( "[A-Za-z0-9._@+-]+")?|set security ike policy [A-Za-z0-9-]+ pre-shared-key <key>)$`),
}

// keys find what stands for a key in a line, and read it as the device does.
var keys = map[string]struct {
	find *regexp.Regexp
	read func(string) string
}{
	"strongswan": {regexp.MustCompile(`^( +secret = )(.*)()$`), func(text string) string {
		if encoded, ok := strings.CutPrefix(text, "0s"); ok {
			decoded, _ := base64.StdEncoding.DecodeString(encoded)
			return string(decoded)
		}
		if strings.HasPrefix(text, `"0x`) || strings.HasPrefix(text, `"0s`) {
			return ""
		}
		return inQuotes(text)
	}},
	"cisco-ios": {regexp.MustCompile(`^(.*pre-shared-key .*\b0 )(\S+)()$`), func(text string) string {
		if strings.Contains(text, "?") {
			return ""
		}
		return text
	}},
	"fortigate": {regexp.MustCompile(`^( +set psksecret )(.*)()$`), inQuotes},
	"junos": {regexp.MustCompile(`^(set security ike policy \S+ pre-shared-key )(.*)()$`), func(text string) string {
		if encoded, ok := strings.CutPrefix(text, "hexadecimal "); ok {
			decoded, _ := hex.DecodeString(encoded)
			return string(decoded)
		}
		text, _ = strings.CutPrefix(text, "ascii-text ")
		return inQuotes(text)
	}},
}

// inQuotes reads a string that needs no escapes.
func inQuotes(text string) string {
	if len(text) < 2 || text[0] != '"' || text[len(text)-1] != '"' || strings.ContainsAny(text[1:len(text)-1], "\"\\'$`?\n") {
		return ""
	}
	return text[1 : len(text)-1]
}

// inspect reads every line of every format, and counts braces.
func inspect(t *testing.T, c peerconfig.Config, field string) {
	t.Helper()
	for _, format := range peerconfig.Formats() {
		text, err := peerconfig.Render(format, c)
		if err != nil {
			var refused *peerconfig.FieldError
			if !errors.As(err, &refused) || strings.ContainsAny(err.Error(), "\n\r\x00\x1b") || strings.HasSuffix(err.Error(), ".") {
				t.Fatalf("%s of %+v: %q", format, c, err)
			}
			for _, u := range c.Tunnels {
				if len(u.PSK) > 8 && strings.Contains(err.Error(), u.PSK) {
					t.Fatalf("%s of %+v tells the key: %q", format, c, err)
				}
			}
			continue
		}
		if err := readable(format, text, c); err != nil {
			t.Fatalf("%s, %s: %v in\n%s", field, format, err, text)
		}
	}
}

func readable(format, text string, c peerconfig.Config) error {
	depth := 0
	for line := range strings.Lines(text) {
		line, ended := strings.CutSuffix(line, "\n")
		if !ended {
			return fmt.Errorf("the last line %q does not end", line)
		}
		if parts := keys[format].find.FindStringSubmatch(line); parts != nil {
			if key := keys[format].read(parts[2]); key != c.Tunnels[0].PSK && key != c.Tunnels[1].PSK {
				return fmt.Errorf("line %q holds no key of the connection", line)
			}
			line = parts[1] + "<key>"
		}
		if !shapes[format].MatchString(line) {
			return fmt.Errorf("line %q is none that %s has", line, format)
		}
		if format == "strongswan" && !strings.HasPrefix(line, "#") {
			depth += strings.Count(line, "{") - strings.Count(line, "}")
			if depth < 0 {
				return fmt.Errorf("line %q closes what is not open", line)
			}
		}
	}
	if depth != 0 {
		return fmt.Errorf("%d braces are open at the end", depth)
	}
	return nil
}
