package acctest_test

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"sync/atomic"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// fault is what goes wrong, and where it can.
type fault struct {
	// group is the heading of the guide's summary.
	group, name string
	// passing says that it goes away by itself, and must not be noticed.
	passing bool
	// fails says that the API calls the object broken for good.
	fails bool
	// unreadable says that the API's code and request ID cannot be read.
	unreadable bool
	// points lists the places of an operation where it makes sense. This is the
	// rule by which combinations are left out.
	points func(*operation) []faultPoint
	// rules makes it happen there; outage does so when the API goes away, options
	// when the simulator has to be another from the start.
	rules   func(faultPoint) []sim.Fault
	outage  func(*acctest.Cloud, *outage, faultPoint)
	options func(*operation, *sim.Options)
	// struckBy is the code that shows that it struck, where there is no rule.
	struckBy string
	// mend is what has to be done, beside removing the rules, when it is over.
	mend func(*sim.Server)
	// after is how long one has to wait, beside mending it, until it is over.
	after time.Duration
	// timesOut gives the operation a timeout to run into. retries is the
	// provider's max_retries; zero for the usual one.
	timesOut bool
	retries  int
}

// faultPoint is one place of an operation where a fault strikes.
type faultPoint struct {
	operation *operation
	where     string
	// actions are struck; first is the number of the first call that is.
	actions []string
	first   int
}

type actionFilter func(*operation, string) bool

// inAll strikes every action of the operation that passes, in one run.
func inAll(where string, passes actionFilter) func(*operation) []faultPoint {
	return func(o *operation) []faultPoint {
		actions := o.actions(passes)
		if len(actions) == 0 {
			return nil
		}
		return []faultPoint{{operation: o, where: where, actions: actions}}
	}
}

// inEach strikes one action after the other, each in a run of its own.
func inEach(passes actionFilter) func(*operation) []faultPoint {
	return func(o *operation) []faultPoint {
		var all []faultPoint
		for _, action := range o.actions(passes) {
			first := slices.Index(o.calls, action) + 1
			all = append(all, faultPoint{operation: o, where: action, actions: []string{action}, first: first})
		}
		return all
	}
}

// before strikes before every single call, each in a run of its own.
func before(passes actionFilter) func(*operation) []faultPoint {
	return func(o *operation) []faultPoint {
		var all []faultPoint
		for n, action := range o.calls {
			if passes(o, action) {
				where := fmt.Sprintf("before call %d, %s", n+1, action)
				all = append(all, faultPoint{operation: o, where: where, actions: []string{action}, first: n + 1})
			}
		}
		return all
	}
}

// once strikes an operation as a whole, if it makes sense there.
func once(where string, passes func(*operation) bool) func(*operation) []faultPoint {
	return func(o *operation) []faultPoint {
		if !passes(o) {
			return nil
		}
		return []faultPoint{{operation: o, where: where}}
	}
}

func always(*operation) bool { return true }

// only leaves out the operations that do not pass.
func only(passes func(*operation) bool, points func(*operation) []faultPoint) func(*operation) []faultPoint {
	return func(o *operation) []faultPoint {
		if !passes(o) {
			return nil
		}
		return points(o)
	}
}

// eachAction makes the same rule for each action that is struck.
func eachAction(rule sim.Fault) func(faultPoint) []sim.Fault {
	return func(at faultPoint) []sim.Fault {
		var rules []sim.Fault
		for _, action := range at.actions {
			rules = append(rules, rule)
			rules[len(rules)-1].Action = action
		}
		return rules
	}
}

// inTurn strikes the first call of each action with the first rule, its repetition
// with the second, and so on.
func inTurn(rules ...sim.Fault) func(faultPoint) []sim.Fault {
	return func(at faultPoint) []sim.Fault {
		var all []sim.Fault
		for _, rule := range rules {
			all = append(all, eachAction(rule)(at)...)
		}
		return all
	}
}

// fromThere makes a rule for the struck call and all after it.
func fromThere(rule sim.Fault) func(faultPoint) []sim.Fault {
	return func(at faultPoint) []sim.Fault {
		rules := []sim.Fault{rule}
		rules[0].Skip, rules[0].Times = at.first-1, -1
		return rules
	}
}

// thatCall makes a rule for the struck call alone.
func thatCall(rule sim.Fault) func(faultPoint) []sim.Fault {
	return func(at faultPoint) []sim.Fault {
		rules := []sim.Fault{rule}
		rules[0].Skip = at.first - 1
		return rules
	}
}

// lostThen loses an answer, after which the rule holds for that action, or for
// everything.
func lostThen(rule sim.Fault, everything bool) func(faultPoint) []sim.Fault {
	return func(at faultPoint) []sim.Fault {
		rules := []sim.Fault{sim.LostAnswer(at.actions[0], 1), rule}
		rules[1].Times = -1
		if everything {
			// What the first rule ends is not counted by the second.
			rules[1].Skip = at.first - 1
		} else {
			rules[1].Action = at.actions[0]
		}
		return rules
	}
}

// times says how often a rule strikes, -1 for always.
func times(rule sim.Fault, n int) sim.Fault {
	rule.Times = n
	return rule
}

// outage watches the provider fail to connect, and lets the API listen again
// when it has tried often enough. It reads what the provider logs.
type outage struct {
	cloud *acctest.Cloud
	// ends is how often that is; 0 for never.
	ends    int32
	refused atomic.Int32
}

func (o *outage) Write(line []byte) (int, error) {
	if bytes.Contains(line, []byte("no connection to")) && o.refused.Add(1) == o.ends {
		o.cloud.Start()
	}
	return len(line), nil
}

// restart is a hook that takes the API away in the middle of a request. It
// comes back, with its data, when it has been missed.
func (o *outage) restart(*sim.Server) {
	o.cloud.Stop()
	o.cloud.Reload()
	panic(http.ErrAbortHandler) // this request is never answered, nor applied
}
