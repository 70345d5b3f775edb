package credentials_test

import (
	"context"
	"errors"
	"net/http"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/credentials"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sts"
)

func TestAssumeRole(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := serve(t, stsAnswer)
		source, err := h.AssumeRole(static(t, testKey), "the key", sts.Role{
			ARN: role, SessionName: "tf", SessionSeconds: 1800, Policy: `{"Version":"1"}`, ExternalID: "ext",
		}, nil)
		expect(t, source, err, sessionKey)
		expect(t, source, err, sessionKey)
		if h.actions() != "AssumeRole" {
			t.Errorf("the calls were %q: the credential is not cached", h.actions())
		}
		got := h.requests()[0]
		for name, want := range map[string]string{
			"RoleArn": role, "RoleSessionName": "tf", "DurationSeconds": "1800", "Policy": `{"Version":"1"}`, "ExternalId": "ext",
		} {
			if got.form.Get(name) != want {
				t.Errorf("%s: STS received %q, want %q", name, got.form.Get(name), want)
			}
		}
		if !strings.HasPrefix(got.header.Get("Authorization"), "ACS3-HMAC-SHA256 Credential=testid,") {
			t.Errorf("signed by %q", got.header.Get("Authorization"))
		}
	})
}

func TestAssumeRoleWithOIDC(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := serve(t, stsAnswer)
		h.SessionName = "of-the-environment"
		file := writeFile(t, "oidc-token\n")
		source, err := h.AssumeRoleWithOIDC(sts.Role{ARN: role, Policy: "{}", SessionSeconds: 900},
			credentials.OIDC{ProviderARN: provider, TokenFile: file}, nil)
		expect(t, source, err, sessionKey)
		if err := os.WriteFile(file, []byte("next-token"), 0o600); err != nil {
			t.Fatal(err)
		}
		_ = openapi.Sleep(t.Context(), time.Hour)
		expect(t, source, err, sessionKey)
		for i, token := range []string{"oidc-token", "next-token"} {
			got := h.requests()[i]
			for name, want := range map[string]string{
				"RoleArn": role, "OIDCToken": token, "OIDCProviderArn": provider, "RoleSessionName": "of-the-environment",
				"Policy": "{}", "DurationSeconds": "900",
			} {
				if got.form.Get(name) != want {
					t.Errorf("call %d: STS received %s = %q, want %q", i, name, got.form.Get(name), want)
				}
			}
			if got.action != "AssumeRoleWithOIDC" || got.header.Get("Authorization") != "" {
				t.Errorf("received %s signed by %q", got.action, got.header.Get("Authorization"))
			}
		}
	})
}

func TestRole_incomplete(t *testing.T) {
	t.Parallel()
	x := &credentials.Exchange{}
	full := sts.Role{ARN: role}
	for want, oidc := range map[string]credentials.OIDC{
		"the ARN of the OIDC provider is missing":                       {Token: "oidc-token"},
		"the OIDC token is missing: give it, or the file that holds it": {ProviderARN: provider},
	} {
		source, err := x.AssumeRoleWithOIDC(full, oidc, nil)
		if err := failure(t, source, err); !strings.HasSuffix(err.Error(), ": "+want) {
			t.Errorf("got %v", err)
		}
	}
	for want, r := range map[string]sts.Role{
		"the ARN of the role is missing":                   {},
		"a session lasts 900 to 43200 seconds, got: 60":    {ARN: role, SessionSeconds: 60},
		"a session lasts 900 to 43200 seconds, got: 43201": {ARN: role, SessionSeconds: 43201},
	} {
		source, err := x.AssumeRole(static(t, testKey), "the key", r, nil)
		if err := failure(t, source, err); !strings.HasSuffix(err.Error(), ": "+want) {
			t.Errorf("got %v", err)
		}
	}
}

func TestOIDC_tokenFile(t *testing.T) {
	t.Parallel()
	x := &credentials.Exchange{}
	dir := t.TempDir()
	for file, want := range map[string]string{
		dir + "/none":      "the file with the OIDC token cannot be used: stat " + dir + "/none: no such file or directory",
		dir:                "the file with the OIDC token cannot be used: " + dir + " is not a regular file",
		writeFile(t, "\n"): " is empty",
		writeFile(t, strings.Repeat("oidc-token", 1<<17)): " has more than 1048576 bytes",
	} {
		source, err := x.AssumeRoleWithOIDC(sts.Role{ARN: role}, credentials.OIDC{ProviderARN: provider, TokenFile: file}, nil)
		if err := failure(t, source, err); !strings.HasSuffix(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

// both runs a test with a role that is assumed in each way.
func both(t *testing.T, run func(t *testing.T, assume func(h *host) openapi.CredentialSource)) {
	t.Helper()
	t.Run("AssumeRole", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			run(t, func(h *host) openapi.CredentialSource {
				source, err := h.AssumeRole(static(t, testKey), "the access key", sts.Role{ARN: role}, nil)
				if err != nil {
					t.Fatal(err)
				}
				return source
			})
		})
	})
	t.Run("AssumeRoleWithOIDC", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			run(t, func(h *host) openapi.CredentialSource {
				source, err := h.AssumeRoleWithOIDC(sts.Role{ARN: role}, credentials.OIDC{ProviderARN: provider, Token: "oidc-token"}, nil)
				if err != nil {
					t.Fatal(err)
				}
				return source
			})
		})
	})
}

// What passes is repeated like any call of the API.
func TestSTS_passingFaults(t *testing.T) {
	for name, fault := range map[string]answer{
		"status": refusal(503, "ServiceUnavailable"), "empty 503": body(503, ""), "HTML 502": body(502, "<html>topsecret"),
		"throttled": refusal(400, "Throttling.User"), "reset": reset, "cut": body(200, `{"Credentials":{"AccessKeySecret":"topsecret"`),
		"hang": hang,
	} {
		t.Run(name, func(t *testing.T) {
			both(t, func(t *testing.T, assume func(*host) openapi.CredentialSource) {
				t.Helper()
				h := serve(t, fault, fault, stsAnswer)
				expect(t, assume(h), nil, sessionKey)
				if n := len(h.requests()); n != 3 {
					t.Errorf("%d calls", n)
				}
			})
		})
	}
}

// What lasts ends with the source's own limit, in true words.
func TestSTS_lastingFaults(t *testing.T) {
	for name, test := range map[string]struct {
		fault answer
		want  string
	}{
		"status":    {refusal(503, "ServiceUnavailable"), "ServiceUnavailable: In words (HTTP 503, request ID REQ-STS)"},
		"HTML 502":  {body(502, "<html>topsecret"), "the answer is not what the API documents: 15 bytes of text/html; charset=utf-8 (HTTP 502)"},
		"throttled": {refusal(400, "Throttling.User"), "Throttling.User: In words (HTTP 400, request ID REQ-STS); gave up after "},
		"hang":      {hang, "no answer from 127.0.0.1:1: the time limit of 1m30s was up"},
	} {
		t.Run(name, func(t *testing.T) {
			both(t, func(t *testing.T, assume func(*host) openapi.CredentialSource) {
				t.Helper()
				h := serve(t, test.fault)
				start := time.Now()
				err := failure(t, assume(h), nil)
				if waited := time.Since(start); waited > credentials.Limit || len(h.requests()) < 2 {
					t.Errorf("%d calls in %v", len(h.requests()), waited)
				}
				var failed *openapi.CredentialError
				if !errors.As(err, &failed) || !failed.Retryable() || !strings.Contains(err.Error(), test.want) ||
					!strings.HasPrefix(err.Error(), "no credentials from assuming the role "+role+" with the ") {
					t.Errorf("got %v", err)
				}
				if name == "throttled" && !strings.HasSuffix(err.Error(), "attempts: the time limit of 1m30s was up") {
					t.Errorf("got %v", err)
				}
			})
		})
	}
}

// What STS refuses is asked once, and said in its words.
func TestSTS_refusals(t *testing.T) {
	for name, test := range map[string]struct {
		answer answer
		code   string
		want   string
	}{
		"denied":     {refusal(403, "NoPermission"), "NoPermission", "NoPermission: In words (HTTP 403, request ID REQ-STS)"},
		"no role":    {refusal(404, "EntityNotExist.Role"), "EntityNotExist.Role", "EntityNotExist.Role: In words"},
		"signature":  {body(400, `{"Code":"SignatureDoesNotMatch","Message":"No. server string to sign is:POST topsecret","RequestId":"R"}`), "SignatureDoesNotMatch", "SignatureDoesNotMatch: No (HTTP 400"},
		"incomplete": {body(200, `{"Credentials":{"AccessKeyId":"topsecret"}}`), "", "the answer holds no usable credentials"},
	} {
		t.Run(name, func(t *testing.T) {
			both(t, func(t *testing.T, assume func(*host) openapi.CredentialSource) {
				t.Helper()
				h := serve(t, test.answer)
				err := failure(t, assume(h), nil)
				var failed *openapi.CredentialError
				if !errors.As(err, &failed) || failed.Retryable() || openapi.Code(err) != test.code || !strings.Contains(err.Error(), test.want) {
					t.Errorf("got %v", err)
				}
				if n := len(h.requests()); n != 1 {
					t.Errorf("%d calls", n)
				}
			})
		})
	}
}

// A redirect would carry the token to whoever it names. It is reported.
func TestSTS_redirect(t *testing.T) {
	both(t, func(t *testing.T, assume func(*host) openapi.CredentialSource) {
		t.Helper()
		h := serve(t, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://127.0.0.1:2/elsewhere", http.StatusTemporaryRedirect)
		})
		d := &dialer{inner: h.API.Dial}
		h.API.Dial = d.dial
		err := failure(t, assume(h), nil)
		if !strings.HasSuffix(err.Error(), "the answer is not what the API documents: a redirect, which is not followed (HTTP 307)") {
			t.Errorf("got %v", err)
		}
		for _, address := range d.asked {
			if address != "127.0.0.1:1" {
				t.Errorf("connected to %s", address)
			}
		}
	})
}

// A context that ends stops a caller at once, and says whose it was.
func TestSTS_context(t *testing.T) {
	both(t, func(t *testing.T, assume func(*host) openapi.CredentialSource) {
		t.Helper()
		source := assume(serve(t, hang))
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		for range 2 { // one asks, the other one waits for its answer
			go func() {
				_, err := source.Credential(ctx)
				done <- err
			}()
		}
		synctest.Wait()
		start := time.Now()
		cancel()
		for range 2 {
			var ended *openapi.EndedError
			if err := <-done; !errors.As(err, &ended) || ended.TimeIsUp() {
				t.Errorf("got %v", err)
			}
		}
		if waited := time.Since(start); waited != 0 {
			t.Errorf("waited %v", waited)
		}
	})
}
