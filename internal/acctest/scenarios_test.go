package acctest_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// scenario is a workspace with the files of one of examples/scenarios, and the
// providers that it uses.
func scenario(t *testing.T, name string) *migration {
	t.Helper()
	return scenarioOn(t, name, sim.Options{Site: sim.SiteInternational})
}

// scenarioOn is the same with a simulator of one's own.
func scenarioOn(t *testing.T, name string, options sim.Options) *migration {
	t.Helper()
	m := newMigration(t, sim.New(options))
	if !ephemeral(t, m) {
		t.Skip("the scenarios use ephemeral resources, which this CLI does not have")
	}
	folder := filepath.Join(examples, "scenarios", name)
	files, err := filepath.Glob(filepath.Join(folder, "*.tf"))
	if err != nil || len(files) == 0 {
		t.Fatal(folder, files, err)
	}
	for _, file := range files {
		m.write(filepath.Base(file), []byte(readFile(t, file)))
	}
	m.must("init")
	return m
}

var cliVersion = regexp.MustCompile(`v1\.(\d+)\.`)

// ephemeral reports whether the CLI has ephemeral resources and write-only
// arguments, as version 1.11 of both has.
func ephemeral(t *testing.T, m *migration) bool {
	t.Helper()
	version := cliVersion.FindStringSubmatch(m.must("version").said())
	if version == nil {
		t.Fatal("the CLI does not say its version")
	}
	return len(version[1]) > 1 && version[1] >= "11"
}

// edit changes one of the files.
func (m *migration) edit(file, from, to string) {
	m.t.Helper()
	text := readFile(m.t, m.dir, file)
	if !strings.Contains(text, from) {
		m.t.Fatalf("%s does not have %q", file, from)
	}
	m.write(file, []byte(strings.ReplaceAll(text, from, to)))
}

// apply applies, and plans again to find nothing to do.
func (m *migration) apply(want string) {
	m.t.Helper()
	says(m.t, m.must("apply", "-auto-approve", "-no-color").said(), want)
	says(m.t, m.must("plan", "-no-color").said(), "No changes.")
}

// keys are those of both tunnels, as the simulator knows them.
func (m *migration) keys() [2]string {
	m.t.Helper()
	all := m.sim.VpnConnections()
	if len(all) != 1 || len(all[0].Tunnels) != 2 {
		m.t.Fatalf("want one connection with two tunnels, got %+v", all)
	}
	return [2]string{all[0].Tunnels[0].Ike.Psk, all[0].Tunnels[1].Ike.Psk}
}

// hidden checks that no file of Terraform has a key.
func (m *migration) hidden(keys ...string) {
	m.t.Helper()
	states, err := filepath.Glob(filepath.Join(m.dir, "terraform.tfstate*"))
	if err != nil || len(states) == 0 {
		m.t.Fatal(states, err)
	}
	m.must("plan", "-no-color", "-out=looked-at.tfplan")
	shown := m.must("show", "-json", "looked-at.tfplan").said()
	for _, key := range keys {
		for _, state := range states {
			if strings.Contains(readFile(m.t, state), key) {
				m.t.Errorf("a key is in %s", filepath.Base(state))
			}
		}
		if strings.Contains(shown, key) {
			m.t.Error("a key is in the plan")
		}
	}
}

// An office, from the first apply to the destroy, with what a team changes in
// between.
func TestScenarios_siteToSite(t *testing.T) {
	t.Parallel()
	m := scenario(t, "site-to-site")
	m.env = append(m.env, "TF_VAR_store=cat > device.conf")
	device := filepath.Join(m.dir, "device.conf")

	m.apply("Apply complete! Resources: 8 added, 0 changed, 0 destroyed.")
	keys := m.keys()
	m.hidden(keys[:]...)
	gateway := m.sim.Gateways()[0]
	says(t, readFile(t, device), keys[0], keys[1], gateway.InternetIP, gateway.DisasterRecoveryInternetIP)

	// Another network, and other algorithms: the keys stay.
	m.edit("variables.tf", `["192.168.0.0/16"]`, `["192.168.0.0/16", "172.16.0.0/12"]`)
	m.apply("1 added, 0 changed, 0 destroyed")
	m.edit("main.tf", `encryption = "aes256"`, `encryption = "aes192"`)
	m.apply("1 added, 1 changed, 1 destroyed") // the device gets it too
	if now := m.keys(); now != keys {
		t.Error("a change of algorithms changed a key")
	}

	// A key of one's own for one tunnel: the other one stays as it is.
	m.edit("main.tf", "    slave = {\n", "    slave = {\n      psk_wo = \"Rotated-key-1\"\n      psk_wo_version = 1\n")
	m.apply("1 added, 1 changed, 1 destroyed")
	if now := m.keys(); now != [2]string{keys[0], "Rotated-key-1"} {
		t.Error("want the key of one tunnel rotated, and that of the other as it was")
	}

	// From static routes to BGP.
	m.env = append(m.env, "TF_VAR_office_asn=65001")
	m.apply("Customer gateway will be replaced")
	if c := m.sim.VpnConnections()[0]; c.Tunnels[0].Bgp == nil {
		t.Errorf("BGP is off: %+v", c)
	}
	m.hidden(append(keys[:], "Rotated-key-1")...)

	// Somebody else's state, with all of it imported.
	m.imported()

	m.must("destroy", "-auto-approve", "-no-color")
	if left := m.sim.Objects(); len(left) > 0 {
		t.Errorf("left behind: %+v", left)
	}
}

// imported takes the connection out of state and imports it again.
func (m *migration) imported() {
	m.t.Helper()
	id := m.sim.VpnConnections()[0].VpnConnectionID
	m.must("state", "rm", "aliyun_vpn_connection.office")
	m.must("import", "aliyun_vpn_connection.office", id)
	says(m.t, m.must("apply", "-auto-approve", "-no-color").said(), "0 added, 1 changed, 0 destroyed") // psk_wo_version
	says(m.t, m.must("plan", "-no-color").said(), "No changes.")
}

func TestScenarios_aws(t *testing.T) {
	t.Parallel()
	m := scenario(t, "aws")
	m.env = append(m.env, "TF_VAR_vpc_id="+sim.SingaporeVPC, "TF_VAR_aws_vpc_id=vpc-0123456789abcdef0",
		`TF_VAR_vswitch_ids=["`+sim.SingaporeVSwitchA+`","`+sim.SingaporeVSwitchB+`"]`)
	m.must("apply", "-auto-approve", "-no-color")
	keys := m.keys()
	if keys != [2]string{awsKey + "10", awsKey + "20"} {
		t.Errorf("the tunnels do not have AWS's keys: %q", keys)
	}
	c := m.sim.VpnConnections()[0]
	if c.Tunnels[0].Bgp == nil || c.Tunnels[0].Bgp.TunnelCidr != "169.254.10.0/30" || c.Tunnels[0].Bgp.LocalBgpIP != "169.254.10.2" {
		t.Errorf("got %+v", c)
	}
	says(t, m.must("plan", "-no-color").said(), "Plan: 0 to add, 0 to change, 0 to destroy.") // and the check's reads
	if strings.Contains(m.must("state", "show", "-no-color", "aliyun_vpn_connection.aws").said(), awsKey) {
		t.Error("a key is in the part of the state that is ours")
	}
	m.must("destroy", "-auto-approve", "-no-color")
	if left := m.sim.Objects(); len(left) > 0 {
		t.Errorf("left behind: %+v", left)
	}
}
