package provider

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// ValidateConfig refuses what contradicts itself before anything is asked.
func (*aliyunProvider) ValidateConfig(
	ctx context.Context,
	req provider.ValidateConfigRequest,
	resp *provider.ValidateConfigResponse,
) {
	var c config
	resp.Diagnostics.Append(req.Config.Get(ctx, &c)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if c.AccessKey.IsNull() != c.SecretKey.IsNull() &&
		!slices.ContainsFunc([]types.String{c.AccessKey, c.SecretKey}, types.String.IsUnknown) {
		missing := "secret_key"
		if c.AccessKey.IsNull() {
			missing = "access_key"
		}
		if env(envAccessKey) == "" || env(envSecretKey) == "" {
			resp.Diagnostics.AddAttributeError(path.Root(missing), "Incomplete access key",
				"access_key and secret_key belong together, and "+missing+" is missing. Give both, or neither.")
		}
	}
	if ways := c.ways(); len(ways) > 1 {
		resp.Diagnostics.AddAttributeError(path.Root(ways[1]), "More than one source of credentials",
			fmt.Sprintf("%s each say where credentials come from. Keep one of them.", strings.Join(ways, ", ")))
	}
}

// ways lists the configured sources of credentials.
func (c *config) ways() []string {
	var ways []string
	if !c.AccessKey.IsNull() {
		ways = append(ways, "access_key")
	}
	if !c.Profile.IsNull() { // shared_credentials_file says in which file
		ways = append(ways, "profile")
	} else if !c.SharedCredentialsFile.IsNull() {
		ways = append(ways, "shared_credentials_file")
	}
	if !c.ECSRoleName.IsNull() {
		ways = append(ways, "ecs_role_name")
	}
	if !c.CredentialsURI.IsNull() {
		ways = append(ways, "credentials_uri")
	}
	if !c.AssumeRoleWithOIDC.IsNull() {
		ways = append(ways, "assume_role_with_oidc")
	}
	return ways
}

// Configure builds the client. It asks for a credential once, so that a missing
// one is one clear error and not one for each resource.
func (p *aliyunProvider) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	var c config
	resp.Diagnostics.Append(req.Config.Get(ctx, &c)...)
	if resp.Diagnostics.HasError() {
		return
	}
	data := &framework.ProviderData{Unknown: c.unknown()}
	defer func() { p.data.Store(data) }()
	data.Tags = tagPolicy(ctx, &c, &resp.Diagnostics)
	resp.ResourceData, resp.DataSourceData, resp.ListResourceData = data, data, data
	if len(data.Unknown) > 0 {
		if !c.Region.IsUnknown() {
			data.Region = given(c.Region, envRegion)
		}
		return
	}

	source, profile := credentialSource(ctx, &c, &resp.Diagnostics)
	data.Region = region(&c, profile, &resp.Diagnostics)
	endpoint, endpointSource := vpcEndpoint(ctx, &c, &resp.Diagnostics)
	retries := maxRetries(&c, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if _, err := source.Credential(ctx); err != nil {
		addCredentialError(&resp.Diagnostics, err)
		return
	}
	api := openapi.NewClient(openapi.Config{
		Credentials: source,
		UserAgent:   fmt.Sprintf("terraform-provider-aliyun/%s Terraform/%s", p.version, req.TerraformVersion),
		MaxRetries:  retries,
		Backoff:     p.options.Backoff,
		Dial:        p.options.Dial,
		Observe:     logAttempt,
	})
	checkAccount(ctx, &c, api, &resp.Diagnostics)
	data.VPC = vpc.NewClient(vpc.Config{
		API: api, Endpoint: endpoint, EndpointSource: endpointSource, PollInterval: p.options.PollInterval,
		Region:       data.Region,
		RegionSource: origin(c.Region, "the provider's argument region", envRegion, "the profile of the Alibaba Cloud CLI"),
	})
}

// unknown names the arguments that are known only after apply.
func (c *config) unknown() []string {
	arguments := map[string]attr.Value{
		"region":                  c.Region,
		"access_key":              c.AccessKey,
		"secret_key":              c.SecretKey,
		"security_token":          c.SecurityToken,
		"profile":                 c.Profile,
		"shared_credentials_file": c.SharedCredentialsFile,
		"ecs_role_name":           c.ECSRoleName,
		"credentials_uri":         c.CredentialsURI,
		"ignore_tags":             c.IgnoreTags,
		"max_retries":             c.MaxRetries,
		"allowed_account_ids":     c.AllowedAccountIDs,
		"forbidden_account_ids":   c.ForbiddenAccountIDs,
		"assume_role":             c.AssumeRole,
		"assume_role_with_oidc":   c.AssumeRoleWithOIDC,
		"endpoints":               c.Endpoints,
	}
	for name, object := range map[string]types.Object{
		"assume_role": c.AssumeRole, "assume_role_with_oidc": c.AssumeRoleWithOIDC, "endpoints": c.Endpoints,
		"ignore_tags": c.IgnoreTags,
	} {
		for nested, value := range object.Attributes() {
			arguments[name+"."+nested] = value
		}
	}
	var names []string
	for name, value := range arguments {
		if set, ok := value.(types.Set); value.IsUnknown() || ok && isUnknown(set) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func region(c *config, profile openapi.Profile, diags *diag.Diagnostics) string {
	value := given(c.Region, envRegion)
	if value == "" {
		value = profile.RegionID
	}
	if value == "" {
		diags.AddAttributeError(path.Root("region"), "Missing region",
			"The provider needs a region, such as cn-hangzhou. Give it in one of these ways:\n"+
				"  - region in the provider block\n"+
				"  - the environment variable "+strings.Join(envRegion, " or ")+"\n"+
				"  - the profile of the Alibaba Cloud CLI (aliyun configure set --region)")
		return ""
	}
	if err := framework.CheckRegion(value); err != nil {
		diags.AddAttributeError(path.Root("region"), "Invalid region", fmt.Sprintf("region %s.", err))
	}
	return value
}

// vpcEndpoint returns nil where the public endpoints are used.
func vpcEndpoint(ctx context.Context, c *config, diags *diag.Diagnostics) (endpoint *url.URL, source string) {
	configured := nested[endpoints](ctx, c.Endpoints, diags).VPC
	value := given(configured, envEndpointVPC)
	if value == "" {
		return nil, ""
	}
	u, err := openapi.ParseEndpoint(value)
	if err != nil {
		diags.AddAttributeError(path.Root("endpoints").AtName("vpc"), "Invalid endpoint",
			fmt.Sprintf("endpoints.vpc (or %s) cannot be used: %s.", strings.Join(envEndpointVPC, ", "), err))
	}
	return u, origin(configured, "endpoints.vpc", envEndpointVPC, "")
}

func maxRetries(c *config, diags *diag.Diagnostics) int {
	if !c.MaxRetries.IsNull() {
		return int(c.MaxRetries.ValueInt64())
	}
	value := env(envMaxRetries)
	if value == "" {
		return openapi.DefaultMaxRetries
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < 0 || n > 100 {
		diags.AddAttributeError(path.Root("max_retries"), "Invalid max_retries",
			fmt.Sprintf("%s must be a whole number from 0 to 100, got: %q.", envMaxRetries[0], value))
	}
	return n
}

// nested decodes an object argument; a missing or unknown one is the zero value.
func nested[T any](ctx context.Context, object types.Object, diags *diag.Diagnostics) T {
	var value T
	if !object.IsNull() && !object.IsUnknown() {
		diags.Append(object.As(ctx, &value, basetypes.ObjectAsOptions{})...)
	}
	return value
}

// logAttempt writes what openapi tells of an attempt. It holds no parameter and
// no credential.
func logAttempt(ctx context.Context, a openapi.Attempt) {
	fields := map[string]any{
		"action": a.Action, "region": a.RegionID, "attempt": a.Number, "http_status": a.HTTPStatus,
		"duration_ms": a.Duration.Milliseconds(), "request_id": a.RequestID, "code": a.Code,
	}
	if a.Err != nil {
		fields["error"] = a.Err.Error()
	}
	tflog.Debug(ctx, "Alibaba Cloud API call", fields)
}

func addCredentialError(diags *diag.Diagnostics, err error) {
	var failed *openapi.CredentialError
	if !errors.As(err, &failed) {
		diags.AddError("Unable to get credentials", err.Error())
		return
	}
	if failed.API != nil || failed.Cause != nil {
		f := framework.Failure{Summary: "Unable to get credentials", Err: err}
		if failed.Cause != nil {
			f.Hint = "What should hand them out could not be reached. Check the network, the proxy variables, and endpoints.sts if it is set."
		}
		framework.AddFailure(diags, f)
		return
	}
	diags.AddError("No credentials", "The provider got "+err.Error()+". Give credentials in one of these ways:\n"+
		"  - access_key and secret_key in the provider block, or the environment variables "+envAccessKey[0]+" and "+envSecretKey[0]+" (for temporary ones also security_token or "+envSecurityToken[0]+")\n"+
		"  - profile, or "+envProfile[0]+": a profile of the Alibaba Cloud CLI (aliyun configure)\n"+
		"  - assume_role_with_oidc, or "+envOIDCRoleARN[0]+", "+envOIDCProviderARN[0]+" and "+envOIDCTokenFile[0]+"\n"+
		"  - ecs_role_name, or "+envECSRoleName[0]+": the RAM role of the ECS instance\n"+
		"  - credentials_uri, or "+envCredentialsURI[0]+"\n"+
		"With assume_role any of these can assume a RAM role.")
}
