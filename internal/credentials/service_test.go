package credentials_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/credentials"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

const (
	tokenPath = "/latest/api/token"
	rolesPath = "/latest/meta-data/ram/security-credentials/"
)

// instance plays the metadata service of an ECS instance.
func instance(roles string, knowsTokens bool) answer {
	return func(w http.ResponseWriter, r *http.Request) {
		opened := r.Header.Get("X-Aliyun-Ecs-Metadata-Token") == "metadata-token"
		switch {
		case r.URL.Path == tokenPath && knowsTokens && r.Method == http.MethodPut && r.Header.Get("X-Aliyun-Ecs-Metadata-Token-Ttl-Seconds") != "":
			_, _ = io.WriteString(w, "metadata-token")
		case r.URL.Path == tokenPath:
			http.NotFound(w, r)
		case knowsTokens && !opened:
			w.WriteHeader(http.StatusForbidden)
		case r.URL.Path == rolesPath && roles != "":
			_, _ = io.WriteString(w, roles)
		case roles != "" && r.URL.Path == rolesPath+roles:
			_, _ = io.WriteString(w, strings.Replace(sessionJSON(time.Hour), "{", `{"Code":"Success",`, 1))
		default:
			http.NotFound(w, r)
		}
	}
}

func (h *host) paths() string {
	var paths []string
	for _, r := range h.requests() {
		paths = append(paths, r.method+" "+r.path)
	}
	return strings.Join(paths, ", ")
}

func TestECSRole(t *testing.T) {
	const token, names, keys = "PUT " + tokenPath, "GET " + rolesPath, "GET " + rolesPath + "terraform"
	for name, test := range map[string]struct {
		host  answer
		role  string
		v2    bool
		paths string
		want  string
	}{
		"by name":           {instance("terraform", true), "terraform", false, token + ", " + keys, ""},
		"whichever":         {instance("terraform", true), "", false, token + ", " + names + ", " + keys, ""},
		"without tokens":    {instance("terraform", false), "terraform", false, token + ", " + keys, ""},
		"tokens demanded":   {instance("terraform", false), "terraform", true, token, "127.0.0.1:1 answered HTTP 404"},
		"another role":      {instance("terraform", true), "other", false, token + ", GET " + rolesPath + "other", `the instance has no RAM role "other": attach it, or leave the name out to use the role that it has`},
		"no role":           {instance("", true), "", false, token + ", " + names, "the instance has no RAM role: attach one to it"},
		"an odd name":       {instance("terraform", true), "../x?y", false, "", `the instance has no RAM role "../x?y"`},
		"no JSON":           {body(200, "topsecret"), "terraform", false, token + ", " + keys, "did not answer with the JSON of credentials, but with 9 bytes of something else"},
		"refused":           {body(200, `{"Code":"Failed"}`), "terraform", false, token + ", " + keys, "127.0.0.1:1 refused to give any"},
		"no key in it":      {body(200, `{"Code":"Success"}`), "terraform", false, token + ", " + keys, "what it gives cannot be used: the access key ID is missing"},
		"an endless answer": {body(200, strings.Repeat("topsecret", 1<<17)), "terraform", false, token, "127.0.0.1:1 answered more than 1048576 bytes"},
		"a redirect": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://127.0.0.1:2/", http.StatusFound)
		}, "terraform", true, token, "127.0.0.1:1 answered HTTP 302, a redirect, which is not followed"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				h := serve(t, test.host)
				h.MetadataV1Disabled = test.v2
				source, err := h.ECSRole(test.role)
				if test.want == "" {
					expect(t, source, err, sessionKey)
				} else if err := failure(t, source, err); !strings.Contains(err.Error(), test.want) {
					t.Errorf("got %v", err)
				}
				if test.paths != "" && h.paths() != test.paths {
					t.Errorf("asked for %s, want %s", h.paths(), test.paths)
				}
			})
		})
	}
}

func TestECSRole_disabled(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := serve(t, instance("terraform", true))
		h.MetadataDisabled = true
		source, err := h.ECSRole("")
		err = failure(t, source, err)
		if err.Error() != "no credentials from the ECS instance's RAM role: ALIBABA_CLOUD_ECS_METADATA_DISABLED forbids to ask the metadata service" || len(h.requests()) != 0 {
			t.Errorf("got %v after %d requests", err, len(h.requests()))
		}
	})
}

// A fault that passes is waited out; where nobody named the role, a machine
// that is no instance is found out at the first try.
func TestService_faults(t *testing.T) {
	passing := []answer{body(503, ""), reset, hang, body(429, "")}
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := serve(t, append(passing, instance("terraform", true))...)
		source, err := h.ECSRole("terraform")
		expect(t, source, err, sessionKey)

		h = serve(t, append(passing, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, sessionJSON(time.Hour)) })...)
		source, err = h.FromURI("http://127.0.0.1:1/x")
		expect(t, source, err, sessionKey)

		for _, fault := range append(passing, reset) {
			h = serve(t, fault)
			source, err = h.ECSRole("terraform")
			start := time.Now()
			var failed *openapi.CredentialError
			if err := failure(t, source, err); !errors.As(err, &failed) || !failed.Retryable() {
				t.Errorf("got %v", err)
			}
			if n, waited := len(h.requests()), time.Since(start); n != 5 || waited > credentials.Limit {
				t.Errorf("%d requests in %v", n, waited)
			}
			h = serve(t, fault)
			source, err = h.ECSRoleAtHand()
			_ = failure(t, source, err)
			if n := len(h.requests()); n != 1 {
				t.Errorf("%d requests of a machine that may be no instance", n)
			}
		}
	})
}

func TestFromURI(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, strings.Replace(sessionJSON(time.Hour), "{", `{"Code":"Success",`, 1))
		})
		source, err := h.FromURI("http://127.0.0.1:1/path?for=tf")
		expect(t, source, err, sessionKey)
		expect(t, source, err, sessionKey)
		if h.paths() != "GET /path" {
			t.Errorf("asked for %s", h.paths())
		}

		h = serve(t, body(401, `{"Code":"Denied.It","Message":"topsecret"}`))
		source, err = h.FromURI("http://127.0.0.1:1/?key=topsecret")
		if err := failure(t, source, err); err.Error() != "no credentials from the credentials URI: 127.0.0.1:1 answered HTTP 401 (Denied.It)" || len(h.requests()) != 1 {
			t.Errorf("got %v after %d requests", err, len(h.requests()))
		}
		h = serve(t, body(401, `{"Code":"topsecret=1"}`))
		source, err = h.FromURI("http://127.0.0.1:1/")
		_ = failure(t, source, err)
	})
}

// An address to which credentials would be sent in clear, or that is none.
func TestFromURI_address(t *testing.T) {
	t.Parallel()
	x := &credentials.Exchange{}
	for address, want := range map[string]string{
		"":                                   "its address is not a URL of the form https://host/path",
		"127.0.0.1:6666/x":                   "its address is not a URL of the form https://host/path",
		"https://me:topsecret@example.com":   "its address is not a URL of the form https://host/path",
		"http://example.com/?key=topsecret":  "its address cannot be used: plain http to example.com would send signed requests unencrypted: write https://example.com (http is for loopback addresses)",
		"http://100.100.100.200/credentials": "its address cannot be used: plain http to 100.100.100.200 would send",
		"ftp://example.com/":                 `its address cannot be used: its scheme is "ftp": use https`,
	} {
		source, err := x.FromURI(address)
		if err := failure(t, source, err); !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v", address, err)
		}
	}
}

// The metadata service of the machine is never asked through a proxy; others
// are.
func TestService_proxy(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := serve(t, instance("terraform", true))
		d := &dialer{inner: h.API.Dial}
		h.API.Dial, h.Metadata = d.dial, ""
		source, err := h.ECSRole("terraform")
		expect(t, source, err, sessionKey)
		source, err = h.FromURI("https://example.com/x")
		_ = failure(t, source, err)
		for i, want := range []string{"100.100.100.200:80", proxyHost} {
			if d.asked[i] != want {
				t.Errorf("connected to %v", d.asked)
			}
		}
	})
}
