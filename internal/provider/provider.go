// Package provider is the provider aliyun: its arguments, how they become a
// client (configure.go, credentials.go, environment.go), and what it offers.
package provider

import (
	"context"
	"net"
	"os"
	"sync/atomic"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/customergateway"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/enhancedgateway"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/gatewaycertificate"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/ipsecserver"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/protocol"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sslvpnclientcert"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sslvpnserver"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vcoroute"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpnattachment"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpnconnection"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpngateway"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpnroute"
)

// Source is the provider's source address as configurations name it. With the
// module path in go.mod it is all in Go that names the owner.
const Source = "seed-6a927825/aliyun"

// Address is Source with the host that Terraform takes it to mean.
const Address = "registry.terraform.io/" + Source

// Options are for tests: the zero value is what users get.
type Options struct {
	// PollInterval is as in vpc.Config, and Backoff as in openapi.Config. They
	// replace the waits of the client, so that no test waits for real.
	PollInterval func(watched time.Duration) time.Duration
	Backoff      openapi.Backoff
	// Jitter is as in openapi.Config. Without chance in its waits, a test in virtual
	// time measures the same each time.
	Jitter func(time.Duration) time.Duration
	// Dial is as in openapi.Config.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
	// Verify is as in protocol.Shortcut.
	Verify protocol.Verify
}

type aliyunProvider struct {
	version string
	options Options
	data    atomic.Pointer[framework.ProviderData] // nil before Configure
}

var (
	_ provider.ProviderWithValidateConfig = (*aliyunProvider)(nil)
	_ provider.ProviderWithListResources  = (*aliyunProvider)(nil)
	_ provider.ProviderWithFunctions      = (*aliyunProvider)(nil)
	_ provider.ProviderWithActions        = (*aliyunProvider)(nil)

	_ provider.ProviderWithEphemeralResources = (*aliyunProvider)(nil)
)

// New returns the provider's constructor.
func New(version string) func() provider.Provider {
	return func() provider.Provider { return &aliyunProvider{version: version} }
}

// envNoShortcut is for a user who doubts a plan: set to anything, every answer is
// the framework's own.
const envNoShortcut = "ALIYUN_NO_SHORTCUT"

// NewServer returns what the binary serves: the provider on the framework's
// server, and around that what package protocol spares it.
func NewServer(version string, options Options) tfprotov6.ProviderServer {
	p := &aliyunProvider{version: version, options: options}
	server := providerserver.NewProtocol6(p)()
	if os.Getenv(envNoShortcut) == "" {
		server = protocol.Shortcut(server, options.Verify, unchanged(p.data.Load)...)
	}
	return protocol.ReleaseContexts(server)
}

// unchanged lists the kinds that need not go through the framework when nothing
// has changed.
func unchanged(data func() *framework.ProviderData) []protocol.Unchanged {
	return []protocol.Unchanged{
		vpngateway.Kind.Unchanged(data),
		customergateway.Kind.Unchanged(data),
		vpnconnection.Kind.Unchanged(data),
		vpnattachment.Kind.Unchanged(data),
		vpnroute.Kind.Unchanged(data),
		vpnroute.PolicyKind.Unchanged(data),
		ipsecserver.Kind.Unchanged(data),
		enhancedgateway.Kind.Unchanged(data),
		gatewaycertificate.Kind.Unchanged(data),
		sslvpnserver.Kind.Unchanged(data),
		sslvpnclientcert.Kind.Unchanged(data),
		vcoroute.Kind.Unchanged(data),
	}
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
		customergateway.NewResource,
		vpnconnection.NewResource,
		vpnattachment.NewResource,
		vpnroute.NewResource,
		vpnroute.NewPolicyResource,
		ipsecserver.NewResource,
		enhancedgateway.NewResource,
		gatewaycertificate.NewResource,
		sslvpnserver.NewResource,
		sslvpnclientcert.NewResource,
		vcoroute.NewResource,
	}
}

// DataSources lists the data sources.
func (*aliyunProvider) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{
		vpngateway.Finder.DataSource,
		vpngateway.Finder.DataSources,
		vpngateway.NewZonesDataSource,
		vpngateway.NewBgpDataSource,
		customergateway.Finder.DataSource,
		customergateway.Finder.DataSources,
		vpnconnection.NewDiagnosis,
		vpnconnection.NewLogs,
		vpnconnection.NewAuthorizations,
		vpnconnection.Finder.DataSource,
		vpnconnection.Finder.DataSources,
		vpnattachment.Finder.DataSource,
		vpnattachment.Finder.DataSources,
		vpnroute.Finder.DataSource,
		vpnroute.PolicyFinder.DataSource,
		vpnroute.NewAllDataSource,
		vcoroute.NewAllDataSource,
		ipsecserver.Finder.DataSource,
		ipsecserver.Finder.DataSources,
		enhancedgateway.Finder.DataSource,
		enhancedgateway.Finder.DataSources,
		gatewaycertificate.Finder.DataSource,
		gatewaycertificate.Finder.DataSources,
		sslvpnserver.NewClients,
		sslvpnserver.Finder.DataSource,
		sslvpnserver.Finder.DataSources,
		sslvpnclientcert.Finder.DataSource,
		sslvpnclientcert.Finder.DataSources,
		vcoroute.Finder.DataSource,
	}
}

// ListResources lists what terraform query can list.
func (*aliyunProvider) ListResources(context.Context) []func() list.ListResource {
	return []func() list.ListResource{
		vpngateway.Finder.ListResource,
		customergateway.Finder.ListResource,
		vpnconnection.Finder.ListResource,
		vpnattachment.Finder.ListResource,
		vpnroute.Finder.ListResource,
		vpnroute.PolicyFinder.ListResource,
		ipsecserver.Finder.ListResource,
		enhancedgateway.Finder.ListResource,
		gatewaycertificate.Finder.ListResource,
		sslvpnserver.Finder.ListResource,
		sslvpnclientcert.Finder.ListResource,
		vcoroute.Finder.ListResource,
	}
}

// EphemeralResources lists the ephemeral resources.
func (*aliyunProvider) EphemeralResources(context.Context) []func() ephemeral.EphemeralResource {
	return []func() ephemeral.EphemeralResource{vpnconnection.NewPeerConfig, sslvpnclientcert.NewClientConfig}
}

// Actions lists the actions.
func (*aliyunProvider) Actions(context.Context) []func() action.Action {
	return []func() action.Action{vpnconnection.NewDiagnoseAction}
}

// Functions lists the functions.
func (*aliyunProvider) Functions(context.Context) []func() function.Function {
	return []func() function.Function{
		newIPsecPreset,
		newParseImportID,
		newPeerConfig,
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
	RoleARN           types.String `tfsdk:"role_arn"`
	OIDCProviderARN   types.String `tfsdk:"oidc_provider_arn"`
	OIDCTokenFile     types.String `tfsdk:"oidc_token_file"`
	OIDCToken         types.String `tfsdk:"oidc_token"`
	RoleSessionName   types.String `tfsdk:"role_session_name"`
	SessionExpiration types.Int64  `tfsdk:"session_expiration"`
	Policy            types.String `tfsdk:"policy"`
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
