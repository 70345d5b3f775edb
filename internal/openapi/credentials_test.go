package openapi_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

var stsKey = openapi.Credential{AccessKeyID: "STS.id", AccessKeySecret: "sts-secret", SecurityToken: "sts-token"}

func static(t *testing.T, key openapi.Credential) openapi.CredentialSource {
	t.Helper()
	source, err := openapi.StaticCredential(key)
	if err != nil {
		t.Fatal(err)
	}
	return source
}

// expect checks what source yields.
func expect(t *testing.T, source openapi.CredentialSource, err error, want openapi.Credential) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := source.Credential(t.Context()); err != nil || got != want {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
}

func TestStaticCredential(t *testing.T) {
	t.Parallel()
	expect(t, static(t, testKey), nil, testKey)
	expect(t, static(t, stsKey), nil, stsKey)
	for want, key := range map[string]openapi.Credential{
		"the access key ID is missing":                                           {AccessKeySecret: "only-secret"},
		"the access key secret is missing":                                       {AccessKeyID: "id", SecurityToken: "only-token"},
		"the access key ID holds white space or a character that no key has":     {AccessKeyID: "only id", AccessKeySecret: "s"},
		"the access key secret holds white space or a character that no key has": {AccessKeyID: "id", AccessKeySecret: "only-\u00e9"},
		"the security token holds white space or a character that no key has":    {AccessKeyID: "id", AccessKeySecret: "s", SecurityToken: "only-\n"},
	} {
		_, err := openapi.StaticCredential(key)
		var failed *openapi.CredentialError
		if !errors.As(err, &failed) || err.Error() != "no credentials from the access key: "+want || failed.Retryable() {
			t.Errorf("%+v: got %v", key, err)
		}
	}
}

func TestSecurityTokenIsSentAndSigned(t *testing.T) {
	t.Parallel()
	api := serve(t, success)
	if err := newClient(openapi.Config{Credentials: static(t, stsKey)}).Call(t.Context(), create(api), nil); err != nil {
		t.Fatal(err)
	}
	header := api.attempts()[0].header
	if header.Get("X-Acs-Security-Token") != "sts-token" || header.Get("X-Acs-Accesskey-Id") != "STS.id" {
		t.Errorf("received %v", header)
	}
	if auth := header.Get(
		"Authorization",
	); !strings.Contains(auth, "Credential=STS.id,") ||
		!strings.Contains(auth, ";x-acs-security-token;") {
		t.Errorf("the token is not signed: %s", auth)
	}
}

func TestEveryAttemptAsksForTheCredential(t *testing.T) {
	t.Parallel()
	api := serve(t, says(500, "InternalError"), says(400, "Throttling"), success)
	n := 0
	source := sourceFunc(func() (openapi.Credential, error) {
		n++
		return openapi.Credential{AccessKeyID: fmt.Sprintf("key%d", n), AccessKeySecret: "s"}, nil
	})
	if err := newClient(openapi.Config{Credentials: source, MaxRetries: 1}).Call(t.Context(), create(api), nil); err != nil {
		t.Fatal(err)
	}
	for i, r := range api.attempts() {
		if want := fmt.Sprintf("Credential=key%d,", i+1); !strings.Contains(r.header.Get("Authorization"), want) {
			t.Errorf("attempt %d is signed by %s", i+1, r.header.Get("Authorization"))
		}
	}
}

// TestSTSFaultLeavesNothingUnknown: without a credential nothing was sent to the
// API, whatever STS answered.
func TestSTSFaultLeavesNothingUnknown(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"InternalError", "ServiceUnavailable", "SignatureNonceUsed"} {
		api := serve(t, success)
		n := 0
		source := sourceFunc(func() (openapi.Credential, error) {
			if n++; n < 3 {
				return openapi.Credential{}, &openapi.CredentialError{
					Source: "a role",
					Err:    &openapi.Error{Action: "AssumeRole", Code: code},
				}
			}
			return openapi.Credential{}, errors.New("no more")
		})
		err := newClient(openapi.Config{Credentials: source, MaxRetries: 5}).Call(t.Context(), create(api), nil)
		if err == nil || unknownOutcome(err) != "" || len(api.attempts()) != 0 {
			t.Errorf("%s: got %v", code, err)
		}
	}
}

// TestCredentialErrorClass: whatever went wrong at the source, the call that
// needs the credential was not sent.
func TestCredentialErrorClass(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		err       *openapi.CredentialError
		retryable bool
	}{
		"refused":           {&openapi.CredentialError{Err: &openapi.Error{Code: "NoPermission", HTTPStatus: 403}}, false},
		"a fault":           {&openapi.CredentialError{Err: &openapi.Error{Code: "InternalError", HTTPStatus: 500}}, true},
		"throttled":         {&openapi.CredentialError{Err: &openapi.Error{Code: "Throttling.User", HTTPStatus: 400}}, true},
		"plain":             {&openapi.CredentialError{Err: errors.New("no such file")}, false},
		"plain, but passes": {&openapi.CredentialError{Err: errors.New("no route"), Temporary: true}, true},
		"of another source": {&openapi.CredentialError{Err: &openapi.CredentialError{Err: errors.New("x"), Temporary: true}}, true},
	} {
		if got := test.err.Retryable(); got != test.retryable {
			t.Errorf("%s: retryable %t", name, got)
		}
	}
}

// TestTimeLimit: a part of an operation that has a limit of its own does not
// blame the operation.
func TestTimeLimit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := openapi.WithTimeLimit(t.Context(), 90*time.Second)
		defer cancel()
		err := openapi.Sleep(ctx, time.Hour)
		var ended *openapi.EndedError
		if !errors.As(err, &ended) || !ended.TimeIsUp() || err.Error() != "the time limit of 1m30s was up" {
			t.Errorf("got %v", err)
		}
	})
}

// TestSecretAnswer: an unreadable answer that may hold secrets is described, and
// not repeated.
func TestSecretAnswer(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]answer{
		"a page":       body(502, "<html>topsecret</html>"),
		"no JSON":      body(200, "topsecret"),
		"cut":          body(200, `{"Credentials":{"AccessKeySecret":"topsecret"`),
		"another form": body(200, `{"Credentials":"topsecret"}`),
	} {
		api := serve(t, answer)
		req := create(api)
		req.SecretAnswer = true
		err := newClient(openapi.Config{Credentials: static(t, testKey)}).Call(t.Context(), req, &struct{ Credentials struct{ A string } }{})
		if err == nil || strings.Contains(err.Error(), "topsecret") || !strings.Contains(err.Error(), "the answer is not what the API documents: ") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// TestUnsigned: a call without credentials carries none, and asks for none.
func TestUnsigned(t *testing.T) {
	t.Parallel()
	api := serve(t, success)
	req := create(api)
	req.Unsigned = true
	if err := newClient(openapi.Config{}).Call(t.Context(), req, nil); err != nil {
		t.Fatal(err)
	}
	header := api.attempts()[0].header
	if header.Get("Authorization") != "" || header.Get("X-Acs-Accesskey-Id") != "" || header.Get("X-Acs-Action") != req.Action {
		t.Errorf("received %v", header)
	}
}
