package acctest_test

import (
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sts"
)

const ciRole = "acs:ram::1234567890123456:role/ci"

func stsClient(t *testing.T, key openapi.Credential) *openapi.Client {
	t.Helper()
	source, err := openapi.StaticCredential(key)
	if err != nil {
		t.Fatal(err)
	}
	return openapi.NewClient(openapi.Config{
		Credentials: source, MaxRetries: 3, Backoff: openapi.Backoff{Base: time.Millisecond, Max: time.Millisecond},
	})
}

// A session of each kind of role is what the simulator takes for the role, also
// after faults.
func TestSTS_sessions(t *testing.T) {
	t.Parallel()
	s := sim.New(sim.Options{})
	web := httptest.NewServer(s)
	t.Cleanup(web.Close)
	endpoint, err := url.Parse(web.URL)
	if err != nil {
		t.Fatal(err)
	}
	signed := stsClient(t, openapi.Credential{AccessKeyID: sim.DefaultAccessKeyID, AccessKeySecret: sim.DefaultAccessKeySecret})
	wanted := sts.Role{ARN: ciRole, SessionName: "tf", SessionSeconds: 900, Policy: "{}"}
	for action, assume := range map[string]func() (sts.Session, error){
		"AssumeRole": func() (sts.Session, error) { return sts.AssumeRole(t.Context(), signed, endpoint, wanted) },
		"AssumeRoleWithOIDC": func() (sts.Session, error) {
			return sts.AssumeRoleWithOIDC(t.Context(), signed, endpoint, wanted, "acs:ram::1234567890123456:oidc-provider/ci", "oidc-token")
		},
	} {
		s.AddFault(sim.Throttle(action, 2))
		s.AddFault(sim.BadGateway(action, 1))
		got, err := assume()
		if err != nil {
			t.Fatalf("%s: %v", action, err)
		}
		if left := time.Until(got.Expiration); left <= 0 || left > 15*time.Minute {
			t.Errorf("%s: the session lasts %v", action, left)
		}
		caller, err := sts.GetCallerIdentity(t.Context(), stsClient(t, got.Credential), endpoint)
		if err != nil || caller.AccountID != "1234567890123456" || !strings.HasSuffix(caller.ARN, ":assumed-role/ci/tf") {
			t.Errorf("%s: the caller is %+v, %v", action, caller, err)
		}
	}
	for _, r := range s.Requests() {
		if len(r.Unknown) > 0 {
			t.Errorf("%s was sent with parameters that it does not have: %v", r.Action, r.Unknown)
		}
	}
	if _, err := sts.AssumeRole(t.Context(), signed, endpoint, sts.Role{ARN: "no role", SessionName: "tf"}); !strings.HasPrefix(openapi.Code(err), "InvalidRoleArn") {
		t.Errorf("got %v", err)
	}
}
