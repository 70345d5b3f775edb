package vpngateway

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

var _ datasource.DataSourceWithConfigure = (*gatewaysDataSource)(nil)

type gatewaysDataSource struct{ configured }

// NewListDataSource returns the data source aliyun_vpn_gateways.
func NewListDataSource() datasource.DataSource { return &gatewaysDataSource{} }

// Metadata names the data source.
func (*gatewaysDataSource) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = TypeName + "s"
}

// Schema is the data source's schema.
func (*gatewaysDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	text := func(description string, validators ...validator.String) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, MarkdownDescription: description, Validators: validators}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "The VPN gateways of a region that match, all of them, ordered by ID. None is no error.",
		Attributes: map[string]schema.Attribute{
			"region":            schema.StringAttribute{Optional: true, Computed: true, MarkdownDescription: filterRegion, Validators: []validator.String{framework.Region()}},
			"vpc_id":            text(filterVpcID, framework.IDWithPrefix("vpc-")),
			"status":            text(filterStatus, framework.StringOneOf(vpc.Statuses()...)),
			"business_status":   text(filterBusinessStatus, framework.StringOneOf(vpc.BusinessStatuses()...)),
			"gateway_type":      text(filterGatewayType, framework.StringOneOf(vpc.GatewayTypes()...)),
			"resource_group_id": text(filterResourceGroupID, framework.IDWithPrefix("rg-")),
			"tags": schema.MapAttribute{
				Optional: true, ElementType: types.StringType, MarkdownDescription: filterTags,
				Validators: []validator.Map{mapvalidator.NoNullValues()},
			},
			"name_regex": text(filterNameRegex, regular()),
			"ids": schema.ListAttribute{
				Computed: true, ElementType: types.StringType, MarkdownDescription: "IDs of the gateways.",
			},
			"gateways": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "The gateways.",
				NestedObject: schema.NestedAttributeObject{Attributes: dataAttributes()},
			},
		},
	}
}

type gatewaysData struct {
	filter

	IDs      []string      `tfsdk:"ids"`
	Gateways []gatewayData `tfsdk:"gateways"`
}

// Read lists the gateways.
func (d *gatewaysDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var state gatewaysData
	resp.Diagnostics.Append(req.Config.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if d.data.VPC == nil {
		resp.Diagnostics.AddError("Unable to list VPN gateways", d.data.WhyUnknown())
		return
	}
	found, region := state.find(ctx, d.data, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	state.Region = types.StringValue(region)
	state.IDs, state.Gateways = make([]string, len(found)), make([]gatewayData, len(found))
	for i, g := range found {
		state.IDs[i], state.Gateways[i] = g.VpnGatewayID, dataOf(g, region, d.data.Tags)
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}
