package vpngateway

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/gateway"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

var (
	_ framework.CompleteResource          = (*gatewayResource)(nil)
	_ resource.ResourceWithValidateConfig = (*gatewayResource)(nil)
	_ resource.ResourceWithMoveState      = (*gatewayResource)(nil)
)

type gatewayResource struct {
	framework.Resource[model, *vpc.VpnGateway, *model]
}

// NewResource returns the resource aliyun_vpn_gateway.
func NewResource() resource.Resource {
	return &gatewayResource{framework.Resource[model, *vpc.VpnGateway, *model]{Kind: Kind}}
}

// Update changes in place what can be, and remembers the rest.
func (r *gatewayResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	awaiting, diags := awaitingPayment(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	if awaiting {
		r.updateUnpaid(ctx, req, resp)
		return
	}
	ctx, op := r.BeginUpdate(ctx, req, resp, 15*time.Minute)
	if op == nil {
		return
	}
	defer op.End()
	state, plan := op.State, op.Plan

	if !r.checkSeen(ctx, state, resp.Private, "update", &resp.Diagnostics) {
		return
	}
	if gateway.IsUnfinished(ctx, resp.Private) { // no refresh came before
		state.ForgetPlanned()
		state.TagsAll = types.MapNull(types.StringType)
	}
	failed := r.reconcile(ctx, state, plan)
	region, id := state.Region.ValueString(), state.ID.ValueString()
	var seen *vpc.VpnGateway
	if len(failed) == 0 {
		var err error
		if seen, err = r.Data.VPC.WaitVpnGatewayActive(ctx, region, id, false); err != nil {
			failed = append(failed, gateway.Failure{Err: err})
		}
	}
	if len(failed) > 0 {
		for _, f := range failed {
			traditional.FailUpdate(&resp.Diagnostics, f.Attribute, f.Err)
		}
		r.saveWhatIs(ctx, state, resp)
		return
	}
	state.FromAPI(seen, r.Data.Tags)
	r.Table().FillUnknown(plan, state)
	resp.Diagnostics.Append(gateway.SetUnfinished(ctx, resp.Private, false)...)
	resp.Diagnostics.Append(r.Save(ctx, &resp.State, resp.Identity, plan)...)
}

// saveWhatIs puts into state what the gateway has after a part of an update
// failed. What only Terraform keeps stays as it was before, since the update is
// not done. If the gateway cannot be read now, the next refresh does it.
func (r *gatewayResource) saveWhatIs(ctx context.Context, state *model, resp *resource.UpdateResponse) {
	seen, err := r.LastLook(ctx, state)
	if err != nil {
		return
	}
	state.FromAPI(seen, r.Data.Tags)
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
}

// Delete releases the gateway, or does what deletion_policy says instead.
func (r *gatewayResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	awaiting, diags := awaitingPayment(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	ctx, op := r.BeginDelete(ctx, req, resp, 15*time.Minute)
	if op == nil {
		return
	}
	defer op.End()
	state := op.State
	region, id := state.Region.ValueString(), state.ID.ValueString()
	switch state.DeletionPolicy.ValueString() {
	case policyDelete:
	case policyPrevent:
		addPrevented(&resp.Diagnostics, state)
		return
	case policyAbandon:
		resp.Diagnostics.AddWarning("VPN gateway left behind",
			fmt.Sprintf("%[1]s in %[2]s still exists and is still billed: Terraform only removed it from state. "+
				"To take it back: terraform import ADDRESS %[1]s@%[2]s\n%[3]s", id, region, whatAddress))
		return
	default:
		addUnknownPolicy(&resp.Diagnostics, state)
		return
	}
	if !r.checkSeen(ctx, state, req.Private, "delete", &resp.Diagnostics) {
		return
	}

	err := r.Data.VPC.DeleteVpnGateway(ctx, region, id)
	if errors.Is(err, vpc.ErrNotFound) && gateway.MayAppear(ctx, req.Private, time.Now()) && !awaiting {
		traditional.AddMayAppear(&resp.Diagnostics, id)
		return
	}
	_, unknown := vpc.UnknownOutcome(err)
	refused := err != nil && !unknown
	if err == nil {
		err = r.Data.VPC.WaitVpnGatewayDeleted(ctx, region, id)
	}
	if err != nil && !errors.Is(err, vpc.ErrNotFound) {
		traditional.FailDelete(&resp.Diagnostics, id, deleteHint(state, err), refused, err)
	}
}

// checkSeen looks at a gateway that is known from its order alone, before it is
// written to or deleted.
func (r *gatewayResource) checkSeen(ctx context.Context, state *model, private framework.PrivateState, verb string, diags *diag.Diagnostics) bool {
	return traditional.CheckSeen(ctx, state.order(), private, verb, diags, func() (*vpc.VpnGateway, error) {
		return r.Data.VPC.GetVpnGateway(ctx, state.Region.ValueString(), state.ID.ValueString())
	})
}

// updateUnpaid saves what needs no API call; everything else has to wait until
// somebody has paid and the gateway is there.
func (r *gatewayResource) updateUnpaid(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var state, plan model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() || !r.CheckID(&state, &resp.Diagnostics) {
		return
	}
	set, remove := framework.TagChanges(state.TagsAll, plan.TagsAll)
	if framework.Wanted(plan.Name, state.Name) || framework.Wanted(plan.Description, state.Description) ||
		framework.Wanted(plan.AutoPropagate, state.AutoPropagate) || framework.Wanted(plan.ResourceGroupID, state.ResourceGroupID) ||
		len(set)+len(remove) > 0 {
		resp.Diagnostics.AddError("Unable to update VPN gateway",
			fmt.Sprintf("%s is not built yet: order %s awaits payment. %s Then apply again.",
				state.ID.ValueString(), state.OrderID.ValueString(), howToPay))
		return
	}
	r.Table().FillUnknown(&plan, &state)
	resp.Diagnostics.Append(r.Save(ctx, &resp.State, resp.Identity, &plan)...)
}
