package provider

import (
	"context"
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

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/credentials"
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
	c.checkKey(&resp.Diagnostics)
	if sources := c.sources(); len(sources) > 1 {
		resp.Diagnostics.AddAttributeError(path.Root(sources[1]), "More than one source of credentials",
			fmt.Sprintf("%s each say where credentials come from. Keep one of them.", strings.Join(sources, ", ")))
	}
}

// checkKey refuses a part of an access key without the rest. The environment
// does not fill in: it may hold the key of another account.
func (c *config) checkKey(diags *diag.Diagnostics) {
	needs := map[string]types.String{"access_key": c.AccessKey, "secret_key": c.SecretKey}
	for name, part := range map[string]types.String{
		"access_key": c.AccessKey, "secret_key": c.SecretKey, "security_token": c.SecurityToken,
	} {
		if part.ValueString() == "" {
			continue
		}
		for missing, value := range needs {
			if !isSet(value) {
				diags.AddAttributeError(path.Root(name), "Incomplete access key",
					fmt.Sprintf("%s needs %s in the provider block too. Give the whole key there, or nothing of it.", name, missing))
			}
		}
	}
}

// sources lists the configured sources of credentials.
func (c *config) sources() []string {
	var sources []string
	for _, argument := range []struct {
		name string
		set  bool
	}{
		{"access_key", c.AccessKey.ValueString() != ""},
		{"profile", c.Profile.ValueString() != ""},
		// Beside profile, shared_credentials_file says in which file that is.
		{"shared_credentials_file", c.SharedCredentialsFile.ValueString() != "" && c.Profile.ValueString() == ""},
		{"ecs_role_name", c.ECSRoleName.ValueString() != ""},
		{"credentials_uri", c.CredentialsURI.ValueString() != ""},
		{"assume_role_with_oidc", c.usesOIDC()},
	} {
		if argument.set {
			sources = append(sources, argument.name)
		}
	}
	return sources
}

// usesOIDC is false without the block, and with a role_arn of "": a module's
// way to say that there is no role.
func (c *config) usesOIDC() bool {
	role, ok := c.AssumeRoleWithOIDC.Attributes()["role_arn"].(types.String)
	return ok && !c.AssumeRoleWithOIDC.IsNull() && (role.IsNull() || isSet(role))
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
	resp.EphemeralResourceData, resp.ActionData = data, data
	read := &settings{diags: &resp.Diagnostics}
	if len(data.Unknown) > 0 {
		if !c.Region.IsUnknown() {
			data.Region, _ = read.text(path.Root("region"), c.Region, envRegion)
		}
		if req.ClientCapabilities.DeferralAllowed {
			resp.Deferred = &provider.Deferred{Reason: provider.DeferredReasonProviderConfigUnknown}
		}
		return
	}

	settings := openapi.Config{
		UserAgent:  fmt.Sprintf("terraform-provider-aliyun/%s Terraform/%s", p.version, req.TerraformVersion),
		MaxRetries: maxRetries(&c, read),
		Backoff:    p.options.Backoff,
		Jitter:     p.options.Jitter,
		Dial:       p.options.Dial,
		Observe:    logAttempt,
	}
	endpoint, endpointSource := vpcEndpoint(ctx, &c, read)
	x := exchange(ctx, &c, read, settings)
	if resp.Diagnostics.HasError() {
		return
	}
	picked, ok := (&chooser{settings: read, ctx: ctx, c: &c, x: x}).choose()
	if !ok {
		return
	}
	inRegion, regionSource := region(&c, picked.profile, read)
	data.Region = inRegion
	if resp.Diagnostics.HasError() {
		return
	}
	if _, err := picked.Credential(ctx); err != nil {
		addCredentialError(&resp.Diagnostics, err, picked)
		return
	}
	settings.Credentials = picked
	api := openapi.NewClient(settings)
	checkAccount(ctx, &c, api, x, &resp.Diagnostics)
	data.VPC = vpc.NewClient(vpc.Config{
		API: api, Endpoint: endpoint, EndpointSource: endpointSource, PollInterval: p.options.PollInterval, Jitter: p.options.Jitter,
		Region: data.Region, RegionSource: regionSource,
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

func region(c *config, profile credentials.Profile, read *settings) (region, source string) {
	value, origin := read.text(path.Root("region"), c.Region, envRegion)
	if c.Region.ValueString() == "" {
		read.agree("regions", envRegion)
	}
	if value == "" {
		value, origin = profile.RegionID, fmt.Sprintf("region_id of the profile %q", profile.Name)
	}
	if value == "" {
		read.diags.AddAttributeError(path.Root("region"), "Missing region",
			"The provider needs a region, such as cn-hangzhou. Give it in one of these ways:\n"+
				"  - region in the provider block\n"+
				"  - the environment variable "+strings.Join(envRegion, " or ")+"\n"+
				"  - the profile of the Alibaba Cloud CLI (aliyun configure set --region)")
		return "", ""
	}
	if err := framework.CheckRegion(value); err != nil {
		read.diags.AddAttributeError(path.Root("region"), "Invalid region", fmt.Sprintf("%s %s.", origin, err))
	}
	return value, inWords(origin, "the provider's argument region")
}

// vpcEndpoint returns the endpoint and where it comes from; nil where the public
// ones are used.
func vpcEndpoint(ctx context.Context, c *config, read *settings) (endpoint *url.URL, source string) {
	at := path.Root("endpoints").AtName("vpc")
	value, origin := read.text(at, nested[endpoints](ctx, c.Endpoints, read.diags).VPC, envEndpointVPC)
	return read.endpoint(at, value, origin), inWords(origin, at.String())
}

func maxRetries(c *config, read *settings) int {
	if !c.MaxRetries.IsNull() {
		return int(c.MaxRetries.ValueInt64())
	}
	value, origin := read.variable(envMaxRetries)
	if value == "" {
		return openapi.DefaultMaxRetries
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < 0 || n > 100 {
		read.diags.AddAttributeError(path.Root("max_retries"), "Invalid max_retries",
			fmt.Sprintf("%s must be a whole number from 0 to 100, got: %q.", origin, value))
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

// logAttempt logs an attempt of a call. It logs no parameters and no credentials.
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
