package acctest_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// handing plays whoever hands out credentials: a credentials URI, CloudSSO, and
// the metadata service of an ECS instance.
func handing(t *testing.T, secrets map[string]string) string {
	t.Helper()
	key := map[string]string{
		"AccessKeyId": "temporary", "AccessKeySecret": secrets["temporary secret"], "SecurityToken": secrets["temporary token"],
		"Expiration": "2099-01-01T00:00:00Z",
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var answer any = key
		switch {
		case r.URL.Path == "/latest/api/token":
			_, _ = w.Write([]byte("metadata-token"))
			return
		case r.URL.Path == "/cloud-credentials" && r.Header.Get("Authorization") == "Bearer "+secrets["login token"]:
			answer = map[string]any{"CloudCredential": key}
		case strings.HasPrefix(r.URL.Path, "/latest/meta-data/ram/security-credentials/terraform") &&
			r.Header.Get("X-Aliyun-Ecs-Metadata-Token") == "metadata-token", r.URL.Path == "/uri":
		default:
			http.NotFound(w, r)
			return
		}
		_ = json.NewEncoder(w).Encode(answer)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// TestSecrets_sources leads a gateway through its life with the credentials of
// every source there is, under the fullest log, and searches for their secrets.
// What the CLI's file holds is the same afterwards.
func TestSecrets_sources(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "darwin" {
		t.Skip("Go asks the keychain of macOS for certificates, and not SSL_CERT_FILE")
	}
	secrets := map[string]string{
		"permanent secret": marked + "permanent-secret", "temporary secret": marked + "temporary-secret",
		"temporary token": marked + "temporary-token", "OIDC token": marked + "oidc-token", "login token": marked + "login-token",
		"refresh token": marked + "refresh-token", "private key": marked + "private-key",
	}
	hands := handing(t, secrets)
	dir := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	printed, err := json.Marshal(map[string]string{
		"mode": "StsToken", "access_key_id": "temporary", "access_key_secret": secrets["temporary secret"], "sts_token": secrets["temporary token"],
	})
	if err != nil {
		t.Fatal(err)
	}
	type fields = map[string]any
	permanent := fields{"access_key_id": "permanent", "access_key_secret": secrets["permanent secret"]}
	temporary := fields{"access_key_id": "temporary", "access_key_secret": secrets["temporary secret"], "sts_token": secrets["temporary token"]}
	const role = "acs:ram::1234567890123456:role/ci"
	oidc := fields{"oidc_provider_arn": "acs:ram::1234567890123456:oidc-provider/ci", "ram_role_arn": role, "oidc_token_file": write("oidc", secrets["OIDC token"])}
	profiles := map[string]fields{
		"AK": permanent, "StsToken": temporary, "OIDC": oidc,
		"RamRoleArn":          {"ram_role_arn": role},
		"ChainableRamRoleArn": {"ram_role_arn": role, "source_profile": "AK"},
		"External":            {"process_command": "cat '" + write("printed.json", string(printed)) + "'"},
		"CredentialsURI":      {"credentials_uri": hands + "/uri"},
		"CloudSSO":            {"cloud_sso_sign_in_url": hands + "/login", "access_token": secrets["login token"], "cloud_sso_account_id": "1", "cloud_sso_access_config": "ac"},
		"OAuth":               {"oauth_site_type": "CN", "sts_expiration": 4070908800, "oauth_access_token": secrets["login token"], "oauth_refresh_token": secrets["refresh token"]},
		"EcsRamRole":          {"ram_role_name": "terraform"},
		"RamRoleArnWithEcs":   {"ram_role_name": "terraform", "ram_role_arn": role},
	}
	maps.Copy(profiles["RamRoleArn"], permanent)
	maps.Copy(profiles["OAuth"], temporary)
	var all []fields
	for mode, profile := range profiles {
		one := fields{"name": mode, "mode": mode, "language": "en", "private_key": secrets["private key"]}
		maps.Copy(one, profile)
		all = append(all, one)
	}
	text, err := json.Marshal(fields{"current": "AK", "profiles": all, "meta_path": "kept"})
	if err != nil {
		t.Fatal(err)
	}
	file := write("config.json", string(text))
	ini := write("credentials", "[default]\ntype = access_key\naccess_key_id = permanent\naccess_key_secret = \""+secrets["permanent secret"]+"\"\n")

	sources := map[string][]string{
		"key in the environment": {
			"ALIBABACLOUD_ACCESS_KEY_ID=temporary", "ALIBABACLOUD_ACCESS_KEY_SECRET=" + secrets["temporary secret"] + "\n",
			"ALIBABACLOUD_SECURITY_TOKEN=" + secrets["temporary token"] + "\n",
		},
		"OIDC in the environment": {
			"ALIBABA_CLOUD_ROLE_ARN=" + role, "ALIBABA_CLOUD_OIDC_TOKEN_FILE=" + filepath.Join(dir, "oidc"),
			"ALIBABA_CLOUD_OIDC_PROVIDER_ARN=acs:ram::1234567890123456:oidc-provider/ci",
		},
		"credentials URI":     {"ALIBABA_CLOUD_CREDENTIALS_URI=" + hands + "/uri"},
		"file of the SDKs":    {"ALIBABA_CLOUD_CREDENTIALS_FILE=" + ini},
		"ECS role":            {"ALIBABA_CLOUD_ECS_METADATA=terraform"},
		"role of a temporary": {"ALIBABA_CLOUD_PROFILE=StsToken", "ALIBABA_CLOUD_CONFIG_FILE=" + file, "ALICLOUD_ASSUME_ROLE_ARN=" + role},
	}
	for mode := range profiles {
		sources["profile "+mode] = []string{"ALIBABA_CLOUD_PROFILE=" + mode, "ALIBABA_CLOUD_CONFIG_FILE=" + file}
	}
	asksElsewhere := buildAsking(t, hands)
	for name, env := range sources {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := sim.New(sim.Options{Credentials: []sim.Credential{
				{AccessKeyID: "permanent", AccessKeySecret: secrets["permanent secret"]},
				{AccessKeyID: "temporary", AccessKeySecret: secrets["temporary secret"], SecurityToken: secrets["temporary token"]},
			}})
			server := serveTLS(t, s)
			if strings.Contains(strings.ToUpper(name), "ECS") {
				env = append(env, "TF_CLI_CONFIG_FILE="+asksElsewhere, "ALIBABA_CLOUD_ECS_METADATA_DISABLED=")
			}
			l := newLifecycle(t, "", append(env, "SSL_CERT_FILE="+server.ca,
				"ALIBABA_CLOUD_ENDPOINT_VPC="+server.host(), "ALIBABA_CLOUD_ENDPOINT_STS="+server.host())...)
			l.do(nil, 0, "apply", "-auto-approve")
			l.do(nil, 0, "destroy", "-auto-approve")
			l.keep("")
			found := maps.Clone(secrets)
			maps.Copy(found, server.handedOut())
			l.kept.check(t, found, "trace.log", "01 apply -auto-approve (stdout)", "02 destroy -auto-approve (stdout)", "terraform.tfstate.backup")
		})
	}
	t.Cleanup(func() {
		after, err := os.ReadFile(file)
		if err != nil || !bytes.Equal(after, text) {
			t.Errorf("the CLI's file was written: %s", after)
		}
	})
}

// buildAsking builds the provider with another address of the metadata service,
// which no setting can change, and returns a configuration of the CLI that uses it.
func buildAsking(t *testing.T, metadata string) string {
	t.Helper()
	dir := t.TempDir()
	module := strings.TrimPrefix(provider.Address, "registry.terraform.io/")
	owner, name, _ := strings.Cut(module, "/")
	flag := fmt.Sprintf("-X github.com/%s/terraform-provider-%s/internal/credentials.metadata=%s", owner, name, metadata)
	out, err := exec.CommandContext(t.Context(), "go", "build", "-ldflags", flag, "-o", filepath.Join(dir, "terraform-provider-aliyun"), "../..").CombinedOutput()
	if err != nil {
		t.Fatalf("building the provider: %v\n%s", err, out)
	}
	rc := filepath.Join(dir, "cli.tfrc")
	text := fmt.Sprintf("provider_installation {\n  dev_overrides { %q = %q }\n  direct {}\n}\n", provider.Address, dir)
	if err := os.WriteFile(rc, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return rc
}
