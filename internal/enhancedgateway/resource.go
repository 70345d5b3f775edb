package enhancedgateway

import (
	"context"
	"errors"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/gateway"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

var _ framework.CompleteResource = (*enhancedGateway)(nil)

type enhancedGateway struct {
	framework.Resource[model, *vpc.VpnGateway, *model]
}

// NewResource returns the resource aliyun_enhanced_vpn_gateway.
func NewResource() resource.Resource {
	return &enhancedGateway{framework.Resource[model, *vpc.VpnGateway, *model]{Kind: Kind}}
}

// Create buys a gateway. When the API has named the ID, what a later apply can
// finish is a warning: an error would make the next apply destroy the gateway and
// buy another. An error is left for a gateway that is gone, or that is not the one
// ordered.
func (r *enhancedGateway) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	ctx, op := r.BeginCreate(ctx, req, resp, 30*time.Minute)
	if op == nil {
		return
	}
	defer op.End()
	plan, region, ordered := op.Plan, op.Plan.Region.ValueString(), time.Now()
	var created vpc.CreateVpnGatewayOutput
	if !enhanced.Buy(ctx, r.Data, &plan.Common, op.Diags, func() (id string, err error) {
		if created, err = r.Data.VPC.CreateEnhancedVpnGateway(ctx, plan.createRequest()); err != nil {
			enhanced.FailCreate(op.Diags, plan.order(), err)
		}
		return created.VpnGatewayID, err
	}) {
		return
	}
	id := created.VpnGatewayID
	// The last that anybody hears of the gateway, should this process be killed now:
	// state is saved only when Create returns.
	tflog.Warn(ctx, "Enhanced VPN gateway ordered", map[string]any{"vpn_gateway_id": id, "region": region, "client_token": created.ClientToken})

	observed := r.Table().Null()
	observed.ID, observed.Region, observed.Name = types.StringValue(id), plan.Region, framework.StringOrNull(created.Name)
	save := func() {
		saved := *plan
		r.Table().FillUnknown(&saved, &observed)
		op.Diags.Append(r.Save(ctx, &resp.State, resp.Identity, &saved)...)
	}
	save()
	op.Diags.Append(gateway.SetUnseen(ctx, op.Private, ordered)...)
	op.Diags.Append(gateway.SetUnfinished(ctx, op.Private, true)...)
	seen, err := r.Data.VPC.WaitEnhancedVpnGatewayActive(ctx, region, id, true)
	var status *vpc.StatusError
	switch {
	case errors.Is(err, vpc.ErrNotFound):
		resp.State.RemoveResource(ctx)
		enhanced.AddLost(op.Diags, id, err)
		return
	case errors.As(err, &status):
		// It showed, but nobody has compared it with the order: a delete does that.
		op.Diags.Append(gateway.SetUnseen(ctx, op.Private, gateway.LongAgo)...)
		enhanced.AddLost(op.Diags, id, err)
		return
	case err != nil:
		enhanced.AddUnfinished(ctx, op.Diags, id, "", err)
		return
	}
	if why := enhanced.NotOrdered(plan.order(), seen, ordered); why != "" {
		resp.State.RemoveResource(ctx)
		plan.ID = observed.ID
		enhanced.AddNotOrdered(op.Diags, plan.order(), why, created.ClientToken)
		return
	}
	observed.FromAPI(seen, r.Data.Tags)
	save()
	op.Diags.Append(gateway.SetUnseen(ctx, op.Private, time.Time{})...)
	failed := r.reconcile(ctx, &observed, plan)
	for _, f := range failed {
		enhanced.AddUnfinished(ctx, op.Diags, id, f.Attribute, f.Err)
	}
	op.Diags.Append(gateway.SetUnfinished(ctx, op.Private, len(failed) > 0)...)
}

// reconcile makes the gateway have what want says, as far as it can be changed in
// place.
func (r *enhancedGateway) reconcile(ctx context.Context, have, want *model) []gateway.Failure {
	client := r.Data.VPC
	return gateway.Reconcile(ctx, client, have.object(), &have.Common, &want.Common, client.UpdateEnhancedVpnGateway, func(ctx context.Context) error {
		_, err := client.WaitEnhancedVpnGatewayActive(ctx, have.Region.ValueString(), have.ID.ValueString(), false)
		return err
	})
}

// Update changes in place what can be. After a failure, state has what the gateway
// shows.
func (r *enhancedGateway) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	ctx, op := r.BeginUpdate(ctx, req, resp, 15*time.Minute)
	if op == nil {
		return
	}
	defer op.End()
	state, plan := op.State, op.Plan
	if !r.checkSeen(ctx, state, op.Private, "update", op.Diags) {
		return
	}
	if gateway.IsUnfinished(ctx, op.Private) { // no refresh came before
		state.ForgetPlanned()
		state.TagsAll = types.MapNull(types.StringType)
	}
	failed := r.reconcile(ctx, state, plan)
	var seen *vpc.VpnGateway
	if len(failed) == 0 {
		var err error
		if seen, err = r.Data.VPC.WaitEnhancedVpnGatewayActive(ctx, state.Region.ValueString(), state.ID.ValueString(), false); err != nil {
			failed = append(failed, gateway.Failure{Err: err})
		}
	}
	if len(failed) > 0 {
		for _, f := range failed {
			enhanced.FailUpdate(op.Diags, f.Attribute, f.Err)
		}
		if seen, err := r.LastLook(ctx, state); err == nil {
			state.FromAPI(seen, r.Data.Tags)
			op.Diags.Append(resp.State.Set(ctx, state)...)
		}
		return
	}
	state.FromAPI(seen, r.Data.Tags)
	r.Table().FillUnknown(plan, state)
	op.Diags.Append(gateway.SetUnfinished(ctx, op.Private, false)...)
	op.Diags.Append(r.Save(ctx, &resp.State, resp.Identity, plan)...)
}

// checkSeen looks at a gateway that is known from its order alone, before it is
// written to or deleted.
func (r *enhancedGateway) checkSeen(ctx context.Context, state *model, private framework.PrivateState, verb string, diags *diag.Diagnostics) bool {
	return enhanced.CheckSeen(ctx, state.order(), private, verb, diags, func() (*vpc.VpnGateway, error) { return r.Get(ctx, r.Data.VPC, state) })
}

// Delete releases the gateway, and waits until it is gone.
func (r *enhancedGateway) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	ctx, op := r.BeginDelete(ctx, req, resp, 15*time.Minute)
	if op == nil {
		return
	}
	defer op.End()
	region, id := op.State.Region.ValueString(), op.State.ID.ValueString()
	if !r.checkSeen(ctx, op.State, op.Private, "delete", op.Diags) {
		return
	}
	err := r.Data.VPC.DeleteEnhancedVpnGateway(ctx, region, id)
	if errors.Is(err, vpc.ErrNotFound) && gateway.MayAppear(ctx, op.Private, time.Now()) {
		enhanced.AddMayAppear(op.Diags, id)
		return
	}
	_, unknown := vpc.UnknownOutcome(err)
	refused := err != nil && !unknown
	if err == nil {
		err = r.Data.VPC.WaitEnhancedVpnGatewayDeleted(ctx, region, id)
	}
	if err != nil && !errors.Is(err, vpc.ErrNotFound) {
		enhanced.FailDelete(op.Diags, id, gateway.DependencyHint(err), refused, err)
	}
}

// MoveState takes enhanced gateways over from the official provider.
func (r *enhancedGateway) MoveState(context.Context) []resource.StateMover {
	return r.MoveFromOfficial(func(s framework.OfficialState) map[string]attr.Value {
		to := map[string]attr.Value{
			"name": s.Text("vpn_gateway_name"), "auto_propagate": s.Flag("auto_propagate"), "create_time": s.Time("create_time"),
			"tags": s.Tags("tags"), "timeouts": s.Timeouts("create", "update", "delete"),
		}
		for _, name := range []string{"vpc_id", "vswitch_id", "disaster_recovery_vswitch_id", "description", "network_type", "vpn_type", "status"} {
			to[name] = s.Text(name)
		}
		return to
	})
}
