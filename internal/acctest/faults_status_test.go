package acctest_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// answeredWith are the forms in which an HTTP status answers a request that was
// carried out: none of them is an error of the API, which has a code.
func answeredWith(status int) map[string]sim.Fault {
	fault := sim.Fault{Kind: sim.KindRaw, Status: status, Applied: true}
	// A client that followed this would send the request again, under another name.
	if status < http.StatusBadRequest {
		fault.Header = map[string]string{"Location": "/elsewhere"}
	}
	page, success := fault, fault
	page.Body, page.ContentType = loginPage, "text/html"
	success.Kind = sim.KindAnswer
	return map[string]sim.Fault{"no body": fault, "HTML": page, "the body of a success": success}
}

// statusesInTurn is how many answers that make no sense one call is repeated after.
const statusesInTurn = 2

// passingStatuses: the request was carried out, and what came back does not say
// whether. It is sent again, with the same token, whatever the status was.
func passingStatuses(s *acctest.Subject) []*fault {
	var all []*fault
	add := func(form, name string, points func(*operation) []faultPoint, statuses []int) {
		var rules []sim.Fault
		for _, status := range statuses {
			rules = append(rules, answeredWith(status)[form])
		}
		all = append(all, &fault{
			name:   fmt.Sprintf("carried out, and answered with %s and %s", name, form),
			points: points, rules: inTurn(rules...),
		})
	}
	create := only(func(o *operation) bool { return o.kind == creating && o.wants["name"] != nil }, inEach(isCreate))
	for _, form := range []string{"no body", "the body of a success"} {
		for first := 300; first < 500 && s.Costs(); first += statusesInTurn { // every one, where a mistake costs
			add(form, fmt.Sprintf("the statuses %d and %d", first, first+1), create, []int{first, first + 1})
		}
	}
	for _, pair := range [][]int{{302, 307}, {400, 401}, {403, 404}, {408, 499}} {
		for _, form := range []string{"HTML", "the body of a success"} {
			add(form, fmt.Sprintf("the statuses %d and %d", pair[0], pair[1]), inAll("every write", isWrite), pair)
		}
	}
	return grouped("odd HTTP statuses", all...)
}

// lastingStatuses never say whether the request was carried out. It was.
func lastingStatuses() []*fault {
	var all []*fault
	for _, odd := range []struct {
		status int
		form   string
	}{
		{302, "no body"}, {307, "HTML"}, {400, "the body of a success"}, {403, "HTML"}, {404, "no body"}, {408, "HTML"},
	} {
		all = append(all, &fault{
			name:   fmt.Sprintf("carried out, and answered with status %d and %s to the end", odd.status, odd.form),
			points: inEach(isWrite), retries: fewRetries, rules: eachAction(times(answeredWith(odd.status)[odd.form], -1)),
		})
	}
	return grouped("odd HTTP statuses", all...)
}

// successesWithCode: some actions of the family put a code into each success.
func successesWithCode() []*fault {
	var all []*fault
	for _, words := range [][2]string{{"200", "successful"}, {"Success", "Successful"}, {"OK", ""}} {
		all = append(all, &fault{
			name: fmt.Sprintf("success with code %q", words[0]),
			rules: eachAction(sim.Fault{Times: -1, Kind: sim.KindAnswer, Set: map[string]json.RawMessage{
				"Code": quoted(words[0]), "Message": quoted(words[1]), "Success": json.RawMessage("true"),
			}}),
		})
	}
	return grouped("codes in a success", all...)
}

// failureInSuccess: the body of a status 200 says that nothing was done.
func failureInSuccess() []*fault {
	body := `{"RequestId": "7D8B4A2E-0000-4000-8000-000000000000", "Success": false, "Code": "Odd.Failure", "Message": "It failed."}`
	return grouped("codes in a success", &fault{
		name: "a failure with status 200", points: inEach(anyAction), timesOut: true,
		rules: eachAction(sim.Fault{Times: -1, Kind: sim.KindRaw, Status: http.StatusOK, Body: body, ContentType: "application/json"}),
	})
}

// oddTexts: what the API says of a refusal may be anything.
func oddTexts() []*fault {
	const control = "\x1b[2J\x1b]0;title\a\r\x00\u202e\u0085"
	long := strings.Repeat("0123456789abcdef", 1<<20-1<<16) // 15 MB
	// Megabytes take a while, and are the same for each operation.
	short := only(func(o *operation) bool { return o.short == "create" || o.kind == reading || o.kind == deleting }, inEach(anyAction))
	huge := only(func(o *operation) bool { return o.kind == reading }, inEach(isLook))
	var all []*fault
	for _, odd := range []struct {
		name          string
		code, message string
		points        func(*operation) []faultPoint
	}{
		{"control characters in the message", "Odd.Text", "Mess" + control + "age.", short},
		{"control characters in the code", "Odd.Text." + control, "Message.", short},
		{"a message of 15 MB", "Odd.Text", long, huge},
		{"a code of 15 MB", "Odd.Text.Of.Many.Words" + long, "Message.", huge},
	} {
		all = append(all, &fault{
			name: odd.name, points: odd.points, timesOut: true, unreadable: len(odd.code)+len(odd.message) > 1<<20,
			rules: eachAction(sim.Fault{Times: -1, Status: http.StatusBadRequest, Code: odd.code, Message: odd.message}),
		})
	}
	return grouped("odd texts", all...)
}

func quoted(text string) json.RawMessage {
	raw, _ := json.Marshal(text) // a text is always JSON
	return raw
}
