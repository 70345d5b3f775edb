package acctest_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// foreignID is where Subject.Foreign puts its object.
func foreignID(s *acctest.Subject) string { return s.Foreign(s.Seeded(sim.New(sim.Options{}))) }

// passingForeign: an answer that is for another request is asked for again.
func passingForeign(s *acctest.Subject) []*fault {
	foreign := foreignID(s)
	mistaken := func(name string, n int, points func(*operation) []faultPoint) *fault {
		return &fault{
			name: "the answer for a foreign object, " + name, points: points, rules: eachAction(sim.Mistaken("", foreign, n)),
		}
	}
	return grouped("foreign answers", mistaken("once", 1, inAll("every look", isLook)), mistaken("10 times", 10, inPolls), &fault{
		name: "the foreign ID in the answer, once", points: inAll("every look", isLook),
		rules: eachAction(sim.Set("", s.IDField, strconv.Quote(foreign), 1)),
	})
}

func lastingForeign(s *acctest.Subject) []*fault {
	foreign := foreignID(s)
	id := strconv.Quote(foreign)
	body := fmt.Sprintf(`{"RequestId": "7D8B4A2E-0000-4000-8000-000000000000", %q: %s, "OrderId": 1}`, s.CreatedIDField(), id)
	return grouped("foreign answers",
		&fault{
			name: "the answer for a foreign object, to the end", points: inEach(isLook), timesOut: true, retries: fewRetries,
			rules: eachAction(sim.Mistaken("", foreign, -1)),
		},
		&fault{
			name: "the foreign ID in the answer, to the end", points: inEach(isLook), timesOut: true, retries: fewRetries,
			rules: eachAction(sim.Set("", s.IDField, id, -1)),
		},
		&fault{
			name: "bought, and answered with the foreign ID", points: inEach(isCreate),
			rules: eachAction(sim.Set("", s.CreatedIDField(), id, -1)),
		},
		&fault{
			name: "not bought, and answered with the foreign ID", points: inEach(isCreate),
			rules: eachAction(sim.Fault{Times: -1, Kind: sim.KindRaw, Status: http.StatusOK, Body: body, ContentType: "application/json"}),
		},
	)
}

// notFound says of each action's object that it does not exist, n times.
func notFound(s *acctest.Subject, n int) func(faultPoint) []sim.Fault {
	return func(at faultPoint) []sim.Fault {
		var rules []sim.Fault
		for _, action := range at.actions {
			rules = append(rules, times(s.NotFound(action), n))
		}
		return rules
	}
}

// missingInList answers a list in which nothing is.
func missingInList(s *acctest.Subject) sim.Fault {
	return sim.Fault{
		Action: s.ListAction, Times: -1, Kind: sim.KindAnswer,
		Set: map[string]json.RawMessage{s.ListPath: json.RawMessage("[]"), "TotalCount": json.RawMessage("0")},
	}
}

// shownByItself leaves out kinds of which a list without an object is all that
// there is to know.
func shownByItself(o *operation) bool { return !o.subject.ListedOnly() }

// passingStaleness: a read that does not see what exists is not believed.
func passingStaleness(s *acctest.Subject) []*fault {
	return grouped("stale answers",
		&fault{name: "not found once, though it exists", points: inAll("every look", isLook), rules: notFound(s, 1)},
		&fault{
			name: "not found once, and never in the list", points: only(shownByItself, inAll("every look", isLook)),
			rules: func(at faultPoint) []sim.Fault { return append(notFound(s, 1)(at), missingInList(s)) },
		},
	)
}

func lastingStaleness(s *acctest.Subject) []*fault {
	return grouped("stale answers",
		&fault{
			name: "not found to the end, but in the list", points: inEach(isLook), timesOut: true, retries: fewRetries,
			rules: notFound(s, -1),
		},
		&fault{name: "a write does not find it once", points: inEach(isChange), rules: notFound(s, 1)},
		&fault{name: "a write never finds it", points: inEach(isChange), rules: notFound(s, -1)},
	)
}
