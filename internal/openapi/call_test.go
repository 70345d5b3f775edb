package openapi_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// TestObserverIsToldEveryAttempt, with codes and request IDs, without parameters.
func TestObserverIsToldEveryAttempt(t *testing.T) {
	t.Parallel()
	const secret = "hunter2 the pre-shared key"
	api := serve(t, says(400, "Throttling"), reset, body(502, "<html>"), says(409, "TaskConflict"), success)
	var mu sync.Mutex
	var told []openapi.Attempt
	client := newClient(openapi.Config{MaxRetries: 2, Observe: func(_ context.Context, a openapi.Attempt) {
		mu.Lock()
		defer mu.Unlock()
		told = append(told, a)
	}})
	req := create(api)
	req.Params.Set("Psk", secret)
	if err := client.Call(t.Context(), req, nil); err != nil {
		t.Fatal(err)
	}
	for i := range told {
		if told[i].Duration <= 0 || (told[i].Err == nil) != (i == 4) {
			t.Errorf("attempt %d: %+v", i+1, told[i])
		}
		if told[i].Err != nil && strings.Contains(told[i].Err.Error()+told[i].Code, secret) {
			t.Errorf("attempt %d shows a parameter: %v", i+1, told[i].Err)
		}
		told[i].Duration, told[i].Err = 0, nil
	}
	attempt := func(n, status int, code, id string) openapi.Attempt {
		return openapi.Attempt{
			Action:     "CreateVpnGateway",
			RegionID:   "cn-hangzhou",
			Number:     n,
			HTTPStatus: status,
			Code:       code,
			RequestID:  id,
		}
	}
	want := []openapi.Attempt{
		attempt(1, 400, "Throttling", "REQ-Throttling"), attempt(2, 0, "", ""), attempt(3, 502, "", ""),
		attempt(4, 409, "TaskConflict", "REQ-TaskConflict"), attempt(5, 200, "", ""),
	}
	if !reflect.DeepEqual(told, want) {
		t.Errorf("told %+v\nwant %+v", told, want)
	}
}

// TestRefusedCodes: what is an answer of one action alone is not asked for again.
func TestRefusedCodes(t *testing.T) {
	t.Parallel()
	api := serve(t, says(400, "UnknownError"), success)
	req := create(api)
	req.ClientToken, req.RefusedCodes = "", []string{"UnknownError"}
	if err := newClient(openapi.Config{}).Call(t.Context(), req, nil); openapi.Code(err) != "UnknownError" {
		t.Errorf("got %v", err)
	}
}

// TestBusyCodes: what means busy of one action alone is waited out, and as it
// may have been carried out, the token is kept.
func TestBusyCodes(t *testing.T) {
	t.Parallel()
	odd := says(400, "UnknownError")
	api := serve(t, odd, odd, odd, says(409, "TaskConflict"), odd, success)
	req := create(api)
	req.BusyCodes = []string{"UnknownError"}
	sent := ""
	req.TokenSent = &sent
	if err := newClient(openapi.Config{}).Call(t.Context(), req, nil); err != nil || api.tokens() != "aaaaaa" {
		t.Errorf("got %v, tokens %s", err, api.tokens())
	}
	if sent != req.ClientToken {
		t.Errorf("token %q, sent %q", sent, req.ClientToken)
	}
}

// TestTokenSent tells the token of the last attempt, which may be a new one.
func TestTokenSent(t *testing.T) {
	t.Parallel()
	api := serve(t, says(409, "TaskConflict"), success)
	req := create(api)
	sent := ""
	req.TokenSent = &sent
	if err := newClient(openapi.Config{}).Call(t.Context(), req, nil); err != nil {
		t.Fatal(err)
	}
	if last := api.attempts()[1].form.Get("ClientToken"); sent != last || sent == req.ClientToken {
		t.Errorf("token %q, want %q, which is another than %q", sent, last, req.ClientToken)
	}
}

// TestAnswerAboutAnotherObject is not used, whatever it says.
func TestAnswerAboutAnotherObject(t *testing.T) {
	t.Parallel()
	other := body(200, `{"VpnGatewayId":"vpn-\u001b[2Jother","RequestId":"R"}`)
	api := serve(t, other, other, other, success)
	req := create(api)
	req.ClientToken, req.RequiredValue = "", "vpn-1"
	if err := newClient(openapi.Config{MaxRetries: 9}).Call(t.Context(), req, nil); err != nil || len(api.attempts()) != 4 {
		t.Errorf("got %v after %d attempts", err, len(api.attempts()))
	}
	api = serve(t, other)
	req.Endpoint = api.endpoint
	err := newClient(openapi.Config{MaxRetries: 9}).Call(t.Context(), req, nil)
	const want = "CreateVpnGateway: VpnGatewayId vpn-1 was asked for, and the answer is about vpn- [2Jother (HTTP 200, request ID R)"
	if err == nil || err.Error() != want || len(api.attempts()) != 4 {
		t.Errorf("got %v after %d attempts, want %s", err, len(api.attempts()), want)
	}
}

// TestEndlessAnswer is not repeated for long either, and hardly any of it is shown.
func TestEndlessAnswer(t *testing.T) {
	t.Parallel()
	endless := body(200, `{"Message":"`+strings.Repeat("x", 16<<20))
	api := serve(t, endless)
	err := newClient(openapi.Config{MaxRetries: 9}).Call(t.Context(), create(api), nil)
	if unknownOutcome(err) == "" || len(api.attempts()) != 4 || len(err.Error()) > 1000 {
		t.Errorf("got %d bytes of error after %d attempts", len(fmt.Sprint(err)), len(api.attempts()))
	}
}

// TestHeaderThatIsNone: net/http repeats it as it is.
func TestHeaderThatIsNone(t *testing.T) {
	t.Parallel()
	api := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\n\x1b[2J\x1b]0;"+strings.Repeat("x", 100_000)+"\r\n\r\n")
		_ = conn.Close()
	})
	err := newClient(openapi.Config{}).Call(t.Context(), create(api), nil)
	if text := fmt.Sprint(err); unknownOutcome(err) == "" || len(text) > 3000 || strings.Contains(text, "\x1b") || !strings.Contains(text, "xxx") {
		t.Errorf("%d bytes: %.300q", len(text), text)
	}
}
