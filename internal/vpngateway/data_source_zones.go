package vpngateway

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

var _ datasource.DataSourceWithConfigure = (*zonesDataSource)(nil)

type zonesDataSource struct{ framework.DataSource }

// NewZonesDataSource returns the data source aliyun_vpn_gateway_zones.
func NewZonesDataSource() datasource.DataSource { return &zonesDataSource{} }

// Metadata names the data source.
func (*zonesDataSource) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = TypeName + "_zones"
}

// Schema is the data source's schema.
func (*zonesDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Computed: true, MarkdownDescription: description}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the zones where a VPN gateway of a given bandwidth can be created now. Put its vSwitches there.\n\n" +
			"API: [DescribeVpnGatewayAvailableZones](https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describevpngatewayavailablezones).",
		Attributes: map[string]schema.Attribute{
			"bandwidth": schema.Int64Attribute{
				CustomType: framework.WholeNumber{}, Required: true, MarkdownDescription: "Bandwidth in Mbit/s, as in `aliyun_vpn_gateway`.",
				Validators: []validator.Int64{framework.Int64OneOf("Mbit/s", bandwidths...)},
			},
			"gateway_type": schema.StringAttribute{
				Optional: true, MarkdownDescription: "Kind of gateway: `Traditional` or `Enhanced.SiteToSite`. Defaults to `Traditional`, the kind that `aliyun_vpn_gateway` creates.",
				Validators: []validator.String{framework.StringOneOf(vpc.GatewayTypes()...)},
			},
			"region": schema.StringAttribute{
				Optional: true, Computed: true, MarkdownDescription: framework.RegionDescription, Validators: []validator.String{framework.Region()},
			},
			"ids": schema.ListAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: "IDs of the zones."},
			"zones": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "The zones, in the API's order.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"id": text("Zone ID, such as `cn-hangzhou-h`."), "name": text("Name of the zone."),
				}},
			},
		},
	}
}

type zonesData struct {
	Bandwidth   types.Int64  `tfsdk:"bandwidth"`
	GatewayType types.String `tfsdk:"gateway_type"`
	Region      types.String `tfsdk:"region"`
	IDs         []string     `tfsdk:"ids"`
	Zones       []zoneData   `tfsdk:"zones"`
}

type zoneData struct {
	ID   string `tfsdk:"id"`
	Name string `tfsdk:"name"`
}

// Read asks for the zones.
func (d *zonesDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	const summary = "Unable to read the zones of VPN gateways"
	var state zonesData
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
	gatewayType := vpc.GatewayTypeTraditional // left out, the API would name zones for gateways of any kind
	if !state.GatewayType.IsNull() {
		gatewayType = state.GatewayType.ValueString()
	}
	zones, err := d.Data.VPC.DescribeVpnGatewayAvailableZones(ctx, region, state.Bandwidth.ValueInt64(), gatewayType)
	if err != nil {
		Kind.Fail(&resp.Diagnostics, framework.Failure{Summary: summary, Err: err})
		return
	}
	state.Region = types.StringValue(region)
	state.IDs, state.Zones = make([]string, len(zones)), make([]zoneData, len(zones))
	for i, z := range zones {
		state.IDs[i], state.Zones[i] = z.ZoneID, zoneData{ID: z.ZoneID, Name: z.ZoneName}
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}
