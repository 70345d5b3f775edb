package acctest_test

import (
	"slices"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// The configuration of the guide puts the gateway into both vSwitches, and
// finds nothing to do afterwards.
func TestGuides_besideAlicloud(t *testing.T) {
	t.Parallel()
	parts := readGuide(t, "beside-alicloud")
	at := slices.IndexFunc(parts, func(p part) bool { return p.directive == "file" })
	if at < 0 {
		t.Fatal("the guide has no configuration")
	}
	s := sim.New(sim.Options{Site: sim.SiteInternational})
	m := newMigration(t, s)
	m.write("main.tf", []byte(parts[at].text))
	m.must("init")
	m.must("apply", "-auto-approve", "-no-color")
	says(t, m.must("plan", "-no-color").said(), "No changes.")
	all := s.Gateways()
	if len(all) != 1 || all[0].VSwitchID != sim.SingaporeVSwitchA || all[0].DisasterRecoveryVSwitchID != sim.SingaporeVSwitchB {
		t.Errorf("want one gateway in both vSwitches, got %+v", all)
	}
	m.must("destroy", "-auto-approve", "-no-color")
	if left := s.Objects(); len(left) > 0 {
		t.Errorf("left behind: %+v", left)
	}
}
