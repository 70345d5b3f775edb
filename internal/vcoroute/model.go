package vcoroute

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

type model struct {
	VpnConnectionID types.String `tfsdk:"vpn_connection_id"`
	Destination     types.String `tfsdk:"destination"`
	NextHop         types.String `tfsdk:"next_hop"`
	Weight          types.Int64  `tfsdk:"weight"`
	Description     types.String `tfsdk:"description"`
	CreateTime      types.String `tfsdk:"create_time"`

	framework.Base
}

// FromAPI takes over what was seen. The API never shows the description.
func (m *model) FromAPI(seen *vpc.VcoRoute, _ framework.TagPolicy) {
	if m.ID.ValueString() == "" {
		m.ID = types.StringValue(seen.ID())
	}
	m.VpnConnectionID = framework.StringOrPrior(seen.VpnConnectionID, m.VpnConnectionID)
	m.Destination = framework.StringOrPrior(seen.Destination, m.Destination)
	m.NextHop = framework.StringOrPrior(seen.NextHop, m.NextHop)
	if seen.Weight != nil || m.Weight.IsUnknown() {
		m.Weight = types.Int64PointerValue(seen.Weight)
	}
	m.CreateTime = framework.TimeOrPrior(seen.CreateTime, m.CreateTime)
}

// key names the route of a model whose arguments are known.
func (m *model) key() vpc.VcoRouteKey {
	return vpc.VcoRouteKey{VpnConnectionID: m.VpnConnectionID.ValueString(), Destination: m.Destination.ValueString(), NextHop: m.NextHop.ValueString()}
}

// createRequest turns the plan into parameters.
func (m *model) createRequest() vpc.CreateVcoRouteInput {
	return vpc.CreateVcoRouteInput{
		RegionID: m.Region.ValueString(), VcoRouteKey: m.key(), Weight: m.Weight.ValueInt64(), Description: framework.StringPtr(m.Description),
	}
}

// weight is what the API wants to be told with a delete. One that no answer has shown
// is taken for the default.
func (m *model) weight() int64 {
	if m.Weight.IsNull() {
		return defaultWeight
	}
	return m.Weight.ValueInt64()
}

// plan fills in the ID, which follows from the arguments, and says what cannot be seen
// in the plan.
func plan(ctx context.Context, c *framework.Change[model]) {
	if c.Plan == nil {
		return
	}
	if c.Plan.ID.IsUnknown() && framework.IsKnown(c.Plan.VpnConnectionID, c.Plan.Destination, c.Plan.NextHop) {
		c.Plan.ID = types.StringValue(c.Plan.key().ID())
	}
	if c.State != nil {
		c.WarnUnread(ctx, "route")
	}
}
