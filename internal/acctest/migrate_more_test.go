package acctest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// someModule is a module of the Registry, as far as it matters here.
const someModule = `
terraform {
  required_providers {
    alicloud = { source = "aliyun/alicloud" }
  }
}
variable "create_vpn_gateway" {
  type    = bool
  default = true
}
resource "alicloud_vpn_gateway" "this" {
  count        = var.create_vpn_gateway ? 1 : 0
  vpc_id       = "vpc-bp1ub1yt9cvakoelj1y9c"
  bandwidth    = 10
  payment_type = "PayAsYouGo"
}
`

// A gateway leaves a module that can be told not to create one: by the guide's
// moved block, or by its command and an import, but not by a removed block.
func migrateOutOfModule(t *testing.T, g *manual, plain string) {
	t.Helper()
	block := g.block("create_vpn_gateway = false")
	moved := movedBlock.FindString(block)
	imported := g.block("from = alicloud_vpn_gateway.office\n\n")
	imported = imported[strings.Index(imported, "import {"):]
	inModule := officialState("this", "", map[string]map[string]any{"": officialAttributes()})
	inModule = []byte(strings.Replace(strings.Replace(string(inModule), `"mode":"managed"`, `"mode":"managed","module":"module.vpn"`, 1),
		`"attributes"`, `"index_key":0,"attributes"`, 1))

	s := sim.New(sim.Options{})
	s.PutGateway(theOffice())
	m := newMigration(t, s)
	if err := os.MkdirAll(filepath.Join(m.dir, "modules", "vpn"), 0o700); err != nil {
		t.Fatal(err)
	}
	m.write("modules/vpn/main.tf", []byte(someModule))
	without := plain + strings.Replace(block, moved, "\n", 1)

	m.write("terraform.tfstate", inModule)
	m.write("main.tf", []byte(plain+block))
	m.must("init")
	says(t, m.must("plan", "-no-color").said(),
		"# module.vpn.alicloud_vpn_gateway.this[0] has moved to aliyun_vpn_gateway.office", "Plan: "+nothingToDo)
	m.must("apply", "-auto-approve")
	if got := m.resources(); got != "aliyun_vpn_gateway.office" {
		t.Errorf("in state are %s", got)
	}

	m.write("terraform.tfstate", inModule)
	m.write("main.tf", []byte(without+"removed {\n  from = module.vpn.alicloud_vpn_gateway.this\n  lifecycle {\n    destroy = false\n  }\n}\n"))
	if c := m.run("plan", "-no-color"); c.wait() == 0 {
		t.Errorf("a removed block works, and the guide says that it does not:\n%s", c.said())
	} else {
		says(t, c.said(), "still exists")
	}

	m.write("main.tf", []byte(without+imported))
	g.run(m.workspace, "terraform state rm module.vpn.alicloud_vpn_gateway.this[0]")
	says(t, m.must("apply", "-auto-approve", "-no-color").said(), "1 to import, "+nothingToDo)
	if got := m.resources(); got != "aliyun_vpn_gateway.office" {
		t.Errorf("in state are %s", got)
	}
	m.untouched(1)
}

// The guide's resource takes what modules pass to the official provider.
func migrateModule(t *testing.T, g *manual) {
	t.Helper()
	block := g.block("charge_type = {")
	for name, variables := range map[string][]string{
		"defaults": nil,
		"all": {
			"-var=name=office", "-var=description=Office", "-var=payment_type=PostPaid", "-var=enable_ssl=true", "-var=ssl_connections=20",
			`-var=tags={"team":"network"}`,
		},
		"prepaid": {"-var=payment_type=Subscription", "-var=period=12"},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMigration(t, sim.New(sim.Options{SingleTunnelRegions: []string{sim.DefaultRegion}}))
			m.write("main.tf", []byte(required+"provider \"aliyun\" {\n  region = \"cn-hangzhou\"\n}\n"+block))
			m.must("init")
			m.must(append([]string{"apply", "-auto-approve", "-no-color"}, variables...)...)
			says(t, m.must(append([]string{"plan", "-no-color"}, variables...)...).said(), "No changes.")
		})
	}
}

// What the guide reads is what was there.
func migrateDataSources(t *testing.T, g *manual, plain string) {
	t.Helper()
	s := sim.New(sim.Options{})
	s.PutGateway(theOffice())
	m := newMigration(t, s)
	m.write("main.tf", []byte(firstOutput.ReplaceAllString(plain, "")+g.block("bandwidth = 5\n")))
	m.must("init")
	says(t, m.must("apply", "-auto-approve", "-no-color").said(), `names = [ "office", ]`, `"cn-hangzhou-h",`)
	m.untouched(1)
}

// A provider block as it was written for the official provider works.
func migrateProviderBlock(t *testing.T, g *manual) {
	t.Helper()
	s := sim.New(sim.Options{})
	m := newMigration(t, s)
	var api string
	for _, variable := range m.env {
		if address, found := strings.CutPrefix(variable, "ALIBABA_CLOUD_ENDPOINT_VPC="); found {
			api = address
		}
	}
	m.env = append(m.env, "ALIBABA_CLOUD_ENDPOINT_STS="+api)
	block := vpcEndpoint.ReplaceAllString(g.block("assume_role {"), "${1}\""+api+`"`)
	m.write("main.tf", []byte(required+block+"data \"aliyun_vpn_gateways\" \"all\" {}\n"))
	m.must("init")
	m.must("apply", "-auto-approve", "-no-color")
	assumed := false
	for _, r := range s.Requests() {
		assumed = assumed || r.Action == "AssumeRole"
	}
	if !assumed {
		t.Error("the role was not assumed")
	}
}
