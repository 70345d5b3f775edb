package credentials_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/credentials"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi/memnet"
)

const (
	role     = "acs:ram::123456789012:role/test"
	provider = "acs:ram::123456789012:oidc-provider/ci"
)

var (
	testKey    = openapi.Credential{AccessKeyID: "testid", AccessKeySecret: "testsecret"}
	sessionKey = openapi.Credential{AccessKeyID: "STS.id", AccessKeySecret: "sts-secret", SecurityToken: "sts-token"}
)

// answer is what the host does with one request.
type answer func(w http.ResponseWriter, r *http.Request)

func body(status int, text string) answer {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, text)
	}
}

func refusal(status int, code string) answer {
	return body(status, fmt.Sprintf(`{"Code":%q,"Message":"In words.","RequestId":"REQ-STS"}`, code))
}

// reset closes the connection without an answer.
func reset(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

// hang never answers.
func hang(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

// sessionJSON is credentials that last from now on, in the words of STS, of the
// metadata service and of a credentials URI.
func sessionJSON(lasts time.Duration) string {
	return fmt.Sprintf(`{"AccessKeyId":"STS.id","AccessKeySecret":"sts-secret","SecurityToken":"sts-token","Expiration":%q}`,
		time.Now().Add(lasts).UTC().Format(time.RFC3339))
}

// stsAnswer is a success of STS, whose session lasts an hour.
func stsAnswer(w http.ResponseWriter, _ *http.Request) {
	_, _ = io.WriteString(w, `{"RequestId":"R","Credentials":`+sessionJSON(time.Hour)+`}`)
}

// received is one request as the host saw it.
type received struct {
	method, path, action string
	header               http.Header
	form                 url.Values
	body                 string
}

// host plays STS and whatever else hands out credentials. It gives its answers
// in turn, and the last one again and again.
type host struct {
	*credentials.Exchange

	mu   sync.Mutex
	seen []received
}

func (h *host) requests() []received {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]received(nil), h.seen...)
}

// actions are the calls of STS.
func (h *host) actions() string {
	var actions []string
	for _, r := range h.requests() {
		actions = append(actions, r.action)
	}
	return strings.Join(actions, " ")
}

func serve(t *testing.T, answers ...answer) *host {
	t.Helper()
	h := &host{}
	memory := memnet.Listen()
	web := &http.Server{ReadHeaderTimeout: time.Hour, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, _ := io.ReadAll(r.Body)
		form, _ := url.ParseQuery(string(text))
		h.mu.Lock()
		next := answers[min(len(h.seen), len(answers)-1)]
		h.seen = append(h.seen, received{r.Method, r.URL.Path, r.Header.Get("X-Acs-Action"), r.Header, form, string(text)})
		h.mu.Unlock()
		next(w, r)
	})}
	go func() { _ = web.Serve(memory) }()
	t.Cleanup(func() { _ = web.Close() })
	endpoint := &url.URL{Scheme: "http", Host: "127.0.0.1:1"}
	h.Exchange = &credentials.Exchange{
		API:      openapi.Config{Dial: memory.Dial, MaxRetries: 10, UserAgent: "test"},
		STS:      endpoint,
		Metadata: endpoint.String(), OAuth: endpoint.String(),
	}
	return h
}

func static(t *testing.T, key openapi.Credential) openapi.CredentialSource {
	t.Helper()
	source, err := openapi.StaticCredential(key)
	if err != nil {
		t.Fatal(err)
	}
	return source
}

// expect checks what a source yields.
func expect(t *testing.T, source openapi.CredentialSource, err error, want openapi.Credential) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := source.Credential(t.Context()); err != nil || got != want {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
}

// failure returns why a source has no credentials, and checks that no secret is
// in it.
func failure(t *testing.T, source openapi.CredentialSource, err error) error {
	t.Helper()
	if err == nil {
		_, err = source.Credential(t.Context())
	}
	if err == nil {
		t.Fatal("no error")
	}
	for _, secret := range []string{"secret", "sts-token", "oidc-token", "topsecret", "login-token"} {
		if strings.Contains(strings.ReplaceAll(err.Error(), "access key secret", ""), secret) {
			t.Errorf("the error shows %q: %v", secret, err)
		}
	}
	return err
}

func writeFile(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "config.json")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// cli writes a configuration file of the CLI with one profile, called p.
func cli(t *testing.T, profiles ...map[string]any) string {
	t.Helper()
	text, err := json.Marshal(map[string]any{"current": profiles[0]["name"], "profiles": profiles, "meta_path": "kept"})
	if err != nil {
		t.Fatal(err)
	}
	return writeFile(t, string(text))
}

// dialer counts the connections that are asked for.
type dialer struct {
	inner func(ctx context.Context, network, address string) (net.Conn, error)
	mu    sync.Mutex
	asked []string
}

func (d *dialer) dial(ctx context.Context, network, address string) (net.Conn, error) {
	d.mu.Lock()
	d.asked = append(d.asked, address)
	d.mu.Unlock()
	return d.inner(ctx, network, address)
}
