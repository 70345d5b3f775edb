package sim_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// vector is a signature that others computed.
type vector struct {
	Name             string            `json:"name"`
	Kind             string            `json:"kind"`
	Method           string            `json:"method"`
	KeyID            string            `json:"access_key_id"`
	Secret           string            `json:"access_key_secret"`
	Query            params            `json:"query"`
	Form             params            `json:"form"`
	Body             string            `json:"body"`
	Headers          map[string]string `json:"headers"`
	StringToSign     string            `json:"string_to_sign"`
	CanonicalRequest string            `json:"canonical_request"`
	Want             string            `json:"want"`
}

func vectors(t *testing.T) []vector {
	t.Helper()
	text, err := os.ReadFile("testdata/sign-vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		KeyID    string   `json:"access_key_id"`
		Secret   string   `json:"access_key_secret"`
		Vectors  []vector `json:"vectors"`
		Official []vector `json:"official"`
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	all := append(file.Vectors, file.Official...)
	for i := range all {
		if all[i].KeyID == "" {
			all[i].KeyID = file.KeyID
		}
		if all[i].Secret == "" {
			all[i].Secret = file.Secret
		}
	}
	if len(all) != 9 {
		t.Fatalf("want nine vectors, got %d", len(all))
	}
	return all
}

// request rebuilds what was signed.
func (v vector) request(t *testing.T) *http.Request {
	t.Helper()
	query := v.Query
	if v.Kind == "v1" {
		query = query.with(params{"Signature": v.Want})
	}
	body := v.Body
	if body == "" {
		body = encode(v.Form)
	}
	req := httptest.NewRequestWithContext(t.Context(), v.Method, "/?"+encode(query), strings.NewReader(body))
	if body != "" {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for name, value := range v.Headers {
		req.Header.Set(name, value)
	}
	if v.Kind == "v3" {
		req.Host = v.Headers["host"]
		req.Header.Set("Authorization", v.Want)
	} else {
		req.Header.Set("Accept", "application/json")
	}
	return req
}

// server knows the vector's key and lives at the vector's time.
func (v vector) server(t *testing.T, secret string) *sim.Server {
	t.Helper()
	stamp := v.Query["Timestamp"]
	token := v.Query["SecurityToken"]
	if v.Kind == "v3" {
		stamp, token = v.Headers["x-acs-date"], v.Headers["x-acs-security-token"]
	}
	now, err := time.Parse(time.RFC3339, stamp)
	if err != nil {
		t.Fatal(err)
	}
	return sim.New(sim.Options{
		Credentials: []sim.Credential{{AccessKeyID: v.KeyID, AccessKeySecret: secret, SecurityToken: token}},
		Now:         func() time.Time { return now },
	})
}

// answer sends a request without a network in between.
func answer(t *testing.T, server *sim.Server, req *http.Request) reply {
	t.Helper()
	recorder := httptest.NewRecorder()
	server.ServeHTTP(recorder, req)
	r := reply{status: recorder.Code, text: recorder.Body.String(), header: recorder.Header()}
	_ = json.Unmarshal(recorder.Body.Bytes(), &r.body)
	return r
}

// TestSim_signatureVectors accepts what others signed. Some vectors call other
// products or other actions: those get past the signature and fail after it.
func TestSim_signatureVectors(t *testing.T) {
	t.Parallel()
	for _, v := range vectors(t) {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			server := v.server(t, v.Secret)
			r := answer(t, server, v.request(t))
			for _, code := range []string{"SignatureDoesNotMatch", "IncompleteSignature", "InvalidTimeStamp"} {
				if strings.Contains(r.text, code) {
					t.Fatalf("refused: %s", r.text)
				}
			}
			if got := server.Requests()[0]; got.AccessKeyID != v.KeyID || got.Action == "" {
				t.Errorf("the log does not say who called: %+v", got)
			}
			// The same once more is a replay.
			if r := answer(t, server, v.request(t)); !strings.Contains(r.text, "SignatureNonceUsed") {
				t.Errorf("a replay was accepted: %s", r.text)
			}
		})
	}
}

// TestSim_wrongSecret says what should have been signed, so that the author of
// a client can compare.
func TestSim_wrongSecret(t *testing.T) {
	t.Parallel()
	for _, v := range vectors(t) {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			req := v.request(t)
			req.Header.Set("Accept", "application/json")
			r := answer(t, v.server(t, "other"), req)
			if !strings.Contains(r.text, "SignatureDoesNotMatch") {
				t.Fatalf("want SignatureDoesNotMatch, got %s", r.text)
			}
			want := v.CanonicalRequest
			if v.Kind == "v1" {
				want = v.StringToSign
			}
			if !strings.HasSuffix(r.str("Message"), want) {
				t.Errorf("message %q does not end with %q", r.str("Message"), want)
			}
		})
	}
}

func TestSim_badSignature(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		change func(*http.Request)
		status int
		code   string
	}{
		"no signature":      {func(r *http.Request) { r.Header.Del("Authorization") }, 400, "IncompleteSignature"},
		"other algorithm":   {func(r *http.Request) { r.Header.Set("Authorization", "Basic x") }, 400, "IncompleteSignature"},
		"no date":           {func(r *http.Request) { r.Header.Del("x-acs-date") }, 400, "IncompleteSignature"},
		"no nonce":          {func(r *http.Request) { r.Header.Del("x-acs-signature-nonce") }, 400, "IncompleteSignature"},
		"unsigned header":   {func(r *http.Request) { r.Header.Set("x-acs-more", "1") }, 400, "IncompleteSignature"},
		"unsigned type":     {func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }, 400, "SignatureDoesNotMatch"},
		"other hash":        {func(r *http.Request) { r.Header.Set("x-acs-content-sha256", "00") }, 400, "IncompleteSignature"},
		"other key header":  {func(r *http.Request) { r.Header.Set("x-acs-accesskey-id", "x") }, 400, "IncompleteSignature"},
		"other host":        {func(r *http.Request) { r.Host = "elsewhere" }, 400, "SignatureDoesNotMatch"},
		"more in the query": {func(r *http.Request) { r.URL.RawQuery = "AutoPay=true" }, 400, "SignatureDoesNotMatch"},
		"other path":        {func(r *http.Request) { r.URL.Path = "/x" }, 404, "InvalidApi.NotFound"},
		"unsorted headers": {func(r *http.Request) {
			auth := strings.Replace(r.Header.Get("Authorization"), "content-type;host", "host;content-type", 1)
			r.Header.Set("Authorization", auth)
		}, 400, "IncompleteSignature"},
		"malformed date": {func(r *http.Request) { r.Header.Set("x-acs-date", "yesterday") }, 400, "InvalidTimeStamp.Format"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, c := start(t, sim.Options{})
			req := c.requestV3(http.MethodPost, "CreateVpnGateway", order)
			tt.change(req)
			r := c.send(req)
			if r.status != tt.status || r.code() != tt.code {
				t.Fatalf("want %d %s, got %d %s", tt.status, tt.code, r.status, r.text)
			}
			if len(server.Gateways()) != 0 {
				t.Error("a gateway was bought")
			}
		})
	}
}

func TestSim_badSignatureV1(t *testing.T) {
	t.Parallel()
	_, c := start(t, sim.Options{})
	for name, change := range map[string]params{
		"method":  {"SignatureMethod": "HMAC-SHA256"},
		"version": {"SignatureVersion": "2.0"},
		"none":    {"Signature": "-"},
		"nonce":   {"SignatureNonce": "-"},
	} {
		p := c.paramsV1(http.MethodGet, "2016-04-28", "DescribeRegions", params{"Format": "JSON"}).with(change)
		req := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/?"+encode(p), nil)
		if r := answer(t, sim.New(sim.Options{}), req); r.code() != "IncompleteSignature" {
			t.Errorf("%s: got %s", name, r.text)
		}
	}
}

// Clients of signature version 1 may name the action in a header, too.
func TestSim_headersWithSignatureV1(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		all := encode(c.paramsV1(method, "2016-04-28", "DescribeVpnGateways", params{"RegionId": sim.DefaultRegion, "Format": "JSON"}))
		query, body := all, ""
		if method == http.MethodPost {
			query, body = "", all
		}
		req, err := http.NewRequestWithContext(t.Context(), method, c.url+"/?"+query, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		if method == http.MethodPost {
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		req.Header.Set("x-acs-action", "DescribeVpnGateways")
		req.Header.Set("x-acs-version", "2016-04-28")
		if r := c.send(req); r.status != http.StatusOK {
			t.Errorf("%s: %s", method, r.text)
		}
	}
	for _, r := range server.Requests() {
		if r.SignatureVersion != "1.0" || len(r.Unknown) > 0 {
			t.Errorf("odd line %+v", r)
		}
	}
}

func TestSim_timeWindow(t *testing.T) {
	t.Parallel()
	_, c := start(t, sim.Options{})
	for off, want := range map[time.Duration]string{
		-16 * time.Minute: "InvalidTimeStamp.Expired",
		16 * time.Minute:  "InvalidTimeStamp.Expired",
		-14 * time.Minute: "",
		14 * time.Minute:  "",
	} {
		c.now = func() time.Time { return time.Now().Add(off) }
		if r := c.do("DescribeRegions", nil); r.code() != want {
			t.Errorf("%v off: want %q, got %s", off, want, r.text)
		}
	}
}

func TestSim_nonceReplay(t *testing.T) {
	t.Parallel()
	now := time.Now()
	server, c := start(t, sim.Options{Now: func() time.Time { return now }})
	req := c.requestV3(http.MethodPost, "DescribeRegions", nil)
	if r := c.send(req); r.status != http.StatusOK {
		t.Fatal(r.text)
	}
	if r := c.send(req); r.code() != "SignatureNonceUsed" {
		t.Fatalf("replay: %s", r.text)
	}
	// A rejected signature must not use up a nonce.
	stolen := c.requestV3(http.MethodPost, "DescribeRegions", nil)
	good := stolen.Header.Get("Authorization")
	stolen.Header.Set("Authorization", good[:len(good)-1]+"g")
	if r := c.send(stolen); r.code() != "SignatureDoesNotMatch" {
		t.Fatal(r.text)
	}
	stolen.Header.Set("Authorization", good)
	if r := c.send(stolen); r.status != http.StatusOK {
		t.Fatal(r.text)
	}
	// Outside the time window a nonce is forgotten; the time stamp protects.
	late := c.requestV3(http.MethodPost, "DescribeRegions", nil)
	now = now.Add(time.Hour)
	late.Host = late.URL.Host
	if r := answer(t, server, late); r.code() != "InvalidTimeStamp.Expired" {
		t.Fatal(r.text)
	}
	c.now = func() time.Time { return now }
	for range 2 {
		fresh := c.requestV3(http.MethodPost, "DescribeRegions", nil)
		fresh.Host = fresh.URL.Host
		if r := answer(t, server, fresh); r.status != http.StatusOK {
			t.Fatal(r.text)
		}
	}
	if n := len(server.Requests()); n != 7 {
		t.Errorf("want 7 requests in the log, got %d", n)
	}
}
