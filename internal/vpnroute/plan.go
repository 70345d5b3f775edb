package vpnroute

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

var privateKeys = []string{framework.KeyDescription}

func refresh[M any, P modelOf[M]](
	_ context.Context, m *M, seen *vpc.VpnRoute, tags framework.TagPolicy, _ framework.PrivateState,
) diag.Diagnostics {
	P(m).FromAPI(seen, tags)
	return nil
}

// plan fills in the ID, which follows from the arguments, decides whether another
// weight replaces the route, and says what cannot be seen in the plan.
func plan[M any, P modelOf[M]](ctx context.Context, c *framework.Change[M]) {
	if c.Plan == nil {
		return
	}
	want := P(c.Plan).common()
	if want.ID.IsUnknown() && framework.IsKnown(want.VpnGatewayID, want.Destination, want.NextHop) &&
		(P(c.Plan).policy() == nil || framework.IsKnown(P(c.Plan).policy().Source)) {
		want.ID = types.StringValue(keyOf[M, P](c.Plan).ID())
	}
	if c.State == nil {
		return
	}
	have := P(c.State).common()
	c.WarnUnread(ctx, "route")
	for _, name := range []string{"weight", "priority", "publish_vpc"} {
		if value := c.Table.Value(c.State, name); value != nil && value.IsNull() {
			c.WarnTakenOver([]string{name}, "")
		}
	}
	if changed(want.Weight, have.Weight) && dualTunnel(ctx, c.Data, have) {
		c.Replace("weight")
		c.Diags.AddAttributeWarning(path.Root("weight"), "VPN route will be replaced", fmt.Sprintf(
			"%s is a dual-tunnel VPN gateway. The API cannot change the weight of its routes, so the plan deletes %s and creates it anew. "+
				"Traffic has no such route in between.", have.VpnGatewayID.ValueString(), have.ID.ValueString()))
	}
}

// dualTunnel reports whether a route is known to belong to a dual-tunnel gateway.
// Where that cannot be read, the apply changes the weight and looks what came of it.
func dualTunnel(ctx context.Context, data *framework.ProviderData, r *Route) bool {
	if data == nil || data.VPC == nil {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, framework.ReadTimeout)
	defer cancel()
	g, err := data.VPC.GetVpnGateway(ctx, r.Region.ValueString(), r.VpnGatewayID.ValueString())
	return err == nil && g.DualTunnel()
}

// changed reports a known value that differs from the one in state. One that no
// answer has shown is not known to differ.
func changed(want, have attr.Value) bool { return !have.IsNull() && framework.Wanted(want, have) }
