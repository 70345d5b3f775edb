package acctest_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// aLongWhile is longer than any test, in real and in virtual time.
const aLongWhile = time.Hour

const (
	firstName  = "first"
	secondName = "second"
)

// slow is a cloud in which every change takes a long while, on a clock that
// stands still until timeFlies.
func slow() *sim.Server {
	return sim.New(sim.Options{BuildTime: aLongWhile, UpdateTime: aLongWhile, DeleteTime: aLongWhile})
}

// timeFlies removes all faults, and lets every wait end at its first look.
func timeFlies(s *sim.Server) {
	s.ClearFaults()
	s.AddFault(sim.Fault{
		Action: "DescribeVpnGateway", Times: -1,
		Kind: sim.KindHook, Hook: func(s *sim.Server) { s.Advance(2 * aLongWhile) },
	})
}

// gatewayConfig orders one gateway, without a name where name is "".
func gatewayConfig(address, name string) string {
	named := ""
	if name != "" {
		named = fmt.Sprintf("name      = %q", name)
	}
	return fmt.Sprintf(`
provider "aliyun" {
  region    = %q
  endpoints { vpc = %q }
}

resource "aliyun_vpn_gateway" "main" {
  vpc_id    = %q
  bandwidth = 10
  %s
  %s
}
`, sim.DefaultRegion, address, sim.DefaultVPC, named, acctest.SimulatedNetwork().VSwitches())
}

// prepared is a cloud with one gateway, and the state file that owns it.
type prepared struct{ data, state []byte }

func prepare(t *testing.T) prepared {
	t.Helper()
	s := slow()
	timeFlies(s)
	w := newWorkspace(t, gatewayConfig(serveSim(t, s), firstName), keyPair()...)
	w.must("apply", "-auto-approve")
	var data bytes.Buffer
	if err := s.Save(&data); err != nil {
		t.Fatal(err)
	}
	return prepared{data.Bytes(), w.read("terraform.tfstate")}
}

// interruptCase is one cell of the table, and what came of it.
type interruptCase struct {
	at     point
	signal signal

	t     *testing.T
	sim   *sim.Server
	work  *workspace
	url   string
	calls atomic.Int32 // of the action that is held up
	free  func()       // lets requests under way go on

	exit             int
	left, then, said string
}

// begin sets the stage: what there is, and what holds the operation up.
func (s *interruptCase) begin(before prepared) {
	s.t.Helper()
	s.sim = slow()
	s.url = serveSim(s.t, s.sim)
	name := firstName
	if s.at.action == modifyAction {
		name = secondName
	}
	s.work = newWorkspace(s.t, gatewayConfig(s.url, name), keyPair()...)
	if s.at.action != createAction {
		if err := s.sim.Load(bytes.NewReader(before.data)); err != nil {
			s.t.Fatal(err)
		}
		s.work.write("terraform.tfstate", before.state)
	}
	if s.at.moment == watched {
		return
	}
	opened := make(chan struct{})
	s.free = sync.OnceFunc(func() { close(opened) })
	s.t.Cleanup(s.free)
	s.sim.AddFault(sim.Fault{Action: s.at.action, Times: -1, Kind: sim.KindHook, Hook: func(*sim.Server) {
		first := s.calls.Add(1) == 1
		if s.at.moment == underWay && (first || s.signal.silent) {
			<-opened
		}
	}})
	if s.at.moment == underWay {
		return
	}
	delay := sim.Fault{Action: s.at.action, Kind: sim.KindDelay, Delay: aLongWhile, Applied: s.at.moment == unanswered}
	if s.signal.silent {
		delay.Times = -1
	}
	s.sim.AddFault(delay)
}

// interrupt runs the operation to the point, and sends the signal.
func (s *interruptCase) interrupt() {
	s.t.Helper()
	operation := "apply"
	if s.at.action == deleteAction {
		operation = "destroy"
	}
	c := s.work.start(operation, "-auto-approve", "-no-color")
	eventually(s.t, "the point is reached", func() bool { return s.reached() || c.ended() })
	if err := s.signal.send(s, c); err != nil || !s.reached() {
		s.t.Fatalf("%v\n%s", err, c.said())
	}
	s.exit = c.wait() // if it did not heed the signal, it would wait for a gateway that is never ready
	if s.at.moment == underWay {
		s.free()
		eventually(s.t, "the API carries the request out", func() bool { return len(s.sim.Gateways()) > 0 })
	}
	s.said, s.left = headlines(c.said()), s.describe()
	if _, tainted := s.owns(); tainted {
		s.t.Error("a healthy gateway is tainted")
	}
	s.t.Logf("exit code %d\n%s", s.exit, c.said())
}

func (s *interruptCase) reached() bool {
	if s.at.moment == watched {
		return watchedAfter(s.at.action, s.sim.Requests())
	}
	return s.calls.Load() > 0 && (s.at.moment != unanswered || s.carriedOut())
}

// watchedAfter tells whether a gateway was looked at after an action.
func watchedAfter(action string, requests []sim.Request) bool {
	done := slices.IndexFunc(requests, func(r sim.Request) bool { return r.Action == action })
	return done >= 0 && slices.ContainsFunc(requests[done:], func(r sim.Request) bool {
		return r.Action == "DescribeVpnGateway"
	})
}

func (s *interruptCase) carriedOut() bool {
	return slices.ContainsFunc(s.sim.Gateways(), func(g sim.Gateway) bool {
		switch s.at.action {
		case createAction:
			return true
		case modifyAction:
			return g.Name == secondName
		default:
			return g.Status == "deleting"
		}
	})
}

// goOn does what the user does next.
func (s *interruptCase) goOn() {
	s.t.Helper()
	timeFlies(s.sim)
	if in, _ := s.owns(); !in && len(s.sim.Gateways()) > 0 {
		// Nobody was left to write the state.
		if !s.signal.deadly || s.at.action != createAction {
			s.t.Error("the gateway is not in state")
		}
		refusedForName(s.t, s.work, s.sim)
		takeBack(s.t, s.work, s.url)
		s.then = "refused, imported"
	} else {
		s.work.must("apply", "-auto-approve", "-no-color")
		s.then = "apply"
	}
	if in, tainted := s.owns(); !in || tainted {
		s.t.Errorf("in the end: %s", s.describe())
	}
	bought, released := 0, 0
	for _, entry := range s.sim.Ledger() {
		switch entry.Kind {
		case sim.LedgerPurchase:
			bought++
		case sim.LedgerRelease:
			released++
		default:
			s.t.Errorf("unexpected in the ledger: %+v", entry)
		}
	}
	destroyed := 0
	if s.at.action == deleteAction && released > 0 { // and bought again, as the next apply does
		destroyed = 1
	}
	if bought-released != 1 || released != destroyed {
		s.t.Errorf("bought %d, released %d", bought, released)
	}
	s.then += fmt.Sprintf(": %s; bought %d, released %d", s.describe(), bought, released)
}

// owns tells whether the state file holds the only gateway, and no other.
func (s *interruptCase) owns() (in, tainted bool) {
	gateways, state := s.sim.Gateways(), s.work.state()
	in = len(gateways) == 1 && len(state) == 1 && state[0].ID == gateways[0].VpnGatewayID
	return in, in && state[0].Tainted
}

// describe says what there is, for the table.
func (s *interruptCase) describe() string {
	gateways := s.sim.Gateways()
	in, tainted := s.owns()
	switch {
	case len(gateways) == 0 && len(s.work.state()) == 0:
		return "nothing"
	case tainted:
		return "1 live, in state, tainted"
	case in:
		return "1 live, in state"
	default:
		return fmt.Sprintf("%d live, NOT in state", len(gateways))
	}
}

var headline = regexp.MustCompile(`(?m)^│? ?(Error: .*|Two interrupts received)`)

// headlines are the lines by which a user sees what happened. That the provider
// is gone Terraform says in one of two ways, as chance has it.
func headlines(said string) string {
	var all []string
	for _, match := range headline.FindAllStringSubmatch(said, -1) {
		all = append(all, strings.Replace(match[1], "Request cancelled", "Plugin did not respond", 1))
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), "; ")
}

// refusedForName applies once more: nothing is bought, and the error says how to
// import the gateway that is there.
func refusedForName(t *testing.T, w *workspace, s *sim.Server) {
	t.Helper()
	bought := len(s.Ledger())
	again := w.run("apply", "-auto-approve", "-no-color")
	want := "terraform import ADDRESS " + s.Gateways()[0].VpnGatewayID + "@" + sim.DefaultRegion
	if said := strings.Join(strings.Fields(again.said()), " "); again.wait() != 1 || !strings.Contains(said, want) {
		t.Errorf("want an error with %q, got exit code %d\n%s", want, again.wait(), again.said())
	}
	if now := len(s.Ledger()); now != bought {
		t.Errorf("another was bought: %+v", s.Ledger())
	}
}

// takeBack finds a gateway that no state owns, and imports it, as the messages
// and the documentation say.
func takeBack(t *testing.T, w *workspace, address string) {
	t.Helper()
	ids := lookFor(t, address)
	if len(ids) != 1 {
		t.Fatalf("found %v", ids)
	}
	w.must("import", "-no-color", "aliyun_vpn_gateway.main", ids[0]+"@"+sim.DefaultRegion)
	if plan := w.run("plan", "-detailed-exitcode", "-no-color"); plan.wait() != 0 {
		t.Errorf("the plan after the import is not empty: %d\n%s", plan.wait(), plan.said())
	}
}

// lookFor asks as `aliyun vpc DescribeVpnGateways --RegionId --VpcId` does, and
// picks the gateways of the first name.
func lookFor(t *testing.T, address string) []string {
	t.Helper()
	key, err := openapi.StaticCredential(openapi.Credential{
		AccessKeyID: sim.DefaultAccessKeyID, AccessKeySecret: sim.DefaultAccessKeySecret,
	})
	if err != nil {
		t.Fatal(err)
	}
	endpoint, err := openapi.ParseEndpoint(address)
	if err != nil {
		t.Fatal(err)
	}
	var answer struct {
		VpnGateways struct {
			VpnGateway []struct{ VpnGatewayID, Name string }
		}
	}
	err = openapi.NewClient(openapi.Config{Credentials: key}).Call(t.Context(), openapi.Request{
		Endpoint: endpoint, Action: "DescribeVpnGateways", Version: "2016-04-28", Method: http.MethodPost,
		Params: url.Values{"RegionId": {sim.DefaultRegion}, "VpcId": {sim.DefaultVPC}},
	}, &answer)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, g := range answer.VpnGateways.VpnGateway {
		if g.Name == firstName {
			ids = append(ids, g.VpnGatewayID)
		}
	}
	return ids
}
