package openapi_test

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi/memnet"
)

func TestParametersTravelInTheBody(t *testing.T) {
	t.Parallel()
	api := serve(t, success)
	req := create(api)
	req.Params.Set("Name", "测试 a*~b+c/d&e=f")
	if err := newClient(openapi.Config{UserAgent: "test/1"}).Call(t.Context(), req, nil); err != nil {
		t.Fatal(err)
	}
	got := api.attempts()[0]
	if got.method != http.MethodPost || got.query != "" || got.form.Get("Name") != "测试 a*~b+c/d&e=f" ||
		got.form.Get("ClientToken") != req.ClientToken {
		t.Errorf("received %+v", got)
	}
	for name, want := range map[string]string{
		"User-Agent": "test/1", "Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded",
		"X-Acs-Action": "CreateVpnGateway", "X-Acs-Version": "2016-04-28", "X-Acs-Security-Token": "", "X-Acs-Accesskey-Id": "",
	} {
		if got.header.Get(name) != want {
			t.Errorf("%s: %q, want %q", name, got.header.Get(name), want)
		}
	}
	const signed = "SignedHeaders=content-type;host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
	if auth := got.header.Get("Authorization"); !strings.Contains(auth, signed) {
		t.Errorf("%q lacks %q", auth, signed)
	}
}

func TestGETCarriesParametersInTheQuery(t *testing.T) {
	t.Parallel()
	api := serve(t, success)
	req := create(api)
	req.Method, req.ClientToken = http.MethodGet, ""
	if err := newClient(openapi.Config{}).Call(t.Context(), req, nil); err != nil {
		t.Fatal(err)
	}
	if got := api.attempts()[0]; got.method != http.MethodGet || got.query != "Name=gw&RegionId=cn-hangzhou" ||
		len(got.form) != 0 {
		t.Errorf("received %+v", got)
	}
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	t.Parallel()
	other := serve(t, success)
	for _, status := range []int{http.StatusMovedPermanently, http.StatusFound, http.StatusTemporaryRedirect, http.StatusPermanentRedirect} {
		api := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, other.endpoint.String(), status) })
		err := newClient(openapi.Config{MaxRetries: 9}).Call(t.Context(), create(api), nil)
		if want := fmt.Sprintf("(HTTP %d)", status); err == nil || !strings.Contains(err.Error(), want) || unknownOutcome(err) == "" {
			t.Errorf("got %v, want %s and an unknown outcome", err, want)
		}
		if api.tokens() != "aaaa" || len(other.attempts()) != 0 {
			t.Errorf("%d: tokens %s, %d followed", status, api.tokens(), len(other.attempts()))
		}
	}
}

// serveMemory is serve over a network in memory, for a bubble of synctest.
func serveMemory(t *testing.T, handle answer) (client openapi.Config, calls *atomic.Int32) {
	t.Helper()
	calls = &atomic.Int32{}
	network := memnet.Listen()
	srv := &http.Server{ReadHeaderTimeout: time.Minute, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		calls.Add(1)
		handle(w, r)
	})}
	go func() { _ = srv.Serve(network) }() // it always ends with an error
	t.Cleanup(func() { _ = srv.Close() })
	return openapi.Config{Dial: network.Dial}, calls
}

func TestHangingServers(t *testing.T) {
	t.Parallel()
	hang := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	for name, silent := range map[string]answer{
		"no answer": hang,
		"half an answer": func(w http.ResponseWriter, r *http.Request) {
			body(http.StatusOK, `{"VpnGatewayId":`)(w, r)
			w.(http.Flusher).Flush()
			hang(w, r)
		},
	} {
		req := create(&fakeAPI{endpoint: parsed(t, "http://127.0.0.1")})
		t.Run(name+", AnswerTimeout", func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				cfg, calls := serveMemory(t, silent)
				cfg.AnswerTimeout, cfg.MaxRetries = 20*time.Second, 1
				start := time.Now()
				err := newClient(cfg).Call(t.Context(), req, nil)
				if waited := time.Since(start); unknownOutcome(err) == "" || calls.Load() != 2 || waited < 2*cfg.AnswerTimeout {
					t.Errorf("got %v after %d attempts and %v", err, calls.Load(), waited)
				}
			})
		})
		t.Run(name+", context", func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
				defer cancel()
				cfg, calls := serveMemory(t, silent)
				cfg.MaxRetries = 5
				start := time.Now()
				err := newClient(cfg).Call(ctx, req, nil)
				if waited := time.Since(start); unknownOutcome(err) == "" || calls.Load() != 1 || waited != 5*time.Second {
					t.Errorf("got %v after %d attempts and %v", err, calls.Load(), waited)
				}
			})
		})
	}
}

func TestBadCertificateIsFinal(t *testing.T) {
	t.Parallel()
	srv := httptest.NewUnstartedServer(http.NotFoundHandler())
	srv.Config.ErrorLog = log.New(io.Discard, "", 0)
	srv.StartTLS() // with a certificate that no CA vouches for
	defer srv.Close()
	req := create(&fakeAPI{endpoint: parsed(t, srv.URL)})
	attempts := 0
	client := newClient(openapi.Config{MaxRetries: 5, Observe: func(context.Context, openapi.Attempt) { attempts++ }})
	err := client.Call(t.Context(), req, nil)
	if err == nil || !strings.Contains(err.Error(), "certificate") || unknownOutcome(err) != "" || attempts != 1 {
		t.Errorf("got %v after %d attempts", err, attempts)
	}
}

func TestProxyOfTheEnvironment(t *testing.T) {
	t.Parallel()
	req := create(&fakeAPI{endpoint: parsed(t, "https://vpc.cn-test.example.invalid")})
	err := newClient(openapi.Config{}).Call(t.Context(), req, nil)
	if err == nil || unknownOutcome(err) != "" {
		t.Errorf("got %v, want the proxy's refusal", err)
	}
	if _, asked := connects.Load("CONNECT vpc.cn-test.example.invalid:443"); !asked {
		t.Error("the proxy was not asked")
	}
}

// TestErrorsShowNoParameters, whatever goes wrong and wherever they travelled.
func TestErrorsShowNoParameters(t *testing.T) {
	t.Parallel()
	const secret = "hunter2"
	closed := httptest.NewServer(nil)
	closed.Close()
	for name, tc := range map[string]struct {
		answer   answer
		endpoint string
	}{
		"refused":         {answer: says(400, "InvalidPsk")},
		"lost":            {answer: reset},
		"cut":             {answer: cut},
		"not JSON":        {answer: body(502, "<html>")},
		"no connection":   {endpoint: closed.URL},
		"proxy refuses":   {endpoint: "https://leak.example.invalid"},
		"plain for https": {endpoint: strings.Replace(serve(t, success).endpoint.String(), "http:", "https:", 1)},
	} {
		for _, method := range []string{http.MethodPost, http.MethodGet} {
			t.Run(name+" "+method, func(t *testing.T) {
				t.Parallel()
				api := &fakeAPI{}
				if tc.endpoint != "" {
					api.endpoint = parsed(t, tc.endpoint)
				} else {
					api = serve(t, tc.answer)
				}
				req := create(api)
				req.Method, req.Params = method, url.Values{"Psk": {secret}}
				err := newClient(openapi.Config{MaxRetries: 1}).Call(t.Context(), req, nil)
				if err == nil {
					t.Fatal("no error")
				}
				for _, hidden := range []string{secret, "Psk=", testKey.AccessKeySecret, "?"} {
					if strings.Contains(err.Error(), hidden) {
						t.Errorf("%q shows %q", err, hidden)
					}
				}
			})
		}
	}
}
