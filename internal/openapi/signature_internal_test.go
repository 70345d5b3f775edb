package openapi

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // What signature version 1 is made of.
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"testing"
	"time"
)

type signVector struct {
	Name, Kind, Method string
	Query, Form        map[string]string
	Headers            map[string]string
	Body, Want         string

	AccessKeyID     string `json:"access_key_id"`
	AccessKeySecret string `json:"access_key_secret"`

	PayloadSHA256          string `json:"payload_sha256"`
	CanonicalRequest       string `json:"canonical_request"`
	HashedCanonicalRequest string `json:"hashed_canonical_request"`
	StringToSign           string `json:"string_to_sign"`
}

func (v signVector) key() Credential {
	return Credential{AccessKeyID: v.AccessKeyID, AccessKeySecret: v.AccessKeySecret}
}

func readVectors(t *testing.T) []signVector {
	t.Helper()
	raw, err := os.ReadFile("testdata/sign-vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		signVector
		Vectors, Official []signVector
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	all := append(file.Vectors, file.Official...)
	for i := range all {
		if all[i].AccessKeyID == "" {
			all[i].AccessKeyID = file.AccessKeyID
		}
		if all[i].AccessKeySecret == "" {
			all[i].AccessKeySecret = file.AccessKeySecret
		}
	}
	if len(all) != 9 {
		t.Fatalf("%d vectors, want 7 and 2 official ones", len(all))
	}
	return all
}

func values(maps ...map[string]string) url.Values {
	v := url.Values{}
	for _, m := range maps {
		for name, value := range m {
			v.Set(name, value)
		}
	}
	return v
}

func TestSignatureVectors(t *testing.T) {
	t.Parallel()
	for _, v := range readVectors(t) {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			switch v.Kind {
			case "v1":
				checkV1(t, v)
			case "v3":
				checkV3(t, v)
			default:
				t.Fatalf("unknown kind %q", v.Kind)
			}
		})
	}
}

// checkV1: the client signs version 3 only, but both versions share the
// canonical query.
func checkV1(t *testing.T, v signVector) {
	t.Helper()
	got := v.Method + "&" + percentEncode("/") + "&" + percentEncode(canonicalQuery(values(v.Query, v.Form)))
	if v.StringToSign != "" && got != v.StringToSign {
		t.Errorf("string to sign:\n got %s\nwant %s", got, v.StringToSign)
	}
	mac := hmac.New(sha1.New, []byte(v.AccessKeySecret+"&"))
	mac.Write([]byte(got))
	if signature := base64.StdEncoding.EncodeToString(mac.Sum(nil)); signature != v.Want {
		t.Errorf("signature: got %s, want %s", signature, v.Want)
	}
}

func checkV3(t *testing.T, v signVector) {
	t.Helper()
	header := http.Header{"Accept": {"unsigned"}, "User-Agent": {"unsigned"}}
	for name, value := range v.Headers {
		if name != "host" {
			header.Set(name, value)
		}
	}
	if body := canonicalQuery(values(v.Form)); body != v.Body {
		t.Errorf("body: got %s, want %s", body, v.Body)
	}
	if sum := hexSHA256([]byte(v.Body)); v.PayloadSHA256 != "" && sum != v.PayloadSHA256 {
		t.Errorf("hash of the body: got %s, want %s", sum, v.PayloadSHA256)
	}
	canonical, _ := canonicalRequest(v.Method, v.Headers["host"], values(v.Query), header)
	if v.CanonicalRequest != "" && canonical != v.CanonicalRequest {
		t.Errorf("canonical request:\n got %s\nwant %s", canonical, v.CanonicalRequest)
	}
	if sum := hexSHA256([]byte(canonical)); v.HashedCanonicalRequest != "" && sum != v.HashedCanonicalRequest {
		t.Errorf("hash of the canonical request: got %s, want %s", sum, v.HashedCanonicalRequest)
	}
	if got := stringToSign(canonical); v.StringToSign != "" && got != v.StringToSign {
		t.Errorf("string to sign: got %s, want %s", got, v.StringToSign)
	}
	if got := sign(v.Method, v.Headers["host"], values(v.Query), header, v.key()); got != v.Want {
		t.Errorf("authorization:\n got %s\nwant %s", got, v.Want)
	}
}

// TestRequestOfVector builds the one vector whose request the client sends in
// exactly that form: a GET without a body.
func TestRequestOfVector(t *testing.T) {
	t.Parallel()
	checked := false
	for _, v := range readVectors(t) {
		if v.Kind != "v3" || v.Method != http.MethodGet {
			continue
		}
		checked = true
		at, err := time.Parse(time.RFC3339, v.Headers["x-acs-date"])
		if err != nil {
			t.Fatal(err)
		}
		local := at.In(time.FixedZone("east", 8*60*60)) // the date must be sent in UTC
		req, err := newHTTPRequest(t.Context(), Request{
			Endpoint: &url.URL{Scheme: "https", Host: v.Headers["host"]}, Method: http.MethodGet, Params: values(v.Query),
			Action: v.Headers["x-acs-action"], Version: v.Headers["x-acs-version"],
		}, v.key(), local, v.Headers["x-acs-signature-nonce"])
		if err != nil {
			t.Fatal(err)
		}
		if got := req.Header.Get("Authorization"); got != v.Want {
			t.Errorf("authorization:\n got %s\nwant %s", got, v.Want)
		}
		if req.URL.RawQuery != canonicalQuery(values(v.Query)) || req.URL.Path != "/" {
			t.Errorf("sent to %s", req.URL)
		}
	}
	if !checked {
		t.Error("no such vector")
	}
}

func TestPercentEncodeKeepsOnlyUnreserved(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                    "",
		"AZaz09-_.~":          "AZaz09-_.~",
		" ":                   "%20",
		"+":                   "%2B",
		"*":                   "%2A",
		"/:@!$&'(),;=?#[]%\"": "%2F%3A%40%21%24%26%27%28%29%2C%3B%3D%3F%23%5B%5D%25%22",
		"%7E":                 "%257E",
		"测":                   "%E6%B5%8B",
		"\xff\n":              "%FF%0A",
	} {
		if got := percentEncode(in); got != want {
			t.Errorf("percentEncode(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCanonicalQuerySortsByBytes(t *testing.T) {
	t.Parallel()
	got := canonicalQuery(url.Values{"b": {""}, "a.10": {"x"}, "a.2": {"2", "1"}, "B": {"&="}})
	if want := "B=%26%3D&a.10=x&a.2=2&a.2=1&b="; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSignedHeadersAreTrimmedAndJoined(t *testing.T) {
	t.Parallel()
	header := http.Header{
		"X-Acs-A":              {" 1 ", "2"},
		"Content-Type":         {"\tx "},
		"Accept":               {"unsigned"},
		"X-Acs-Content-Sha256": {"sum"},
	}
	got, signed := canonicalRequest(http.MethodGet, "host", nil, header)
	if want := "GET\n/\n\ncontent-type:x\nhost:host\nx-acs-a:1 ,2\nx-acs-content-sha256:sum\n\n" + signed + "\nsum"; got != want {
		t.Errorf("got %q", got)
	}
	if signed != "content-type;host;x-acs-a;x-acs-content-sha256" {
		t.Errorf("signed %s", signed)
	}
}
