package vpc_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi/memnet"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// overMemory returns a client as users have it, with all its waits, of an API in
// a bubble of synctest.
func overMemory(t *testing.T, handle http.HandlerFunc) *vpc.Client {
	t.Helper()
	network := memnet.Listen()
	srv := &http.Server{ReadHeaderTimeout: time.Minute, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		handle(w, r)
	})}
	go func() { _ = srv.Serve(network) }() // it always ends with an error
	t.Cleanup(func() { _ = srv.Close() })
	key, err := openapi.StaticCredential(openapi.Credential{AccessKeyID: "testid", AccessKeySecret: "testsecret"})
	if err != nil {
		t.Fatal(err)
	}
	return vpc.NewClient(vpc.Config{
		API:      openapi.NewClient(openapi.Config{Credentials: key, MaxRetries: openapi.DefaultMaxRetries, Dial: network.Dial}),
		Endpoint: &url.URL{Scheme: "http", Host: "127.0.0.1"},
	})
}

// TestWaitsOutlastAnOutage of minutes, with the retries and pauses of real life,
// and notice soon afterwards that the gateway is active.
func TestWaitsOutlastAnOutage(t *testing.T) {
	t.Parallel()
	for name, outage := range map[string]func(w http.ResponseWriter, r *http.Request){
		"503":    func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) },
		"resets": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"hangs":  func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"HTML":   func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html>") },
		"throttled": func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusTooManyRequests)
			_, _ = io.WriteString(w, refuse(429, "Throttling").body)
		},
	} {
		for _, length := range []time.Duration{90 * time.Second, 20 * time.Minute} {
			t.Run(name+" for "+length.String(), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					start := time.Now()
					c := overMemory(t, func(w http.ResponseWriter, r *http.Request) {
						switch since := time.Since(start); {
						case since < 10*time.Second:
							_, _ = io.WriteString(w, in("init").body)
						case since < 10*time.Second+length:
							outage(w, r)
						default:
							_, _ = io.WriteString(w, in("active").body)
						}
					})
					ctx, cancel := context.WithTimeout(t.Context(), 30*time.Minute)
					defer cancel()
					g, err := c.WaitVpnGatewayActive(ctx, region, id, true)
					if err != nil || g.Status != vpc.StatusActive {
						t.Fatalf("got %+v, %v", g, err)
					}
					if late := time.Since(start) - length - 10*time.Second; late > 45*time.Second {
						t.Errorf("it was noticed %v late", late)
					}
				})
			})
		}
	}
}

// TestWaitsEndAtTheirTimeout in an outage that lasts, and say what was seen.
func TestWaitsEndAtTheirTimeout(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		c := overMemory(t, func(w http.ResponseWriter, _ *http.Request) {
			if time.Since(start) < 10*time.Second {
				_, _ = io.WriteString(w, in("provisioning").body)
				return
			}
			w.WriteHeader(http.StatusBadGateway)
		})
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Minute)
		defer cancel()
		_, err := c.WaitVpnGatewayActive(ctx, region, id, true)
		var wait *vpc.WaitError
		var last *openapi.Error
		if !errors.As(err, &wait) || wait.Ended == nil || !wait.Ended.TimeIsUp() || wait.LastStatus != "provisioning" ||
			wait.Waited != 30*time.Minute || !errors.As(wait.Last, &last) || last.HTTPStatus != http.StatusBadGateway {
			t.Errorf("got %+v", err)
		}
	})
}
