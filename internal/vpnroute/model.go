package vpnroute

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// Route is what both kinds of routes have.
type Route struct {
	VpnGatewayID types.String `tfsdk:"vpn_gateway_id"`
	Destination  types.String `tfsdk:"destination"`
	NextHop      types.String `tfsdk:"next_hop"`
	Weight       types.Int64  `tfsdk:"weight"`
	PublishVPC   types.Bool   `tfsdk:"publish_vpc"`
	Description  types.String `tfsdk:"description"`
	CreateTime   types.String `tfsdk:"create_time"`

	framework.Base
}

func (r *Route) common() *Route { return r }

// Policy is what only a policy-based route has.
type Policy struct {
	Source   types.String `tfsdk:"source"`
	Priority types.Int64  `tfsdk:"priority"`
}

type model struct{ Route }

func (*model) policy() *Policy { return nil }

type policyModel struct {
	Policy
	Route
}

func (m *policyModel) policy() *Policy { return &m.Policy }

// modelOf is a model of either kind. policy is nil for a destination-based route.
type modelOf[M any] interface {
	framework.Model[M, *vpc.VpnRoute]
	common() *Route
	policy() *Policy
}

// FromAPI takes over what was seen. The API never shows the description.
func (m *model) FromAPI(seen *vpc.VpnRoute, _ framework.TagPolicy) { m.fromAPI(seen) }

// FromAPI takes over what was seen, with source and priority.
func (m *policyModel) FromAPI(seen *vpc.VpnRoute, _ framework.TagPolicy) {
	m.fromAPI(seen)
	m.Source = framework.StringOrPrior(seen.Source, m.Source)
	m.Priority = framework.Int64OrPrior(seen.Priority, m.Priority)
}

func (r *Route) fromAPI(seen *vpc.VpnRoute) {
	if r.ID.ValueString() == "" {
		r.ID = types.StringValue(seen.ID())
	}
	r.VpnGatewayID = framework.StringOrPrior(seen.VpnGatewayID, r.VpnGatewayID)
	r.Destination = framework.StringOrPrior(seen.Destination, r.Destination)
	r.NextHop = framework.StringOrPrior(seen.NextHop, r.NextHop)
	if seen.Weight != nil || r.Weight.IsUnknown() {
		r.Weight = types.Int64PointerValue(seen.Weight)
	}
	r.PublishVPC = framework.BoolOrPrior(seen.Published(), r.PublishVPC)
	r.CreateTime = framework.TimeOrPrior(seen.CreateTime, r.CreateTime)
}

// keyOf names the route of a model whose arguments are known.
func keyOf[M any, P modelOf[M]](m *M) vpc.RouteKey {
	r := P(m).common()
	key := vpc.RouteKey{VpnGatewayID: r.VpnGatewayID.ValueString(), Destination: r.Destination.ValueString(), NextHop: r.NextHop.ValueString()}
	if p := P(m).policy(); p != nil {
		key.Source = p.Source.ValueString()
	}
	return key
}

// createRequest turns the plan into parameters.
func createRequest[M any, P modelOf[M]](m *M) vpc.CreateVpnRouteInput {
	r := P(m).common()
	in := vpc.CreateVpnRouteInput{
		RegionID: r.Region.ValueString(), RouteKey: keyOf[M, P](m), Weight: r.Weight.ValueInt64(), PublishVpc: r.PublishVPC.ValueBool(),
		Description: framework.StringPtr(r.Description),
	}
	if p := P(m).policy(); p != nil {
		in.Priority = framework.Int64Ptr(p.Priority)
	}
	return in
}

// stateOf is what the API wants to be told with each change. A weight that no
// answer has shown is taken for the default.
func stateOf[M any, P modelOf[M]](m *M) vpc.VpnRouteState {
	now := vpc.VpnRouteState{Weight: defaultWeight}
	if weight := P(m).common().Weight; !weight.IsNull() {
		now.Weight = weight.ValueInt64()
	}
	if p := P(m).policy(); p != nil {
		now.Priority = p.Priority.ValueInt64()
	}
	return now
}
