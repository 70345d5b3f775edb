package vcoroute

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

// limit is long: all changes of a connection take turns.
const limit = 30 * time.Minute

var (
	_ framework.CompleteResource     = (*vcoRoute)(nil)
	_ resource.ResourceWithMoveState = (*vcoRoute)(nil)
)

type vcoRoute struct {
	framework.Resource[model, *vpc.VcoRoute, *model]
}

// NewResource returns the resource aliyun_vco_route_entry.
func NewResource() resource.Resource {
	return &vcoRoute{framework.Resource[model, *vpc.VcoRoute, *model]{Kind: Kind}}
}

// Create makes a route. The answer has all that there is to know of it, so it is not
// read once more: that would list all routes of the connection.
func (r *vcoRoute) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	ctx, op := r.BeginCreate(ctx, req, resp, limit)
	if op == nil {
		return
	}
	defer op.End()
	in := op.Plan.createRequest()
	seen, created, err := r.Data.VPC.CreateVcoRoute(ctx, in)
	if err != nil {
		r.failCreate(ctx, op, in, err)
		return
	}
	id := in.ID()
	tflog.Info(ctx, "VCO route created", map[string]any{"id": id, "region": in.RegionID, "client_token": created.Token})
	op.Diags.Append(framework.SetFlag(ctx, op.Private, framework.KeyDescription, true)...)
	r.FinishCreate(ctx, op, id, seen, nil)
	if created.Unsettled != nil {
		r.Warn(op.Diags, framework.Failure{
			Summary: "VPN attachment was not seen to be configured", Err: created.Unsettled, Timeout: "timeouts.create",
			Left: id + " exists and is in state. The API may still be putting it into effect.",
		})
	}
}

// failCreate explains a route that was not created, or may have been.
func (r *vcoRoute) failCreate(ctx context.Context, op *framework.Operation[model], in vpc.CreateVcoRouteInput, err error) {
	f := framework.FailedCreate{
		Err: err, Region: in.RegionID, Which: "to " + in.Destination + " by " + in.NextHop,
		Next: "Apply again. If the route exists by then, the error says so, and how to import it.",
	}
	code := vpc.ErrorCode(err)
	switch exists := new(vpc.VcoRouteExistsError); {
	case errors.As(err, &exists) || vpc.IsRouteThere(err):
		f.Hint = fmt.Sprintf("Terraform did not create it, so it is not taken over without your word. If it is to be managed here, import it:\n%s%s\n\n"+
			"A replacement with create_before_destroy meets its own old route there: leave that setting out.",
			framework.ImportBlock(in.ID(), in.RegionID), r.WhatAddress())
	case strings.HasPrefix(code, "Operation"), strings.HasPrefix(code, "IncorrectStatus"), strings.HasPrefix(code, "Invalid"):
		f.Hint = r.unattached(ctx, in)
	}
	r.AddFailedCreate(op.Diags, f)
}

// unattached explains a refusal where no transit router has the connection, which the
// reference names no code for; "" if one has it.
func (r *vcoRoute) unattached(ctx context.Context, in vpc.CreateVcoRouteInput) string {
	look, stop := framework.Looking(ctx)
	defer stop()
	a, err := r.Data.VPC.GetVpnAttachment(look, in.RegionID, in.VpnConnectionID)
	if err != nil || a.InUse() {
		return ""
	}
	return fmt.Sprintf("No transit router has %s, and only a connection that one has takes routes. Attach it, and let this resource name the resource "+
		"that does so in depends_on, such as depends_on = [alicloud_cen_transit_router_vpn_attachment.office].", in.VpnConnectionID)
}

// Update takes over a description that is not known, and timeouts. Everything else
// replaces the route.
func (r *vcoRoute) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	ctx, op := r.BeginUpdate(ctx, req, resp, limit)
	if op == nil {
		return
	}
	defer op.End()
	if !op.Plan.Description.IsNull() {
		op.Diags.Append(framework.SetFlag(ctx, op.Private, framework.KeyDescription, true)...)
	}
	r.FinishUpdate(ctx, op, "", nil)
}

// Delete deletes the route, and waits until it is not listed any more.
func (r *vcoRoute) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	ctx, op := r.BeginDelete(ctx, req, resp, limit)
	if op == nil {
		return
	}
	defer op.End()
	key, err := vpc.ParseVcoRouteID(op.State.ID.ValueString())
	if err == nil {
		err = r.Data.VPC.DeleteVcoRoute(ctx, op.State.Region.ValueString(), key, op.State.weight())
	}
	r.FinishDelete(op, err)
}

// MoveState takes routes over from the official provider, whose ID has colons and the
// weight.
func (r *vcoRoute) MoveState(context.Context) []resource.StateMover {
	return r.MoveFromOfficial(func(s framework.OfficialState) map[string]attr.Value {
		id := strings.Join([]string{s.Written("vpn_connection_id"), s.Written("route_dest"), s.Written("next_hop")}, "_")
		if err := r.ParseID(id); err != nil {
			s.Unusable("id", "that of a route whose connection, network and next hop are in state")
		}
		return map[string]attr.Value{
			"id": types.StringValue(id), "vpn_connection_id": s.Text("vpn_connection_id"), "destination": s.Text("route_dest"), "next_hop": s.Text("next_hop"),
			"weight": s.Number("weight"), "create_time": s.Time("create_time"), "timeouts": s.Timeouts("create", "delete"),
		}
	})
}
