package openapi_test

import (
	"net"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

func TestParseEndpoint(t *testing.T) {
	t.Parallel()
	const (
		form  = "it is not a host, host:port or URL"
		host  = "it names no host"
		path  = "it has a path or query: give scheme, host and port only"
		user  = "it holds a user name or password: give credentials in their own arguments"
		plain = "plain http to "
	)
	for in, want := range map[string]string{
		"vpc.aliyuncs.com":                "https://vpc.aliyuncs.com",
		"vpc.aliyuncs.com:8443":           "https://vpc.aliyuncs.com:8443",
		"https://vpc.aliyuncs.com":        "https://vpc.aliyuncs.com",
		"HTTPS://vpc.aliyuncs.com/":       "https://vpc.aliyuncs.com",
		"https://192.0.2.1:1":             "https://192.0.2.1:1",
		"[::1]:8980":                      "https://[::1]:8980",
		"http://[::1]:8980":               "http://[::1]:8980",
		"http://127.0.0.1:8980/":          "http://127.0.0.1:8980",
		"http://127.9.9.9":                "http://127.9.9.9",
		"http://localhost:80":             "http://localhost:80",
		"http://vpc.aliyuncs.com":         plain,
		"http://127.0.0.1.example.com":    plain,
		"http://localhost.example.com":    plain,
		"http://[2001:db8::1]":            plain,
		"http://0.0.0.0":                  plain,
		"ftp://vpc.aliyuncs.com":          `its scheme is "ftp": use https`,
		"https://id:secret@example.com":   user,
		"id:secret@example.com":           user,
		"id@example.com":                  user,
		"https://example.com/path":        path,
		"example.com/path":                path,
		"https://example.com?RegionId=x":  path,
		"https://example.com#part":        path,
		"":                                host,
		"https://":                        host,
		"https://:443":                    host,
		"https:///path":                   host,
		"{host}":                          form,
		"a|b":                             form,
		" vpc.aliyuncs.com":               form,
		"vpc.aliyuncs.com ":               form,
		"vpc aliyuncs.com":                form,
		"vpc.aliyuncs.com:port":           form,
		"https://id:se cret@example.com":  form,
		"https://[::1":                    form,
		"vpc.aliyuncs.com\n":              form,
		"https://id:secret%zz@exam.ple/ ": form,
	} {
		got, err := openapi.ParseEndpoint(in)
		switch {
		case strings.HasPrefix(want, "http"):
			if err != nil || got.String() != want {
				t.Errorf("%q: got %v, %v; want %s", in, got, err, want)
			}
		case err == nil || !strings.HasPrefix(err.Error(), want):
			t.Errorf("%q: got %v, %v; want %q", in, got, err, want)
		case strings.Contains(err.Error(), "secret@") || strings.Contains(err.Error(), ":secret"):
			t.Errorf("%q: the error repeats the password: %v", in, err)
		}
	}
}

// FuzzParseEndpoint: what is accepted is scheme and host alone, reads back the
// same, and is not plain http to anywhere else.
func FuzzParseEndpoint(f *testing.F) {
	for _, s := range []string{"vpc.aliyuncs.com", "http://[::1]:8980", "https://u:p@h/p?q#f", "h:1", "[fe80::1%25en0]", "http://localhost", "//h", "a://b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := openapi.ParseEndpoint(s)
		if err != nil {
			return
		}
		if u.Host == "" || u.Path != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil ||
			strings.ContainsAny(u.Host, " \t\r\n/?#@\\") {
			t.Fatalf("%q became %#v", s, u)
		}
		if ip := net.ParseIP(
			u.Hostname(),
		); u.Scheme != "https" &&
			(u.Scheme != "http" || u.Hostname() != "localhost" && !ip.IsLoopback()) {
			t.Fatalf("%q became %s", s, u)
		}
		if again, err := openapi.ParseEndpoint(u.String()); err != nil || *again != *u {
			t.Fatalf("%q became %s, and that %v, %v", s, u, again, err)
		}
	})
}
