package openapi_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// connects holds what the proxy of this process was asked for.
var connects sync.Map

// TestMain sets what a process reads only once. The proxy is never asked for
// loopback addresses.
func TestMain(m *testing.M) {
	for _, name := range []string{"NO_PROXY", "no_proxy", "HTTP_PROXY", "http_proxy", "https_proxy"} {
		_ = os.Unsetenv(name)
	}
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		connects.Store(r.Method+" "+r.Host, true)
		w.WriteHeader(http.StatusForbidden)
	}))
	_ = os.Setenv("HTTPS_PROXY", proxy.URL)
	os.Exit(m.Run())
}

// answer is what the fake API does with one attempt.
type answer func(w http.ResponseWriter, r *http.Request)

// says answers with an error code; a status of 0 means 400.
func says(status int, code string) answer {
	if status == 0 {
		status = http.StatusBadRequest
	}
	return body(status, fmt.Sprintf(`{"Code":%q,"Message":"In words.","RequestId":"REQ-%s"}`, code, code))
}

func body(status int, text string) answer {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, text)
	}
}

var success = body(http.StatusOK, `{"VpnGatewayId":"vpn-1","RequestId":"REQ-OK"}`)

// reset closes the connection without an answer; cut does so within one.
func reset(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

func cut(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "100")
	_, _ = io.WriteString(w, `{"VpnGate`)
	w.(http.Flusher).Flush()
	panic(http.ErrAbortHandler)
}

// received is one attempt as the fake API saw it.
type received struct {
	method, query string
	header        http.Header
	form          url.Values
}

// fakeAPI gives its answers in turn, and the last one again and again.
type fakeAPI struct {
	endpoint *url.URL
	mu       sync.Mutex
	seen     []received
}

func serve(t *testing.T, answers ...answer) *fakeAPI {
	t.Helper()
	api := &fakeAPI{}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, _ := io.ReadAll(r.Body)
		form, _ := url.ParseQuery(string(text))
		api.mu.Lock()
		next := answers[min(len(api.seen), len(answers)-1)]
		api.seen = append(api.seen, received{r.Method, r.URL.RawQuery, r.Header, form})
		api.mu.Unlock()
		next(w, r)
	}))
	t.Cleanup(srv.Close)
	api.endpoint = parsed(t, srv.URL)
	return api
}

func (a *fakeAPI) attempts() []received {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.seen
}

// tokens names the client tokens in the order of their first use: "aab" is a
// token, the same again, another one.
func (a *fakeAPI) tokens() string {
	names := map[string]byte{}
	var b strings.Builder
	for _, r := range a.attempts() {
		token := r.form.Get("ClientToken")
		if names[token] == 0 {
			names[token] = byte('a' + len(names))
		}
		b.WriteByte(names[token])
	}
	return b.String()
}

func parsed(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := openapi.ParseEndpoint(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// sourceFunc is a CredentialSource.
type sourceFunc func() (openapi.Credential, error)

func (f sourceFunc) Credential(context.Context) (openapi.Credential, error) { return f() }

var testKey = openapi.Credential{AccessKeyID: "testid", AccessKeySecret: "testsecret"}

// newClient returns a Client that hardly waits between attempts.
func newClient(cfg openapi.Config) *openapi.Client {
	if cfg.Credentials == nil {
		cfg.Credentials = sourceFunc(func() (openapi.Credential, error) { return testKey, nil })
	}
	cfg.Backoff = openapi.Backoff{Base: time.Nanosecond, Max: time.Nanosecond}
	return openapi.NewClient(cfg)
}

// create is a write with a client token, whose answer must name an ID.
func create(api *fakeAPI) openapi.Request {
	return openapi.Request{
		Endpoint: api.endpoint, Action: "CreateVpnGateway", Version: "2016-04-28", Method: http.MethodPost,
		Params:      url.Values{"RegionId": {"cn-hangzhou"}, "Name": {"gw"}},
		ClientToken: openapi.NewClientToken(), RequiredField: "VpnGatewayId",
	}
}

// unknownOutcome returns the token of an UnknownOutcomeError, or "".
func unknownOutcome(err error) string {
	var unknown *openapi.UnknownOutcomeError
	if errors.As(err, &unknown) {
		return unknown.ClientToken
	}
	return ""
}
