package provider_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpngateway"
)

func TestProvider_assumeRole(t *testing.T) {
	const role = "acs:ram::1234567890123456:role/terraform"
	token := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(token, []byte("oidc-token"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		arguments   map[string]any
		environment env
		action      string
		want        map[string]string
	}{
		"with every argument": {
			map[string]any{"access_key": "config", "secret_key": "secret", "assume_role": map[string]any{
				"role_arn": role, "session_name": "ci", "session_expiration": 900, "policy": "{}", "external_id": "x1",
			}},
			nil, "AssumeRole",
			map[string]string{"RoleArn": role, "RoleSessionName": "ci", "DurationSeconds": "900", "Policy": "{}", "ExternalId": "x1"},
		},
		"with a key of the environment": {
			map[string]any{"assume_role": map[string]any{"role_arn": role}},
			official, "AssumeRole",
			map[string]string{"RoleArn": role, "RoleSessionName": "terraform"},
		},
		"of the environment": {
			nil, merged(official, env{"ALICLOUD_ASSUME_ROLE_ARN": role, "ALIBABA_CLOUD_ROLE_SESSION_NAME": "env-session", "ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION": "1800"}), "AssumeRole",
			map[string]string{"RoleArn": role, "RoleSessionName": "env-session", "DurationSeconds": "1800"},
		},
		"with OIDC": {
			map[string]any{"assume_role_with_oidc": map[string]any{
				"role_arn": role, "oidc_provider_arn": "acs:ram::1:oidc-provider/p", "oidc_token_file": token, "role_session_name": "pod",
				"policy": "{}", "session_expiration": 1000,
			}},
			nil, "AssumeRoleWithOIDC",
			map[string]string{"RoleArn": role, "OIDCProviderArn": "acs:ram::1:oidc-provider/p", "RoleSessionName": "pod", "Policy": "{}", "DurationSeconds": "1000"},
		},
		"with OIDC of the environment": {
			map[string]any{"assume_role_with_oidc": map[string]any{}},
			env{"ALIBABA_CLOUD_ROLE_ARN": role, "ALIBABA_CLOUD_OIDC_PROVIDER_ARN": "acs:ram::1:oidc-provider/p", "ALIBABA_CLOUD_OIDC_TOKEN_FILE": token},
			"AssumeRoleWithOIDC",
			map[string]string{"RoleArn": role, "RoleSessionName": "terraform"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := start(t)
			for k, v := range test.environment {
				t.Setenv(k, v)
			}
			arguments := map[string]any{"region": "cn-config", "endpoints": map[string]any{"sts": c.URL}}
			for k, v := range test.arguments {
				arguments[k] = v
			}
			got := arrived(t, c, arguments)
			if !strings.HasPrefix(got.AccessKeyID, "STS.") || got.Code != "InvalidVpnGatewayInstanceId.NotFound" {
				t.Errorf("key %q arrived and was answered %s, want the role's temporary key", got.AccessKeyID, got.Code)
			}
			asked := c.Last(test.action)
			for name, want := range test.want {
				if asked[name] != want {
					t.Errorf("%s got %s = %q, want %q", test.action, name, asked[name], want)
				}
			}
			if n := c.Calls(test.action); n != 1 {
				t.Errorf("%s was called %d times, want once", test.action, n)
			}
		})
	}
}

const anyRole = "acs:ram::1234567890123456:role/terraform"

// A role that is null or "" is no role: a module passes on what its caller left
// out.
func TestProvider_noRole(t *testing.T) {
	for name, block := range map[string]map[string]any{
		"assume_role": {"role_arn": ""}, "assume_role_with_oidc": {"role_arn": "", "oidc_token_file": "", "oidc_provider_arn": ""},
		"assume_role ": {"role_arn": nil, "session_expiration": 900},
	} {
		t.Run(name, func(t *testing.T) {
			c := start(t)
			for k, v := range official {
				t.Setenv(k, v)
			}
			got := arrived(t, c, map[string]any{strings.TrimSpace(name): block, "profile": "", "access_key": ""})
			if got.AccessKeyID != "official" {
				t.Errorf("key %q arrived", got.AccessKeyID)
			}
		})
	}
}

// Every variable that names a key or a region is read, in each family.
func TestProvider_families(t *testing.T) {
	for _, family := range []struct{ id, secret, token, region string }{
		{"ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_SECURITY_TOKEN", "ALIBABA_CLOUD_REGION"},
		{"ALIBABACLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_SECRET", "ALIBABACLOUD_SECURITY_TOKEN", "ALIBABACLOUD_REGION_ID"},
		{"ALICLOUD_ACCESS_KEY", "ALICLOUD_SECRET_KEY", "ALICLOUD_SECURITY_TOKEN", "ALICLOUD_REGION"},
	} {
		t.Run(family.id, func(t *testing.T) {
			c := start(t)
			t.Setenv(family.id, "temporary\n")
			t.Setenv(family.secret, "secret")
			t.Setenv(family.token, " token\r\n")
			t.Setenv(family.region, "cn-official")
			i, said := c.Configured(vpngateway.TypeName, nil)
			if said.HasError() {
				t.Fatal(said.Texts())
			}
			i.Import("vpn-precedence")
			if first := c.Sim().Requests()[0]; first.AccessKeyID != "temporary" || first.RegionID != "cn-official" || first.Code != "InvalidVpnGatewayInstanceId.NotFound" {
				t.Errorf("key %q and region %q arrived: %s", first.AccessKeyID, first.RegionID, first.Code)
			}
			want := []string{
				"White space around a value: The value of " + family.id + " begins or ends with white space, such as a line break. It was used without it.",
				"White space around a value: The value of " + family.token + " begins or ends with white space, such as a line break. It was used without it.",
			}
			if got := said.Warnings(); strings.Join(got, "|") != strings.Join(want, "|") {
				t.Errorf("the warnings are %q", got)
			}

			t.Setenv(family.secret, "")
			_, said = c.Configured(vpngateway.TypeName, nil)
			if want := "Unable to get credentials: " + family.id + " is set, but " + family.secret + " is not."; len(said.Errors()) != 1 || said.Errors()[0] != want {
				t.Errorf("with one half of the key: %q", said.Errors())
			}
			t.Setenv(family.secret, "do-not-show")
			t.Setenv(family.id, "")
			_, said = c.Configured(vpngateway.TypeName, nil)
			if want := "Unable to get credentials: " + family.secret + " is set, but " + family.id + " is not."; len(said.Errors()) != 1 || said.Errors()[0] != want {
				t.Errorf("with the other half: %q", said.Errors())
			}
		})
	}
}

// Two families that name different accounts or regions are a warning, since the
// official provider reads them in another order; the same value twice is none.
func TestProvider_familiesDisagree(t *testing.T) {
	c := start(t)
	for k, v := range merged(official, peer) {
		t.Setenv(k, v)
	}
	_, said := c.Configured(vpngateway.TypeName, nil)
	want := []string{
		"Environment variables disagree: ALIBABA_CLOUD_ACCESS_KEY_ID and ALICLOUD_ACCESS_KEY name different access keys. This provider uses " +
			"ALIBABA_CLOUD_ACCESS_KEY_ID; aliyun/alicloud may use the other one. Unset one of them, or give both the same value.",
		"Environment variables disagree: ALIBABA_CLOUD_REGION and ALICLOUD_REGION name different regions. This provider uses " +
			"ALIBABA_CLOUD_REGION; aliyun/alicloud may use the other one. Unset one of them, or give both the same value.",
	}
	if got := said.Warnings(); strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("the warnings are %q", got)
	}
	t.Setenv("ALICLOUD_ACCESS_KEY", "official")
	t.Setenv("ALICLOUD_REGION", "cn-official")
	if _, said = c.Configured(vpngateway.TypeName, nil); len(said) > 0 {
		t.Errorf("it says %q", said.Texts())
	}
	// What the block says makes the variables irrelevant.
	for k, v := range peer {
		t.Setenv(k, v)
	}
	if _, said = c.Configured(vpngateway.TypeName, map[string]any{"access_key": "config", "secret_key": "secret", "region": "cn-config"}); len(said) > 0 {
		t.Errorf("it says %q", said.Texts())
	}
}

// A source that was chosen and fails is an error, whatever else is at hand: with
// the keys of another account nothing may be read or bought.
func TestProvider_noFallThrough(t *testing.T) {
	token := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(token, []byte("oidc-token"), 0o600); err != nil {
		t.Fatal(err)
	}
	oidc := env{"ALIBABA_CLOUD_ROLE_ARN": "acs:ram::1:no-role", "ALIBABA_CLOUD_OIDC_PROVIDER_ARN": "acs:ram::1:oidc-provider/p", "ALIBABA_CLOUD_OIDC_TOKEN_FILE": token}
	for name, test := range map[string]struct {
		environment env
		want        string
	}{
		"STS refuses the token":    {oidc, "API code: InvalidRoleArn"},
		"no token file":            {merged(oidc, env{"ALIBABA_CLOUD_OIDC_TOKEN_FILE": "/nowhere"}), "the file with the OIDC token cannot be used: stat /nowhere: no such file or directory"},
		"no role":                  {merged(oidc, env{"ALIBABA_CLOUD_ROLE_ARN": ""}), "ALIBABA_CLOUD_ROLE_ARN is not set, but other variables for a role with an OIDC token are"},
		"no provider":              {merged(oidc, env{"ALIBABA_CLOUD_OIDC_PROVIDER_ARN": ""}), "ALIBABA_CLOUD_OIDC_PROVIDER_ARN is not set, but other variables for a role with an OIDC token are"},
		"a profile that is not":    {env{"ALIBABA_CLOUD_PROFILE": "none"}, `has no profile "none". It has: now, work, sts`},
		"a file that is not":       {env{"ALIBABA_CLOUD_CREDENTIALS_FILE": "/nowhere"}, "stat /nowhere: no such file or directory"},
		"no metadata service":      {env{"ALIBABA_CLOUD_ECS_METADATA": "terraform"}, "ALIBABA_CLOUD_ECS_METADATA_DISABLED forbids to ask the metadata service"},
		"a URI that does not work": {env{"ALIBABA_CLOUD_CREDENTIALS_URI": "http://example.com"}, "plain http to example.com would send"},
		"a role that STS refuses":  {env{"ALICLOUD_ASSUME_ROLE_ARN": "acs:ram::1:no-role"}, "API code: InvalidRoleArn"},
	} {
		t.Run(name, func(t *testing.T) {
			c := start(t)
			home := filepath.Join(os.Getenv("HOME"), ".aliyun")
			text, err := os.ReadFile(cliConfig(t)) // of another account
			if err == nil {
				err = os.Mkdir(home, 0o700)
			}
			if err == nil {
				err = os.WriteFile(filepath.Join(home, "config.json"), text, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
			t.Setenv("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true")
			t.Setenv("ALIBABA_CLOUD_STS_ENDPOINT", c.URL)
			t.Setenv("ALIBABA_CLOUD_REGION", "cn-config")
			if got := arrived(t, c, nil); got.AccessKeyID != "current" {
				t.Fatalf("the key at hand is %q", got.AccessKeyID)
			}
			for k, v := range test.environment {
				t.Setenv(k, v)
			}
			c.Sim().ResetRequests()
			_, said := c.Configured(vpngateway.TypeName, nil)
			if all := strings.Join(said.Errors(), "|"); len(said.Errors()) != 1 || !strings.Contains(all, test.want) || !strings.HasPrefix(all, "Unable to get credentials: ") {
				t.Errorf("it says %q", said.Errors())
			}
			for _, r := range c.Sim().Requests() {
				if !strings.HasPrefix(r.Action, "AssumeRole") {
					t.Errorf("%s was called", r.Action)
				}
			}
		})
	}
}

// Without HOME there is no file to look for.
func TestProvider_noHome(t *testing.T) {
	c := start(t)
	t.Setenv("HOME", "")
	_, said := c.Configured(vpngateway.TypeName, map[string]any{"region": "cn-config", "profile": "work"})
	if want := `AttributeName("profile"): Unable to get credentials: HOME is not set, so that the file of the Alibaba Cloud CLI cannot be found. Give shared_credentials_file.`; len(said.Errors()) != 1 || said.Errors()[0] != want {
		t.Errorf("it says %q", said.Errors())
	}
	got := arrived(t, c, map[string]any{"profile": "work", "shared_credentials_file": cliConfig(t)})
	if got.AccessKeyID != "profile" {
		t.Errorf("key %q arrived", got.AccessKeyID)
	}
}

// What is at hand: the CLI's current profile, and without its file that of the
// SDKs.
func TestProvider_atHand(t *testing.T) {
	c := start(t)
	dir := filepath.Join(os.Getenv("HOME"), ".alibabacloud")
	err := os.Mkdir(dir, 0o700)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "credentials"), []byte("[default]\ntype = access_key\naccess_key_id = uri\naccess_key_secret = secret\n"), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	if got := arrived(t, c, map[string]any{"region": "cn-config"}); got.AccessKeyID != "uri" {
		t.Errorf("key %q arrived", got.AccessKeyID)
	}
}

// A throttled STS ends within the time that STS is given, in its own words.
func TestProvider_throttledSTS(t *testing.T) {
	for name, arguments := range map[string]map[string]any{
		"account": {"allowed_account_ids": accounts("1")},
		"role":    {"assume_role": map[string]any{"role_arn": anyRole}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := acctest.NewVirtual(t, sim.Options{})
				for _, action := range []string{"GetCallerIdentity", "AssumeRole"} {
					c.Sim().AddFault(sim.Throttle(action, -1))
				}
				all := map[string]any{
					"region": sim.DefaultRegion, "access_key": sim.DefaultAccessKeyID, "secret_key": sim.DefaultAccessKeySecret,
					"endpoints": map[string]any{"vpc": c.URL, "sts": c.URL},
				}
				for k, v := range arguments {
					all[k] = v
				}
				_, said := c.Configured(vpngateway.TypeName, all)
				if text := strings.Join(said.Errors(), "|"); !strings.Contains(text, "Throttling") || !strings.Contains(text, "the time limit of 1m30s was up") {
					t.Errorf("it says %q", text)
				}
			})
		})
	}
}
