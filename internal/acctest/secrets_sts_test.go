package acctest_test

import (
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// certified is a host that httptest's certificate names beside 127.0.0.1.
const certified = "example.com"

// secure is a simulator that speaks TLS, with a certificate that nobody knows.
type secure struct {
	*httptest.Server
	ca        string // the file that makes it known
	complains printed

	mu     sync.Mutex
	issued map[string]string // secrets that STS has handed out
}

func serveTLS(t *testing.T, s *sim.Server) *secure {
	t.Helper()
	server := &secure{ca: filepath.Join(t.TempDir(), "ca.pem"), issued: map[string]string{}, complains: newPrinted(t)}
	server.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := httptest.NewRecorder()
		s.ServeHTTP(answer, r)
		server.note(answer.Body.Bytes())
		maps.Copy(w.Header(), answer.Header())
		w.WriteHeader(answer.Code)
		_, _ = w.Write(answer.Body.Bytes())
	}))
	server.Config.ErrorLog = log.New(server.complains.file, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(server.ca, block, 0o600); err != nil {
		t.Fatal(err)
	}
	return server
}

func (s *secure) note(answer []byte) {
	var sts struct {
		Credentials struct{ AccessKeySecret, SecurityToken string }
	}
	if json.Unmarshal(answer, &sts) != nil || sts.Credentials.SecurityToken == "" {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	n := len(s.issued)/2 + 1
	s.issued[fmt.Sprintf("issued secret %d", n)] = sts.Credentials.AccessKeySecret
	s.issued[fmt.Sprintf("issued token %d", n)] = sts.Credentials.SecurityToken
}

// handedOut are the secrets of all credentials so far.
func (s *secure) handedOut() map[string]string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.issued)
}

func (s *secure) host() string { return s.Listener.Addr().String() }

// proxy tunnels every connection to one address, and notes who asked for what.
type proxy struct {
	*httptest.Server
	asked printed
}

func serveProxy(t *testing.T, target string) *proxy {
	t.Helper()
	p := &proxy{asked: newPrinted(t)}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(p.asked.file, r.Method, r.Host, r.Header.Get("Proxy-Authorization"))
		server, err := (&net.Dialer{}).DialContext(r.Context(), "tcp", target)
		if r.Method != http.MethodConnect || err != nil {
			http.Error(w, "no", http.StatusBadGateway)
			return
		}
		defer server.Close()
		client, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		defer client.Close()
		_, _ = io.WriteString(client, "HTTP/1.1 200 OK\r\n\r\n")
		go func() {
			defer server.Close()
			_, _ = io.Copy(server, client)
		}()
		_, _ = io.Copy(client, server)
	}))
	t.Cleanup(p.Close)
	return p
}

// environment makes the proxy known with a password.
func (p *proxy) environment(password string) []string {
	u := url.URL{Scheme: "http", Host: p.Listener.Addr().String(), User: url.UserPassword("user", password)}
	return []string{"HTTP_PROXY=" + u.String(), "HTTPS_PROXY=" + u.String()}
}

// TestSecrets_assumedRole gets temporary credentials from STS in both ways, over
// TLS with a certificate that SSL_CERT_FILE vouches for, and is refused by STS.
func TestSecrets_assumedRole(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "darwin" {
		t.Skip("Go asks the keychain of macOS for certificates, and not SSL_CERT_FILE")
	}
	secrets := map[string]string{
		"OIDC token": marked + "oidc-token", "proxy password": marked + "proxy-password", "wrong secret": marked + "wrong-secret",
		"access key secret": marked + "access-key-secret", "security token": marked + "security-token",
	}
	token := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(token, []byte(secrets["OIDC token"]), 0o600); err != nil {
		t.Fatal(err)
	}
	const account = "acs:ram::1234567890123456:"
	for name, way := range map[string]struct {
		role, host string
		env        []string
		refusals   map[string]string // environment by what is said
	}{
		"OIDC through a proxy": {
			role: "assume_role_with_oidc {}", host: certified,
			env: []string{
				"ALIBABA_CLOUD_ROLE_ARN=" + account + "role/ci", "ALIBABA_CLOUD_OIDC_TOKEN_FILE=" + token,
				"ALIBABA_CLOUD_OIDC_PROVIDER_ARN=" + account + "oidc-provider/ci",
			},
			refusals: map[string]string{
				"with the OIDC token": "SSL_CERT_FILE=",
				"InvalidRoleArn":      "ALIBABA_CLOUD_ROLE_ARN=" + account + "no-role",
			},
		},
		"access key": {
			role: fmt.Sprintf("assume_role { role_arn = %q }", account+"role/ci"),
			env: []string{
				"ALIBABA_CLOUD_ACCESS_KEY_ID=" + sim.DefaultAccessKeyID,
				"ALIBABA_CLOUD_ACCESS_KEY_SECRET=" + secrets["access key secret"],
				"ALIBABA_CLOUD_SECURITY_TOKEN=" + secrets["security token"],
			},
			refusals: map[string]string{
				"name its certificate in the environment variable SSL_CERT_FILE": "SSL_CERT_FILE=",
				"SignatureDoesNotMatch": "ALIBABA_CLOUD_ACCESS_KEY_SECRET=" + secrets["wrong secret"],
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := sim.New(sim.Options{Credentials: []sim.Credential{{
				AccessKeyID: sim.DefaultAccessKeyID, AccessKeySecret: secrets["access key secret"], SecurityToken: secrets["security token"],
			}}})
			server := serveTLS(t, s)
			p := serveProxy(t, server.host())
			proxied := way.host != ""
			if !proxied {
				way.host = server.host() // on loopback, where no proxy is asked
			}
			endpoints := fmt.Sprintf("endpoints {\n    vpc = %q\n    sts = %q\n  }\n  %s", way.host, way.host, way.role)
			l := newLifecycle(t, endpoints, slices.Concat(way.env, p.environment(secrets["proxy password"]), []string{"SSL_CERT_FILE=" + server.ca})...)

			l.do(nil, 0, "plan", "-out=create.tfplan")
			l.do(nil, 0, "apply", "create.tfplan")
			l.do(nil, 0, "show", "-json")
			for says, env := range way.refusals {
				l.refused(says, env)
			}
			l.do(nil, 0, "destroy", "-auto-approve")
			l.keep("")

			all := maps.Clone(secrets)
			maps.Copy(all, server.handedOut())
			l.kept.check(t, all, "trace.log", "create.tfplan:tfplan", "terraform.tfstate.backup",
				"02 apply create.tfplan (stdout)", "03 show -json (stdout)")
			if len(all) == len(secrets) {
				t.Error("STS has handed out nothing")
			}
			login := base64.StdEncoding.EncodeToString([]byte("user:" + secrets["proxy password"]))
			if asked := p.asked.String(); strings.Contains(asked, "CONNECT "+certified+":443 Basic "+login) != proxied || !proxied && asked != "" {
				t.Errorf("the proxy was asked: %s", asked)
			}
		})
	}
}

// TestTransport_unknownCA sends nothing to a server whose certificate nobody
// vouches for, says so, and does not ask again.
func TestTransport_unknownCA(t *testing.T) {
	t.Parallel()
	for name, role := range map[string]string{
		"vpc": "",
		"sts": `assume_role { role_arn = "acs:ram::1234567890123456:role/ci" }`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := sim.New(sim.Options{})
			server := serveTLS(t, s)
			endpoints := fmt.Sprintf("endpoints {\n    vpc = %q\n    sts = %q\n  }\n  %s", server.host(), server.host(), role)
			w := newWorkspace(t, secretsConfig(endpoints, "x"), keyPair()...)
			c := w.run("apply", "-auto-approve", "-no-color")
			if said := strings.Join(strings.Fields(c.said()), " "); c.wait() != 1 || !strings.Contains(said, "certificate signed by unknown authority") {
				t.Errorf("exit code %d:\n%s", c.wait(), c.said())
			}
			if requests := s.Requests(); len(requests) > 0 {
				t.Errorf("%s was sent", requests[0].Action)
			}
			server.Close() // which waits until the last connection has been complained of
			if n := strings.Count(server.complains.String(), "\n"); n != 1 {
				t.Errorf("%d connections:\n%s", n, server.complains.String())
			}
		})
	}
}

// TestTransport_plainHTTP refuses endpoints that would show signed requests to
// everybody on the way, and sends nothing there.
func TestTransport_plainHTTP(t *testing.T) {
	t.Parallel()
	const plain = "http://vpc.example.com"
	for name, way := range map[string]struct {
		endpoints string
		env       []string
	}{
		"vpc":             {fmt.Sprintf("endpoints { vpc = %q }", plain), nil},
		"sts":             {fmt.Sprintf("endpoints { sts = %q }", plain), nil},
		"vpc environment": {"", []string{"ALIBABA_CLOUD_ENDPOINT_VPC=" + plain}},
		"sts environment": {"", []string{"ALIBABA_CLOUD_ENDPOINT_STS=" + plain}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := serveProxy(t, "127.0.0.1:9")
			w := newWorkspace(t, secretsConfig(way.endpoints, "x"), append(append(way.env, keyPair()...), p.environment("x")...)...)
			c := w.run("apply", "-auto-approve", "-no-color")
			said := strings.Join(strings.Fields(c.said()), " ")
			if want := "plain http to vpc.example.com would send signed requests unencrypted"; c.wait() != 1 || !strings.Contains(said, want) {
				t.Errorf("exit code %d:\n%s", c.wait(), c.said())
			}
			if asked := p.asked.String(); asked != "" {
				t.Errorf("the proxy was asked: %s", asked)
			}
		})
	}
}
