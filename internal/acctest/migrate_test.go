package acctest_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

const (
	migrateGuide = "../../templates/guides/migrate-from-alicloud.md"
	migratedID   = "vpn-bp1q8bgx4xnkm2ogj0fiu"
	nothingToDo  = "0 to add, 0 to change, 0 to destroy"
)

// migration is a workspace of somebody who has used the official provider. Both
// providers come from a mirror, so that `terraform init` is the real one.
type migration struct {
	*workspace
	sim *sim.Server
}

// officialAttributes is what version 1.289.0 keeps of the gateway in the guide.
func officialAttributes() map[string]any {
	return map[string]any{
		"id": migratedID, "vpc_id": sim.DefaultVPC, "name": "office", "vpn_gateway_name": "office", "bandwidth": 10,
		"instance_charge_type": "PostPaid", "payment_type": "PayAsYouGo", "period": 1, "auto_pay": nil, "auto_propagate": false,
		"enable_ipsec": true, "enable_ssl": true, "ssl_connections": 20, "description": "", "disaster_recovery_vswitch_id": "",
		"network_type": "public", "vpn_type": "Normal", "resource_group_id": sim.DefaultResourceGroup,
		"create_time": 1492747187000, "vswitch_id": sim.DefaultVSwitchH, "status": "active", "business_status": "Normal",
		"internet_ip": "203.0.113.9", "disaster_recovery_internet_ip": "", "ssl_vpn_internet_ip": "",
		"tags": map[string]string{"team": "network"}, "timeouts": nil,
	}
}

// officialResources is what one resource of the official provider has in state, by key.
type officialResources struct {
	typeName, name, status string
	instances              map[string]map[string]any
}

// officialState is a state file with instances of one gateway's resource.
func officialState(name, status string, instances map[string]map[string]any) []byte {
	return officialStateOf(officialResources{"alicloud_vpn_gateway", name, status, instances})
}

// officialStateOf is a state file as Terraform writes it: in private are the
// timeouts of the provider's old library.
func officialStateOf(resources ...officialResources) []byte {
	private := base64.StdEncoding.EncodeToString([]byte(
		`{"e2bfb730-ecaa-11e6-8f88-34363bc7c4c0":{"create":900000000000,"delete":300000000000,"update":300000000000},"schema_version":"0"}`))
	var written []map[string]any
	for _, r := range resources {
		var all []map[string]any
		for key, attributes := range r.instances {
			one := map[string]any{"schema_version": 0, "attributes": attributes, "private": private}
			if key != "" {
				one["index_key"] = key
			}
			if r.status != "" {
				one["status"] = r.status
			}
			all = append(all, one)
		}
		written = append(written, map[string]any{
			"mode": "managed", "type": r.typeName, "name": r.name, "instances": all,
			"provider": `provider["registry.terraform.io/aliyun/alicloud"]`,
		})
	}
	state, err := json.Marshal(map[string]any{
		"version": 4, "terraform_version": "1.8.0", "serial": 1, "lineage": "3f1ad0a4-5a5c-4b05-a6a8-8e0d1fbd5d1e", "outputs": map[string]any{},
		"resources": written,
	})
	if err != nil {
		panic(err)
	}
	return state
}

func newMigration(t *testing.T, s *sim.Server) *migration {
	t.Helper()
	address := serveSim(t, s)
	m := &migration{sim: s, workspace: newWorkspace(t, "", append(keyPair(), "ALIBABA_CLOUD_ENDPOINT_VPC="+address, officialCloud+"="+address)...)}
	shared, err := built()
	if err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	mirror := t.TempDir()
	put := func(address, version string, program func(file string) error) {
		dir := filepath.Join(mirror, address, version, runtime.GOOS+"_"+runtime.GOARCH)
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := program(filepath.Join(dir, "terraform-provider-"+filepath.Base(address)+"_v"+version)); err != nil {
			t.Fatal(err)
		}
	}
	for _, host := range []string{"registry.terraform.io", "registry.opentofu.org"} {
		put(host+"/"+provider.Source, "0.1.0", func(file string) error {
			return os.Link(filepath.Join(shared, "provider"), file)
		})
		put(host+"/aliyun/alicloud", "1.289.0", func(file string) error {
			return os.WriteFile(file, []byte("#!/bin/sh\nexec '"+self+"' \"$@\"\n"), 0o700) //nolint:gosec // It is run.
		})
		for name, version := range map[string]string{"aws": "6.0.0", "vault": "5.0.0"} {
			put(host+"/hashicorp/"+name, version, func(file string) error {
				return os.WriteFile(file, []byte("#!/bin/sh\n"+standInFor+"="+name+" exec '"+self+"' \"$@\"\n"), 0o700) //nolint:gosec // It is run.
			})
		}
	}
	shown, err := json.Marshal(officialAttributes())
	if err != nil {
		t.Fatal(err)
	}
	m.write("shown.json", shown)
	m.write("cli.tfrc", fmt.Appendf(nil, "provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", mirror))
	m.env = append(m.env, "TF_CLI_CONFIG_FILE="+filepath.Join(m.dir, "cli.tfrc"), officialGateway+"="+filepath.Join(m.dir, "shown.json"))
	return m
}

// resources lists what is in state.
func (m *migration) resources() string {
	m.t.Helper()
	return strings.Join(strings.Fields(m.must("state", "list").stdout.String()), " ")
}

// untouched checks that nothing has happened to the gateways.
func (m *migration) untouched(gateways int) {
	m.t.Helper()
	onlyRead(m.t, m.sim)
	if got := len(m.sim.Gateways()); got != gateways {
		m.t.Errorf("there are %d gateways, want %d", got, gateways)
	}
}

// theOffice is the gateway of the guide.
func theOffice() sim.Gateway {
	return sim.Gateway{
		VpnGatewayID: migratedID, Name: "office", VpcID: sim.DefaultVPC, VSwitchID: sim.DefaultVSwitchH, IpsecVpn: true, SslVpn: true,
		SslMaxConnections: 20, InternetIP: "203.0.113.9", Tags: map[string]string{"team": "network"},
	}
}

var (
	movedBlock  = regexp.MustCompile(`(?s)\nmoved \{.*?\n\}\n`)
	firstOutput = regexp.MustCompile(`(?s)resource .*`) // to the end: a resource and what refers to it
)

// The guide, step by step, with the very blocks and commands of the page.
func TestMigrate(t *testing.T) {
	t.Parallel()
	g := readManual(t, migrateGuide)
	before, after := g.block(`payment_type     =`), g.block("moved {\n  from = alicloud_vpn_gateway.office")
	plain := movedBlock.ReplaceAllString(after, "")

	t.Run("moved", func(t *testing.T) {
		s := sim.New(sim.Options{})
		s.PutGateway(theOffice())
		m := newMigration(t, s)
		m.write("terraform.tfstate", officialState("office", "tainted", map[string]map[string]any{"": officialAttributes()}))

		m.write("main.tf", []byte(before))
		g.run(m.workspace, "terraform init")
		g.run(m.workspace, "terraform untaint alicloud_vpn_gateway.office")
		g.run(m.workspace, "terraform apply -refresh-only")
		says(t, g.run(m.workspace, "terraform plan"), "No changes.")
		g.run(m.workspace, "terraform state pull >before.tfstate")
		says(t, string(m.read("before.tfstate")), "alicloud_vpn_gateway")

		m.write("main.tf", []byte(after))
		g.run(m.workspace, "terraform init")
		says(t, g.run(m.workspace, "terraform plan"),
			"# alicloud_vpn_gateway.office has moved to aliyun_vpn_gateway.office", "Plan: "+nothingToDo)
		says(t, g.run(m.workspace, "terraform apply"), "0 added, 0 changed, 0 destroyed.", `vpn_address = "203.0.113.9"`)
		if got := m.resources(); got != "aliyun_vpn_gateway.office" {
			t.Errorf("in state are %s", got)
		}
		says(t, g.run(m.workspace, "terraform plan"), "No changes.")

		// Neither the block nor the old provider is needed any more.
		m.write("main.tf", []byte(regexp.MustCompile(`(?s)    alicloud = \{.*?\n    \}\n`).ReplaceAllString(
			regexp.MustCompile(`(?s)provider "alicloud" \{.*?\n\}\n`).ReplaceAllString(plain, ""), "")))
		says(t, g.run(m.workspace, "terraform plan"), "No changes.")

		// And back again.
		back := firstOutput.ReplaceAllString(plain, "") + firstOutput.FindString(before) + g.block("from = aliyun_vpn_gateway.office")
		m.write("main.tf", []byte(back))
		g.run(m.workspace, "terraform init")
		says(t, g.run(m.workspace, "terraform apply"), "1 to import, "+nothingToDo, "will not be destroyed")
		if got := m.resources(); got != "alicloud_vpn_gateway.office" {
			t.Errorf("in state are %s", got)
		}
		m.untouched(1)
	})

	t.Run("other region", func(t *testing.T) {
		s := sim.New(sim.Options{})
		s.PutGateway(sim.Gateway{VpnGatewayID: migratedID, RegionID: sim.ShanghaiRegion, VpcID: sim.ShanghaiVPC, VSwitchID: sim.ShanghaiVSwitchA})
		m := newMigration(t, s)
		attributes := officialAttributes()
		attributes["vpc_id"], attributes["vswitch_id"], attributes["enable_ssl"] = sim.ShanghaiVPC, sim.ShanghaiVSwitchA, false
		attributes["tags"] = nil
		m.write("terraform.tfstate", officialState("branch", "", map[string]map[string]any{"": attributes}))
		header := firstOutput.ReplaceAllString(after, "")
		branch := g.block("aliyun.shanghai")

		wrong := strings.Replace(branch, "provider  = aliyun.shanghai", `region = "cn-shanghai"`, 1)
		m.write("main.tf", []byte(header+wrong))
		m.must("init")
		says(t, m.run("plan", "-no-color").said(), "Moved VPN gateway was not found", "it was looked for in the provider's region, cn-hangzhou")

		m.write("main.tf", []byte(header+branch))
		says(t, m.must("apply", "-auto-approve", "-no-color").said(), "has moved to aliyun_vpn_gateway.branch", nothingToDo)
		for _, config := range []string{wrong, strings.Replace(branch, "provider  = aliyun.shanghai", "", 1)} {
			m.write("main.tf", []byte(header+movedBlock.ReplaceAllString(config, "")))
			says(t, m.must("plan", "-no-color").said(), "No changes.")
		}
		m.untouched(1)
	})

	t.Run("removed and import", func(t *testing.T) {
		s := sim.New(sim.Options{})
		s.PutGateway(theOffice())
		m := newMigration(t, s)
		m.write("terraform.tfstate", officialState("office", "", map[string]map[string]any{"": officialAttributes()}))
		blocks := g.block("from = alicloud_vpn_gateway.office\n\n")
		m.write("main.tf", []byte(plain+blocks))
		g.run(m.workspace, "terraform init")
		says(t, g.run(m.workspace, "terraform apply"), "1 to import, "+nothingToDo, "will not be destroyed")
		if got := m.resources(); got != "aliyun_vpn_gateway.office" {
			t.Errorf("in state are %s", got)
		}

		// The same with a CLI that knows no lifecycle in a removed block.
		m.write("terraform.tfstate", officialState("office", "", map[string]map[string]any{"": officialAttributes()}))
		m.write("main.tf", []byte(plain+blocks[strings.Index(blocks, "import {"):]))
		g.run(m.workspace, "terraform state rm alicloud_vpn_gateway.office")
		says(t, g.run(m.workspace, "terraform apply"), "1 to import, "+nothingToDo)

		// What cannot be imported is only remembered.
		m.write("main.tf", []byte(strings.Replace(plain, "  vpc_id  ", "  auto_pay = false\n  vpc_id  ", 1)))
		says(t, g.run(m.workspace, "terraform apply"), "0 added, 1 changed, 0 destroyed.")
		m.untouched(1)
	})

	t.Run("module", func(t *testing.T) { migrateOutOfModule(t, g, plain) })
	t.Run("module of one's own", func(t *testing.T) { migrateModule(t, g) })
	t.Run("data sources", func(t *testing.T) { migrateDataSources(t, g, plain) })
	t.Run("provider block", func(t *testing.T) { migrateProviderBlock(t, g) })

	g.allUsed()
}

// One moved block moves all instances, prepaid ones too, and the example of the
// documentation is such a block.
func TestMigrate_instances(t *testing.T) {
	t.Parallel()
	s := sim.New(sim.Options{})
	instances := map[string]map[string]any{}
	for _, name := range []string{"hangzhou-one", "hangzhou-two"} {
		attributes := officialAttributes()
		attributes["id"], attributes["name"], attributes["vpn_gateway_name"] = "vpn-"+name, name, name
		attributes["instance_charge_type"], attributes["payment_type"] = "PrePaid", "Subscription"
		attributes["enable_ssl"], attributes["tags"] = false, map[string]string{}
		attributes["period"], attributes["auto_pay"] = 12, true
		instances[name] = attributes
		s.PutGateway(sim.Gateway{VpnGatewayID: "vpn-" + name, Name: name, VpcID: sim.DefaultVPC, VSwitchID: sim.DefaultVSwitchH, ChargeType: "Prepay"})
	}
	example, err := os.ReadFile("../../examples/resources/aliyun_vpn_gateway/move.tf")
	if err != nil {
		t.Fatal(err)
	}
	m := newMigration(t, s)
	m.write("terraform.tfstate", officialState("example", "", instances))
	m.write("main.tf", []byte(`
terraform {
  required_providers {
    alicloud = { source = "aliyun/alicloud" }
    aliyun   = { source = "`+provider.Source+`" }
  }
}
provider "aliyun" {
  region = "cn-hangzhou"
}
`+movedBlock.FindString(string(example))+`
resource "aliyun_vpn_gateway" "example" {
  for_each             = toset(["hangzhou-one", "hangzhou-two"])
  vpc_id               = "vpc-bp1ub1yt9cvakoelj1y9c"
  bandwidth            = 10
  name                 = each.key
  instance_charge_type = "PREPAY"
  period               = 12
  auto_pay             = true
}

# What refers to a gateway, like a connection, does not change either.
resource "terraform_data" "connection" {
  triggers_replace = [for gateway in aliyun_vpn_gateway.example : gateway.id]
}
`))
	m.must("init")
	says(t, m.run("plan", "-no-color", "-refresh=false").said(), "Moved VPN gateway has to be refreshed first")
	says(t, m.must("plan", "-no-color").said(), "Plan: 1 to add, 0 to change, 0 to destroy.", "# terraform_data.connection will be created")
	m.must("apply", "-auto-approve")
	says(t, m.must("plan", "-no-color").said(), "No changes.")
	if got, want := m.resources(), `aliyun_vpn_gateway.example["hangzhou-one"] aliyun_vpn_gateway.example["hangzhou-two"] terraform_data.connection`; got != want {
		t.Errorf("in state are %s, want %s", got, want)
	}
	m.untouched(2)
}
