package acctest_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// kills is how often TestInterrupt_kill kills, and manyKills how often for
// `make load`.
const kills, manyKills = 4, 20

// victim is what a test sends a signal to.
type victim struct {
	name string
	send func(*workspace, *command, syscall.Signal) error
}

var victims = []victim{
	{"provider", func(w *workspace, _ *command, s syscall.Signal) error { return signalProcess(w.providerPid(), s) }},
	{"Terraform", func(_ *workspace, c *command, s syscall.Signal) error { return signalProcess(c.pid(), s) }},
	{"both", func(_ *workspace, c *command, s syscall.Signal) error { return signalGroup(c.pid(), s) }},
}

// TestInterrupt_kill kills the provider, Terraform, or both, while a gateway with
// a name is being built. Nobody is left to save its ID; the next apply finds it
// by its name, buys nothing, and says how to import it.
func TestInterrupt_kill(t *testing.T) {
	t.Parallel()
	n := kills
	if os.Getenv(loadVariable) != "" {
		n = manyKills
	}
	bought := make([]int, n)
	t.Run("kill", func(t *testing.T) {
		for i := range n {
			victim := victims[i%len(victims)]
			t.Run(fmt.Sprint(i+1, " ", victim.name), func(t *testing.T) {
				t.Parallel()
				s := slow()
				address := serveSim(t, s)
				w := newWorkspace(t, gatewayConfig(address, firstName), keyPair()...)
				c := w.start("apply", "-auto-approve", "-no-color")
				eventually(t, "the wait", func() bool { return watchedAfter(createAction, s.Requests()) || c.ended() })
				if err := victim.send(w, c, kill); err != nil {
					t.Fatal(err)
				}
				c.wait()
				eventually(t, "the provider ends by itself when its Terraform is gone", func() bool { return ended(w.providerPid()) })
				timeFlies(s)
				if len(w.state()) > 0 {
					w.must("apply", "-auto-approve", "-no-color") // it was over before
				} else {
					refusedForName(t, w, s)
					takeBack(t, w, address)
				}
				state, gateways := w.state(), s.Gateways()
				if len(s.Ledger()) != 1 || len(gateways) != 1 || len(state) != 1 || state[0] != (owned{ID: gateways[0].VpnGatewayID}) {
					t.Errorf("ledger %+v, state %+v", s.Ledger(), state)
				}
				bought[i] = len(s.Ledger())
			})
		}
	})
	total := 0
	for _, one := range bought {
		total += one
	}
	line := fmt.Sprintf("%d kills while a named gateway was being built: %d purchases", n, total)
	if t.Log(line); n == manyKills {
		fmt.Fprintln(os.Stdout, line)
	}
}

// TestInterrupt_killUnnamed holds the pages to what they say of a gateway without
// a name: the next apply buys another, and only the log knows the first.
func TestInterrupt_killUnnamed(t *testing.T) {
	t.Parallel()
	s := slow()
	config := gatewayConfig(serveSim(t, s), "")
	w := newWorkspace(t, config, append(keyPair(), "TF_LOG=WARN")...)
	c := w.start("apply", "-auto-approve", "-no-color")
	// What the provider logs is shown by Terraform, a moment later: it would be lost if both were killed before.
	eventually(t, "the log names the gateway and the client token", func() bool {
		return slices.ContainsFunc(s.Ledger(), func(o sim.LedgerEntry) bool {
			return strings.Contains(c.said(), o.ObjectID) && strings.Contains(c.said(), o.ClientToken)
		})
	})
	if err := signalGroup(c.pid(), kill); err != nil {
		t.Fatal(err)
	}
	c.wait()
	first := s.Ledger()[0]
	timeFlies(s)
	w.must("apply", "-auto-approve", "-no-color")
	if state := w.state(); len(s.Ledger()) != 2 || len(state) != 1 || state[0].ID == first.ObjectID {
		t.Errorf("the pages say that another is bought: ledger %+v, state %+v", s.Ledger(), state)
	}
}

// TestInterrupt_stopped stops the provider until its time is up, as a laptop's lid
// does. The gateway is kept.
func TestInterrupt_stopped(t *testing.T) {
	t.Parallel()
	s := slow()
	config := gatewayConfig(serveSim(t, s), firstName)
	limit := 10 * time.Second
	config = strings.TrimSuffix(config, "}\n") + fmt.Sprintf("  timeouts {\n    create = %q\n  }\n}\n", limit)
	w := newWorkspace(t, config, keyPair()...)
	c := w.start("apply", "-auto-approve", "-no-color")
	eventually(t, "the wait", func() bool { return watchedAfter(createAction, s.Requests()) || c.ended() })
	if err := signalProcess(w.providerPid(), pause); err != nil && !c.ended() {
		t.Fatal(err)
	}
	// Its time has to run out, and it cannot notice.
	if err := openapi.Sleep(t.Context(), 2*limit); err != nil {
		t.Fatal(err)
	}
	if err := signalProcess(w.providerPid(), proceed); err != nil && !c.ended() {
		t.Fatal(err)
	}
	if code := c.wait(); code != 0 {
		t.Errorf("exit code %d\n%s", code, c.said())
	}
	timeFlies(s)
	w.must("apply", "-auto-approve", "-no-color")
	state := w.state()
	if len(s.Ledger()) != 1 || len(state) != 1 || state[0] != (owned{ID: s.Ledger()[0].ObjectID}) {
		t.Errorf("ledger %+v, state %+v\n%s", s.Ledger(), state, c.said())
	}
}
