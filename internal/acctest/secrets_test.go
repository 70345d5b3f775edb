package acctest_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// marked begins every secret: each encoding writes it in another way.
const marked = "MARK+/%&=?~:"

// lifecycle runs commands with the fullest log there is, and keeps whatever
// they print and leave behind.
type lifecycle struct {
	*workspace
	kept  evidence
	trace string
	runs  int
}

func newLifecycle(t *testing.T, endpoints string, env ...string) *lifecycle {
	t.Helper()
	return newLifecycleOf(t, secretsConfig(endpoints, "before"), env...)
}

func newLifecycleOf(t *testing.T, config string, env ...string) *lifecycle {
	t.Helper()
	trace := filepath.Join(t.TempDir(), "trace.log")
	env = append(env, "TF_LOG=TRACE", "TF_LOG_PATH="+trace)
	return &lifecycle{newWorkspace(t, config, env...), evidence{}, trace, 0}
}

func secretsConfig(endpoints, description string) string {
	return fmt.Sprintf(`
provider "aliyun" {
  region = %q
  %s
}

resource "aliyun_vpn_gateway" %q {
  vpc_id      = %q
  bandwidth   = 10
  name        = %q
  description = %q
  %s
}
`, sim.DefaultRegion, endpoints, harmless, sim.DefaultVPC, harmless, description, acctest.SimulatedNetwork().VSwitches())
}

// do runs the CLI, with more environment, to the exit code that is due.
func (l *lifecycle) do(env []string, exit int, args ...string) *command {
	l.t.Helper()
	with := *l.workspace
	with.env = append(append([]string{}, l.env...), env...)
	c := with.run(append(args, "-no-color")...)
	if c.wait() != exit {
		l.t.Fatalf("%s: exit code %d\n%s", c.name, c.wait(), c.said())
	}
	l.runs++
	name := fmt.Sprintf("%02d %s", l.runs, strings.Join(args, " "))
	l.kept.add(l.t, name+" (stdout)", []byte(c.stdout.String()))
	l.kept.add(l.t, name+" (stderr)", []byte(c.stderr.String()))
	return c
}

// keep takes the files that there are now.
func (l *lifecycle) keep(label string) {
	l.t.Helper()
	files := evidence{}
	files.addAll(l.t, l.dir)
	for name, body := range files {
		l.kept[label+name] = body
	}
	l.kept["trace.log"], _ = os.ReadFile(l.trace)
}

// TestSecrets_lifecycle leads a gateway through its life with temporary
// credentials and a proxy, and through every refusal on the way.
func TestSecrets_lifecycle(t *testing.T) {
	t.Parallel()
	secrets := map[string]string{
		"access key secret": marked + "access-key-secret", "wrong secret": marked + "wrong-secret",
		"security token": marked + "security-token", "wrong token": marked + "wrong-token",
		"proxy password": marked + "proxy-password", "profile": marked + "in-a-broken-profile",
		"credentials URI": marked + "in-a-cut-answer",
	}
	s := sim.New(sim.Options{Credentials: []sim.Credential{{
		AccessKeyID: sim.DefaultAccessKeyID, AccessKeySecret: secrets["access key secret"], SecurityToken: secrets["security token"],
	}}})
	proxy := (&url.URL{Scheme: "http", Host: "127.0.0.1:9", User: url.UserPassword("user", secrets["proxy password"])}).String()
	l := newLifecycle(t, "", "ALIBABA_CLOUD_ENDPOINT_VPC="+serveSim(t, s),
		"ALIBABA_CLOUD_ACCESS_KEY_ID="+sim.DefaultAccessKeyID, "ALIBABA_CLOUD_ACCESS_KEY_SECRET="+secrets["access key secret"],
		"ALIBABA_CLOUD_SECURITY_TOKEN="+secrets["security token"], "HTTP_PROXY="+proxy, "HTTPS_PROXY="+proxy)

	l.do(nil, 0, "plan", "-out=create.tfplan")
	l.do(nil, 0, "show", "-json", "create.tfplan")
	l.do(nil, 0, "apply", "create.tfplan")
	l.do(nil, 0, "apply", "-refresh-only", "-auto-approve")
	l.write("main.tf", []byte(strings.Replace(string(l.read("main.tf")), `"before"`, `"after"`, 1)))
	l.do(nil, 0, "plan", "-out=update.tfplan")
	l.do(nil, 0, "apply", "update.tfplan")
	l.do(nil, 0, "show", "-json")

	l.refused("SignatureDoesNotMatch", "ALIBABA_CLOUD_ACCESS_KEY_SECRET="+secrets["wrong secret"])
	l.refused("InvalidSecurityToken", "ALIBABA_CLOUD_SECURITY_TOKEN="+secrets["wrong token"])
	l.refused("proxyconnect", "ALIBABA_CLOUD_ENDPOINT_VPC="+certified, "ALIBABA_CLOUD_MAX_RETRIES=0")
	none := []string{"ALIBABA_CLOUD_ACCESS_KEY_ID=", "ALIBABA_CLOUD_ACCESS_KEY_SECRET=", "ALIBABA_CLOUD_SECURITY_TOKEN="}
	broken := filepath.Join(t.TempDir(), "config.json")
	if err := os.WriteFile(broken, []byte(`{"profiles": [{"access_key_secret": "`+secrets["profile"]), 0o600); err != nil {
		t.Fatal(err)
	}
	l.refused("is not the JSON", append(none, "ALIBABA_CLOUD_PROFILE=p", "ALIBABA_CLOUD_CONFIG_FILE="+broken)...)
	cut := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `{"Code": "Success", "AccessKeyId": "id", "AccessKeySecret": %q, "Secu`, secrets["credentials URI"])
	}))
	t.Cleanup(cut.Close)
	l.refused("the credentials URI", append(none, "ALIBABA_CLOUD_CREDENTIALS_URI="+cut.URL)...)

	l.keep("alive/")
	l.do(nil, 0, "destroy", "-auto-approve")
	l.keep("")
	l.kept.check(t, secrets, "trace.log", "01 plan -out=create.tfplan (stdout)", "02 show -json create.tfplan (stdout)",
		"03 apply create.tfplan (stdout)", "07 show -json (stdout)", "08 plan (stderr)", "create.tfplan:tfplan", "update.tfplan:tfplan",
		"update.tfplan:tfstate", "alive/terraform.tfstate", "terraform.tfstate.backup", "13 destroy -auto-approve (stdout)")
	if left := s.Objects(); len(left) > 0 {
		t.Errorf("left behind: %+v", left)
	}
}

// refused plans with an environment that does not work.
func (l *lifecycle) refused(says string, env ...string) {
	l.t.Helper()
	if c := l.do(env, 1, "plan"); !strings.Contains(strings.Join(strings.Fields(c.said()), " "), says) {
		l.t.Errorf("nothing is said of %q:\n%s", says, c.said())
	}
}

// TestSecrets_variable shows what the documentation says of a secret in the
// provider block: a plan file holds every variable but an ephemeral one.
func TestSecrets_variable(t *testing.T) {
	t.Parallel()
	const secret = marked + "in-a-variable"
	for _, ephemeral := range []bool{true, false} {
		t.Run(fmt.Sprintf("ephemeral=%t", ephemeral), func(t *testing.T) {
			t.Parallel()
			s := sim.New(sim.Options{Credentials: []sim.Credential{{AccessKeyID: sim.DefaultAccessKeyID, AccessKeySecret: secret}}})
			arguments := fmt.Sprintf("endpoints { vpc = %q }\n  access_key = %q\n  secret_key = var.secret", serveSim(t, s), sim.DefaultAccessKeyID)
			l := newLifecycle(t, arguments, "TF_VAR_secret="+secret)
			l.write("variables.tf", []byte("variable \"secret\" {\n  type = string\n  sensitive = true\n}\n"))
			if ephemeral {
				l.write("variables.tf", []byte("variable \"secret\" {\n  type = string\n  sensitive = true\n  ephemeral = true\n}\n"))
				if c := l.run("validate", "-no-color"); strings.Contains(c.said(), "Unsupported argument") {
					t.Skip("this CLI knows no ephemeral variables")
				}
			}
			l.do(nil, 0, "plan", "-out=create.tfplan")
			l.do(nil, 0, "apply", "create.tfplan")
			l.do(nil, 0, "destroy", "-auto-approve")
			l.keep("")
			if ephemeral {
				l.kept.check(t, map[string]string{"variable": secret}, "trace.log", "create.tfplan:tfplan", "terraform.tfstate.backup")
			} else if where := l.kept.holding(secret); !slices.Equal(where, []string{"create.tfplan:tfplan"}) {
				t.Errorf("the secret is in %v", where)
			}
		})
	}
}
