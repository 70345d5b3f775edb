package acctest_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// message is a situation of the guide on messages: what was there, and which
// command says something about it.
type message struct {
	options sim.Options
	// config is what the gateway's block says beside its VPC.
	config string
	// before is applied first; empty means nothing is there.
	before string
	// meanwhile is what happens to the cloud after that.
	meanwhile func(*sim.Server)
	command   string
	env       []string
}

const (
	second = "  disaster_recovery_vswitch_id = \"vsw-bp1zoneb00000000000002\"\n"
	office = "  bandwidth            = 10\n" + second
	paid   = office + "  instance_charge_type = \"PREPAY\"\n  period               = 1\n"
)

func everyCall(f sim.Fault) func(*sim.Server) {
	f.Times = -1
	return func(s *sim.Server) { s.AddFault(f) }
}

var messages = map[string]message{
	"bad bandwidth":     {config: "  bandwidth = 15\n" + second, command: "plan"},
	"missing period":    {config: office + "  instance_charge_type = \"PREPAY\"\n", command: "plan"},
	"replacement":       {before: office, config: strings.Replace(office, "10", "50", 1), command: "plan"},
	"prevent":           {before: office + "  deletion_policy      = \"prevent\"\n", command: "destroy"},
	"forbidden release": {before: paid + "  auto_pay             = true\n", command: "destroy"},
	"unpaid order":      {config: paid, command: "apply"},
	"no credentials": {config: office, command: "plan", env: []string{
		"ALIBABA_CLOUD_ACCESS_KEY_ID=", "ALIBABA_CLOUD_ACCESS_KEY_SECRET=",
	}},
	"wrong secret": {before: office, config: office, command: "plan", env: []string{"ALIBABA_CLOUD_ACCESS_KEY_SECRET=mistyped"}},
	"rotated key": {
		before: office, config: office, command: "plan",
		meanwhile: func(s *sim.Server) { s.RemoveCredential(sim.DefaultAccessKeyID) },
	},
	"changed outside": {before: office, config: office, command: "plan", meanwhile: func(s *sim.Server) {
		s.ChangeGateway(s.Gateways()[0].VpnGatewayID, func(g *sim.Gateway) { g.Bandwidth = 20 })
	}},
	"denied": {config: office, command: "apply", meanwhile: func(s *sim.Server) {
		s.AddCredential(sim.Credential{
			AccessKeyID: sim.DefaultAccessKeyID, AccessKeySecret: sim.DefaultAccessKeySecret, ReadOnly: true,
		})
	}},
	"site": {
		options: sim.Options{Site: sim.SiteChina},
		config:  office + "  instance_charge_type = \"POSTPAY\"\n", command: "apply",
	},
	"quota":       {options: sim.Options{Quota: 1}, config: office, command: "apply", meanwhile: func(s *sim.Server) { s.PutGateway(sim.Gateway{}) }},
	"dual tunnel": {config: strings.Replace(office, second, "", 1), command: "apply"},
	"unknown outcome": {
		config: office + "  name                 = \"office\"\n", command: "apply", env: []string{"ALIBABA_CLOUD_MAX_RETRIES=1"},
		meanwhile: everyCall(sim.Fault{Action: "CreateVpnGateway", Status: 503, Code: "ServiceUnavailable", Message: "The request has failed due to a temporary failure of the server.", Applied: true}),
	},
	"name taken": {
		config: office + "  name                 = \"office\"\n", command: "apply",
		meanwhile: func(s *sim.Server) {
			s.PutGateway(sim.Gateway{RegionID: sim.DefaultRegion, VpcID: sim.DefaultVPC, Name: "office", Bandwidth: 10})
		},
	},
	"prepaid replacement": {
		before: paid + "  auto_pay             = true\n", command: "plan",
		config: strings.Replace(paid, "= 10", "= 50", 1) + "  auto_pay             = true\n",
	},
	"failed wait": {
		// Long enough for what comes before the wait, on a machine that is busy.
		config: office + "  timeouts {\n    create = \"45s\"\n  }\n", command: "apply",
		meanwhile: everyCall(sim.Stuck("provisioning", -1)),
	},
}

// Values that differ from run to run get the length that they had, so that the
// lines break where they broke.
var placeholders = []struct {
	value *regexp.Regexp
	in    string
}{
	{regexp.MustCompile(`vpn-bp1[0-9a-z]+`), "vpn-bp1q8bgx4xnkm2ogj0fiu0000000000"},
	{regexp.MustCompile(`[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}`), "4F0A5B3C-1D2E-4F60-8A9B-0C1D2E3F4A5B"},
	{regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`), "7b1c9d2e-3f40-4a5b-8c6d-7e8f90a1b2c3"},
	{regexp.MustCompile(`\b[0-9a-f]{32}\b`), "359851dc5d5eb4722c9fb0a47a079346"},
	{regexp.MustCompile(`registry\.opentofu\.org`), "registry.terraform.io"},
	{regexp.MustCompile(`after waiting \d+s`), "after waiting 20s"},
	{regexp.MustCompile(`\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ`), "2027-01-31T16:00:00Z"},
}

const configuration = `provider "aliyun" {
  region = "cn-hangzhou"
}

resource "aliyun_vpn_gateway" "office" {
  vpc_id               = "vpc-bp1ub1yt9cvakoelj1y9c"
  vswitch_id           = "vsw-bp1zonea00000000000001"
`

// printedBy returns the warnings and errors of a situation, as they were printed.
func printedBy(t *testing.T, m message) string {
	t.Helper()
	s := sim.New(m.options)
	w := newMigration(t, s)
	w.must("init")
	if m.before != "" {
		w.write("gateway.tf", []byte(configuration+m.before+"}\n"))
		w.must("apply", "-auto-approve", "-no-color")
	}
	if m.meanwhile != nil {
		m.meanwhile(s)
	}
	if m.config != "" {
		w.write("gateway.tf", []byte(configuration+m.config+"}\n"))
	}
	w.env = append(w.env, m.env...)
	args := []string{m.command, "-no-color"}
	if m.command != "plan" {
		args = append(args, "-auto-approve")
	}
	c := w.run(args...)
	var said strings.Builder
	for _, out := range []string{c.stdout.String(), c.stderr.String()} {
		for _, one := range diagnostics(out) {
			said.WriteString(one + "\n")
		}
	}
	text := strings.TrimSpace(said.String()) + "\n"
	for _, p := range placeholders {
		text = p.value.ReplaceAllStringFunc(text, func(found string) string { return p.in[:len(found)] })
	}
	return text
}

var afterwards = regexp.MustCompile(`(?m)^(?:Apply complete!|Destroy complete!|─+$|Note: |Terraform |OpenTofu |aliyun_vpn_gateway\.office: |Plan: )`)

// diagnostics cuts warnings and errors out of what the CLI has printed.
func diagnostics(out string) []string {
	var all []string
	starts := regexp.MustCompile(`(?m)^(?:Warning|Error): `).FindAllStringIndex(out, -1)
	for n, start := range starts {
		end := len(out)
		if n+1 < len(starts) {
			end = starts[n+1][0]
		}
		one := out[start[0]:end]
		if after := afterwards.FindStringIndex(one); after != nil {
			one = one[:after[0]]
		}
		all = append(all, strings.TrimRight(one, "\n ")+"\n")
	}
	return all
}

// The guide on messages shows what is printed. ALIYUN_WRITE_GUIDES=1 writes it anew.
func TestGuides_messages(t *testing.T) {
	t.Parallel()
	file := filepath.Join(guideFolder, "messages.md")
	page := readFile(t, file)
	shown := map[string]string{}
	for _, p := range readGuide(t, "messages") {
		if p.directive == "printed" {
			shown[p.argument] = p.text
		} else if p.directive != "not run" {
			t.Errorf("nothing shows that this is true:\n%s", p.text)
		}
	}
	for name := range shown {
		if _, known := messages[name]; !known {
			t.Errorf("%s shows %q, which is no situation of this test", file, name)
		}
	}
	var mu sync.Mutex
	printed := map[string]string{}
	t.Run("situation", func(t *testing.T) {
		for name, m := range messages {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				text := printedBy(t, m)
				mu.Lock()
				defer mu.Unlock()
				printed[name] = text
				if _, ok := shown[name]; !ok {
					t.Errorf("%s does not show it:\n%s", file, text)
				} else if os.Getenv("ALIYUN_WRITE_GUIDES") != "1" && !slices.Equal(strings.Fields(shown[name]), strings.Fields(text)) {
					t.Errorf("%s shows\n%s\nand this is printed\n%s", file, shown[name], text)
				}
			})
		}
	})
	if os.Getenv("ALIYUN_WRITE_GUIDES") != "1" {
		return
	}
	page = fenced.ReplaceAllStringFunc(page, func(block string) string {
		found := fenced.FindStringSubmatch(block)
		if text, ok := printed[found[2]]; ok && found[1] == "printed" {
			return "<!-- printed: " + found[2] + " -->\n\n```text\n" + text + "```"
		}
		return block
	})
	if err := os.WriteFile(file, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
}
