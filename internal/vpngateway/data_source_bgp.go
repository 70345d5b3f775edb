package vpngateway

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

var _ datasource.DataSourceWithConfigure = (*bgpDataSource)(nil)

type bgpDataSource struct{ framework.DataSource }

// NewBgpDataSource returns the data source aliyun_vpn_bgp.
func NewBgpDataSource() datasource.DataSource { return &bgpDataSource{} }

// Metadata names the data source.
func (*bgpDataSource) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "aliyun_vpn_bgp"
}

// Schema is the data source's schema.
func (*bgpDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Tells whether the IPsec connections of a region can use BGP.\n\n" +
			"API: [CheckVpnBgpEnabled](https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-checkvpnbgpenabled).",
		Attributes: map[string]schema.Attribute{
			"region": schema.StringAttribute{
				Optional: true, Computed: true, MarkdownDescription: framework.RegionDescription, Validators: []validator.String{framework.Region()},
			},
			"bgp_enabled": schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether connections can use BGP."},
		},
	}
}

type bgpData struct {
	Region     types.String `tfsdk:"region"`
	BgpEnabled types.Bool   `tfsdk:"bgp_enabled"`
}

// Read asks the region.
func (d *bgpDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	const summary = "Unable to read whether VPN has BGP"
	var state bgpData
	resp.Diagnostics.Append(req.Config.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if d.Data.VPC == nil {
		resp.Diagnostics.AddError(summary, d.Data.WhyUnknown())
		return
	}
	ctx, cancel := context.WithTimeout(ctx, framework.ReadTimeout)
	defer cancel()
	region := framework.RegionOr(state.Region, d.Data.Region)
	enabled, err := d.Data.VPC.CheckVpnBgpEnabled(ctx, region)
	if err != nil {
		Kind.Fail(&resp.Diagnostics, framework.Failure{Summary: summary, Err: err})
		return
	}
	state.Region, state.BgpEnabled = types.StringValue(region), types.BoolValue(enabled)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}
