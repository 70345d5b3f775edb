package acctest_test

import (
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// tooLate is longer than the client waits for an answer.
const tooLate = time.Minute

const loginPage = "<html><body><h1>Please log in</h1></body></html>"

// passingFaults go away by themselves, sooner than the provider gives up.
func passingFaults(s *acctest.Subject) []*fault {
	all := slices.Concat(faultsOfTheServer(), faultsOnTheWay(), faultsOfTheAnswer(s), faultsOfTheMoment(s),
		passingOutages(), passingStaleness(s), passingStatuses(s), successesWithCode(), oddLooks(s), oddCreations(s),
		passingForeign(s))
	for _, f := range all {
		f.passing = true
		if f.points == nil {
			f.points = inAll("every call", anyAction)
		}
	}
	return all
}

// grouped gives faults a heading.
func grouped(group string, faults ...*fault) []*fault {
	for _, f := range faults {
		f.group = group
	}
	return faults
}

func faultsOfTheServer() []*fault {
	const header = "X-Ratelimit-User-Api"
	all := []*fault{
		{name: "throttled 3 times", rules: eachAction(sim.Throttle("", 3))},
		{name: "throttled, with TimeLeft", rules: eachAction(withHeader(sim.Throttle("", 1), header, "Remain:0,TimeLeft:20"))},
		{
			name:  "throttled 3 times, labelled as HTML",
			rules: eachAction(withHeader(sim.Throttle("", 3), "Content-Type", "text/html")),
		},
	}
	for _, status := range []int{500, 502, 503, 504, 400} {
		all = append(all, &fault{
			name:  fmt.Sprintf("status %d with the API's server error, 3 times", status),
			rules: eachAction(sim.ServerError("", status, 3)),
		})
	}
	return grouped("server and throttling", append(all,
		&fault{name: "status 502 with HTML, 3 times", rules: eachAction(sim.BadGateway("", 3))},
		&fault{
			name:  "status 503 with nothing, 3 times",
			rules: eachAction(sim.Fault{Times: 3, Kind: sim.KindRaw, Status: http.StatusServiceUnavailable}),
		},
	)...)
}

func faultsOnTheWay() []*fault {
	lost := func(name string, n int) *fault { return &fault{name: name, rules: eachAction(sim.LostAnswer("", n))} }
	late := sim.Fault{Kind: sim.KindDelay, Delay: tooLate}
	lateButApplied := sim.Fault{Kind: sim.KindDelay, Delay: tooLate, Applied: true}
	return grouped("network", []*fault{
		{
			name: "connection refused 3 times", points: once("first call", always),
			outage: func(c *acctest.Cloud, o *outage, _ faultPoint) { o.ends = 3; c.Stop() },
		},
		{
			name:  "connection reset before the request is applied, 3 times",
			rules: eachAction(sim.Fault{Times: 3, Kind: sim.KindReset}),
		},
		lost("answer lost after the request is applied, once", 1),
		lost("answer lost after the request is applied, 4 times", 4),
		lost("answer lost after the request is applied, 8 times", 8),
		{name: "answer too late, request not applied", rules: eachAction(late)},
		{name: "answer too late, request applied", rules: eachAction(lateButApplied)},
	}...)
}

// garbledTimes is how often an answer of status 200 that makes no sense is asked
// for again: that is mostly no accident, so not as often as what was lost.
const garbledTimes = 2

// faultsOfTheAnswer strike requests that are applied.
func faultsOfTheAnswer(s *acctest.Subject) []*fault {
	garbled := func(body, contentType string) func(faultPoint) []sim.Fault {
		return eachAction(sim.Fault{Times: garbledTimes, Kind: sim.KindRaw, Applied: true, Body: body, ContentType: contentType})
	}
	var all []*fault
	for _, odd := range []fault{
		{name: "answer cut in the middle", rules: eachAction(sim.Fault{Times: garbledTimes, Kind: sim.KindCut, CutAfter: 20})},
		{name: "answer that is no JSON", rules: garbled(`{"RequestId": "0`, "application/json")},
		{name: "HTML with status 200", rules: garbled(loginPage, "text/html")},
		{
			name: "answer without " + s.CreatedIDField(), points: inAll("calls that answer one", namesObject),
			rules: garbled(`{"RequestId": "7D8B4A2E-0000-4000-8000-000000000000", "OrderId": 1}`, "application/json"),
		},
	} {
		all = append(all, &odd)
	}
	return grouped("unreadable answers", all...)
}

// faultsOfTheMoment are refusals that will not be repeated.
func faultsOfTheMoment(s *acctest.Subject) []*fault {
	all := []*fault{{
		name: "not found 4 times after create", struckBy: s.NotFound(s.ReadAction).Code,
		points:  once(s.ReadAction, func(o *operation) bool { return o.kind == creating && o.waits() }),
		options: func(_ *operation, options *sim.Options) { options.HideAfterCreate = 4 },
	}}
	for _, code := range []string{"VpnGateway.Configuring", "TaskConflict", "OperationConflict", "IncorrectStatus.VpnGateway", "VpnGateway.task.conflict"} {
		all = append(all, &fault{
			name: "busy 3 times: " + code, points: inAll("every write", isWrite), rules: eachAction(sim.Busy("", code, 3)),
		})
	}
	processing := stillProcessing
	processing.Times = 3
	return grouped("busy, and refused for the moment", append(all,
		&fault{
			name: "applied, then LastTokenProcessing 3 times", points: inAll("calls with a token", hasToken),
			rules: eachAction(processing),
		},
		&fault{name: "applied, and answered with SignatureNonceUsed", rules: eachAction(nonceUsed)},
	)...)
}

// What the API says of a request that it has carried out all the same.
var (
	stillProcessing = sim.Fault{
		Applied: true, Code: "LastTokenProcessing", Message: "The last request with this token is being processed.",
	}
	nonceUsed = sim.Fault{Applied: true, Code: "SignatureNonceUsed", Message: "Specified signature nonce was used already."}
)

func withHeader(f sim.Fault, name, value string) sim.Fault {
	f.Header = map[string]string{name: value}
	return f
}
