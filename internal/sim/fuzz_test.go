package sim_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// FuzzRequest: whatever arrives is answered, in the API's form, and an unsigned
// request changes nothing.
func FuzzRequest(f *testing.F) {
	f.Add("POST", "", "RegionId=cn-hangzhou&VpcId=vpc-1&Bandwidth=5", "CreateVpnGateway", "2016-04-28", "ACS3-HMAC-SHA256 Credential=a,SignedHeaders=host,Signature=00")
	f.Add("GET", "Action=DescribeVpnGateway&Version=2016-04-28&Signature=x&SignatureMethod=HMAC-SHA1&Timestamp=2026-11-22T12:00:00Z", "", "", "", "")
	f.Add("GET", "Action=DescribeRegions&Format=XML&Tag.1.Key=a&Tag.3.Key=b&%zz", "%", "", "", "Basic x")
	f.Add("PUT", "Action=Nothing", "Action=A&Action=B", "\x00", "1", "ACS3-HMAC-SHA256 Credential=,SignedHeaders=,Signature=")
	f.Fuzz(func(t *testing.T, method, query, body, action, version, authorization string) {
		if strings.Contains(action+query+body, "WithOIDC") {
			t.Skip("the one action that takes no signature")
		}
		target := &url.URL{Scheme: "http", Host: "127.0.0.1", Path: "/", RawQuery: query}
		request, err := http.NewRequestWithContext(t.Context(), method, "http://127.0.0.1/", strings.NewReader(body))
		if err != nil {
			t.Skip("no HTTP client could send it")
		}
		request.URL = target
		request.Header.Set("Accept", "application/json")
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		for name, value := range map[string]string{"X-Acs-Action": action, "X-Acs-Version": version, "Authorization": authorization} {
			if value != "" {
				request.Header.Set(name, value)
			}
		}
		s := sim.New(sim.Options{})
		answer := httptest.NewRecorder()
		s.ServeHTTP(answer, request)
		if answer.Code < http.StatusBadRequest {
			t.Errorf("a request without a right signature was answered %d: %s", answer.Code, answer.Body)
		}
		text := answer.Body.String()
		if !json.Valid([]byte(text)) && !strings.HasPrefix(strings.TrimSpace(text), "<") {
			t.Errorf("the answer is neither JSON nor XML: %q", text)
		}
		if len(s.Gateways())+len(s.Ledger()) > 0 {
			t.Error("an unsigned request changed something")
		}
	})
}
