package openapi

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"testing"
	"testing/synctest"
)

func TestEndpointErrors(t *testing.T) {
	t.Parallel()
	refused := &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}
	unknown := func(name string) error {
		return &net.OpError{Op: "dial", Err: &net.DNSError{Name: name, IsNotFound: true}}
	}
	for name, tc := range map[string]struct {
		host    string
		err     error
		problem EndpointProblem
		proxy   string
		// attempts that are made where max_retries allows 10 more.
		attempts int
	}{
		"unknown host":           {"vpc.example.com:443", unknown("vpc.example.com"), UnknownHost, "", 1},
		"unknown proxy":          {"vpc.example.com", unknown("proxy.example.com"), UnknownHost, "proxy.example.com", 1},
		"plain HTTP":             {"vpc.example.com", http.ErrSchemeMismatch, PlainHTTP, "", 1},
		"refused by loopback":    {"127.0.0.1:8980", refused, NothingListens, "", 6},
		"refused by localhost":   {"localhost:8980", refused, NothingListens, "", 6},
		"refused by loopback v6": {"[::1]:8980", refused, NothingListens, "", 6},
		"refused elsewhere":      {"vpc.example.com", refused, 0, "", 11},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				attempts := 0
				req := write()
				req.Endpoint, req.EndpointSource = &url.URL{Scheme: "https", Host: tc.host}, "a test"
				err := overFake(DefaultMaxRetries, func(*http.Request) (*http.Response, error) {
					attempts++
					return nil, tc.err
				}).Call(t.Context(), req, nil)
				var got *EndpointError
				if errors.As(err, &got) != (tc.problem != 0) || attempts != tc.attempts || unknownOutcome(err) || !errors.Is(err, tc.err) {
					t.Fatalf("got %v after %d attempts", err, attempts)
				}
				if got != nil && (got.Problem != tc.problem || got.Proxy != tc.proxy || got.Source != "a test" || got.Endpoint.Host != tc.host) {
					t.Errorf("got %+v", got)
				}
			})
		})
	}
}

// What cannot be sent is not tried, and not shown.
func TestKeyWithControlCharacter(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		key  Credential
		want string
	}{
		"line break":   {Credential{AccessKeyID: "LTAI-shown\n", AccessKeySecret: "s"}, "access key ID"},
		"delete":       {Credential{AccessKeyID: "LTAI-shown\x7f", AccessKeySecret: "s"}, "access key ID"},
		"in the token": {Credential{AccessKeyID: "a", AccessKeySecret: "s", SecurityToken: "LTAI-shown\r"}, "security token"},
	} {
		sent := 0
		client := overFake(DefaultMaxRetries, func(*http.Request) (*http.Response, error) {
			sent++
			return nil, errors.New("sent")
		})
		client.cfg.Credentials = unchecked(tc.key)
		err := client.Call(t.Context(), write(), nil)
		want := "CreateVpnGateway: not sent: the " + tc.want +
			" contains a line break or another control character, so no request can be signed with it"
		if err == nil || err.Error() != want || sent != 0 || unknownOutcome(err) {
			t.Errorf("%s: got %v after %d requests", name, err, sent)
		}
	}
}

// unchecked is a source that hands out whatever it has.
type unchecked Credential

func (u unchecked) Credential(context.Context) (Credential, error) { return Credential(u), nil }
