package credentials_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/credentials"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sts"
)

// The session is renewed before it ends; while STS is away, the old one is used
// as long as it lasts.
func TestSession_renewal(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		down := refusal(403, "NoPermission")
		h := serve(t, stsAnswer, stsAnswer, down, down, down, down, down, down, down, down, stsAnswer)
		source, err := h.AssumeRole(static(t, testKey), "the key", sts.Role{ARN: role}, nil)
		calls := func(after time.Duration) int {
			_ = openapi.Sleep(t.Context(), after)
			expect(t, source, err, sessionKey)
			return len(h.requests())
		}
		for _, step := range []struct {
			after time.Duration
			calls int
		}{
			{0, 1},
			{56 * time.Minute, 1},
			{time.Minute, 2}, // three minutes before its end
			{56 * time.Minute, 2},
			{time.Minute, 3},      // the first renewal that fails
			{29 * time.Second, 3}, // not asked again at once
			{time.Second, 4},
			{2 * time.Minute, 5},
		} {
			if n := calls(step.after); n != step.calls {
				t.Errorf("after another %v there were %d calls, want %d", step.after, n, step.calls)
			}
		}
		_ = openapi.Sleep(t.Context(), 30*time.Second) // to the end of the session
		if err := failure(t, source, err); openapi.Code(err) != "NoPermission" {
			t.Errorf("got %v", err)
		}
	})
}

// An answer that has expired, or holds what no header can carry, is refused.
func TestSession_unusable(t *testing.T) {
	for name, test := range map[string]struct {
		credentials func() string
		want        string
	}{
		"expired":     {func() string { return sessionJSON(-time.Second) }, "what it gives expired at 1999-12-31T23:59:59Z"},
		"white space": {func() string { return strings.Replace(sessionJSON(time.Hour), "sts-token", "sts token", 1) }, "the answer holds no usable credentials"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				h := serve(t, func(w http.ResponseWriter, _ *http.Request) {
					_, _ = io.WriteString(w, `{"Credentials":`+test.credentials()+`}`)
				})
				source, err := h.AssumeRole(static(t, testKey), "the key", sts.Role{ARN: role}, nil)
				if err := failure(t, source, err); !strings.HasSuffix(err.Error(), test.want) {
					t.Errorf("got %v", err)
				}
			})
		})
	}
}

func TestEndpoint(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		x      credentials.Exchange
		region string
		inVPC  bool
		want   string
	}{
		{credentials.Exchange{}, "", false, "https://sts.aliyuncs.com"},
		{credentials.Exchange{STSRegion: "cn-a"}, "", false, "https://sts.cn-a.aliyuncs.com"},
		{credentials.Exchange{STSRegion: "cn-a", InVPC: true}, "", false, "https://sts-vpc.cn-a.aliyuncs.com"},
		{credentials.Exchange{STSRegion: "cn-a", InVPC: true}, "cn-b", false, "https://sts.cn-b.aliyuncs.com"},
		{credentials.Exchange{STSRegion: "cn-a"}, "cn-b", true, "https://sts-vpc.cn-b.aliyuncs.com"},
		{*serveAt("https://own.example"), "cn-b", true, "https://own.example"},
	} {
		got, err := test.x.Endpoint(test.region, test.inVPC)
		if err != nil || got.String() != test.want {
			t.Errorf("%+v: got %v, %v, want %s", test, got, err, test.want)
		}
	}
	if _, err := (&credentials.Exchange{}).Endpoint("a/b", false); err == nil || !strings.HasPrefix(err.Error(), `the STS of region "a/b" cannot be asked: `) {
		t.Errorf("got %v", err)
	}
}

func serveAt(address string) *credentials.Exchange {
	u, _ := openapi.ParseEndpoint(address)
	return &credentials.Exchange{STS: u}
}
