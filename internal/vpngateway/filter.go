package vpngateway

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// filter selects gateways, in the data source and in the list resource. All of
// it is done by the API, but for the regular expression.
type filter struct {
	Region          types.String `tfsdk:"region"`
	VpcID           types.String `tfsdk:"vpc_id"`
	Status          types.String `tfsdk:"status"`
	BusinessStatus  types.String `tfsdk:"business_status"`
	GatewayType     types.String `tfsdk:"gateway_type"`
	ResourceGroupID types.String `tfsdk:"resource_group_id"`
	Tags            types.Map    `tfsdk:"tags"`
	NameRegex       types.String `tfsdk:"name_regex"`
}

const (
	filterRegion          = "Region ID. Defaults to the provider's region."
	filterVpcID           = "Only gateways of this VPC."
	filterStatus          = "Only gateways with this status: `init`, `provisioning`, `active`, `updating` or `deleting`."
	filterBusinessStatus  = "Only gateways with this business status: `Normal` or `FinancialLocked`."
	filterGatewayType     = "Only gateways of this type: `Traditional` or `Enhanced.SiteToSite`."
	filterResourceGroupID = "Only gateways of this resource group."
	filterTags            = "Only gateways that have all of these tags."
	filterNameRegex       = "Only gateways whose name matches this regular expression (RE2)."
)

// regular accepts a regular expression.
func regular() validator.String {
	return framework.StringCheck("a regular expression", func(s string) error {
		if _, err := regexp.Compile(s); err != nil {
			return &invalidRegex{err}
		}
		return nil
	})
}

type invalidRegex struct{ err error }

func (e *invalidRegex) Error() string {
	return "must be a regular expression (RE2): " + strings.TrimPrefix(e.err.Error(), "error parsing regexp: ")
}

// find lists the gateways that match, in a stable order: by ID.
func (f *filter) find(ctx context.Context, data *framework.ProviderData, diags *diag.Diagnostics) (found []*vpc.VpnGateway, region string) {
	region = framework.RegionOr(f.Region, data.Region)
	in := vpc.DescribeVpnGatewaysInput{
		RegionID: region, VpcID: f.VpcID.ValueString(), Status: f.Status.ValueString(),
		BusinessStatus: f.BusinessStatus.ValueString(), GatewayType: f.GatewayType.ValueString(),
		ResourceGroupID: f.ResourceGroupID.ValueString(),
	}
	if !f.Tags.IsNull() {
		diags.Append(f.Tags.ElementsAs(ctx, &in.Tags, false)...)
	}
	pattern, err := regexp.Compile(f.NameRegex.ValueString())
	if err != nil || diags.HasError() {
		return nil, region // refused by the validator
	}
	ctx, cancel := context.WithTimeout(ctx, readTimeout)
	defer cancel()
	all, err := data.VPC.DescribeVpnGateways(ctx, in)
	if err != nil {
		addFailure(diags, "Unable to list VPN gateways", err)
		return nil, region
	}
	found = slices.DeleteFunc(all, func(g *vpc.VpnGateway) bool { return !pattern.MatchString(g.Name) })
	slices.SortFunc(found, func(a, b *vpc.VpnGateway) int { return strings.Compare(a.VpnGatewayID, b.VpnGatewayID) })
	return found, region
}
