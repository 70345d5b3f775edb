package acctest_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// TestInterrupt_killParts kills the provider, Terraform, or both, when the API has
// carried a create out and nobody has heard of it yet, for every kind that is not
// billed by itself. Where no two of a kind can be the same, the next apply creates
// nothing: it names the object, which is imported and then has nothing to change.
// Each kind has another victim, and in `make load` all of them many times.
func TestInterrupt_killParts(t *testing.T) {
	t.Parallel()
	n := 1
	if os.Getenv(loadVariable) != "" {
		n = manyKills
	}
	for k, s := range subjects() {
		if s.Costs() {
			continue // TestInterrupt_kill
		}
		for i := range n {
			victim := victims[(k+i)%len(victims)]
			t.Run(fmt.Sprint(s.TypeName, " ", i+1, " ", victim.name), func(t *testing.T) {
				t.Parallel()
				killPart(t, s, victim)
			})
		}
	}
}

func killPart(t *testing.T, s *acctest.Subject, v victim) {
	t.Helper()
	server := s.Seeded(sim.New(sim.Options{}))
	before := len(s.Live(server))
	config := fmt.Sprintf("provider \"aliyun\" {\n  region = %q\n}\n\nresource %q \"main\" {\n%s}\n",
		sim.DefaultRegion, s.TypeName, resourceLines(t, s.Minimal))
	w := newWorkspace(t, config, append(keyPair(), "ALIBABA_CLOUD_ENDPOINT_VPC="+serveSim(t, server))...)
	server.AddFault(sim.Fault{Action: s.CreateAction, Kind: sim.KindDelay, Delay: aLongWhile, Applied: true, Times: -1})
	c := w.start("apply", "-auto-approve", "-no-color")
	eventually(t, "the API has created it", func() bool { return len(s.Live(server)) > before || c.ended() })
	if err := v.send(w, c, kill); err != nil {
		t.Fatal(err)
	}
	c.wait()
	eventually(t, "the provider ends by itself when its Terraform is gone", func() bool { return ended(w.providerPid()) })
	server.ClearFaults()
	if len(w.state()) > 0 {
		t.Fatalf("it is in state:\n%s", c.said())
	}
	again := w.run("apply", "-auto-approve", "-no-color")
	if s.Unique == "" {
		if live := len(s.Live(server)); again.wait() != 0 || live != before+2 {
			t.Errorf("%d are there: exit code %d\n%s", live, again.wait(), again.said())
		}
		return
	}
	all := s.Live(server)
	if len(all) != before+1 {
		t.Fatalf("%d are there: exit code %d\n%s", len(all), again.wait(), again.said())
	}
	id := all[len(all)-1]
	said := strings.Join(strings.Fields(strings.ReplaceAll(again.said(), "│", "")), " ")
	if again.wait() != 1 || !strings.Contains(said, s.TakeOver) || !strings.Contains(said, id) {
		t.Errorf("want an error that names %s and %s, got exit code %d\n%s", id, s.TakeOver, again.wait(), again.said())
	}
	w.must("import", "-no-color", s.TypeName+".main", id+"@"+sim.DefaultRegion)
	w.must("apply", "-auto-approve", "-no-color")
	says(t, w.must("plan", "-no-color").said(), "No changes.")
	w.must("destroy", "-auto-approve", "-no-color")
	if left := len(s.Live(server)); left != before {
		t.Errorf("%d are left, there were %d", left, before)
	}
}
