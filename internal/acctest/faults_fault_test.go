package acctest_test

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"sync/atomic"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// fault is what goes wrong, and where it can.
type fault struct {
	name string
	// passing says that it goes away by itself, and must not be noticed.
	passing bool
	// strikes lists the places of an operation where it makes sense. This is the
	// rule by which combinations are left out.
	strikes func(*operation) []strike
	// rules makes it happen there; outage does so when the API goes away, options
	// when the simulator has to be another from the start.
	rules   func(strike) []sim.Fault
	outage  func(*acctest.Cloud, *outage, strike)
	options func(*operation, *sim.Options)
	// struckBy is the code that shows that it struck, where there is no rule.
	struckBy string
	// mend is what has to be done, beside removing the rules, when it is over.
	mend func(*sim.Server)
	// timesOut gives the operation a timeout to run into. retries is the
	// provider's max_retries; zero for the usual one.
	timesOut bool
	retries  int
}

// strike is one place of an operation where a fault strikes.
type strike struct {
	kind  kind
	where string
	// actions are struck; first is the number of the first call that is.
	actions []string
	first   int
}

// inAll strikes every action of the operation that passes, in one run.
func inAll(where string, passes func(string) bool) func(*operation) []strike {
	return func(o *operation) []strike {
		actions := o.actions(passes)
		if len(actions) == 0 {
			return nil
		}
		return []strike{{kind: o.kind, where: where, actions: actions}}
	}
}

// inEach strikes one action after the other, each in a run of its own.
func inEach(passes func(string) bool) func(*operation) []strike {
	return func(o *operation) []strike {
		var all []strike
		for _, action := range o.actions(passes) {
			first := slices.Index(o.calls, action) + 1
			all = append(all, strike{kind: o.kind, where: action, actions: []string{action}, first: first})
		}
		return all
	}
}

// before strikes before every single call, each in a run of its own.
func before(passes func(string) bool) func(*operation) []strike {
	return func(o *operation) []strike {
		var all []strike
		for n, action := range o.calls {
			if passes(action) {
				where := fmt.Sprintf("before call %d, %s", n+1, action)
				all = append(all, strike{kind: o.kind, where: where, actions: []string{action}, first: n + 1})
			}
		}
		return all
	}
}

// once strikes an operation as a whole, if it makes sense there.
func once(where string, passes func(*operation) bool) func(*operation) []strike {
	return func(o *operation) []strike {
		if !passes(o) {
			return nil
		}
		return []strike{{kind: o.kind, where: where}}
	}
}

func always(*operation) bool { return true }

// ifBounded leaves out operations that have no timeout of their own.
func ifBounded(strikes func(*operation) []strike) func(*operation) []strike {
	return func(o *operation) []strike {
		if !o.bounded() {
			return nil
		}
		return strikes(o)
	}
}

// eachAction makes the same rule for each action that is struck.
func eachAction(rule sim.Fault) func(strike) []sim.Fault {
	return func(at strike) []sim.Fault {
		var rules []sim.Fault
		for _, action := range at.actions {
			rules = append(rules, rule)
			rules[len(rules)-1].Action = action
		}
		return rules
	}
}

// fromThere makes a rule for the struck call and all after it.
func fromThere(rule sim.Fault) func(strike) []sim.Fault {
	return func(at strike) []sim.Fault {
		rules := []sim.Fault{rule}
		rules[0].Skip, rules[0].Times = at.first-1, -1
		return rules
	}
}

// thatCall makes a rule for the struck call alone.
func thatCall(rule sim.Fault) func(strike) []sim.Fault {
	return func(at strike) []sim.Fault {
		rules := []sim.Fault{rule}
		rules[0].Skip = at.first - 1
		return rules
	}
}

// lostThen loses an answer, after which the rule holds for that action, or for
// everything.
func lostThen(rule sim.Fault, everything bool) func(strike) []sim.Fault {
	return func(at strike) []sim.Fault {
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

// outage watches the provider knock at a closed door, and opens it when it has
// knocked often enough. It reads what the provider logs.
type outage struct {
	cloud   *acctest.Cloud
	opens   int32 // how often that is; 0 for never
	knocked atomic.Int32
}

func (o *outage) Write(line []byte) (int, error) {
	if bytes.Contains(line, []byte("no connection to")) && o.knocked.Add(1) == o.opens {
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
