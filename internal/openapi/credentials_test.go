package openapi_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

const role = "acs:ram::123456789012:role/test"

// stsServer is a fake STS; it answers over TLS, as the vendor's library demands.
type stsServer struct {
	host  string
	calls atomic.Int32
	last  atomic.Pointer[url.Values]
}

func serveSTS(t *testing.T, answers ...answer) *stsServer {
	t.Helper()
	sts := &stsServer{}
	srv := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		sts.last.Store(&r.Form)
		answers[min(int(sts.calls.Add(1)), len(answers))-1](w, r)
	}))
	t.Cleanup(srv.Close)
	sts.host = srv.Listener.Addr().String()
	return sts
}

var stsSuccess = body(http.StatusOK, `{"RequestId":"R","Credentials":{"AccessKeyId":"STS.id","AccessKeySecret":"sts-secret",
	"SecurityToken":"sts-token","Expiration":"2126-11-22T12:00:00Z"}}`)

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
	for _, key := range []openapi.Credential{{}, {AccessKeySecret: "only-secret"}, {AccessKeyID: "id", SecurityToken: "only-token"}} {
		_, err := openapi.StaticCredential(key)
		var failed *openapi.CredentialError
		if !errors.As(err, &failed) || strings.Contains(err.Error(), "only-") {
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

func writeFile(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "config.json")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestProfiles(t *testing.T) {
	t.Parallel()
	file := writeFile(t, `{"current":"sts","profiles":[
		{"name":"ak","mode":"AK","access_key_id":"testid","access_key_secret":"testsecret","region_id":"cn-hangzhou"},
		{"name":"sts","mode":"StsToken","access_key_id":"STS.id","access_key_secret":"sts-secret","sts_token":"sts-token"},
		{"name":"odd","mode":"Telepathy","access_key_id":"x","access_key_secret":"topsecret"}]}`)

	for name, want := range map[string]openapi.Profile{"ak": {Name: "ak", RegionID: "cn-hangzhou"}, "": {Name: "sts"}} {
		if got, err := openapi.ReadProfile(file, name); err != nil || got != want {
			t.Errorf("%q: got %+v, %v", name, got, err)
		}
	}
	if _, err := openapi.ReadProfile(file, "none"); err == nil || err.Error() != file+` has no profile "none"` {
		t.Errorf("got %v", err)
	}
	source, err := openapi.ProfileCredential(file, "ak")
	expect(t, source, err, testKey)
	source, err = openapi.ProfileCredential(file, "")
	expect(t, source, err, stsKey)

	for _, name := range []string{"odd", "none"} {
		if source, err = openapi.ProfileCredential(file, name); err == nil {
			_, err = source.Credential(t.Context())
		}
		var failed *openapi.CredentialError
		if !errors.As(err, &failed) || strings.Contains(err.Error(), "topsecret") || !strings.Contains(err.Error(), name) {
			t.Errorf("%q: got %v", name, err)
		}
	}
}

// TestBrokenProfileFileIsNotQuoted: the vendor's error holds the whole file.
func TestBrokenProfileFileIsNotQuoted(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`{"profiles":[{"name":"ak","access_key_secret":"topsecret"}`, `topsecret`, `{"Code":"topsecret","profiles":[`, `{"profiles":"topsecret"}`,
	} {
		file := writeFile(t, text)
		_, readErr := openapi.ReadProfile(file, "ak")
		source, err := openapi.ProfileCredential(file, "ak")
		if err == nil {
			_, err = source.Credential(t.Context())
		}
		for _, err := range []error{readErr, err} {
			if err == nil || strings.Contains(err.Error(), "topsecret") || !strings.Contains(err.Error(), file) {
				t.Errorf("%s: got %v", text, err)
			}
		}
	}
	if _, err := openapi.ReadProfile(filepath.Join(t.TempDir(), "none"), ""); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestAssumeRole(t *testing.T) {
	t.Parallel()
	sts := serveSTS(t, stsSuccess)
	source, err := openapi.AssumeRole(static(t, testKey), openapi.AssumedRole{
		RoleARN:        role,
		SessionName:    "tf",
		SessionSeconds: 1800,
		Policy:         `{"Version":"1"}`,
		ExternalID:     "ext",
		STSEndpoint:    sts.host,
	})
	expect(t, source, err, stsKey)
	expect(t, source, err, stsKey)
	if n := sts.calls.Load(); n != 1 {
		t.Errorf("STS was asked %d times: the credential is not cached", n)
	}
	for name, want := range map[string]string{
		"Action": "AssumeRole", "RoleArn": role, "RoleSessionName": "tf", "DurationSeconds": "1800", "Policy": `{"Version":"1"}`,
		"ExternalId": "ext", "AccessKeyId": "testid",
	} {
		if got := sts.last.Load().Get(name); got != want {
			t.Errorf("%s: STS received %q, want %q", name, got, want)
		}
	}
}

func TestAssumeRoleWithOIDC(t *testing.T) {
	t.Parallel()
	sts := serveSTS(t, stsSuccess)
	token := writeFile(t, "oidc-token")
	source, err := openapi.AssumeRoleWithOIDC(openapi.AssumedRole{
		RoleARN:         role,
		SessionName:     "tf",
		OIDCProviderARN: "acs:ram::1:oidc-provider/p",
		OIDCTokenFile:   token,
		STSEndpoint:     sts.host,
	})
	expect(t, source, err, stsKey)
	for name, want := range map[string]string{
		"Action": "AssumeRoleWithOIDC", "RoleArn": role, "OIDCToken": "oidc-token", "OIDCProviderArn": "acs:ram::1:oidc-provider/p",
		"RoleSessionName": "tf", "DurationSeconds": "3600",
	} {
		if got := sts.last.Load().Get(name); got != want {
			t.Errorf("%s: STS received %q, want %q", name, got, want)
		}
	}
}

func TestRoleArgumentsAreChecked(t *testing.T) {
	t.Parallel()
	own := sourceFunc(func() (openapi.Credential, error) { return testKey, nil })
	_, notOurs := openapi.AssumeRole(own, openapi.AssumedRole{RoleARN: role})
	_, short := openapi.AssumeRole(static(t, testKey), openapi.AssumedRole{RoleARN: role, SessionSeconds: 60})
	_, noToken := openapi.AssumeRoleWithOIDC(openapi.AssumedRole{RoleARN: role, OIDCProviderARN: "p"})
	_, noURI := openapi.URICredential("")
	for name, err := range map[string]error{"another source": notOurs, "too short": short, "no token file": noToken, "no URI": noURI} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := openapi.ECSRoleCredential(""); err != nil {
		t.Errorf("an instance's own role: %v", err)
	}
}

func refusal(t *testing.T, code, message string) answer {
	t.Helper()
	text, err := json.Marshal(map[string]string{"Code": code, "Message": message, "RequestId": "REQ-STS"})
	if err != nil {
		t.Fatal(err)
	}
	return body(http.StatusForbidden, string(text))
}

// TestSTSRefusal: what STS says comes through field by field, and nothing is
// asked of the API or sent again.
func TestSTSRefusal(t *testing.T) {
	t.Parallel()
	sts, api := serveSTS(t, refusal(t, "NoPermission", "You are not authorized.")), serve(t, success)
	source, err := openapi.AssumeRole(static(t, testKey), openapi.AssumedRole{RoleARN: role, STSEndpoint: sts.host})
	if err != nil {
		t.Fatal(err)
	}
	err = newClient(openapi.Config{Credentials: source, MaxRetries: 3}).Call(t.Context(), create(api), nil)
	var failed *openapi.CredentialError
	if !errors.As(err, &failed) || failed.API == nil || openapi.Code(err) != "NoPermission" || failed.API.RequestID != "REQ-STS" {
		t.Fatalf("got %v", err)
	}
	if !strings.Contains(
		err.Error(),
		"no credentials from assuming the role "+role+" with the access key: AssumeRole: NoPermission: You are not authorized",
	) ||
		strings.Contains(err.Error(), testKey.AccessKeySecret) {
		t.Errorf("text %q", err)
	}
	if unknownOutcome(err) != "" || sts.calls.Load() != 1 || len(api.attempts()) != 0 {
		t.Errorf("got %v after %d calls of STS and %d of the API", err, sts.calls.Load(), len(api.attempts()))
	}
}

// TestSTSFaultsAreRetried: a page of a proxy is no refusal, nor is throttling.
func TestSTSFaultsAreRetried(t *testing.T) {
	t.Parallel()
	sts, api := serveSTS(t, body(502, "<html>"), reset, refusal(t, "Throttling.User", "Slow."), stsSuccess), serve(t, success)
	source, err := openapi.AssumeRole(static(t, testKey), openapi.AssumedRole{RoleARN: role, STSEndpoint: sts.host})
	if err != nil {
		t.Fatal(err)
	}
	if err := newClient(openapi.Config{Credentials: source, MaxRetries: 3}).Call(t.Context(), create(api), nil); err != nil {
		t.Error(err)
	}
	if sts.calls.Load() != 4 || len(api.attempts()) != 1 {
		t.Errorf("%d calls of STS and %d of the API", sts.calls.Load(), len(api.attempts()))
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
					API:    &openapi.Error{Action: "AssumeRole", Code: code},
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

// TestSTSErrorsShowNoSecrets: a signature error of STS repeats what was signed,
// the security token of the credential below among it.
func TestSTSErrorsShowNoSecrets(t *testing.T) {
	t.Parallel()
	message := "Specified signature is not matched with our calculation. server string to sign is:POST&%2F&SecurityToken%3Dsts-token"
	for name, answer := range map[string]answer{
		"string to sign": refusal(t, "SignatureDoesNotMatch", message),
		"page":           body(502, "<html>sts-token sts-secret</html>"),
		"no JSON":        body(200, "sts-token"),
		"no credentials": body(200, `{"RequestId":"R","Token":"sts-token"}`),
	} {
		sts := serveSTS(t, answer)
		source, err := openapi.AssumeRole(static(t, stsKey), openapi.AssumedRole{RoleARN: role, STSEndpoint: sts.host})
		if err != nil {
			t.Fatal(err)
		}
		_, err = source.Credential(t.Context())
		var failed *openapi.CredentialError
		if !errors.As(err, &failed) {
			t.Fatalf("%s: got %v", name, err)
		}
		for _, secret := range []string{"sts-token", "sts-secret"} {
			if strings.Contains(err.Error(), secret) {
				t.Errorf("%s: %q shows %q", name, err, secret)
			}
		}
	}
}

func TestURICredential(t *testing.T) {
	t.Parallel()
	srv := httptest.NewServer(
		http.HandlerFunc(body(http.StatusOK, `{"Code":"Success","AccessKeyId":"STS.id","AccessKeySecret":"sts-secret",
		"SecurityToken":"sts-token","Expiration":"2126-11-22T12:00:00Z"}`)),
	)
	defer srv.Close()
	source, err := openapi.URICredential(srv.URL)
	expect(t, source, err, stsKey)
}

func TestDefaultCredentialReadsTheEnvironment(t *testing.T) {
	t.Setenv("ALIBABA_CLOUD_ACCESS_KEY_ID", "testid")
	t.Setenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "testsecret")
	expect(t, openapi.DefaultCredential(), nil, testKey)
}
