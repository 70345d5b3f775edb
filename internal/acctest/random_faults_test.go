package acctest_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// hides reports whether a fault makes something seem absent. When every way to
// look says so at once, it is the truth as far as anybody can know.
func hides(s *acctest.Subject, f sim.Fault) bool {
	return f.Action == s.ListAction && (f.Kind == sim.KindRequest || f.Set[s.ListPath] != nil) || f.Action == s.ReadAction && f.Code == s.NotFound(s.ReadAction).Code
}

// faultDice throws for faults that strike a kind. foreign is an object of the kind
// that other people have.
type faultDice struct {
	*rand.Rand

	subject *acctest.Subject
	foreign string
}

// throw makes one fault: what, where, and how often.
func (d faultDice) throw() sim.Fault {
	rules := d.rules()
	f := rules[d.IntN(len(rules))]
	f.Skip = d.IntN(4)
	switch d.IntN(4) {
	case 0:
		f.Times = 1
	case 1:
		f.Lasts = time.Duration(1+d.IntN(300)) * time.Second
	default:
		f.Times = 1 + d.IntN(40)
	}
	return f
}

// faultText says what a fault does.
func faultText(f sim.Fault) string {
	return fmt.Sprintf("%s %s code %q status %d set %q params %v skip %d times %d lasts %v applied %v",
		f.Action, f.Kind, printable(f.Code), f.Status, f.Set, f.Params, f.Skip, f.Times, f.Lasts, f.Applied)
}

// rules are all kinds of faults; how often and where is for the dice.
func (d faultDice) rules() []sim.Fault {
	s, action := d.subject, d.action()
	status := 300 + d.IntN(200)
	forms := answeredWith(status)
	form := slices.Sorted(maps.Keys(forms))[d.IntN(len(forms))]
	shown, created := s.Shown[d.IntN(len(s.Shown))], s.Created[d.IntN(len(s.Created))]
	all := []sim.Fault{
		sim.Throttle("", 0), sim.ServerError("", http.StatusInternalServerError, 0), sim.BadGateway("", 0),
		sim.ServerError("", http.StatusServiceUnavailable, 0),
		{Kind: sim.KindReset},
		sim.LostAnswer("", 0),
		{Kind: sim.KindCut, CutAfter: 20},
		{Kind: sim.KindDelay, Delay: tooLate},
		{Kind: sim.KindDelay, Delay: tooLate, Applied: true},
		{Kind: sim.KindRaw, Applied: true, Body: loginPage, ContentType: "text/html"},
		{Kind: sim.KindRaw, Applied: true, Body: `{"RequestId": "0`},
		{Kind: sim.KindAnswer, Set: map[string]json.RawMessage{"Code": quoted("200"), "Message": quoted("successful")}},
		forms[form], keyRotated, tokenExpired, forbidden, stillProcessing, nonceUsed,
	}
	for n := range all {
		all[n].Action = action
	}
	if s.StatusField != "" {
		all = append(all, sim.Fault{Action: s.ReadAction, Kind: sim.KindStatus, Code: "odd"})
	}
	if !s.ListedOnly() { // else a list without the object is all that there is to know
		all = append(all, times(missingInList(s), 0))
	}
	gone := action
	if s.Seed != nil { // another call may name the parent, which nobody makes again
		gone = s.ReadAction
	}
	write := s.TokenActions[d.IntN(len(s.TokenActions))]
	return append(all,
		sim.Busy(write, "", 0), sim.Busy(write, "VpnGateway.task.conflict", 0), s.NotFound(s.ReadAction), s.NotFound(s.DeleteAction),
		sim.Set(s.ListAction, "TotalCount", []string{"0", "1", "5000000000", "1e15", "null"}[d.IntN(5)], 0),
		sim.Mistaken(s.ReadAction, d.foreign, 0),
		sim.Set(s.ReadAction, s.IDField, strconv.Quote(d.foreign), 0),
		sim.Set(s.CreateAction, s.CreatedIDField(), strconv.Quote(d.foreign), 0),
		d.oddForm(s.ReadAction, shown), d.oddForm(s.CreateAction, created),
		sim.Fault{Kind: sim.KindRemove, Action: gone},
		sim.Fault{Kind: sim.KindChange, Action: action, Change: json.RawMessage(`{"description": "theirs", "tags": {"theirs": "1"}}`)},
	)
}

func (d faultDice) action() string {
	all := append([]string{"", d.subject.ReadAction, d.subject.ListAction, "TagResources"}, d.subject.TokenActions...)
	return all[d.IntN(len(all))]
}

// oddForm answers a field in another form.
func (d faultDice) oddForm(action string, field acctest.Field) sim.Fault {
	forms := formsOf(field)
	f := oddField(forms[d.IntN(len(forms))], 0, field)
	f.Action = action
	return f
}

// killAt ends the process at its n-th call, which may or may not be carried out:
// it asks no more after that.
func killAt(s *sim.Server, n int, carriedOut bool, kill func()) {
	s.AddFault(sim.Fault{Skip: n - 1, Times: 1, Kind: sim.KindHook, Hook: func(*sim.Server) { kill() }})
	s.AddFault(sim.Fault{Skip: n - 1, Times: 1, Kind: sim.KindReset, Applied: carriedOut})
	// The first is counted by this rule only when it let it pass.
	s.AddFault(sim.Fault{Skip: n - 1, Times: -1, Kind: sim.KindReset})
}
