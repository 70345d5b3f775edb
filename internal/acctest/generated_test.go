package acctest_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

var refusedName = regexp.MustCompile(`(?m)^\s*name\s*=.*\n`)

// A generated configuration may hold what the provider refuses, such as a name
// from the console. The pages say what to do: delete the argument, and the
// gateway keeps its value.
func TestGuides_generatedConfiguration(t *testing.T) {
	t.Parallel()
	s := sim.New(sim.Options{})
	gateway := theOffice()
	gateway.Name, gateway.DisasterRecoveryVSwitchID = "my gateway", sim.DefaultVSwitchI
	s.PutGateway(gateway)
	m := newMigration(t, s)
	m.write("main.tf", []byte(required+"provider \"aliyun\" {\n  region = \"cn-hangzhou\"\n}\n"+
		"import {\n  to = aliyun_vpn_gateway.office\n  id = \""+migratedID+"\"\n}\n"))
	m.must("init")
	if c := m.run("plan", "-no-color", "-generate-config-out=gateways.tf"); c.wait() == 0 {
		t.Errorf("the name is accepted, so this test proves nothing:\n%s", c.said())
	} else {
		says(t, c.said(), "Invalid name")
	}
	text, err := os.ReadFile(filepath.Join(m.dir, "gateways.tf"))
	if err != nil {
		t.Fatal(err)
	}
	if !refusedName.Match(text) {
		t.Fatalf("no name was generated:\n%s", text)
	}
	m.write("gateways.tf", refusedName.ReplaceAll(text, nil))
	says(t, m.must("apply", "-auto-approve", "-no-color").said(), "1 imported, 0 added, 0 changed, 0 destroyed.")
	says(t, m.must("plan", "-no-color").said(), "No changes.")
	if got := s.Gateways()[0].Name; got != "my gateway" {
		t.Errorf("the gateway is named %q now", got)
	}
}

// With ignore_changes, a gateway that was resized in the console stays as it is.
func TestGuides_ignoreBandwidth(t *testing.T) {
	t.Parallel()
	s := sim.New(sim.Options{})
	m := newMigration(t, s)
	m.write("main.tf", []byte(required+configuration+office+"  lifecycle {\n    ignore_changes = [bandwidth]\n  }\n}\n"))
	m.must("init")
	m.must("apply", "-auto-approve", "-no-color")
	s.ChangeGateway(s.Gateways()[0].VpnGatewayID, func(g *sim.Gateway) { g.Bandwidth = 20 })
	m.must("apply", "-auto-approve", "-no-color")
	says(t, m.must("plan", "-no-color").said(), "No changes.")
	if all := s.Gateways(); len(all) != 1 || all[0].Bandwidth != 20 {
		t.Errorf("want the resized gateway, got %+v", all)
	}
}
