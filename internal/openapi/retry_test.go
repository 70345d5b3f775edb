package openapi_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// TestRetryClasses: what each answer means for a write with a client token.
// tokens tells both how often the request was sent and with which token.
func TestRetryClasses(t *testing.T) {
	t.Parallel()
	type row struct {
		name    string
		retries int
		answers []answer
		tokens  string
		code    string // of the error; "" with fails false: success
		fails   bool
		unknown bool
	}
	var rows []row
	add := func(r row) { rows = append(rows, r) }

	throttling := map[string]answer{
		"Throttling 400": says(400, "Throttling"), "Throttling.User 403": says(403, "Throttling.User"),
		"Throttling.Api 429": says(429, "Throttling.Api"), "Rejected.Throttling 503": says(503, "Rejected.Throttling"),
		"HTML 429": body(429, "<html>"),
	}
	for name, x := range throttling {
		add(row{name: name + " is sent again without bound", answers: []answer{x, x, x, success}, tokens: "aaaa"})
	}

	lost := map[string]answer{
		"InternalError 400": says(400, "InternalError"),
		"UnknownError":      says(400, "UnknownError"),
		"ServiceUnavailable 400": says(
			400,
			"ServiceUnavailable",
		),
		"ServiceUnavailable.*": says(503, "ServiceUnavailable.RegionMaintaining"),
		"any code 500":         says(500, "Whatever"),
		"HTML 502":             body(502, "<html>"),
		"empty 503":            body(503, ""),
		"malformed 200": body(
			200,
			`{"VpnGate`,
		),
		"empty 200":       body(200, ""),
		"408 HTML":        body(408, "<html>"),
		"408 with a code": says(408, "RequestTimeout"),
		"reset":           reset,
		"cut":             cut,
	}
	for name, x := range lost {
		add(row{name: name + " keeps the token", retries: 1, answers: []answer{x, success}, tokens: "aa"})
		add(row{name: name + " ends unknown", retries: 2, answers: []answer{x}, tokens: "aaa", fails: true, unknown: true})
		add(row{name: name + " without retries", answers: []answer{x, success}, tokens: "a", fails: true, unknown: true})
	}

	// An answer without an error code of the API says nothing about what was done.
	const carriedOut = `{"VpnGatewayId":"vpn-1","RequestId":"R"}`
	foreign := map[string]answer{
		"200 without the ID":              body(200, `{"RequestId":"R"}`),
		"HTML 200":                        body(200, "<html>"),
		"200 of another form":             body(200, `{"VpnGatewayId":7}`),
		"200 that says it failed":         body(200, `{"VpnGatewayId":"vpn-1","Success":false,"Message":"no"}`),
		"200 with the ID and a code":      body(200, `{"VpnGatewayId":"vpn-1","Code":"Odd.Code","Message":"no"}`),
		"400 with a success's code":       body(400, `{"VpnGatewayId":"vpn-1","Code":"200","Message":"successful"}`),
		"403 with a code that is no text": body(403, `{"Code":{"a":1}}`),
	}
	for _, status := range []int{201, 302, 307, 400, 403, 404, 499} { // TestAnswersWithoutACode has all of them
		foreign[fmt.Sprintf("%d success", status)] = body(status, carriedOut)
		foreign[fmt.Sprintf("%d HTML", status)] = body(status, "<html>")
		foreign[fmt.Sprintf("%d empty", status)] = body(status, "")
	}
	for name, x := range foreign {
		add(row{name: name + " keeps the token", retries: 9, answers: []answer{x, x, x, success}, tokens: "aaaa"})
		add(row{name: name + " is repeated three times", retries: 9, answers: []answer{x}, tokens: "aaaa", fails: true, unknown: true})
		add(row{name: name + " without retries", answers: []answer{x, success}, tokens: "a", fails: true, unknown: true})
		add(row{
			name: name + ", then refused", retries: 9, answers: []answer{x, says(400, "Resource.QuotaFull")},
			tokens: "aa", code: "Resource.QuotaFull", fails: true, unknown: true,
		})
	}
	for _, code := range []string{`"200"`, "200", `"Success"`, `"OK"`, `"ok"`, `"successful"`, `""`, "null"} {
		add(row{
			name: "a success with code " + code, tokens: "a",
			answers: []answer{body(200, `{"VpnGatewayId":"vpn-1","Code":`+code+`,"Message":"successful","Success":true}`)},
		})
	}

	for _, code := range []string{
		"TaskConflict", "OperationConflict", "VpnGateway.task.conflict", "VpnTask.CONFLICT", "IncorrectStatus", "IncorrectStatus.VpnGateway",
		"VpnGateway.Configuring", "VpnConnection.Configuring", "Appliance.Configuring",
	} {
		add(row{name: code + " takes a new token", answers: []answer{says(409, code), says(400, code), success}, tokens: "abc"})
	}
	for _, code := range []string{"LastTokenProcessing", "IdempotentProcessing"} {
		add(row{name: code + " keeps the token", answers: []answer{says(403, code), says(403, code), success}, tokens: "aaa"})
		add(
			row{
				name:    code + " makes the outcome unknown",
				answers: []answer{says(403, code), says(409, "TaskConflict"), success},
				tokens:  "aaa",
			},
		)
	}
	busy := says(409, "TaskConflict")
	add(row{name: "busy after a loss keeps the token", retries: 1, answers: []answer{reset, busy, success}, tokens: "aaa"})
	add(row{name: "busy, then a loss, then busy", retries: 1, answers: []answer{busy, reset, busy, success}, tokens: "abbb"})
	add(row{name: "throttled, then busy", answers: []answer{throttling["HTML 429"], busy, success}, tokens: "aab"})
	add(
		row{
			name:    "throttling spends no retries",
			retries: 1,
			answers: []answer{reset, says(400, "Throttling"), says(400, "Throttling"), success},
			tokens:  "aaaa",
		},
	)

	nonce := says(400, "SignatureNonceUsed")
	add(row{name: "SignatureNonceUsed is sent again", answers: []answer{nonce, success}, tokens: "aa"})
	add(
		row{
			name:    "but once only",
			retries: 9,
			answers: []answer{nonce, nonce, success},
			tokens:  "aa",
			code:    "SignatureNonceUsed",
			fails:   true,
			unknown: true,
		},
	)
	add(row{name: "and the other copy may be accepted", answers: []answer{nonce, busy, success}, tokens: "aaa"})

	for _, code := range []string{
		"InvalidVpcId.NotFound", "MissingPeriod", "Forbidden", "Forbbiden.SubUser", "Resource.QuotaFull", "InsufficientBalance",
		"DependencyViolation.VpnConnection", "ForbiddenRelease", "VpnGateway.FinancialLocked", "SignatureDoesNotMatch",
		"InvalidAccessKeyId.NotFound", "IdempotentParameterMismatch", "OperationFailed.SslNotSupport", "InvalidTimeStamp.Expired",
	} {
		add(
			row{
				name:    "refused " + code,
				retries: 5,
				answers: []answer{says(404, code), success},
				tokens:  "a",
				code:    code,
				fails:   true,
			},
		)
	}
	add(
		row{
			name:    "error code in a 200",
			retries: 5,
			answers: []answer{says(200, "InvalidName"), success},
			tokens:  "a",
			code:    "InvalidName",
			fails:   true,
		},
	)
	add(
		row{
			name:    "refused after a loss stays unknown",
			retries: 5,
			answers: []answer{reset, says(400, "Resource.QuotaFull")},
			tokens:  "aa",
			code:    "Resource.QuotaFull",
			fails:   true,
			unknown: true,
		},
	)
	add(
		row{
			name:    "refused after throttling is known",
			answers: []answer{says(400, "Throttling"), says(400, "InvalidName")},
			tokens:  "aa",
			code:    "InvalidName",
			fails:   true,
		},
	)

	for _, tc := range rows {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			api := serve(t, tc.answers...)
			var out struct {
				VpnGatewayID string `json:"VpnGatewayId"`
			}
			err := newClient(openapi.Config{MaxRetries: tc.retries}).Call(t.Context(), create(api), &out)
			if got := api.tokens(); got != tc.tokens {
				t.Errorf("tokens %s, want %s", got, tc.tokens)
			}
			if (err != nil) != tc.fails || (err == nil) != (out.VpnGatewayID == "vpn-1") {
				t.Fatalf("got %+v, %v", out, err)
			}
			if tc.code != "" && openapi.Code(err) != tc.code {
				t.Errorf("code %q, want %q", openapi.Code(err), tc.code)
			}
			if tc.code != "" && !strings.Contains(err.Error(), "REQ-"+tc.code) {
				t.Errorf("%q lacks the request ID", err)
			}
			token := unknownOutcome(err)
			if (token != "") != tc.unknown {
				t.Errorf("got %v, unknown outcome: want %v", err, tc.unknown)
			}
			if seen := api.attempts(); tc.unknown && token != seen[len(seen)-1].form.Get("ClientToken") {
				t.Errorf("the error names token %s, which was not the last one sent", token)
			}
		})
	}
}

// TestReadsHaveNoUnknownOutcome: repeating a call without a token is harmless,
// and so is not knowing what became of it.
func TestReadsHaveNoUnknownOutcome(t *testing.T) {
	t.Parallel()
	api := serve(t, says(500, "InternalError"))
	req := create(api)
	req.ClientToken = ""
	err := newClient(openapi.Config{MaxRetries: 2}).Call(t.Context(), req, nil)
	if openapi.Code(err) != "InternalError" || unknownOutcome(err) != "" || len(api.attempts()) != 3 {
		t.Errorf("got %v after %d attempts", err, len(api.attempts()))
	}
	for _, r := range api.attempts() {
		if _, sent := r.form["ClientToken"]; sent {
			t.Error("a token was sent")
		}
	}
}

// TestTokenInUseIsKept: an earlier call may have been accepted.
func TestTokenInUseIsKept(t *testing.T) {
	t.Parallel()
	api := serve(t, says(409, "TaskConflict"), says(400, "Throttling"), says(409, "TaskConflict"), says(400, "InvalidName"))
	req := create(api)
	req.TokenInUse = true
	err := newClient(openapi.Config{}).Call(t.Context(), req, nil)
	if api.tokens() != "aaaa" || unknownOutcome(err) != req.ClientToken || openapi.Code(err) != "InvalidName" {
		t.Errorf("got %v, tokens %s", err, api.tokens())
	}
}

func TestUnreachableIsNotSent(t *testing.T) {
	t.Parallel()
	api := serve(t, success)
	req := create(api)
	req.Endpoint = parsed(t, "http://127.0.0.1:1")
	attempts := 0
	err := newClient(
		openapi.Config{MaxRetries: 2, Observe: func(context.Context, openapi.Attempt) { attempts++ }},
	).Call(t.Context(), req, nil)
	if err == nil || unknownOutcome(err) != "" || attempts != 3 {
		t.Errorf("got %v after %d attempts", err, attempts)
	}
	if want := "CreateVpnGateway: no connection to 127.0.0.1:1: "; err != nil && !strings.HasPrefix(err.Error(), want) {
		t.Errorf("text %q lacks %q", err, want)
	}
}

// TestContextEnds: the end of the context during an attempt or between two ends
// the call, and what is known by then decides on the error.
func TestContextEnds(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		first   answer
		unknown bool
		code    string
	}{
		"after a loss":             {reset, true, ""},
		"after a server fault":     {says(500, "InternalError"), true, "InternalError"},
		"while it is processed":    {says(403, "LastTokenProcessing"), true, "LastTokenProcessing"},
		"while throttled":          {says(400, "Throttling"), false, "Throttling"},
		"while the object is busy": {says(409, "TaskConflict"), false, "TaskConflict"},
		"while the API thinks":     {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, true, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			api := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if name == "while the API thinks" {
					cancel()
				}
				tc.first(w, r)
			})
			client := newClient(openapi.Config{MaxRetries: 1000, Observe: func(context.Context, openapi.Attempt) { cancel() }})
			req := create(api)
			err := client.Call(ctx, req, nil)
			if !errors.Is(err, context.Canceled) && name == "while the API thinks" {
				t.Errorf("got %v, want the context's error in it", err)
			}
			if openapi.Code(err) != tc.code || len(api.attempts()) != 1 {
				t.Errorf("got %v after %d attempts", err, len(api.attempts()))
			}
			sent := api.attempts()[0].form.Get("ClientToken")
			if token := unknownOutcome(err); (token == sent) != tc.unknown || (token == "") == tc.unknown {
				t.Errorf("unknown outcome of token %q, sent %q; want unknown: %v", token, sent, tc.unknown)
			}
		})
	}
}

func TestContextOverBeforeTheCall(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancelCause(t.Context())
	stop := errors.New("stopped by the user")
	cancel(stop)
	api := serve(t, success)
	err := newClient(openapi.Config{MaxRetries: 5}).Call(ctx, create(api), nil)
	if !errors.Is(err, stop) || unknownOutcome(err) != "" || len(api.attempts()) != 0 {
		t.Errorf("got %v after %d attempts", err, len(api.attempts()))
	}
}

func TestCallLeavesTheRequestAlone(t *testing.T) {
	t.Parallel()
	api := serve(t, says(409, "TaskConflict"), reset, success)
	req := create(api)
	want := url.Values{"RegionId": {"cn-hangzhou"}, "Name": {"gw"}}
	if err := newClient(openapi.Config{MaxRetries: 1}).Call(t.Context(), req, nil); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(req.Params, want) {
		t.Errorf("parameters became %v", req.Params)
	}
}
