package acctest_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// The actions that are interrupted.
const (
	createAction = "CreateVpnGateway"
	modifyAction = "ModifyVpnGatewayAttribute"
	deleteAction = "DeleteVpnGateway"
)

// moment is when, in the course of a call, the operation is interrupted.
type moment int

const (
	// lost: the request has been sent, and will never be carried out.
	lost moment = iota
	// underWay: the request has been sent, and is carried out when its client
	// is gone.
	underWay
	// unanswered: the request was carried out, and its answer is not sent.
	unanswered
	// watched: the request was answered, and the provider waits for its effect.
	watched
)

// point is an operation at such a moment.
type point struct {
	name   string
	action string
	moment moment
}

var points = []point{
	{"create, request lost", createAction, lost},
	{"create, request under way", createAction, underWay},
	{"create, answer not sent", createAction, unanswered},
	{"create, wait for active", createAction, watched},
	{"update, answer not sent", modifyAction, unanswered},
	{"update, wait for active", modifyAction, watched},
	{"delete, answer not sent", deleteAction, unanswered},
	{"delete, wait for its end", deleteAction, watched},
}

// signal is what interrupts an operation.
type signal struct {
	name string
	send func(s *interruptCase, c *command) error
	// deadly says that the provider may be gone before it can name a gateway.
	deadly bool
	// silent makes the API hold up every request, not only the first: else the
	// provider would be done before the second signal.
	silent bool
}

// A terminal sends Ctrl-C to the CLI and the provider, and so do `timeout`,
// systemd and some CI runners with SIGTERM.
var signals = []signal{
	{name: "Ctrl-C", send: func(_ *interruptCase, c *command) error { return signalGroup(c.pid(), interrupt) }},
	{name: "Ctrl-C twice", send: interruptTwice, deadly: true, silent: true},
	{name: "SIGTERM", send: func(_ *interruptCase, c *command) error { return signalProcess(c.pid(), terminate) }},
	{name: "SIGTERM to both", send: terminateBoth, deadly: true},
	{name: "SIGKILL provider", send: func(s *interruptCase, _ *command) error { return signalProcess(s.work.providerPid(), kill) }, deadly: true},
	{name: "SIGKILL to both", send: func(_ *interruptCase, c *command) error { return signalGroup(c.pid(), kill) }, deadly: true},
}

// interruptTwice is for whom the first Ctrl-C is not quick enough. Where the API
// is silent, the provider is asking it once more by then, and is killed.
// Elsewhere all has ended before a finger can be lifted. (A program that sends
// both at once meets Terraform in the middle of writing its state file, which
// can leave that empty; it is no matter of the provider.)
func interruptTwice(s *interruptCase, c *command) error {
	if err := signalGroup(c.pid(), interrupt); err != nil {
		return err
	}
	asksAgain := func() bool { return s.at.action == createAction && s.calls.Load() > 1 }
	eventually(s.t, "the provider asks once more, or all has ended", func() bool { return asksAgain() || c.ended() })
	if c.ended() {
		return nil
	}
	return signalGroup(c.pid(), interrupt)
}

// terminateBoth begins with the provider, so that mostly the same happens: if
// Terraform comes first, it may stop the provider in good order before it dies.
func terminateBoth(s *interruptCase, c *command) error {
	return errors.Join(signalProcess(s.work.providerPid(), terminate), signalProcess(c.pid(), terminate))
}

// TestInterrupt stops an operation in every way at every point, and then goes
// on as a user does. In the end there is one gateway, it is in state, and
// nothing else was paid for that was not released. -v shows the table.
func TestInterrupt(t *testing.T) {
	t.Parallel()
	before := prepare(t)
	var cases []*interruptCase
	t.Run("at", func(t *testing.T) {
		for _, at := range points {
			for _, by := range signals {
				s := &interruptCase{at: at, signal: by}
				cases = append(cases, s)
				t.Run(at.name+"/"+by.name, func(t *testing.T) {
					t.Parallel()
					s.t = t
					s.begin(before)
					s.interrupt()
					s.goOn()
				})
			}
		}
	})
	var table strings.Builder
	const row = "%-26s %-17s %4v  %-26s %-53s %s\n"
	fmt.Fprintf(&table, row, "interrupted at", "by", "exit", "left behind", "then", "said")
	for _, s := range cases {
		if s.then != "" { // it was run, to its end
			fmt.Fprintf(&table, row, s.at.name, s.signal.name, s.exit, s.left, s.then, s.said)
		}
	}
	t.Log("\n" + table.String())
}

// TestInterrupt_silence interrupts a create whose answer never comes, however
// often the provider asks. It gives up after ten seconds, and says all that is
// needed to find the gateway.
func TestInterrupt_silence(t *testing.T) {
	t.Parallel()
	s := slow()
	s.AddFault(sim.Fault{Action: createAction, Times: -1, Kind: sim.KindDelay, Applied: true, Delay: aLongWhile})
	address := serveSim(t, s)
	w := newWorkspace(t, gatewayConfig(address, firstName), keyPair()...)
	c := w.start("apply", "-auto-approve", "-no-color")
	eventually(t, "the gateway is bought", func() bool { return len(s.Ledger()) > 0 || c.ended() })
	_ = signalGroup(c.pid(), interrupt)
	if code := c.wait(); code != 1 || len(s.Ledger()) != 1 || len(w.state()) != 0 {
		t.Fatalf("exit code %d, ledger %+v, state %+v\n%s", code, s.Ledger(), w.state(), c.said())
	}
	said := strings.Join(strings.Fields(c.said()), " ") // Terraform breaks lines
	for _, want := range []string{
		s.Ledger()[0].ClientToken, firstName, sim.DefaultVPC,
		"DescribeVpnGateways --RegionId " + sim.DefaultRegion + " --VpcId " + sim.DefaultVPC,
		"terraform import ADDRESS <VpnGatewayId>@" + sim.DefaultRegion,
	} {
		if !strings.Contains(said, want) {
			t.Errorf("nothing is said of %q:\n%s", want, c.said())
		}
	}
	timeFlies(s)
	takeBack(t, w, address)
}
