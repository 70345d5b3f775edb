// Package provider is the provider aliyun: its arguments, how they become a
// client (configure.go, credentials.go, environment.go), and what it offers.
package provider

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpngateway"
)

// Address is the provider's source address. With the module path in go.mod it
// is all that names the owner.
const Address = "registry.terraform.io/seed-6a927825/aliyun"

// Timing replaces the waits of the client; the zero value keeps them. Tests use
// it, so that none of them waits for real.
type Timing struct {
	// PollInterval is as in vpc.Config, Backoff as in openapi.Config.
	PollInterval func(watched time.Duration) time.Duration
	Backoff      openapi.Backoff
	// AnswerTimeout is as in openapi.Config.
	AnswerTimeout time.Duration
}

type aliyunProvider struct {
	version string
	timing  Timing
}

var (
	_ provider.ProviderWithValidateConfig = (*aliyunProvider)(nil)
	_ provider.ProviderWithListResources  = (*aliyunProvider)(nil)
	_ provider.ProviderWithFunctions      = (*aliyunProvider)(nil)
)

// New returns the provider's constructor.
func New(version string) func() provider.Provider {
	return NewWithTiming(version, Timing{})
}

// NewWithTiming returns the constructor of a provider with other waits.
func NewWithTiming(version string, timing Timing) func() provider.Provider {
	return func() provider.Provider { return &aliyunProvider{version: version, timing: timing} }
}

// Metadata names the provider.
func (p *aliyunProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "aliyun"
	resp.Version = p.version
}

// Resources lists the resources.
func (*aliyunProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{
		vpngateway.NewResource,
	}
}

// DataSources lists the data sources.
func (*aliyunProvider) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{
		vpngateway.NewDataSource,
		vpngateway.NewListDataSource,
		vpngateway.NewZonesDataSource,
	}
}

// ListResources lists what terraform query can list.
func (*aliyunProvider) ListResources(context.Context) []func() list.ListResource {
	return []func() list.ListResource{
		vpngateway.NewListResource,
	}
}

// Functions lists the functions.
func (*aliyunProvider) Functions(context.Context) []func() function.Function {
	return []func() function.Function{
		newParseImportID,
	}
}

type config struct {
	Region                types.String `tfsdk:"region"`
	AccessKey             types.String `tfsdk:"access_key"`
	SecretKey             types.String `tfsdk:"secret_key"`
	SecurityToken         types.String `tfsdk:"security_token"`
	Profile               types.String `tfsdk:"profile"`
	SharedCredentialsFile types.String `tfsdk:"shared_credentials_file"`
	ECSRoleName           types.String `tfsdk:"ecs_role_name"`
	CredentialsURI        types.String `tfsdk:"credentials_uri"`
	AssumeRole            types.Object `tfsdk:"assume_role"`
	AssumeRoleWithOIDC    types.Object `tfsdk:"assume_role_with_oidc"`
	Endpoints             types.Object `tfsdk:"endpoints"`
	MaxRetries            types.Int64  `tfsdk:"max_retries"`
	DefaultTags           types.Object `tfsdk:"default_tags"`
	IgnoreTags            types.Object `tfsdk:"ignore_tags"`
	AllowedAccountIDs     types.Set    `tfsdk:"allowed_account_ids"`
	ForbiddenAccountIDs   types.Set    `tfsdk:"forbidden_account_ids"`
}

type assumeRole struct {
	RoleARN           types.String `tfsdk:"role_arn"`
	SessionName       types.String `tfsdk:"session_name"`
	SessionExpiration types.Int64  `tfsdk:"session_expiration"`
	Policy            types.String `tfsdk:"policy"`
	ExternalID        types.String `tfsdk:"external_id"`
}

type assumeRoleWithOIDC struct {
	RoleARN         types.String `tfsdk:"role_arn"`
	OIDCProviderARN types.String `tfsdk:"oidc_provider_arn"`
	OIDCTokenFile   types.String `tfsdk:"oidc_token_file"`
	SessionName     types.String `tfsdk:"session_name"`
}

type defaultTags struct {
	Tags types.Map `tfsdk:"tags"`
}

type ignoreTags struct {
	Keys        types.Set `tfsdk:"keys"`
	KeyPrefixes types.Set `tfsdk:"key_prefixes"`
}

type endpoints struct {
	VPC types.String `tfsdk:"vpc"`
	STS types.String `tfsdk:"sts"`
}
