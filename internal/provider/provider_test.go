package provider_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpngateway"
)

// arrived configures the provider, lets it read a gateway, and returns the
// request that the server got.
func arrived(t *testing.T, c *acctest.Cloud, arguments map[string]any) sim.Request {
	t.Helper()
	i, said := c.Configured(vpngateway.TypeName, arguments)
	if said.HasError() {
		t.Fatal(said.Texts())
	}
	said = i.Import("vpn-precedence")
	requests := c.Sim().Requests()
	for at := len(requests) - 1; at >= 0; at-- {
		if requests[at].Action == "DescribeVpnGateway" {
			return requests[at]
		}
	}
	t.Fatalf("no request arrived: %v", said.Texts())
	return sim.Request{}
}

// start returns a simulator that knows keys named after where they come from,
// each with the secret "secret".
func start(t *testing.T) *acctest.Cloud {
	t.Helper()
	var keys []sim.Credential
	for _, name := range []string{"config", "official", "peer", "profile", "current", "uri"} {
		keys = append(keys, sim.Credential{AccessKeyID: name, AccessKeySecret: "secret"})
	}
	keys = append(keys, sim.Credential{AccessKeyID: "temporary", AccessKeySecret: "secret", SecurityToken: "token"})
	c := acctest.New(t, sim.Options{Credentials: keys})
	for _, region := range []string{"cn-config", "cn-official", "cn-peer", "cn-profile"} {
		c.Sim().AddVPC(region, sim.VPC{ID: "vpc-" + region})
	}
	t.Setenv("HOME", t.TempDir())
	t.Setenv("ALIBABA_CLOUD_ENDPOINT_VPC", c.URL)
	return c
}

// cliConfig writes a configuration file of the Alibaba Cloud CLI.
func cliConfig(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "config.json")
	body, err := json.Marshal(map[string]any{
		"current": "now",
		"profiles": []map[string]any{
			{"name": "now", "mode": "AK", "access_key_id": "current", "access_key_secret": "secret"},
			{"name": "work", "mode": "AK", "access_key_id": "profile", "access_key_secret": "secret", "region_id": "cn-profile"},
			{
				"name":              "sts",
				"mode":              "StsToken",
				"access_key_id":     "temporary",
				"access_key_secret": "secret",
				"sts_token":         "token",
				"region_id":         "cn-profile",
			},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, body, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

type env = map[string]string

var (
	official = env{
		"ALIBABA_CLOUD_ACCESS_KEY_ID":     "official",
		"ALIBABA_CLOUD_ACCESS_KEY_SECRET": "secret",
		"ALIBABA_CLOUD_REGION":            "cn-official",
	}
	peer = env{"ALICLOUD_ACCESS_KEY": "peer", "ALICLOUD_SECRET_KEY": "secret", "ALICLOUD_REGION": "cn-peer"}
)

func merged(all ...env) env {
	m := env{}
	for _, one := range all {
		for k, v := range one {
			m[k] = v
		}
	}
	return m
}

// The key and the region that reach the server prove which source won.
func TestProvider_precedence(t *testing.T) {
	key := map[string]any{"access_key": "config", "secret_key": "secret", "region": "cn-config"}
	for name, test := range map[string]struct {
		arguments   map[string]any
		environment env
		key, region string
	}{
		"configuration":                                                   {key, nil, "config", "cn-config"},
		"configuration over environment":                                  {key, merged(official, peer), "config", "cn-config"},
		"official environment over the peer's":                            {nil, merged(official, peer), "official", "cn-official"},
		"the peer's environment":                                          {nil, peer, "peer", "cn-peer"},
		"region by its other name":                                        {nil, merged(official, env{"ALIBABA_CLOUD_REGION": "", "ALIBABA_CLOUD_REGION_ID": "cn-peer"}), "official", "cn-peer"},
		"key of the configuration, region of the environment":             {map[string]any{"access_key": "config", "secret_key": "secret"}, official, "config", "cn-official"},
		"profile of the configuration over the environment's key":         {map[string]any{"profile": "work"}, merged(peer, env{"ALIBABA_CLOUD_CONFIG_FILE": "FILE", "ALICLOUD_REGION": ""}), "profile", "cn-profile"},
		"file and profile of the configuration":                           {map[string]any{"profile": "work", "shared_credentials_file": "FILE"}, nil, "profile", "cn-profile"},
		"region of the configuration over the profile's":                  {map[string]any{"profile": "work", "shared_credentials_file": "FILE", "region": "cn-config"}, nil, "profile", "cn-config"},
		"current profile":                                                 {map[string]any{"shared_credentials_file": "FILE", "region": "cn-config"}, nil, "current", "cn-config"},
		"profile of the environment":                                      {nil, env{"ALICLOUD_PROFILE": "work", "ALICLOUD_SHARED_CREDENTIALS_FILE": "FILE"}, "profile", "cn-profile"},
		"profile with a token":                                            {map[string]any{"profile": "sts", "shared_credentials_file": "FILE"}, nil, "temporary", "cn-profile"},
		"temporary key of the configuration":                              {map[string]any{"access_key": "temporary", "secret_key": "secret", "security_token": "token", "region": "cn-config"}, nil, "temporary", "cn-config"},
		"temporary key of the environment":                                {nil, env{"ALIBABA_CLOUD_ACCESS_KEY_ID": "temporary", "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "secret", "ALIBABA_CLOUD_SECURITY_TOKEN": "token", "ALIBABA_CLOUD_REGION": "cn-official"}, "temporary", "cn-official"},
		"the environment's token is not added to the configuration's key": {key, env{"ALIBABA_CLOUD_SECURITY_TOKEN": "token"}, "config", "cn-config"},
		"credentials URI":                                                 {map[string]any{"credentials_uri": "URI", "region": "cn-config"}, official, "uri-temporary", "cn-config"},
		"credentials URI of the environment":                              {nil, env{"ALICLOUD_CREDENTIALS_URI": "URI", "ALICLOUD_REGION": "cn-peer"}, "uri-temporary", "cn-peer"},
	} {
		t.Run(name, func(t *testing.T) {
			c := start(t)
			c.Sim().AddCredential(sim.Credential{AccessKeyID: "uri-temporary", AccessKeySecret: "secret", SecurityToken: "token"})
			uri := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				_, _ = w.Write(
					[]byte(
						`{"AccessKeyId":"uri-temporary","AccessKeySecret":"secret","SecurityToken":"token","Expiration":"2099-01-01T00:00:00Z"}`,
					),
				)
			}))
			t.Cleanup(uri.Close)
			replace := strings.NewReplacer("FILE", cliConfig(t), "URI", uri.URL)
			for k, v := range test.environment {
				t.Setenv(k, replace.Replace(v))
			}
			arguments := map[string]any{}
			for k, v := range test.arguments {
				if text, ok := v.(string); ok {
					v = replace.Replace(text)
				}
				arguments[k] = v
			}
			got := arrived(t, c, arguments)
			if got.AccessKeyID != test.key || got.RegionID != test.region {
				t.Errorf(
					"key %q and region %q arrived, want %q and %q (code %s)",
					got.AccessKeyID,
					got.RegionID,
					test.key,
					test.region,
					got.Code,
				)
			}
			if got.Code != "InvalidVpnGatewayInstanceId.NotFound" {
				t.Errorf("the server answered %s: it did not accept the credential", got.Code)
			}
		})
	}
}

func TestProvider_refusals(t *testing.T) {
	key := map[string]any{"access_key": "config", "secret_key": "secret"}
	broken := filepath.Join(t.TempDir(), "broken.json")
	if err := os.WriteFile(broken, []byte(`{"profiles": [{"access_key_secret": "do-not-show"`), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		arguments map[string]any
		want      []string
	}{
		"no region": {key, []string{`AttributeName("region"): Missing region`, "region in the provider block", "ALIBABA_CLOUD_REGION or ALIBABA_CLOUD_REGION_ID or ALIBABACLOUD_REGION_ID or ALICLOUD_REGION", "the profile of the Alibaba Cloud CLI"}},
		"no credentials": {map[string]any{"region": "cn-config"}, []string{
			"No credentials: The provider has no credentials: nothing says where credentials come from, and no file of the Alibaba Cloud CLI is there. Give credentials in one of these ways:", "access_key and secret_key", "ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET",
			"profile, or ALIBABA_CLOUD_PROFILE", "assume_role_with_oidc, or ALIBABA_CLOUD_ROLE_ARN", "ecs_role_name, or ALIBABA_CLOUD_ECS_METADATA", "credentials_uri, or ALIBABA_CLOUD_CREDENTIALS_URI", "assume_role",
		}},
		"key without secret":   {map[string]any{"region": "cn-config", "access_key": "config"}, []string{`AttributeName("access_key"): Incomplete access key: access_key needs secret_key in the provider block too. Give the whole key there, or nothing of it.`}},
		"secret without key":   {map[string]any{"region": "cn-config", "secret_key": "s3cret-text"}, []string{`AttributeName("secret_key"): Incomplete access key: secret_key needs access_key in the provider block too.`}},
		"two sources":          {map[string]any{"region": "cn-config", "access_key": "config", "secret_key": "secret", "profile": "work"}, []string{"More than one source of credentials", "access_key, profile each say"}},
		"no such profile":      {map[string]any{"region": "cn-config", "profile": "none", "shared_credentials_file": "FILE"}, []string{`AttributeName("profile"): Unable to get credentials: <FILE> has no profile "none". It has: now, work, sts.`}},
		"no such file":         {map[string]any{"region": "cn-config", "shared_credentials_file": "/nowhere/config.json"}, []string{"AttributeName(\"shared_credentials_file\"): Unable to get credentials: there is no file /nowhere/config.json: `aliyun configure` writes it."}},
		"broken file":          {map[string]any{"region": "cn-config", "shared_credentials_file": broken}, []string{"is not the JSON that the Alibaba Cloud CLI writes", "aliyun configure"}},
		"plain http":           {map[string]any{"region": "cn-config", "access_key": "config", "secret_key": "secret", "endpoints": map[string]any{"vpc": "http://vpc.example.com"}}, []string{`AttributeName("endpoints").AttributeName("vpc"): Invalid endpoint: endpoints.vpc cannot be used: plain http to vpc.example.com would send signed requests unencrypted: write https://vpc.example.com (http is for loopback addresses).`}},
		"password in endpoint": {map[string]any{"region": "cn-config", "access_key": "config", "secret_key": "secret", "endpoints": map[string]any{"vpc": "https://me:do-not-show@vpc.example.com"}}, []string{"it holds a user name or password"}},
		"bad region":           {map[string]any{"region": "Hangzhou!", "access_key": "config", "secret_key": "secret"}, []string{`AttributeName("region"): Invalid region`, `must be a region ID such as "cn-hangzhou", got: "Hangzhou!"`}},
		"too many retries":     {map[string]any{"region": "cn-config", "max_retries": 101}, []string{`AttributeName("max_retries")`, "must be between 0 and 100, got: 101"}},
		"half a retry":         {map[string]any{"region": "cn-config", "max_retries": 1.5}, []string{`AttributeName("max_retries"): Invalid max_retries: max_retries must be a whole number, got: 1.5.`}},
		"half a second":        {map[string]any{"region": "cn-config", "access_key": "config", "secret_key": "secret", "assume_role": map[string]any{"role_arn": "r", "session_expiration": 900.5}}, []string{`AttributeName("assume_role").AttributeName("session_expiration"): Invalid session_expiration: session_expiration must be a whole number, got: 900.5.`}},
		"short session":        {map[string]any{"region": "cn-config", "access_key": "config", "secret_key": "secret", "assume_role": map[string]any{"role_arn": "r", "session_expiration": 60}}, []string{"must be between 900 and 43200, got: 60"}},
		"token without key":    {map[string]any{"region": "cn-config", "security_token": "s3cret-text"}, []string{`AttributeName("security_token"): Incomplete access key: security_token needs access_key in the provider block too.`, "security_token needs secret_key"}},
		"space in a key":       {map[string]any{"region": "cn-config", "access_key": "con fig", "secret_key": "secret"}, []string{`AttributeName("access_key"): Unable to get credentials: no credentials from the access key: the access key ID holds white space or a character that no key has.`}},
		"plain http for a URI": {map[string]any{"region": "cn-config", "credentials_uri": "http://example.com/do-not-show"}, []string{`AttributeName("credentials_uri"): Unable to get credentials: no credentials from the credentials URI: its address cannot be used: plain http to example.com`}},
		"OIDC without token":   {map[string]any{"region": "cn-config", "assume_role_with_oidc": map[string]any{"role_arn": "r", "oidc_provider_arn": "p"}}, []string{`AttributeName("oidc_token_file"): Incomplete assume_role_with_oidc`}},
		"role refused by STS":  {map[string]any{"region": "cn-config", "access_key": "unknown", "secret_key": "secret", "endpoints": map[string]any{"sts": "STS"}, "assume_role": map[string]any{"role_arn": "acs:ram::1:role/r"}}, []string{"Unable to get credentials", "assuming the role acs:ram::1:role/r with the access key", "InvalidAccessKeyId.NotFound", "Request ID: "}},
	} {
		t.Run(name, func(t *testing.T) {
			c, file := start(t), cliConfig(t)
			arguments := map[string]any{}
			for k, v := range test.arguments {
				if v == "FILE" {
					v = file
				}
				if e, ok := v.(map[string]any); ok && e["sts"] == "STS" {
					v = map[string]any{"sts": c.URL}
				}
				arguments[k] = v
			}
			_, said := c.Configured(vpngateway.TypeName, arguments)
			all := strings.Join(said.Errors(), "\n")
			for _, want := range test.want {
				want = strings.ReplaceAll(want, "<FILE>", file)
				if !strings.Contains(all, want) {
					t.Errorf("no error holds %q:\n%s", want, all)
				}
			}
			for _, secret := range []string{"do-not-show", "s3cret-text"} {
				if strings.Contains(all, secret) {
					t.Errorf("the error shows a secret:\n%s", all)
				}
			}
		})
	}
}

// A value that is known only after apply postpones the client, not the plan.
func TestProvider_unknownValues(t *testing.T) {
	c := start(t)
	i, said := c.Configured(
		vpngateway.TypeName,
		map[string]any{"region": tftypes.UnknownValue, "access_key": tftypes.UnknownValue, "secret_key": tftypes.UnknownValue},
	)
	if len(said) > 0 {
		t.Fatal(said.Texts())
	}
	if said := i.Plan(map[string]any{"vpc_id": "vpc-a", "bandwidth": 10}); said.HasError() {
		t.Errorf("a new gateway cannot be planned: %v", said.Errors())
	}
	if all := strings.Join(
		i.Import("vpn-1").Errors(),
		"\n",
	); !strings.Contains(
		all,
		"The provider argument access_key, region, secret_key is known only after apply",
	) {
		t.Errorf("the import says %q", all)
	}
	if n := len(c.Sim().Requests()); n != 0 {
		t.Errorf("%d requests were sent", n)
	}
}

func TestProvider_userAgent(t *testing.T) {
	c := start(t)
	got := arrived(t, c, map[string]any{"access_key": "config", "secret_key": "secret", "region": "cn-config"})
	if got.UserAgent != "terraform-provider-aliyun/test Terraform/1.11.4" || got.SignatureVersion != "ACS3" {
		t.Errorf("user agent %q, signature %q", got.UserAgent, got.SignatureVersion)
	}
}
