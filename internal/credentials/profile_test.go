package credentials_test

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/credentials"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

type fields = map[string]any

// mode is a profile called p with the fields that every mode may have: what
// this package does not know must survive.
func mode(name string, more fields) fields {
	p := fields{"name": "p", "mode": name, "region_id": "cn-test", "output_format": "json", "language": "en", "site": "intl"}
	for field, value := range more {
		p[field] = value
	}
	return p
}

func everything(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Header.Get("X-Acs-Action") != "":
		stsAnswer(w, r)
	case r.URL.Path == "/cloud-credentials" && r.Header.Get("Authorization") == "Bearer login-token":
		_, _ = io.WriteString(w, `{"CloudCredential":`+sessionJSON(time.Hour)+`}`)
	case r.URL.Path == "/v1/exchange" && r.Header.Get("Authorization") == "Bearer login-token":
		text := strings.NewReplacer("AccessKey", "accessKey", "SecurityToken", "securityToken", "Expiration", "expiration").Replace(sessionJSON(time.Hour))
		_, _ = io.WriteString(w, text)
	case strings.HasPrefix(r.URL.Path, "/latest/"):
		instance("terraform", true)(w, r)
	case r.URL.Path == "/uri":
		_, _ = io.WriteString(w, sessionJSON(time.Hour))
	default:
		w.WriteHeader(http.StatusUnauthorized)
	}
}

// Every mode that the CLI's file knows either works or says what to do. The
// file is the same, byte for byte, after each.
func TestProfile_modes(t *testing.T) {
	key := fields{"access_key_id": "testid", "access_key_secret": "testsecret"}
	with := func(more ...fields) fields {
		all := fields{}
		for _, one := range more {
			for field, value := range one {
				all[field] = value
			}
		}
		return all
	}
	source := fields{"name": "base", "mode": "AK", "access_key_id": "testid", "access_key_secret": "testsecret"}
	sso := fields{"cloud_sso_sign_in_url": "http://127.0.0.1:1/d-1/login", "cloud_sso_account_id": "12", "cloud_sso_access_config": "ac-1"}
	// A bubble's time begins with the year 2000.
	const soon, gone, later = 946684800 + 60, 946684800 - 1, 946684800 + 7200
	kept := fields{"access_key_id": "STS.id", "access_key_secret": "sts-secret", "sts_token": "sts-token"}
	const again = `log in again: aliyun configure --profile p --mode `
	for name, test := range map[string]struct {
		profiles []fields
		want     openapi.Credential
		actions  string // of STS
		fails    string
	}{
		"AK":                          {[]fields{mode("AK", key)}, testKey, "", ""},
		"AK with a line break":        {[]fields{mode("AK", fields{"access_key_id": "testid\n", "access_key_secret": " testsecret\r\n"})}, testKey, "", ""},
		"without a mode":              {[]fields{mode("", key)}, testKey, "", ""},
		"AK, one half":                {[]fields{mode("AK", fields{"access_key_id": "testid"})}, testKey, "", "the access key secret is missing"},
		"StsToken":                    {[]fields{mode("StsToken", kept)}, sessionKey, "", ""},
		"StsToken without one":        {[]fields{mode("StsToken", key)}, sessionKey, "", "sts_token is missing"},
		"RamRoleArn":                  {[]fields{mode("RamRoleArn", with(key, fields{"ram_role_arn": role, "ram_session_name": "s1", "expired_seconds": 900}))}, sessionKey, "AssumeRole", ""},
		"RamRoleArn without a role":   {[]fields{mode("RamRoleArn", key)}, sessionKey, "", "the ARN of the role is missing"},
		"EcsRamRole":                  {[]fields{mode("EcsRamRole", fields{"ram_role_name": "terraform"})}, sessionKey, "", ""},
		"RamRoleArnWithEcs":           {[]fields{mode("RamRoleArnWithEcs", fields{"ram_role_name": "terraform", "ram_role_arn": role})}, sessionKey, "AssumeRole", ""},
		"ChainableRamRoleArn":         {[]fields{mode("ChainableRamRoleArn", fields{"source_profile": "base", "ram_role_arn": role}), source}, sessionKey, "AssumeRole", ""},
		"two links":                   {[]fields{mode("ChainableRamRoleArn", fields{"source_profile": "q", "ram_role_arn": role}), with(mode("ChainableRamRoleArn", nil), fields{"name": "q", "source_profile": "base", "ram_role_arn": role}), source}, sessionKey, "AssumeRole AssumeRole", ""},
		"a chain to itself":           {[]fields{mode("ChainableRamRoleArn", fields{"source_profile": "p", "ram_role_arn": role})}, sessionKey, "", "its source_profile leads back to itself: p -> p"},
		"a loop":                      {[]fields{mode("ChainableRamRoleArn", fields{"source_profile": "q", "ram_role_arn": role}), with(mode("ChainableRamRoleArn", nil), fields{"name": "q", "source_profile": "p", "ram_role_arn": role})}, sessionKey, "", "its source_profile leads back to itself: p -> q -> p"},
		"a chain to nowhere":          {[]fields{mode("ChainableRamRoleArn", fields{"source_profile": "x", "ram_role_arn": role})}, sessionKey, "", `its source_profile cannot be used: FILE has no profile "x". It has: p`},
		"a chain without a link":      {[]fields{mode("ChainableRamRoleArn", fields{"ram_role_arn": role})}, sessionKey, "", "source_profile is missing"},
		"OIDC":                        {[]fields{mode("OIDC", fields{"ram_role_arn": role, "oidc_provider_arn": provider, "oidc_token": "oidc-token"})}, sessionKey, "AssumeRoleWithOIDC", ""},
		"External":                    {[]fields{mode("External", fields{"process_command": helper("print", `{"mode":"StsToken","access_key_id":"STS.id","access_key_secret":"sts-secret","sts_token":"sts-token"}`)})}, sessionKey, "", ""},
		"External without a command":  {[]fields{mode("External", nil)}, sessionKey, "", "process_command is missing"},
		"CredentialsURI":              {[]fields{mode("CredentialsURI", fields{"credentials_uri": "http://127.0.0.1:1/uri"})}, sessionKey, "", ""},
		"CredentialsURI in clear":     {[]fields{mode("CredentialsURI", fields{"credentials_uri": "http://example.com/uri"})}, sessionKey, "", "plain http to example.com"},
		"CloudSSO":                    {[]fields{mode("CloudSSO", with(sso, fields{"access_token": "login-token", "cloud_sso_access_token_expire": later}))}, sessionKey, "", ""},
		"CloudSSO, kept":              {[]fields{mode("CloudSSO", with(kept, fields{"sts_expiration": later}))}, sessionKey, "", ""},
		"CloudSSO, expired":           {[]fields{mode("CloudSSO", with(sso, kept, fields{"sts_expiration": soon, "access_token": "login-token", "cloud_sso_access_token_expire": gone}))}, sessionKey, "", "its login ended at 1999-12-31T23:59:59Z: " + again + "CloudSSO"},
		"CloudSSO, never logged in":   {[]fields{mode("CloudSSO", sso)}, sessionKey, "", "nobody is logged in: " + again + "CloudSSO"},
		"CloudSSO, refused":           {[]fields{mode("CloudSSO", with(sso, fields{"access_token": "other-login-token"}))}, sessionKey, "", "127.0.0.1:1 answered HTTP 401: " + again + "CloudSSO"},
		"CloudSSO without an address": {[]fields{mode("CloudSSO", fields{"access_token": "login-token"})}, sessionKey, "", "cloud_sso_sign_in_url: its address is not a URL"},
		"OAuth":                       {[]fields{mode("OAuth", fields{"oauth_site_type": "CN", "oauth_access_token": "login-token", "oauth_access_token_expire": later, "oauth_refresh_token": "r"})}, sessionKey, "", ""},
		"OAuth, kept":                 {[]fields{mode("OAuth", with(kept, fields{"sts_expiration": later}))}, sessionKey, "", ""},
		"OAuth, expired":              {[]fields{mode("OAuth", fields{"oauth_site_type": "INTL", "oauth_access_token": "login-token", "oauth_access_token_expire": gone, "oauth_refresh_token": "r"})}, sessionKey, "", again + "OAuth"},
		"OAuth of an unknown site":    {[]fields{mode("OAuth", fields{"oauth_site_type": "MOON", "oauth_access_token": "login-token"})}, sessionKey, "", `oauth_site_type is "MOON", not CN or INTL`},
		"RsaKeyPair":                  {[]fields{mode("RsaKeyPair", fields{"private_key": "topsecret", "key_pair_name": "k"})}, sessionKey, "", "(mode RsaKeyPair) are not supported"},
		"a mode of tomorrow":          {[]fields{mode("Telepathy", key)}, testKey, "", `its mode "Telepathy" is not known here. Make it a profile of another mode with`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				h := serve(t, everything)
				file := cli(t, test.profiles...)
				before, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				source, p, err := h.FromProfile(file, "")
				if test.fails == "" {
					expect(t, source, err, test.want)
					if p.RegionID != "cn-test" {
						t.Errorf("the profile's region is %q", p.RegionID)
					}
				} else {
					err := failure(t, source, err)
					if want := strings.ReplaceAll(test.fails, "FILE", file); !strings.Contains(err.Error(), want) ||
						!strings.HasPrefix(err.Error(), `no credentials from the profile "`) || strings.Count(err.Error(), "no credentials") != 1 {
						t.Errorf("got %v", err)
					}
				}
				if actions := strings.Join(strings.Fields(h.actions()), " "); actions != test.actions {
					t.Errorf("called %q, want %q", actions, test.actions)
				}
				if after, err := os.ReadFile(file); err != nil || !bytes.Equal(before, after) {
					t.Errorf("the file was written: %s", after)
				}
				if entries, _ := os.ReadDir(filepath.Dir(file)); len(entries) != 1 {
					t.Errorf("%d files are beside it", len(entries)-1)
				}
			})
		})
	}
}

// A profile's own settings of STS count, but not against endpoints.sts.
func TestProfile_stsOfTheProfile(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := serve(t, stsAnswer)
		d := &dialer{inner: h.API.Dial}
		h.API.Dial, h.API.MaxRetries = d.dial, 0
		p := mode("RamRoleArn", fields{
			"access_key_id": "testid", "access_key_secret": "testsecret", "ram_role_arn": role, "sts_region": "cn-a", "enable_vpc": true,
		})
		source, _, err := h.FromProfile(cli(t, p), "p")
		expect(t, source, err, sessionKey)
		if h.requests()[0].form.Get("RoleSessionName") != credentials.DefaultSessionName {
			t.Errorf("the session is called %q", h.requests()[0].form.Get("RoleSessionName"))
		}
		h.STS = nil
		source, _, err = h.FromProfile(cli(t, p), "p")
		_ = failure(t, source, err) // no TLS is spoken there
		if got := strings.Join(d.asked, " "); got != "127.0.0.1:1 "+proxyHost {
			t.Errorf("connected to %s", got)
		}
		if !strings.Contains(failure(t, source, err).Error(), "sts-vpc.cn-a.aliyuncs.com") {
			t.Errorf("got %v", failure(t, source, err))
		}
	})
}

func TestProfile_file(t *testing.T) {
	t.Parallel()
	x := &credentials.Exchange{}
	dir := t.TempDir()
	two := cli(t, fields{"name": "a", "mode": "AK"}, fields{"name": "b", "mode": "AK"})
	broken := writeFile(t, `{"profiles":[{"name":"ak","access_key_secret":"topsecret"}`)
	for _, test := range []struct{ file, name, want string }{
		{two, "c", two + ` has no profile "c". It has: a, b`},
		{dir + "/none", "", "there is no file " + dir + "/none: `aliyun configure` writes it"},
		{dir, "", dir + " is not a regular file"},
		{broken, "ak", broken + " is not the JSON that the Alibaba Cloud CLI writes: run `aliyun configure`"},
		{writeFile(t, `{"profiles":"topsecret"}`), "", "is not the JSON that the Alibaba Cloud CLI writes"},
		{writeFile(t, `{}`), "", "names no current profile. It has none"},
		{writeFile(t, strings.Repeat("topsecret", 1<<17)), "", "has more than 1048576 bytes"},
	} {
		source, _, err := x.FromProfile(test.file, test.name)
		if err := failure(t, source, err); !strings.Contains(err.Error(), test.want) {
			t.Errorf("got %v, want %s", err, test.want)
		}
	}
}

// A new login helps while Terraform is running.
func TestProfile_newLogin(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := serve(t, everything)
		file := cli(t, mode("OAuth", fields{"oauth_site_type": "CN", "oauth_access_token": "old-login-token"}))
		source, _, err := h.FromProfile(file, "")
		_ = failure(t, source, err)
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, bytes.Replace(text, []byte("old-login-token"), []byte("login-token"), 1), 0o600); err != nil {
			t.Fatal(err)
		}
		expect(t, source, nil, sessionKey)
	})
}

func TestFromSharedFile(t *testing.T) {
	const key = "access_key_id = testid\naccess_key_secret=testsecret # mine\n"
	for name, test := range map[string]struct {
		text  string
		want  openapi.Credential
		fails string
	}{
		"access_key":    {"# comment\n[other]\ntype = sts\n[default]\nenable = true\ntype = access_key\n" + key, testKey, ""},
		"sts":           {"[ default ]\ntype=sts\naccess_key_id=\"STS.id\"\naccess_key_secret=sts-secret\nsecurity_token=sts-token", sessionKey, ""},
		"ecs_ram_role":  {"[default]\ntype = ecs_ram_role\nrole_name = terraform", sessionKey, ""},
		"ram_role_arn":  {"[default]\ntype = ram_role_arn\nrole_arn = " + role + "\nrole_session_name = s\n" + key, sessionKey, ""},
		"oidc_role_arn": {"[default]\ntype = oidc_role_arn\nrole_arn = " + role + "\noidc_provider_arn = " + provider + "\noidc_token_file_path = /none", sessionKey, "stat /none: no such file"},
		"the CLI's":     {`{"current":"p","profiles":[{"name":"p","mode":"AK","access_key_id":"testid","access_key_secret":"testsecret"}]}`, testKey, ""},
		"no section":    {"[other]\ntype = access_key\n" + key, testKey, "there is no such section"},
		"one half":      {"[default]\ntype = access_key\naccess_key_id = testid", testKey, "the access key secret is missing"},
		"another type":  {"[default]\ntype = rsa_key_pair\n", testKey, `its type "rsa_key_pair" is not access_key, sts, ecs_ram_role, ram_role_arn or oidc_role_arn`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				source, _, err := serve(t, everything).FromSharedFile(writeFile(t, test.text))
				if test.fails == "" {
					expect(t, source, err, test.want)
				} else if err := failure(t, source, err); !strings.Contains(err.Error(), test.fails) {
					t.Errorf("got %v", err)
				}
			})
		})
	}
}
