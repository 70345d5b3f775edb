package acctest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// wholeKeys are all that must not be in state.
var wholeKeys = []string{"master", "slave", "tunnel1", "tunnel2", "phones", "anna", "bert"}

// copyAll writes the files of a folder of an example into the workspace.
func (m *migration) copyAll(folder string) {
	m.t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.tf"))
	if err != nil || len(files) == 0 {
		m.t.Fatal(folder, files, err)
	}
	for _, file := range files {
		m.write(filepath.Base(file), []byte(readFile(m.t, file)))
	}
}

// TestMigrate_whole moves a whole VPN out of the official provider's state, with
// the files of examples/scenarios/migrate: nothing is planned, nothing but reads
// reaches the API, and the keys are gone from state. What attaches to the transit
// router stays with the official provider.
func TestMigrate_whole(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(examples, "scenarios", "migrate")
	s := sim.New(sim.Options{})
	m := newMigration(t, s)
	before := string(seedWhole(s))
	there := s.Objects()
	m.write("terraform.tfstate", []byte(before))

	m.copyAll(filepath.Join(folder, "before"))
	var psk []string
	for _, name := range wholeKeys {
		if !strings.Contains(before, clearText+name) {
			t.Errorf("the state before the move does not have the key of %s", name)
		}
		psk = append(psk, `"`+name+`":"`+clearText+name+`"`)
	}
	m.env = append(m.env, "TF_VAR_psk={"+strings.Join(psk, ",")+"}")
	m.must("init")
	says(t, m.must("plan", "-no-color", "-refresh=false").said(), "No changes.")

	m.copyAll(folder)
	m.must("init")
	plan := m.must("plan", "-no-color", "-out=move.tfplan").said()
	says(t, plan, "Plan: "+nothingToDo)
	const stays = 1
	objects, resources := strings.Count(before, `"attributes"`)-stays, strings.Count(before, `"mode":"managed"`)-stays
	if got := strings.Count(plan, "has moved to aliyun_"); got != objects || strings.Contains(plan, "will be updated") {
		t.Errorf("%d of %d objects are moved:\n%s", got, objects, plan)
	}
	if blocks := strings.Count(readFile(t, folder, "moved.tf"), "moved {"); blocks != resources {
		t.Errorf("there are %d moved blocks for %d resources", blocks, resources)
	}
	if strings.Contains(m.must("show", "-json", "move.tfplan").said(), clearText) {
		t.Error("a key is in the plan")
	}
	says(t, m.must("apply", "-no-color", "move.tfplan").said(), "0 added, 0 changed, 0 destroyed.")
	if now := m.resources(); strings.Count(now, "alicloud_") != stays || !strings.Contains(now, "alicloud_cen_transit_router_vpn_attachment.branch") {
		t.Errorf("in state are %s", now)
	}
	if state := string(m.read("terraform.tfstate")); strings.Contains(state, clearText) {
		t.Error("a key is in state")
	}

	// The blocks are not needed any more.
	if err := os.Remove(filepath.Join(m.dir, "moved.tf")); err != nil {
		t.Fatal(err)
	}
	says(t, m.must("plan", "-no-color").said(), "No changes.")
	onlyRead(t, s)
	if now := s.Objects(); len(now) != len(there) {
		t.Errorf("there were %+v, there are %+v", there, now)
	}

	// It is this provider's now, to the end.
	m.must("destroy", "-auto-approve", "-no-color")
	if left := s.Objects(); len(left) > 0 {
		t.Errorf("left behind: %+v", left)
	}
}
