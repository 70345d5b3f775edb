package vpngateway

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

var _ datasource.DataSourceWithConfigure = (*gatewayDataSource)(nil)

type gatewayDataSource struct{ configured }

// NewDataSource returns the data source aliyun_vpn_gateway.
func NewDataSource() datasource.DataSource { return &gatewayDataSource{} }

// Metadata names the data source.
func (*gatewayDataSource) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = TypeName
}

// Schema is the data source's schema: a gateway's attributes, some of which
// select it.
func (*gatewayDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := dataAttributes()
	attributes["id"] = schema.StringAttribute{
		MarkdownDescription: "ID of the gateway. Give this, or `name` and `vpc_id`.",
		Optional:            true,
		Computed:            true,
		Validators: []validator.String{
			framework.IDWithPrefix(idPrefix),
			stringvalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("name")),
		},
	}
	attributes["name"] = schema.StringAttribute{
		MarkdownDescription: "Exact name of the gateway; needs `vpc_id`.",
		Optional:            true,
		Computed:            true,
		Validators:          []validator.String{stringvalidator.AlsoRequires(path.MatchRoot("vpc_id"))},
	}
	attributes["vpc_id"] = schema.StringAttribute{
		MarkdownDescription: "ID of its VPC, together with `name`.",
		Optional:            true,
		Computed:            true,
		Validators:          []validator.String{framework.IDWithPrefix("vpc-"), stringvalidator.AlsoRequires(path.MatchRoot("name"))},
	}
	attributes["region"] = schema.StringAttribute{
		MarkdownDescription: "Region ID. Defaults to the provider's region.",
		Optional:            true,
		Computed:            true,
		Validators:          []validator.String{framework.Region()},
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "One VPN gateway, by ID or by name. That there is none, or more than one, is an error.",
		Attributes:          attributes,
	}
}

// Read finds the gateway.
func (d *gatewayDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var config gatewayData
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if d.data.VPC == nil {
		resp.Diagnostics.AddError("Unable to read VPN gateway", d.data.WhyUnknown())
		return
	}
	ctx, cancel := context.WithTimeout(ctx, readTimeout)
	defer cancel()

	region := framework.RegionOr(config.Region, d.data.Region)
	var found *vpc.VpnGateway
	var err error
	if id := config.ID.ValueString(); id != "" {
		found, err = d.data.VPC.DescribeVpnGateway(ctx, region, id)
		if errors.Is(err, vpc.ErrNotFound) {
			resp.Diagnostics.AddAttributeError(path.Root("id"), "No such VPN gateway",
				fmt.Sprintf("There is no VPN gateway %s in %s. Check the ID, and region if the gateway is in another one.\n\n%s", id, region, err))
			return
		}
	} else {
		found, err = d.byName(ctx, region, &config, resp)
	}
	if err != nil {
		addFailure(&resp.Diagnostics, "Unable to read VPN gateway", err)
		return
	}
	if found != nil {
		state := dataOf(found, region, d.data.Tags)
		resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	}
}

// byName returns nil, with a diagnostic that lists candidates, when the name
// does not tell one gateway from the others.
func (d *gatewayDataSource) byName(ctx context.Context, region string, config *gatewayData, resp *datasource.ReadResponse) (*vpc.VpnGateway, error) {
	name, vpcID := config.Name.ValueString(), config.VpcID.ValueString()
	all, err := d.data.VPC.DescribeVpnGateways(ctx, vpc.DescribeVpnGatewaysInput{RegionID: region, VpcID: vpcID})
	if err != nil {
		return nil, err
	}
	var found []*vpc.VpnGateway
	for _, g := range all {
		if g.Name == name {
			found = append(found, g)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	if len(found) > 1 {
		resp.Diagnostics.AddAttributeError(path.Root("name"), "More than one VPN gateway",
			fmt.Sprintf("%d VPN gateways in VPC %s in %s are named %q. Give the id of one:%s", len(found), vpcID, region, name, candidates(found)))
		return nil, nil
	}
	detail := fmt.Sprintf("No VPN gateway in VPC %s in %s is named %q.", vpcID, region, name)
	if len(all) == 0 {
		detail += " There is none in that VPC at all."
	} else {
		detail += " There are:" + candidates(all)
	}
	resp.Diagnostics.AddAttributeError(path.Root("name"), "No such VPN gateway", detail)
	return nil, nil
}

// candidates lists gateways to choose from, not too many.
func candidates(gateways []*vpc.VpnGateway) string {
	const shown = 10
	var b strings.Builder
	for i, g := range gateways {
		if i == shown {
			fmt.Fprintf(&b, "\n  and %d more", len(gateways)-shown)
			break
		}
		fmt.Fprintf(&b, "\n  %s  %q  %s", g.VpnGatewayID, g.Name, g.Status)
	}
	return b.String()
}
