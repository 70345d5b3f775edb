package provider

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sts"
)

const defaultSessionName = "terraform"

// credentialSource picks where credentials come from: what the configuration
// says, else what the environment says, else the vendor's default chain; then
// assumes a role with them if one is given. The CLI profile that was used, if
// any, comes with it.
func credentialSource(ctx context.Context, c *config, diags *diag.Diagnostics) (openapi.CredentialSource, openapi.Profile) {
	endpoint := stsEndpoint(ctx, c, diags)
	if diags.HasError() {
		return nil, openapi.Profile{}
	}
	stsHost := endpoint.Host
	source, profile, err := configuredSource(ctx, c, stsHost, diags)
	if err == nil && source == nil {
		source, profile, err = environmentSource(c)
	}
	if err == nil && source == nil {
		source, profile = openapi.DefaultCredential(), currentProfile(c)
	}
	if err == nil && !diags.HasError() {
		source, err = withAssumedRole(ctx, c, source, stsHost, diags)
	}
	if err != nil {
		diags.AddError("Unable to get credentials", fmt.Sprintf("The credentials cannot be used: %s.", err))
	}
	return source, profile
}

// configuredSource follows the provider block; nil when it names no source.
func configuredSource(
	ctx context.Context,
	c *config,
	stsHost string,
	diags *diag.Diagnostics,
) (openapi.CredentialSource, openapi.Profile, error) {
	switch {
	case c.AccessKey.ValueString() != "" || c.SecretKey.ValueString() != "":
		key := openapi.Credential{
			AccessKeyID: given(c.AccessKey, envAccessKey), AccessKeySecret: given(c.SecretKey, envSecretKey),
			SecurityToken: c.SecurityToken.ValueString(), // one of the environment belongs to another key
		}
		source, err := openapi.StaticCredential(key)
		return source, openapi.Profile{}, err
	case c.Profile.ValueString() != "" || c.SharedCredentialsFile.ValueString() != "":
		return profileSource(c)
	case c.ECSRoleName.ValueString() != "":
		source, err := openapi.ECSRoleCredential(c.ECSRoleName.ValueString())
		return source, openapi.Profile{}, err
	case c.CredentialsURI.ValueString() != "":
		source, err := openapi.URICredential(c.CredentialsURI.ValueString())
		return source, openapi.Profile{}, err
	case !c.AssumeRoleWithOIDC.IsNull():
		role := nested[assumeRoleWithOIDC](ctx, c.AssumeRoleWithOIDC, diags)
		arguments := map[string]string{
			"role_arn":          given(role.RoleARN, envOIDCRoleARN),
			"oidc_provider_arn": given(role.OIDCProviderARN, envOIDCProviderARN),
			"oidc_token_file":   given(role.OIDCTokenFile, envOIDCTokenFile),
		}
		for _, name := range []string{"role_arn", "oidc_provider_arn", "oidc_token_file"} {
			if arguments[name] == "" {
				diags.AddAttributeError(path.Root("assume_role_with_oidc").AtName(name), "Incomplete assume_role_with_oidc",
					fmt.Sprintf("%s is missing: it is neither in the configuration nor in the environment.", name))
			}
		}
		if diags.HasError() {
			return nil, openapi.Profile{}, nil
		}
		source, err := openapi.AssumeRoleWithOIDC(openapi.AssumedRole{
			RoleARN:         arguments["role_arn"],
			OIDCProviderARN: arguments["oidc_provider_arn"],
			OIDCTokenFile:   arguments["oidc_token_file"],
			SessionName:     sessionName(role.SessionName.ValueString()),
			STSEndpoint:     stsHost,
		})
		return source, openapi.Profile{}, err
	default:
		return nil, openapi.Profile{}, nil
	}
}

// environmentSource covers what the vendor's chain does not know, or reports
// badly: the other names of the variables, and a profile that is asked for. It
// keeps the chain's order.
func environmentSource(c *config) (openapi.CredentialSource, openapi.Profile, error) {
	oidc := env(envOIDCRoleARN) != "" && env(envOIDCProviderARN) != "" && env(envOIDCTokenFile) != ""
	switch {
	case env(envAccessKey) != "" && env(envSecretKey) != "":
		source, err := openapi.StaticCredential(openapi.Credential{
			AccessKeyID:     env(envAccessKey),
			AccessKeySecret: env(envSecretKey),
			SecurityToken:   given(c.SecurityToken, envSecurityToken),
		})
		return source, openapi.Profile{}, err
	case oidc:
		return nil, openapi.Profile{}, nil
	case env(envProfile) != "" || env(envSharedCredentialsFile) != "":
		return profileSource(c)
	case env(envECSRoleName) != "":
		source, err := openapi.ECSRoleCredential(env(envECSRoleName))
		return source, openapi.Profile{}, err
	case env(envCredentialsURI) != "":
		source, err := openapi.URICredential(env(envCredentialsURI))
		return source, openapi.Profile{}, err
	default:
		return nil, openapi.Profile{}, nil
	}
}

func profileSource(c *config) (openapi.CredentialSource, openapi.Profile, error) {
	file := profileFile(c)
	profile, err := openapi.ReadProfile(file, given(c.Profile, envProfile))
	if err != nil {
		return nil, profile, err
	}
	source, err := openapi.ProfileCredential(file, profile.Name)
	return source, profile, err
}

// currentProfile is the profile that the default chain may come to, for its
// region. There need not be one.
func currentProfile(c *config) openapi.Profile {
	profile, err := openapi.ReadProfile(profileFile(c), "")
	if err != nil {
		return openapi.Profile{}
	}
	return profile
}

func profileFile(c *config) string {
	file := given(c.SharedCredentialsFile, envSharedCredentialsFile)
	home, err := os.UserHomeDir()
	switch {
	case err != nil:
		return file
	case file == "":
		return filepath.Join(home, ".aliyun", "config.json")
	case len(file) > 1 && file[0] == '~' && os.IsPathSeparator(file[1]):
		return filepath.Join(home, file[2:])
	default:
		return file
	}
}

func withAssumedRole(
	ctx context.Context,
	c *config,
	base openapi.CredentialSource,
	stsHost string,
	diags *diag.Diagnostics,
) (openapi.CredentialSource, error) {
	role := nested[assumeRole](ctx, c.AssumeRole, diags)
	arn := given(role.RoleARN, envRoleARN)
	if arn == "" {
		if !c.AssumeRole.IsNull() {
			diags.AddAttributeError(path.Root("assume_role").AtName("role_arn"), "Incomplete assume_role",
				fmt.Sprintf("role_arn is missing: it is neither in the configuration nor in %s.", envRoleARN[0]))
		}
		return base, nil
	}
	seconds := int(role.SessionExpiration.ValueInt64())
	if value := env(envSessionExpiration); seconds == 0 && value != "" {
		var err error
		if seconds, err = strconv.Atoi(value); err != nil || seconds < 900 || seconds > 43200 {
			return nil, fmt.Errorf("%s must be 900 to 43200 seconds, got: %q", envSessionExpiration[0], value)
		}
	}
	return openapi.AssumeRole(base, openapi.AssumedRole{
		RoleARN: arn, SessionName: sessionName(role.SessionName.ValueString()), SessionSeconds: seconds,
		Policy: role.Policy.ValueString(), ExternalID: role.ExternalID.ValueString(), STSEndpoint: stsHost,
	})
}

func sessionName(configured string) string {
	if configured != "" {
		return configured
	}
	if name := env(envSessionName); name != "" {
		return name
	}
	return defaultSessionName
}

// stsEndpoint returns endpoints.sts, or what the variables of the vendor's
// library say (a region, and whether from inside a VPC), or the public one.
func stsEndpoint(ctx context.Context, c *config, diags *diag.Diagnostics) *url.URL {
	value := given(nested[endpoints](ctx, c.Endpoints, diags).STS, envEndpointSTS)
	if region := os.Getenv("ALIBABA_CLOUD_STS_REGION"); value == "" && region != "" {
		prefix := "sts."
		if strings.EqualFold(os.Getenv("ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED"), "true") {
			prefix = "sts-vpc."
		}
		value = prefix + region + ".aliyuncs.com"
	}
	if value == "" {
		value = sts.DefaultHost
	}
	u, err := openapi.ParseEndpoint(value)
	if err != nil {
		diags.AddAttributeError(path.Root("endpoints").AtName("sts"), "Invalid endpoint",
			fmt.Sprintf("endpoints.sts (or %s) cannot be used: %s.", strings.Join(envEndpointSTS, ", "), err))
	}
	return u
}
