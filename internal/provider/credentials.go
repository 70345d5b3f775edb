package provider

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/credentials"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sts"
)

// chosen is the one source of credentials that is used.
type chosen struct {
	openapi.CredentialSource

	// name is the source in words.
	name string
	// argument of the provider block that names the source; "" when the
	// environment or the machine does.
	argument string
	// profile is the profile of the CLI in use, if one is: its region counts.
	profile credentials.Profile
	// atHand says that nobody named a source.
	atHand bool
}

// chooser picks a source in the documented order: the provider block, then the
// environment, then what the machine has. If a source fails, it does not try the
// next one.
type chooser struct {
	*settings

	ctx context.Context
	c   *config
	x   *credentials.Exchange
}

// choose returns the source, with the role of assume_role on top. It adds its
// own errors.
func (ch *chooser) choose() (chosen, bool) {
	before := ch.diags.ErrorsCount()
	for _, pick := range []func() (chosen, error){ch.configured, ch.fromEnvironment, ch.atHand} {
		picked, err := pick()
		if err == nil && picked.CredentialSource == nil && ch.diags.ErrorsCount() == before {
			continue // to where nothing is said either
		}
		if err == nil && ch.diags.ErrorsCount() == before {
			picked, err = ch.withRole(picked)
		}
		if err != nil {
			addCredentialError(ch.diags, err, picked)
		}
		return picked, ch.diags.ErrorsCount() == before
	}
	return chosen{}, false
}

// configured follows the provider block.
func (ch *chooser) configured() (chosen, error) {
	c := ch.c
	switch {
	case isSet(c.AccessKey) || isSet(c.SecretKey):
		var key openapi.Credential
		key.AccessKeyID, _ = ch.text(path.Root("access_key"), c.AccessKey, nil)
		key.AccessKeySecret, _ = ch.text(path.Root("secret_key"), c.SecretKey, nil)
		key.SecurityToken, _ = ch.text(path.Root("security_token"), c.SecurityToken, nil)
		source, err := openapi.StaticCredential(key)
		return chosen{CredentialSource: source, name: "the access key", argument: "access_key"}, err
	case isSet(c.Profile):
		return ch.fromProfile("profile")
	case isSet(c.SharedCredentialsFile):
		return ch.fromProfile("shared_credentials_file")
	case isSet(c.ECSRoleName):
		name, _ := ch.text(path.Root("ecs_role_name"), c.ECSRoleName, nil)
		source, err := ch.x.ECSRole(name)
		return chosen{CredentialSource: source, name: "the ECS instance's RAM role", argument: "ecs_role_name"}, err
	case isSet(c.CredentialsURI):
		uri, _ := ch.text(path.Root("credentials_uri"), c.CredentialsURI, nil)
		source, err := ch.x.FromURI(uri)
		return chosen{CredentialSource: source, name: "the credentials URI", argument: "credentials_uri"}, err
	case c.usesOIDC():
		return ch.withOIDC("assume_role_with_oidc")
	default:
		return chosen{}, nil
	}
}

// fromEnvironment follows the variables.
func (ch *chooser) fromEnvironment() (chosen, error) {
	for i := range envAccessKey {
		key := openapi.Credential{
			AccessKeyID: ch.env(envAccessKey[i]), AccessKeySecret: ch.env(envSecretKey[i]), SecurityToken: ch.env(envSecurityToken[i]),
		}
		picked := chosen{name: "the access key in the environment"}
		switch {
		case key.AccessKeyID == "" && key.AccessKeySecret == "":
			continue
		case key.AccessKeySecret == "":
			return picked, fmt.Errorf("%s is set, but %s is not", envAccessKey[i], envSecretKey[i])
		case key.AccessKeyID == "":
			return picked, fmt.Errorf("%s is set, but %s is not", envSecretKey[i], envAccessKey[i])
		}
		ch.agree("access keys", envAccessKey)
		if err := key.Check(); err != nil {
			return picked, fmt.Errorf("%s and %s cannot be used: %w", envAccessKey[i], envSecretKey[i], err)
		}
		var err error
		picked.CredentialSource, err = openapi.StaticCredential(key)
		return picked, err
	}
	switch {
	case ch.has(envOIDCProviderARN), ch.has(envOIDCTokenFile): // a role alone says nothing of a token
		return ch.withOIDC("")
	case ch.has(envProfile), ch.has(envSharedCredentialsFile):
		return ch.fromProfile("")
	case ch.has([]string{envCredentialsFile}):
		source, profile, err := ch.x.FromSharedFile(ch.env(envCredentialsFile))
		return chosen{CredentialSource: source, name: "the file that " + envCredentialsFile + " names", profile: profile}, err
	case ch.has(envECSRoleName):
		name, _ := ch.variable(envECSRoleName)
		source, err := ch.x.ECSRole(name)
		return chosen{CredentialSource: source, name: "the ECS instance's RAM role"}, err
	case ch.has(envCredentialsURI):
		uri, _ := ch.variable(envCredentialsURI)
		source, err := ch.x.FromURI(uri)
		return chosen{CredentialSource: source, name: "the credentials URI"}, err
	default:
		return chosen{}, nil
	}
}

// atHand takes what the machine has: the CLI's current profile, then the file
// that the SDKs share, then the role of the ECS instance.
func (ch *chooser) atHand() (chosen, error) {
	home, err := os.UserHomeDir()
	if err == nil && !isTrue(envProfileDisabled) {
		file := filepath.Join(home, ".aliyun", "config.json")
		if exists(file) {
			source, profile, err := ch.x.FromProfile(file, "")
			return chosen{CredentialSource: source, name: "the CLI's current profile", profile: profile}, err
		}
	}
	if err == nil {
		file := filepath.Join(home, ".alibabacloud", "credentials")
		if exists(file) {
			source, profile, err := ch.x.FromSharedFile(file)
			return chosen{CredentialSource: source, name: file, profile: profile}, err
		}
	}
	picked := chosen{name: "the ECS instance's RAM role", atHand: true}
	if isTrue(envMetadataDisabled) {
		return picked, errors.New("nothing says where credentials come from, and no file of the Alibaba Cloud CLI is there")
	}
	picked.CredentialSource, err = ch.x.ECSRoleAtHand()
	return picked, err
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil || !errors.Is(err, os.ErrNotExist)
}

// fromProfile uses a profile of the CLI that the block or the environment asks for.
func (ch *chooser) fromProfile(argument string) (chosen, error) {
	picked := chosen{argument: argument}
	file, err := ch.profileFile()
	if err != nil {
		return picked, err
	}
	name, _ := ch.text(path.Root("profile"), ch.c.Profile, envProfile)
	picked.CredentialSource, picked.profile, err = ch.x.FromProfile(file, name)
	picked.name = fmt.Sprintf("the profile %q of %s", picked.profile.Name, file)
	return picked, err
}

func (ch *chooser) profileFile() (string, error) {
	file, _ := ch.text(path.Root("shared_credentials_file"), ch.c.SharedCredentialsFile, envSharedCredentialsFile)
	inHome := len(file) > 1 && file[0] == '~' && os.IsPathSeparator(file[1])
	if file != "" && !inHome {
		return file, nil
	}
	home, err := os.UserHomeDir()
	switch {
	case err != nil:
		return "", errors.New("HOME is not set, so that the file of the Alibaba Cloud CLI cannot be found. Give shared_credentials_file")
	case inHome:
		return filepath.Join(home, file[2:]), nil
	default:
		return filepath.Join(home, ".aliyun", "config.json"), nil
	}
}

// withOIDC assumes a role with an OIDC token; what the block leaves out comes
// from the environment.
func (ch *chooser) withOIDC(argument string) (chosen, error) {
	block := nested[assumeRoleWithOIDC](ch.ctx, ch.c.AssumeRoleWithOIDC, ch.diags)
	at := path.Root("assume_role_with_oidc")
	role := sts.Role{SessionSeconds: int(block.SessionExpiration.ValueInt64()), Policy: block.Policy.ValueString()}
	var oidc credentials.OIDC
	role.ARN, _ = ch.text(at.AtName("role_arn"), block.RoleARN, envOIDCRoleARN)
	role.SessionName, _ = ch.text(at.AtName("role_session_name"), block.RoleSessionName, envSessionName)
	oidc.ProviderARN, _ = ch.text(at.AtName("oidc_provider_arn"), block.OIDCProviderARN, envOIDCProviderARN)
	oidc.Token, _ = ch.text(at.AtName("oidc_token"), block.OIDCToken, nil)
	if oidc.Token == "" {
		oidc.TokenFile, _ = ch.text(at.AtName("oidc_token_file"), block.OIDCTokenFile, envOIDCTokenFile)
	}
	picked := chosen{name: "the OIDC token", argument: argument}
	for _, part := range []struct{ name, value, variable string }{
		{"role_arn", role.ARN, envOIDCRoleARN[0]},
		{"oidc_provider_arn", oidc.ProviderARN, envOIDCProviderARN[0]},
		{"oidc_token_file", oidc.Token + oidc.TokenFile, envOIDCTokenFile[0]},
	} {
		switch {
		case part.value != "":
		case argument == "":
			return picked, fmt.Errorf("%s is not set, but other variables for a role with an OIDC token are", part.variable)
		default:
			ch.diags.AddAttributeError(at.AtName(part.name), "Incomplete assume_role_with_oidc",
				fmt.Sprintf("%s is missing: it is neither in the configuration nor in the environment (%s).", part.name, part.variable))
		}
	}
	if ch.diags.HasError() {
		return picked, nil
	}
	var err error
	picked.CredentialSource, err = ch.x.AssumeRoleWithOIDC(role, oidc, nil)
	return picked, err
}

// withRole assumes the role of assume_role, if there is one, with what was picked.
func (ch *chooser) withRole(picked chosen) (chosen, error) {
	block := nested[assumeRole](ch.ctx, ch.c.AssumeRole, ch.diags)
	at := path.Root("assume_role")
	role := sts.Role{
		SessionSeconds: int(block.SessionExpiration.ValueInt64()), Policy: block.Policy.ValueString(), ExternalID: block.ExternalID.ValueString(),
	}
	role.ARN, _ = ch.text(at.AtName("role_arn"), block.RoleARN, envRoleARN)
	if role.ARN == "" {
		return picked, nil
	}
	role.SessionName, _ = ch.text(at.AtName("session_name"), block.SessionName, envSessionName)
	if value := ch.env(envSessionExpiration[0]); role.SessionSeconds == 0 && value != "" {
		seconds, err := strconv.Atoi(value)
		if err != nil || seconds < 900 || seconds > 43200 {
			return picked, fmt.Errorf("%s must be 900 to 43200 seconds, got: %q", envSessionExpiration[0], value)
		}
		role.SessionSeconds = seconds
	}
	base := picked
	if isSet(block.RoleARN) {
		picked.argument = "assume_role"
	}
	var err error
	picked.CredentialSource, err = ch.x.AssumeRole(base.CredentialSource, base.name, role, nil)
	return picked, err
}

// exchange returns how sources ask: the STS of endpoints.sts or of its
// variables, and the retries of every other call.
func exchange(ctx context.Context, c *config, read *settings, api openapi.Config) *credentials.Exchange {
	x := &credentials.Exchange{
		API: api, STSRegion: read.env(envSTSRegion), InVPC: isTrue(envVPCEndpoint),
		MetadataDisabled: isTrue(envMetadataDisabled), MetadataV1Disabled: isTrue(envMetadataV1Disabled),
	}
	x.SessionName, _ = read.variable(envSessionName)
	at := path.Root("endpoints").AtName("sts")
	value, origin := read.text(at, nested[endpoints](ctx, c.Endpoints, read.diags).STS, envEndpointSTS)
	x.STS = read.endpoint(at, value, origin)
	return x
}
