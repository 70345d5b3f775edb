package acctest_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strconv"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// hides reports whether a fault makes something seem absent. When every way to
// look says so at once, it is the truth as far as anybody can know.
func hides(s *acctest.Subject, f sim.Fault) bool {
	return f.Action == s.ListAction && f.Kind == sim.KindRequest || f.Action == s.ReadAction && f.Code == s.NotFound(s.ReadAction).Code
}

// randomRules are all kinds of faults; how often and where is for the dice.
func randomRules(u *user) []sim.Fault {
	s, action := u.subject, u.randomAction()
	status := 300 + u.dice.IntN(200)
	forms := answeredWith(status)
	form := slices.Sorted(maps.Keys(forms))[u.dice.IntN(len(forms))]
	shown, created := s.Shown[u.dice.IntN(len(s.Shown))], s.Created[u.dice.IntN(len(s.Created))]
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
	write := s.TokenActions[u.dice.IntN(len(s.TokenActions))]
	return append(all,
		sim.Busy(write, "", 0), sim.Busy(write, "VpnGateway.task.conflict", 0), s.NotFound(s.ReadAction), s.NotFound(s.DeleteAction),
		sim.Set(s.ListAction, "TotalCount", []string{"0", "1", "5000000000", "1e15", "null"}[u.dice.IntN(5)], 0),
		sim.Mistaken(s.ReadAction, u.foreign, 0),
		sim.Set(s.ReadAction, s.IDField, strconv.Quote(u.foreign), 0),
		sim.Set(s.CreateAction, s.CreatedIDField(), strconv.Quote(u.foreign), 0),
		u.oddForm(s.ReadAction, shown), u.oddForm(s.CreateAction, created),
		sim.Fault{Kind: sim.KindRemove, Action: gone},
		sim.Fault{Kind: sim.KindChange, Action: action, Change: json.RawMessage(`{"description": "theirs", "tags": {"theirs": "1"}}`)},
	)
}

func (u *user) randomAction() string {
	all := append([]string{"", u.subject.ReadAction, u.subject.ListAction, "TagResources"}, u.subject.TokenActions...)
	return all[u.dice.IntN(len(all))]
}

// oddForm answers a field in another form.
func (u *user) oddForm(action string, field acctest.Field) sim.Fault {
	forms := formsOf(field)
	f := oddField(forms[u.dice.IntN(len(forms))], 0, field)
	f.Action = action
	return f
}
