package acctest_test

import (
	"fmt"
)

// violations holds the ledger, what lives and the state against each other after
// a command.
func (u *user) violations(command string) []string {
	var all []string
	report := func(when bool, format string, args ...any) {
		if when {
			all = append(all, fmt.Sprintf(format, args...)+" after: "+command)
		}
	}
	live, held := u.ours(), idOf(u.state)
	l := u.audit()
	report(l.atOnce > 1 || len(live) > 1, "%d objects existed at the same time, %v", max(l.atOnce, len(live)), live)
	report(u.subject.Costs() && l.inAll != l.released+l.removed+len(live), "%d bought, %d released, %d removed by others, and %d are alive",
		l.inAll, l.released, l.removed, len(live))
	report(l.released > u.released, "a healthy object was released by a command that was not to")
	report(u.describe(u.foreign) != u.untouched, "a foreign object was touched: %s", u.describe(u.foreign))
	for _, request := range u.sim().Requests() {
		for _, value := range request.Params {
			report(value == u.foreign && isWrite(nil, request.Action), "a foreign object was named by %s", request.Action)
		}
	}
	report(held != "" && len(live) == 1 && held != live[0] && !u.adrift, "state holds %s, and %s is alive", held, live)
	report(held == "" && len(live) == 1 && !u.adrift, "%s is not in state, and nobody said so", live)
	report(u.state.Tainted() && len(live) == 1, "a healthy object is tainted")
	return all
}

// audit reads the ledger. Where nothing is paid, what there is now counts, and
// which requests deleted something.
func (u *user) audit() ledger {
	if u.subject.Costs() {
		return audit(u.sim())
	}
	deletions(u.sim(), u.subject, u.deleted)
	return ledger{atOnce: len(u.ours()), released: len(u.deleted)}
}

// reconcile is the end of the story: nothing is wrong any more, and the user
// gets what is configured, and at last nothing.
func (u *user) reconcile() {
	u.t.Helper()
	u.recover()
	if u.config == nil {
		u.config = u.subject.Full
	}
	u.state = u.cloud.Instance(u.subject.TypeName, nil).With(u.state)
	u.pass(aWhile)
	must(u.t, u.state.Refresh())
	u.must(u.state, u.config)
	must(u.t, u.state.Refresh())
	live := u.ours()
	if len(live) != 1 || !u.state.Unchanged(u.config) || len(u.subject.Differences(u.sim(), live[0], u.config)) > 0 {
		u.t.Errorf("in the end there are %v, and not as configured: %v", live, u.subject.Differences(u.sim(), live[0], u.config))
	}
	for _, violation := range u.violations("reconciled") {
		u.t.Error(violation)
	}
	u.released++
	u.must(u.state, nil)
	u.pass(aWhile)
	if live := u.ours(); len(live) > 0 {
		u.t.Errorf("left behind: %v", live)
	}
	for _, violation := range u.violations("destroyed") {
		u.t.Error(violation)
	}
}

// clearFaults ends all faults.
func (u *user) clearFaults() {
	u.sim().ClearFaults()
	u.hidden = false
}

// addFault adds one by dice, and says which.
func (u *user) addFault() string {
	f := faultDice{u.dice, u.subject, u.foreign}.throw()
	if hides(u.subject, f) {
		if u.hidden || u.adrift {
			return "none"
		}
		u.hidden = true
	}
	u.sim().AddFault(f)
	return faultText(f)
}
