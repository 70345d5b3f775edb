package vpngateway

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

var _ list.ListResourceWithConfigure = (*gatewayListResource)(nil)

// gatewayListResource lists what gatewayResource manages, for terraform query.
type gatewayListResource struct {
	gatewayResource
}

// NewListResource returns the list resource aliyun_vpn_gateway.
func NewListResource() list.ListResource { return &gatewayListResource{} }

// ListResourceConfigSchema is the schema of list blocks.
func (*gatewayListResource) ListResourceConfigSchema(
	_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse,
) {
	text := func(description string, validators ...validator.String) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, MarkdownDescription: description, Validators: validators}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Finds VPN gateways, to import them. Needs Terraform 1.14 or later (`terraform query`).",
		Attributes: map[string]schema.Attribute{
			"region":            text(filterRegion, framework.Region()),
			"vpc_id":            text(filterVpcID, framework.IDWithPrefix("vpc-")),
			"status":            text(filterStatus, framework.StringOneOf(vpc.Statuses()...)),
			"business_status":   text(filterBusinessStatus, framework.StringOneOf(vpc.BusinessStatuses()...)),
			"gateway_type":      text("Only `Traditional`: the resource manages no others.", framework.StringOneOf(vpc.GatewayTypeTraditional)),
			"resource_group_id": text(filterResourceGroupID, framework.IDWithPrefix("rg-")),
			"tags": schema.MapAttribute{
				Optional: true, ElementType: types.StringType, MarkdownDescription: filterTags,
				Validators: []validator.Map{mapvalidator.NoNullValues()},
			},
			"name_regex": text(filterNameRegex, regular()),
		},
	}
}

// List finds the gateways that match and that this resource manages.
func (l *gatewayListResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var f filter
	diags := req.Config.Get(ctx, &f)
	if l.data.VPC == nil {
		diags.AddError("Unable to list VPN gateways", l.data.WhyUnknown())
	}
	if diags.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	found, region := f.find(ctx, l.data, &diags)
	if diags.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	stream.Results = func(push func(list.ListResult) bool) {
		sent := int64(0)
		for _, g := range found {
			if g.GatewayType == vpc.GatewayTypeEnhanced {
				continue
			}
			if req.Limit > 0 && sent == req.Limit || !push(l.result(ctx, req, g, region)) {
				return
			}
			sent++
		}
	}
}

func (l *gatewayListResource) result(ctx context.Context, req list.ListRequest, g *vpc.VpnGateway, region string) list.ListResult {
	result := req.NewListResult(ctx)
	result.DisplayName = g.VpnGatewayID
	if g.Name != "" && g.Name != g.VpnGatewayID {
		result.DisplayName = fmt.Sprintf("%s (%s)", g.Name, g.VpnGatewayID)
	}
	m := model{Region: types.StringValue(region), DeletionPolicy: types.StringValue(policyDelete)}
	m.fromAPI(g, l.data.Tags)
	result.Diagnostics.Append(result.Identity.Set(ctx, m.identity())...)
	if req.IncludeResource {
		result.Diagnostics.Append(setResource(ctx, result, &m)...)
	}
	return result
}

// setResource sets all attributes but timeouts, whose null needs its own type.
func setResource(ctx context.Context, result list.ListResult, m *model) diag.Diagnostics {
	diags := result.Resource.GetAttribute(ctx, path.Root("timeouts"), &m.Timeouts)
	return append(diags, result.Resource.Set(ctx, m)...)
}
