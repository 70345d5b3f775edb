package vpnroute

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// limit is long: all changes of a gateway take turns.
const limit = 30 * time.Minute

var (
	_ framework.CompleteResource = (*routes[model, *model])(nil)
	_ framework.CompleteResource = (*routes[policyModel, *policyModel])(nil)
)

// routes is the resource of either kind.
type routes[M any, P modelOf[M]] struct {
	framework.Resource[M, *vpc.VpnRoute, P]
}

// NewResource returns the resource aliyun_vpn_route_entry.
func NewResource() resource.Resource {
	return &routes[model, *model]{framework.Resource[model, *vpc.VpnRoute, *model]{Kind: Kind}}
}

// NewPolicyResource returns the resource aliyun_vpn_pbr_route_entry.
func NewPolicyResource() resource.Resource {
	return &routes[policyModel, *policyModel]{framework.Resource[policyModel, *vpc.VpnRoute, *policyModel]{Kind: PolicyKind}}
}

// Create makes a route. The answer has all that there is to know of it, so it is not
// read once more: that would list all routes of the gateway.
func (r *routes[M, P]) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	ctx, op := r.BeginCreate(ctx, req, resp, limit)
	if op == nil {
		return
	}
	defer op.End()
	in := createRequest[M, P](op.Plan)
	seen, created, err := r.Data.VPC.CreateVpnRoute(ctx, in)
	if err != nil {
		r.failCreate(op, in, err)
		return
	}
	id := in.ID()
	tflog.Info(ctx, "VPN route created", map[string]any{"id": id, "region": in.RegionID, "client_token": created.Token})
	op.Diags.Append(framework.SetFlag(ctx, op.Private, framework.KeyDescription, true)...)
	r.FinishCreate(ctx, op, id, seen, nil)
	if created.Unsettled != nil {
		r.Warn(op.Diags, framework.Failure{
			Summary: "VPN gateway was not seen to be active again", Err: created.Unsettled, Timeout: "timeouts.create",
			Left: id + " exists and is in state. The API may still be putting it into effect.",
		})
	}
}

const nextApply = "Apply again. If the route exists by then, the error says so, and how to import it."

// failCreate explains a route that was not created, or may have been.
func (r *routes[M, P]) failCreate(op *framework.Operation[M], in vpc.CreateVpnRouteInput, err error) {
	f := framework.FailedCreate{Err: err, Region: in.RegionID, Next: nextApply, Which: "from " + in.Source + " to " + in.Destination + " by " + in.NextHop}
	if in.Source == "" {
		f.Which = "to " + in.Destination + " by " + in.NextHop
	}
	if exists := new(vpc.RouteExistsError); errors.As(err, &exists) || vpc.IsRouteThere(err) {
		f.Hint = fmt.Sprintf("Terraform did not create it, so it is not taken over without your word. If it is to be managed here, import it:\n%s%s\n\n"+
			"A replacement with create_before_destroy meets its own old route there: leave that setting out.",
			framework.ImportBlock(in.ID(), in.RegionID), r.WhatAddress())
	}
	r.AddFailedCreate(op.Diags, f)
}

// Update changes in place what can be. After a failure, state has what was changed
// before it.
func (r *routes[M, P]) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	ctx, op := r.BeginUpdate(ctx, req, resp, limit)
	if op == nil {
		return
	}
	defer op.End()
	attribute, err := r.change(ctx, op)
	if err == nil && !P(op.Plan).common().Description.IsNull() {
		op.Diags.Append(framework.SetFlag(ctx, op.Private, framework.KeyDescription, true)...)
	}
	r.FinishUpdate(ctx, op, attribute, err)
}

// change makes the calls that lead from state to plan, and returns the attribute
// of the one that failed.
func (r *routes[M, P]) change(ctx context.Context, op *framework.Operation[M]) (attribute string, err error) {
	have, want := P(op.State).common(), P(op.Plan).common()
	region, key := have.Region.ValueString(), keyOf[M, P](op.State)
	var weight, priority *int64
	if changed(want.Weight, have.Weight) {
		weight, attribute = framework.Int64Ptr(want.Weight), "weight"
	}
	if p := P(op.Plan).policy(); p != nil && changed(p.Priority, P(op.State).policy().Priority) {
		priority, attribute = framework.Int64Ptr(p.Priority), "priority"
	}
	if attribute != "" {
		if err := r.Data.VPC.ModifyVpnRoute(ctx, region, key, stateOf[M, P](op.State), weight, priority); err != nil {
			return attribute, err
		}
	}
	if weight != nil {
		// A dual-tunnel gateway answers that all is well, and changes nothing.
		if seen, err := r.Data.VPC.DescribeVpnRoute(ctx, region, key); err != nil {
			return "weight", err
		} else if seen.Weight != nil && *seen.Weight != *weight {
			return "weight", &weightError{want: *weight}
		}
	}
	if changed(want.PublishVPC, have.PublishVPC) {
		return "publish_vpc", r.Data.VPC.PublishVpnRoute(ctx, region, key, want.PublishVPC.ValueBool())
	}
	return "", nil
}

// weightError says that a change of the weight had no effect.
type weightError struct{ want int64 }

func (e *weightError) Error() string {
	return fmt.Sprintf("the API accepted the weight %d, but the route has its old weight: that is how it answers for a dual-tunnel VPN gateway. "+
		"Replace the route with -replace=ADDRESS", e.want)
}

// Delete deletes the route, and waits until it is not listed.
func (r *routes[M, P]) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	ctx, op := r.BeginDelete(ctx, req, resp, limit)
	if op == nil {
		return
	}
	defer op.End()
	m := P(op.State).common()
	key, err := vpc.ParseRouteID(m.ID.ValueString(), P(op.State).policy() != nil)
	if err == nil {
		err = r.Data.VPC.DeleteVpnRoute(ctx, m.Region.ValueString(), key, stateOf[M, P](op.State))
	}
	r.FinishDelete(op, err)
}

// MoveState takes routes over from the official provider, whose ID has another
// order and colons.
func (r *routes[M, P]) MoveState(context.Context) []resource.StateMover {
	return r.MoveFromOfficial(func(s framework.OfficialState) map[string]attr.Value {
		to := map[string]attr.Value{
			"vpn_gateway_id": s.Text("vpn_gateway_id"), "next_hop": s.Text("next_hop"), "destination": s.Text("route_dest"),
			"weight": s.Number("weight"), "publish_vpc": s.Flag("publish_vpc"), "create_time": s.Time("create_time"),
			"timeouts": s.Timeouts("create", "update", "delete"),
		}
		parts := []string{s.Written("vpn_gateway_id")}
		if P(new(M)).policy() != nil {
			to["source"], to["priority"] = s.Text("route_source"), s.Number("priority")
			parts = append(parts, s.Written("route_source"))
		}
		id := strings.Join(append(parts, s.Written("route_dest"), s.Written("next_hop")), "_")
		if err := r.ParseID(id); err != nil {
			s.Unusable("id", "that of a route whose gateway, networks and next hop are in state")
		}
		to["id"] = types.StringValue(id)
		return to
	})
}
