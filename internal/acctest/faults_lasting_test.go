package acctest_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// fewRetries keeps a fault that does not go away from being tried for long.
const fewRetries = 2

// What the API refuses: here because an operator broke something, and until it
// is mended.
var (
	keyRotated    = refusal(http.StatusNotFound, "InvalidAccessKeyId.NotFound", "Specified access key is not found.")
	tokenExpired  = refusal(http.StatusBadRequest, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired.")
	clockOff      = refusal(http.StatusBadRequest, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.")
	signedWrongly = refusal(http.StatusBadRequest, "SignatureDoesNotMatch", "Specified signature is not matched.")
	forbidden     = refusal(http.StatusForbidden, "Forbidden.RAM", "User not authorized to operate on the specified resource.")
	tokenMismatch = refusal(http.StatusBadRequest, "IdempotentParameterMismatch",
		"Request uses a client token in a previous request but is not identical to that request.")
)

func refusal(status int, code, message string) sim.Fault {
	return sim.Fault{Times: -1, Status: status, Code: code, Message: message}
}

// untilTimeout makes the client wait longer than it has time, so that it runs
// into its timeout while it waits, and not now and then while it calls.
func untilTimeout(f sim.Fault) sim.Fault {
	return withHeader(f, "X-Ratelimit-User-Api", "TimeLeft:60000")
}

// lastingFaults do not go away until somebody mends them, or have lasting
// consequences.
func lastingFaults(s *acctest.Subject) []*fault {
	return slices.Concat(faultsOfTheOperator(), faultsToTheEnd(), faultsOfTheStatus(), faultsOfSomebodyElse(),
		lastingOutages(), lastingStaleness(s), lastingStatuses(), failureInSuccess(), oddTexts(), oddFields(s), lastingForeign(s))
}

func faultsOfTheOperator() []*fault {
	return grouped("access and permissions", []*fault{
		{name: "access key rotated", points: inEach(anyAction), rules: fromThere(keyRotated)},
		{name: "security token expired", points: inEach(anyAction), rules: fromThere(tokenExpired)},
		{name: "clock off by more than 15 minutes", points: inEach(anyAction), rules: fromThere(clockOff)},
		{name: "signature refused", points: inEach(anyAction), rules: fromThere(signedWrongly)},
		{name: "permission missing", points: inEach(anyAction), rules: eachAction(forbidden)},
		{name: "token used with other parameters", points: inEach(hasToken), rules: eachAction(tokenMismatch)},
	}...)
}

// faultsToTheEnd would pass, but later than the provider gives up.
func faultsToTheEnd() []*fault {
	persistent := func(name string, rule sim.Fault) *fault {
		return &fault{name: name, points: inEach(anyAction), rules: eachAction(rule), retries: fewRetries}
	}
	return grouped("server and network to the end", []*fault{
		persistent("status 500 to the end", sim.ServerError("", 500, -1)),
		persistent("status 502 with HTML to the end", sim.BadGateway("", -1)),
		{
			name: "connection refused to the end", points: once("first call", always), retries: fewRetries,
			outage: func(c *acctest.Cloud, _ *outage, _ faultPoint) { c.Stop() },
		},
		persistent("answers lost to the end", sim.LostAnswer("", -1)),
		{name: "answer lost, then access key rotated", points: inEach(isWrite), rules: lostThen(keyRotated, true)},
		{
			name: "answer lost, then token used with other parameters", points: inEach(hasToken),
			rules: lostThen(tokenMismatch, false),
		},
		{
			name: "throttled until the timeout", points: only((*operation).bounded, inEach(isRead)), timesOut: true,
			rules: eachAction(untilTimeout(sim.Throttle("", -1))),
		},
		{
			name: "busy until the timeout", points: only((*operation).bounded, inEach(isWrite)), timesOut: true,
			rules: eachAction(untilTimeout(sim.Busy("", "", -1))),
		},
	}...)
}

// faultsOfTheStatus are states that do not lead where they should.
func faultsOfTheStatus() []*fault {
	const years = 50_000 * time.Hour
	statuses := map[kind]string{creating: "provisioning", updating: "updating", deleting: "deleting"}
	return grouped("status", []*fault{
		{
			name: "status stuck until the timeout", points: once("while waiting", (*operation).watches), timesOut: true,
			rules: func(at faultPoint) []sim.Fault { return []sim.Fault{sim.Stuck(statuses[at.operation.kind], -1)} },
			// A status can be shown of a gateway that is there only.
			options: func(o *operation, options *sim.Options) {
				if o.kind == deleting {
					options.DeleteTime = years
				}
			},
			mend: func(s *sim.Server) { s.Advance(2 * years) },
		},
		{
			name:   "status failed",
			points: once("while waiting", func(o *operation) bool { return o.watches() && o.kind != deleting }),
			rules:  func(faultPoint) []sim.Fault { return []sim.Fault{sim.Stuck("failed", -1)} },
		},
	}...)
}

// faultsOfSomebodyElse strike between any two calls.
func faultsOfSomebodyElse() []*fault {
	objectThere := before(isAboutObject)
	change := json.RawMessage(`{"name": "theirs", "description": "theirs", "auto_propagate": true, "tags": {"theirs": "1"}}`)
	return grouped("somebody else, and restarts", []*fault{
		{
			// It may yet appear, for an hour.
			name: "deleted by somebody else before it was seen", timesOut: true, after: 2 * time.Hour,
			// An order that is not paid does not show, so nobody sees that it is gone.
			points: func(o *operation) []faultPoint {
				return slices.DeleteFunc(objectThere(o), func(at faultPoint) bool { return o.unpaid || o.seenBefore(at) })
			},
			rules: thatCall(sim.Fault{Kind: sim.KindRemove}),
		},
		{
			name: "deleted by somebody else",
			points: func(o *operation) []faultPoint {
				return slices.DeleteFunc(objectThere(o), func(at faultPoint) bool { return !o.seenBefore(at) })
			},
			rules: thatCall(sim.Fault{Kind: sim.KindRemove}),
		},
		{
			name: "changed by somebody else", points: objectThere,
			rules: thatCall(sim.Fault{Kind: sim.KindChange, Change: change}),
		},
		{
			name: "API restarted with its data", points: before(anyAction),
			outage: func(c *acctest.Cloud, o *outage, at faultPoint) {
				o.ends = 1
				c.Sim().AddFault(sim.Before("", at.first, o.restart))
			},
		},
		{
			name: "answer lost, then API restarted with its data", points: inEach(isWrite),
			outage: func(c *acctest.Cloud, o *outage, at faultPoint) {
				o.ends = 1
				c.Sim().AddFault(sim.Before(at.actions[0], 2, o.restart))
				c.Sim().AddFault(sim.LostAnswer(at.actions[0], 1))
			},
		},
	}...)
}
