package acctest_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// What Terraform can do from 1.14 on. Older versions, and OpenTofu, skip these
// tests: TF_ACC_TERRAFORM_PATH names a CLI that does not.

var terraformVersion = regexp.MustCompile(`Terraform v1\.(\d+)\.`)

// newer returns a workspace with a provider block whose CLI has queries and
// actions.
func newer(t *testing.T, s *sim.Server, config string) *workspace {
	t.Helper()
	config = fmt.Sprintf("provider \"aliyun\" {\n  region = %q\n}\n%s", sim.DefaultRegion, config)
	w := newWorkspace(t, config, append(keyPair(), "ALIBABA_CLOUD_ENDPOINT_VPC="+serveSim(t, s))...)
	version := terraformVersion.FindStringSubmatch(w.must("version").said())
	if version == nil {
		t.Skip("needs Terraform 1.14")
	}
	if minor, err := strconv.Atoi(version[1]); err != nil || minor < 14 {
		t.Skip("needs Terraform 1.14")
	}
	return w
}

// TestNewer_query finds two objects of each kind, writes their configuration, and
// imports them by what the query wrote: their identities. The plan of the import
// is empty but for it, as is the plan after it.
func TestNewer_query(t *testing.T) {
	t.Parallel()
	for _, subject := range subjects() {
		t.Run(subject.TypeName, func(t *testing.T) {
			t.Parallel()
			s := subject.Seeded(sim.New(sim.Options{}))
			w := newer(t, s, "")
			for n := range 2 {
				subject.Put(s, listedID(subject, n))
			}
			all := fmt.Sprintf("list %q \"all\" {\n  provider = aliyun\n}\n", subject.TypeName)
			w.write("all.tfquery.hcl", []byte(all))
			s.ResetRequests()
			said := w.must("query", "-no-color", "-generate-config-out=generated.tf").said()
			for _, id := range subject.Live(s) {
				if !strings.Contains(said, id) {
					t.Errorf("%s is not found:\n%s", id, said)
				}
			}
			count := len(subject.Live(s))
			says(t, w.must("plan", "-no-color").said(), fmt.Sprintf("Plan: %d to import, %s", count, nothingToDo))
			w.must("apply", "-auto-approve", "-no-color")
			says(t, w.must("plan", "-no-color").said(), "No changes.")
			onlyRead(t, s)
			if n := len(w.state()); n != count {
				t.Errorf("%d of %d objects are in state", n, count)
			}
		})
	}
}

// TestNewer_action runs the diagnosis as an action: alone, and after a change.
func TestNewer_action(t *testing.T) {
	t.Parallel()
	const id = "vco-bp1bbi27hojx80nck7dvw"
	s := sim.New(sim.Options{})
	addConnection(s, sim.DefaultRegion, `"`+id+`"`)
	s.ChangeVpnConnection(id, func(v *sim.VpnConnection) {
		v.Problems = []sim.Problem{{TunnelID: v.Tunnels[0].TunnelID, Reason: "The keys differ.", LocalParam: "sha256", RemoteParam: "sha1"}}
	})
	example := readFile(t, examples, "actions/aliyun_vpn_connection_diagnose/action.tf")
	w := newer(t, s, example+`
resource "terraform_data" "device" {
  input = 1
  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.aliyun_vpn_connection_diagnose.office]
    }
  }
}
`)
	want := []string{"Problem of IPsec connection " + id, "The keys differ.", `Alibaba Cloud has "sha256", the other end has "sha1".`, "problems found: 1"}
	says(t, w.must("apply", "-auto-approve", "-no-color", "-invoke=action.aliyun_vpn_connection_diagnose.office").said(), want...)
	says(t, w.must("apply", "-auto-approve", "-no-color").said(), append(want, "1 added, 0 changed, 0 destroyed")...)
}
