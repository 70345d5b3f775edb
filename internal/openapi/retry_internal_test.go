package openapi

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// roundTrip plays the network, so that a synctest bubble has none.
type roundTrip func(r *http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

type staticSource struct{}

func (staticSource) Credential(context.Context) (Credential, error) {
	return Credential{AccessKeyID: "testid", AccessKeySecret: "testsecret"}, nil
}

// overFake returns a Client with the real waits and a played network.
func overFake(maxRetries int, network roundTrip) *Client {
	c := NewClient(Config{Credentials: staticSource{}, MaxRetries: maxRetries})
	c.http.Transport = network
	return c
}

func write() Request {
	return Request{
		Endpoint: &url.URL{Scheme: "https", Host: "vpc.aliyuncs.com"}, Action: "CreateVpnGateway", Version: "2016-04-28",
		Method: http.MethodPost, Params: url.Values{"RegionId": {"cn-hangzhou"}}, ClientToken: "token",
	}
}

func reply(status int, text, timeLeft string) *http.Response {
	header := http.Header{}
	if timeLeft != "" {
		header.Set("X-Ratelimit-User", "Limit:100,Remain:0,TimeLeft:"+timeLeft)
	}
	return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(strings.NewReader(text))}
}

const throttlingBody = `{"Code":"Throttling.User","Message":"m","RequestId":"R"}`

// sent says that the request found a connection, as net/http does.
func sent(r *http.Request) {
	httptrace.ContextClientTrace(r.Context()).GotConn(httptrace.GotConnInfo{})
}

// hang answers nothing until the attempt's context ends.
func hang(r *http.Request) (*http.Response, error) {
	sent(r)
	<-r.Context().Done()
	return nil, r.Context().Err()
}

func unknownOutcome(err error) bool {
	var unknown *UnknownOutcomeError
	return errors.As(err, &unknown)
}

func TestThrottlingIsWaitedOutUntilTheDeadline(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		start, attempts := time.Now(), 0
		err := overFake(0, func(*http.Request) (*http.Response, error) {
			attempts++
			return reply(http.StatusBadRequest, throttlingBody, ""), nil
		}).Call(ctx, write(), nil)
		if !IsThrottled(err) || !errors.Is(err, context.DeadlineExceeded) || unknownOutcome(err) {
			t.Errorf("got %v", err)
		}
		if waited := time.Since(start); waited != time.Hour {
			t.Errorf("gave up after %v", waited)
		}
		if attempts < int(time.Hour/defaultBackoff.Max) {
			t.Errorf("only %d attempts", attempts)
		}
		if want := fmt.Sprintf("; gave up after %d attempts: the operation's time was up", attempts); err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%q lacks %q", err, want)
		}
	})
}

func TestTimeLeftIsHonoured(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start, attempts := time.Now(), 0
		err := overFake(0, func(*http.Request) (*http.Response, error) {
			if attempts++; attempts == 1 {
				return reply(http.StatusTooManyRequests, throttlingBody, "40000"), nil
			}
			return reply(http.StatusOK, "{}", ""), nil
		}).Call(t.Context(), write(), nil)
		waited := time.Since(start)
		if err != nil || attempts != 2 || waited < 40*time.Second || waited > 40*time.Second+defaultBackoff.Base {
			t.Errorf("got %v after %v and %d attempts", err, waited, attempts)
		}
	})
}

func TestCancellationStopsABackoffAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(3*time.Second, cancel)
		start := time.Now()
		err := overFake(0, func(*http.Request) (*http.Response, error) {
			return reply(http.StatusBadRequest, throttlingBody, "60000"), nil
		}).Call(ctx, write(), nil)
		if waited := time.Since(
			start,
		); waited != 3*time.Second || !errors.Is(err, context.Canceled) ||
			Code(err) != "Throttling.User" {
			t.Errorf("got %v after %v", err, waited)
		}
		const want = "CreateVpnGateway: Throttling.User: m (HTTP 400, request ID R); gave up after 1 attempt: the operation was interrupted"
		if err == nil || err.Error() != want {
			t.Errorf("got %v", err)
		}
	})
}

func TestAnAttemptHasATimeLimit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		err := overFake(0, hang).Call(t.Context(), write(), nil)
		if waited := time.Since(start); waited != answerTimeout || !unknownOutcome(err) {
			t.Errorf("got %v after %v", err, waited)
		}
		// It is not the operation whose time was up.
		const want = "CreateVpnGateway was sent with client token token, and whether it was carried out is unknown: " +
			"no answer from vpc.aliyuncs.com: the 30s that one call may take were over"
		if ended := (*EndedError)(nil); err == nil || err.Error() != want || errors.As(err, &ended) {
			t.Errorf("got %v", err)
		}
	})
}

func TestCancellationEndsAHangingAttemptAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(2*time.Second, cancel)
		start := time.Now()
		err := overFake(DefaultMaxRetries, hang).Call(ctx, write(), nil)
		if waited := time.Since(start); waited != 2*time.Second || !unknownOutcome(err) || !errors.Is(err, context.Canceled) {
			t.Errorf("got %v after %v", err, waited)
		}
		const want = "no answer from vpc.aliyuncs.com: the operation was interrupted"
		if err == nil || !strings.HasSuffix(err.Error(), " is unknown: "+want) {
			t.Errorf("got %v", err)
		}
	})
}

// TestEveryAttemptIsSignedAfresh: one second lies between two attempts.
func TestEveryAttemptIsSignedAfresh(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const attempts = 4
		seen := map[string]map[string]bool{"X-Acs-Signature-Nonce": {}, "X-Acs-Date": {}, "Authorization": {}}
		n := 0
		err := overFake(0, func(r *http.Request) (*http.Response, error) {
			for name, values := range seen {
				values[r.Header.Get(name)] = true
			}
			if at, err := time.Parse(time.RFC3339, r.Header.Get("X-Acs-Date")); err != nil || time.Since(at) >= time.Second {
				t.Errorf("date %q at %v", r.Header.Get("X-Acs-Date"), time.Now())
			}
			if n++; n < attempts {
				return reply(http.StatusBadRequest, throttlingBody, "1000"), nil
			}
			return reply(http.StatusOK, "{}", ""), nil
		}).Call(t.Context(), write(), nil)
		if err != nil {
			t.Fatal(err)
		}
		for name, values := range seen {
			if len(values) != attempts {
				t.Errorf("%s: %d different values in %d attempts", name, len(values), attempts)
			}
		}
	})
}

// TestNetworkFaults: what never found a connection was not sent, and a wrong
// name or certificate stays wrong.
func TestNetworkFaults(t *testing.T) {
	t.Parallel()
	dial := func(err error) error { return &net.OpError{Op: "dial", Net: "tcp", Err: err} }
	for name, tc := range map[string]struct {
		err      error
		sent     bool
		attempts int
	}{
		"no such host":                {err: dial(&net.DNSError{Err: "no such host", Name: "x", IsNotFound: true}), attempts: 1},
		"name server does not answer": {err: dial(&net.DNSError{Err: "timeout", Name: "x", IsTimeout: true}), attempts: 3},
		"bad certificate":             {err: &tls.CertificateVerificationError{Err: errors.New("unknown authority")}, attempts: 1},
		"plain HTTP for HTTPS":        {err: http.ErrSchemeMismatch, attempts: 1},
		"no route":                    {err: dial(errors.New("no route to host")), attempts: 3},
		"connecting takes too long":   {err: dial(context.DeadlineExceeded), attempts: 3},
		"reset":                       {err: errors.New("connection reset by peer"), sent: true, attempts: 3},
		"reset, odd cause":            {err: &net.DNSError{IsNotFound: true}, sent: true, attempts: 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				attempts := 0
				err := overFake(2, func(r *http.Request) (*http.Response, error) {
					attempts++
					if tc.sent {
						sent(r)
					}
					return nil, tc.err
				}).Call(t.Context(), write(), nil)
				if attempts != tc.attempts || unknownOutcome(err) != tc.sent || !errors.Is(err, tc.err) {
					t.Errorf("got %v after %d attempts", err, attempts)
				}
			})
		})
	}
}

func TestBackoffGrowsToItsBound(t *testing.T) {
	t.Parallel()
	b := Backoff{Base: time.Second, Max: 10 * time.Second}
	for retry := 1; retry <= 200; retry++ {
		ceiling := b.Max
		if retry <= 4 {
			ceiling = b.Base << (retry - 1)
		}
		longest := time.Duration(0)
		for range 200 {
			d := Jitter(b.ceiling(retry))
			if d < 0 || d >= ceiling {
				t.Fatalf("retry %d waits %v, want less than %v", retry, d, ceiling)
			}
			longest = max(longest, d)
		}
		if longest < ceiling/4 { // full jitter: 200 draws do not all fall into a quarter
			t.Errorf("retry %d waits at most %v of %v", retry, longest, ceiling)
		}
	}
	if d := Jitter((Backoff{}).ceiling(3)); d != 0 {
		t.Errorf("no backoff waits %v", d)
	}
}
