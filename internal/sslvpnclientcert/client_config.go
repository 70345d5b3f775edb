package sslvpnclientcert

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

var _ ephemeral.EphemeralResourceWithConfigure = (*configResource)(nil)

type configResource struct{ framework.Ephemeral }

// NewClientConfig returns the ephemeral resource aliyun_ssl_vpn_client_config.
func NewClientConfig() ephemeral.EphemeralResource { return &configResource{} }

// Metadata names the ephemeral resource.
func (*configResource) Metadata(_ context.Context, _ ephemeral.MetadataRequest, resp *ephemeral.MetadataResponse) {
	resp.TypeName = "aliyun_ssl_vpn_client_config"
}

// Schema is what somebody needs to dial in.
func (*configResource) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	text := func(description string, sensitive bool) schema.StringAttribute {
		return schema.StringAttribute{Computed: true, Sensitive: sensitive, MarkdownDescription: description}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "What somebody needs to dial in with an SSL client certificate, its key included. Nothing of it is kept in state or in a " +
			"plan: hand it to a write-only argument, such as that of a secret store.\n\n" +
			"Needs Terraform or OpenTofu with ephemeral resources (1.10 and 1.11 or later).\n\n" +
			"API: [DescribeSslVpnClientCert](https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describesslvpnclientcert).",
		Attributes: map[string]schema.Attribute{
			"ssl_vpn_client_cert_id": schema.StringAttribute{
				Required: true, MarkdownDescription: "ID of the SSL client certificate.", Validators: []validator.String{framework.IDWithPrefix("vsc-")},
			},
			"region": schema.StringAttribute{
				Optional: true, Computed: true, MarkdownDescription: framework.RegionDescription, Validators: []validator.String{framework.Region()},
			},
			"name":        text("Name of the certificate. Null if it has none.", false),
			"ca_cert":     text("Certificate of the authority that issued those of the SSL server and its clients (PEM).", false),
			"client_cert": text("The client's certificate (PEM).", false),
			"client_key":  text("The client's key (PEM).", true),
			"client_config": text("Configuration for OpenVPN as the API answers it (`ClientConfig`). It names the certificates and the key as files.",
				true),
			"ovpn": text("One file for OpenVPN 2.4 and later with all of it inline, to import into a client as it is. Of `client_config` it has the "+
				"options that say how to connect, and adds what newer versions of OpenVPN need. A warning names the options that it leaves out.", true),
		},
	}
}

type configModel struct {
	SslVpnClientCertID types.String `tfsdk:"ssl_vpn_client_cert_id"`
	Region             types.String `tfsdk:"region"`
	Name               types.String `tfsdk:"name"`
	CaCert             types.String `tfsdk:"ca_cert"`
	ClientCert         types.String `tfsdk:"client_cert"`
	ClientKey          types.String `tfsdk:"client_key"`
	ClientConfig       types.String `tfsdk:"client_config"`
	Ovpn               types.String `tfsdk:"ovpn"`
}

// Open reads the certificate with its key.
func (e *configResource) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	const summary = "Unable to read the configuration of an SSL client"
	var m configModel
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("ssl_vpn_client_cert_id"), &m.SslVpnClientCertID)...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("region"), &m.Region)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if e.Data.VPC == nil {
		resp.Diagnostics.AddError(summary, e.Data.WhyUnknown())
		return
	}
	ctx, cancel := context.WithTimeout(ctx, framework.ReadTimeout)
	defer cancel()
	id, region := m.SslVpnClientCertID.ValueString(), framework.RegionOr(m.Region, e.Data.Region)
	answer, err := e.Data.VPC.GetSslVpnClientConfig(ctx, region, id)
	if errors.Is(err, vpc.ErrNotFound) {
		resp.Diagnostics.AddAttributeError(path.Root("ssl_vpn_client_cert_id"), "No such "+noun, fmt.Sprintf(
			"There is no %s %s in %s. Check the ID, and region if the certificate is in another one.", noun, id, region))
		return
	}
	var config clientConfig
	if err == nil {
		config, err = configOf(ctx, e.Data.VPC, region, answer)
	}
	var ovpn string
	if err == nil {
		ovpn, err = config.ovpn(answer)
	}
	if err != nil {
		framework.AddFailure(&resp.Diagnostics, framework.Failure{Summary: summary, Err: err})
		return
	}
	if len(config.leftOut) > 0 {
		resp.Diagnostics.AddAttributeWarning(path.Root("ovpn"), "ovpn leaves out options of the API's configuration", fmt.Sprintf(
			"The configuration that the API answers for %s has options that do more than say how to connect, or that this provider does not know: "+
				"%s. They are in client_config, and not in ovpn. If OpenVPN does not connect without them, make its file from the other attributes.",
			id, strings.Join(config.leftOut, ", ")))
	}
	m.Region, m.Name = types.StringValue(region), framework.StringOrNull(answer.Name)
	m.CaCert, m.ClientCert = types.StringValue(answer.CaCert), types.StringValue(answer.ClientCert)
	m.ClientKey, m.ClientConfig = types.StringValue(answer.ClientKey), types.StringValue(answer.ClientConfig)
	m.Ovpn = types.StringValue(ovpn)
	resp.Diagnostics.Append(resp.Result.Set(ctx, &m)...)
}

// configOf reads the configuration of an answer. One that names no address is made
// from the SSL server.
func configOf(ctx context.Context, client *vpc.Client, region string, answer *vpc.SslVpnClientConfig) (clientConfig, error) {
	config := readClientConfig(answer.ClientConfig)
	if config.remote {
		return config, nil
	}
	server, err := client.GetSslVpnServer(ctx, region, answer.SslVpnServerID)
	if err != nil {
		return config, fmt.Errorf("the API's answer names no address to dial, and the SSL server cannot be read: %w", err)
	}
	gateway, err := client.GetVpnGateway(ctx, region, server.VpnGatewayID)
	if err != nil {
		return config, fmt.Errorf("the API's answer names no address to dial, and the VPN gateway cannot be read: %w", err)
	}
	made := readClientConfig(serverConfig(server, cmp.Or(gateway.SslVpnInternetIP, server.InternetIP, gateway.InternetIP)))
	made.leftOut = config.leftOut
	return made, nil
}
