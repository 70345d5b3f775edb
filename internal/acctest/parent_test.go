//go:build unix

package acctest_test

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// A provider whose Terraform is killed ends by itself, whether it waits for a
// gateway or for an answer. What it ordered is found by the next apply, which
// buys nothing.
func TestProcess_endsWithItsTerraform(t *testing.T) {
	t.Parallel()
	for name, held := range map[string]string{"while it waits for the gateway": "DescribeVpnGateway", "while it orders": createAction} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := slow()
			url := serveSim(t, s)
			w := newWorkspace(t, gatewayConfig(url, firstName), keyPair()...)
			s.AddFault(sim.Fault{Action: held, Times: -1, Kind: sim.KindDelay, Delay: aLongWhile, Applied: true})
			c := w.start("apply", "-auto-approve", "-no-color")
			eventually(t, "the gateway is ordered and the call is held up", func() bool {
				requests := s.Requests()
				return len(s.Gateways()) == 1 && requests[len(requests)-1].Action == held || c.ended()
			})
			pid := w.providerPid()
			if !running(pid) {
				t.Fatalf("the provider does not run\n%s", c.said())
			}
			if err := signalProcess(c.pid(), kill); err != nil {
				t.Fatal(err)
			}
			c.wait()
			eventually(t, "the provider has ended", func() bool { return !running(pid) })

			timeFlies(s)
			again := w.run("apply", "-auto-approve", "-no-color", "-lock=false")
			if code := again.wait(); code != 1 || !strings.Contains(again.said(), "terraform import ADDRESS "+s.Gateways()[0].VpnGatewayID) {
				t.Errorf("exit code %d\n%s", code, again.said())
			}
			if n := len(s.Gateways()); n != 1 {
				t.Errorf("there are %d gateways", n)
			}
		})
	}
}

// running reports whether a process runs. One that has ended, and that nobody has
// asked about yet, does not.
func running(pid int) bool {
	if syscall.Kill(pid, 0) != nil {
		return false
	}
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err != nil || !strings.Contains(string(stat), ") Z ")
}
