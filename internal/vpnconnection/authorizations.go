package vpnconnection

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

var _ datasource.DataSourceWithConfigure = (*authorizations)(nil)

type authorizations struct{ framework.DataSource }

// NewAuthorizations returns the data source aliyun_vpn_cross_account_authorizations.
func NewAuthorizations() datasource.DataSource { return &authorizations{} }

// Metadata names the data source.
func (*authorizations) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "aliyun_vpn_cross_account_authorizations"
}

// Schema is the data source's schema.
func (*authorizations) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Computed: true, MarkdownDescription: description}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the other accounts that may attach an IPsec connection to their transit router. The owner of the connection grants this " +
			"in the console or by the API of Cloud Enterprise Network (CEN), before the other account attaches it.\n\n" +
			"API: [DescribeVpnCrossAccountAuthorizations](https://www.alibabacloud.com/help/en/vpn/developer-reference/" +
			"api-vpc-2016-04-28-describevpncrossaccountauthorizations).",
		Attributes: connectionAttributes(map[string]schema.Attribute{
			"authorizations": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "The authorizations, in the API's order.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"ali_uid":       text("ID of the account that grants it."),
					"bind_uid":      text("ID of the account that may attach the connection."),
					"bind_product":  text("What the connection may be attached to: `CEN`."),
					"bind_instance": text("ID of the CEN instance."),
					"create_time":   text("When it was granted (RFC 3339, UTC)."),
				}},
			},
		}),
	}
}

type authorizationsData struct {
	VpnConnectionID types.String        `tfsdk:"vpn_connection_id"`
	Region          types.String        `tfsdk:"region"`
	Authorizations  []authorizationData `tfsdk:"authorizations"`
}

type authorizationData struct {
	AliUID       types.String `tfsdk:"ali_uid"`
	BindUID      types.String `tfsdk:"bind_uid"`
	BindProduct  types.String `tfsdk:"bind_product"`
	BindInstance types.String `tfsdk:"bind_instance"`
	CreateTime   types.String `tfsdk:"create_time"`
}

// Read asks for the authorizations. Whether there is such a connection is looked at
// before: the API may list nothing for one that does not exist.
func (d *authorizations) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	const summary = "Unable to list the cross-account authorizations of IPsec connection"
	var state authorizationsData
	resp.Diagnostics.Append(req.Config.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, framework.ReadTimeout)
	defer cancel()
	if readConnection(ctx, d.Data, summary, state.VpnConnectionID, &state.Region, &resp.Diagnostics) == nil {
		return
	}
	all, err := d.Data.VPC.DescribeVpnCrossAccountAuthorizations(ctx, state.Region.ValueString(), state.VpnConnectionID.ValueString())
	if err != nil {
		framework.AddFailure(&resp.Diagnostics, framework.Failure{Summary: summary, Err: err})
		return
	}
	state.Authorizations = make([]authorizationData, len(all))
	for i, a := range all {
		state.Authorizations[i] = authorizationData{
			AliUID: framework.StringOrNull(a.AliUID), BindUID: framework.StringOrNull(a.BindUID), BindProduct: framework.StringOrNull(a.BindProduct),
			BindInstance: framework.StringOrNull(a.BindInstance), CreateTime: framework.TimeOrNull(a.CreationTime),
		}
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}
