package vpngateway

import (
	"context"
	"errors"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// Create buys a gateway.
//
// From the moment the API has named the ID, what a later apply can finish is a
// warning: an error would make Terraform taint the gateway, and the next apply
// destroy it and buy another. An error is left for a gateway that is gone, or that
// is not the one ordered.
func (r *gatewayResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	ctx, op := r.BeginCreate(ctx, req, resp, 30*time.Minute)
	if op == nil {
		return
	}
	defer op.End()
	plan := op.Plan

	ordered := time.Now()
	created, ok := r.buy(ctx, plan, &resp.Diagnostics)
	if !ok {
		return
	}
	// The last that anybody hears of the gateway, should this process be killed now:
	// state is saved only when Create returns.
	tflog.Warn(ctx, "VPN gateway ordered", map[string]any{
		"vpn_gateway_id": created.VpnGatewayID, "region": plan.Region.ValueString(),
		"order_id": created.OrderID, "client_token": created.ClientToken,
	})

	observed := nullModel()
	observed.ID = types.StringValue(created.VpnGatewayID)
	observed.Region = plan.Region
	observed.OrderID = framework.StringOrNull(created.OrderID)
	observed.Name = framework.StringOrNull(created.Name)
	save := func(observed *model) {
		saved := *plan
		r.Table().FillUnknown(&saved, observed)
		resp.Diagnostics.Append(r.Save(ctx, &resp.State, resp.Identity, &saved)...)
		resp.Diagnostics.Append(setApplied(ctx, resp.Private, appliedFrom(&saved))...)
	}
	save(&observed)
	resp.Diagnostics.Append(setUnseen(ctx, resp.Private, ordered)...)
	resp.Diagnostics.Append(setUnfinished(ctx, resp.Private, true)...)
	resp.Diagnostics.Append(setAwaitingPayment(ctx, resp.Private, plan.unpaid())...)
	if plan.unpaid() {
		r.lookAtOrder(ctx, plan, created, ordered, resp)
		return
	}

	gateway, err := r.Data.VPC.WaitVpnGatewayActive(ctx, plan.Region.ValueString(), created.VpnGatewayID, true)
	var status *vpc.StatusError
	switch {
	case errors.Is(err, vpc.ErrNotFound):
		resp.State.RemoveResource(ctx)
		addLostAfterCreate(&resp.Diagnostics, created.VpnGatewayID, err)
		return
	case errors.As(err, &status):
		// It showed, but nobody has compared it with the order: a delete does that.
		resp.Diagnostics.Append(setUnseen(ctx, resp.Private, longAgo)...)
		addLostAfterCreate(&resp.Diagnostics, created.VpnGatewayID, err)
		return
	case err != nil:
		addUnfinished(ctx, &resp.Diagnostics, created.VpnGatewayID, "", err)
		return
	}
	if why := plan.notOrdered(gateway, ordered); why != "" {
		resp.State.RemoveResource(ctx)
		plan.ID = observed.ID
		addNotOrdered(&resp.Diagnostics, plan, why, created.ClientToken)
		return
	}
	logOdd(ctx, gateway)
	observed.FromAPI(gateway, r.Data.Tags)
	save(&observed)
	resp.Diagnostics.Append(setUnseen(ctx, resp.Private, time.Time{})...)
	failed := reconcile(ctx, r.Data.VPC, &observed, plan)
	for _, f := range failed {
		addUnfinished(ctx, &resp.Diagnostics, created.VpnGatewayID, f.attribute, f.err)
	}
	resp.Diagnostics.Append(setUnfinished(ctx, resp.Private, len(failed) > 0)...)
}

// lookAtOrder ends the create of an order that somebody has to pay. The gateway
// may show already; if it does, it has to be the one ordered.
func (r *gatewayResource) lookAtOrder(
	ctx context.Context, plan *model, created vpc.CreateVpnGatewayOutput, ordered time.Time, resp *resource.CreateResponse,
) {
	plan.ID = types.StringValue(created.VpnGatewayID)
	plan.OrderID = framework.StringOrNull(created.OrderID)
	gateway, err := r.Data.VPC.DescribeVpnGateway(ctx, plan.Region.ValueString(), created.VpnGatewayID)
	if err == nil {
		if why := plan.notOrdered(gateway, ordered); why != "" {
			resp.State.RemoveResource(ctx)
			addNotOrdered(&resp.Diagnostics, plan, why, created.ClientToken)
			return
		}
		resp.Diagnostics.Append(setUnseen(ctx, resp.Private, time.Time{})...)
	}
	addUnpaidWarning(&resp.Diagnostics, plan)
}

// buy orders the gateway unless one of its name is there already. It returns
// false, with an error, when no ID came of it.
func (r *gatewayResource) buy(ctx context.Context, plan *model, diags *diag.Diagnostics) (created vpc.CreateVpnGatewayOutput, ok bool) {
	if plan.checksName() {
		done, err := r.Data.Created.Turn(ctx, plan.Region.ValueString()+"/"+plan.VpcID.ValueString()+"/"+plan.Name.ValueString())
		if err != nil {
			addNotChecked(diags, plan, err)
			return created, false
		}
		defer done()
		if !r.nameIsFree(ctx, plan, diags) {
			return created, false
		}
	}
	created, err := r.Data.VPC.CreateVpnGateway(ctx, plan.createRequest())
	if err != nil {
		addCreateFailure(diags, plan, err)
		return created, false
	}
	r.Data.Created.Add(created.VpnGatewayID)
	return created, true
}
