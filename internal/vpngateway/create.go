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
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/gateway"
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
	resp.Diagnostics.Append(gateway.SetUnseen(ctx, resp.Private, ordered)...)
	resp.Diagnostics.Append(gateway.SetUnfinished(ctx, resp.Private, true)...)
	resp.Diagnostics.Append(setAwaitingPayment(ctx, resp.Private, plan.unpaid())...)
	if plan.unpaid() {
		r.lookAtOrder(ctx, plan, created, ordered, resp)
		return
	}

	seen, err := r.Data.VPC.WaitVpnGatewayActive(ctx, plan.Region.ValueString(), created.VpnGatewayID, true)
	var status *vpc.StatusError
	switch {
	case errors.Is(err, vpc.ErrNotFound):
		resp.State.RemoveResource(ctx)
		traditional.AddLost(&resp.Diagnostics, created.VpnGatewayID, err)
		return
	case errors.As(err, &status):
		// It showed, but nobody has compared it with the order: a delete does that.
		resp.Diagnostics.Append(gateway.SetUnseen(ctx, resp.Private, gateway.LongAgo)...)
		traditional.AddLost(&resp.Diagnostics, created.VpnGatewayID, err)
		return
	case err != nil:
		traditional.AddUnfinished(ctx, &resp.Diagnostics, created.VpnGatewayID, "", err)
		return
	}
	if why := traditional.NotOrdered(plan.order(), seen, ordered); why != "" {
		resp.State.RemoveResource(ctx)
		plan.ID = observed.ID
		traditional.AddNotOrdered(&resp.Diagnostics, plan.order(), why, created.ClientToken)
		return
	}
	logOdd(ctx, seen)
	observed.FromAPI(seen, r.Data.Tags)
	save(&observed)
	resp.Diagnostics.Append(gateway.SetUnseen(ctx, resp.Private, time.Time{})...)
	failed := r.reconcile(ctx, &observed, plan)
	for _, f := range failed {
		traditional.AddUnfinished(ctx, &resp.Diagnostics, created.VpnGatewayID, f.Attribute, f.Err)
	}
	resp.Diagnostics.Append(gateway.SetUnfinished(ctx, resp.Private, len(failed) > 0)...)
}

// lookAtOrder ends the create of an order that somebody has to pay. The gateway
// may show already; if it does, it has to be the one ordered.
func (r *gatewayResource) lookAtOrder(
	ctx context.Context, plan *model, created vpc.CreateVpnGatewayOutput, ordered time.Time, resp *resource.CreateResponse,
) {
	plan.ID = types.StringValue(created.VpnGatewayID)
	plan.OrderID = framework.StringOrNull(created.OrderID)
	seen, err := r.Data.VPC.DescribeVpnGateway(ctx, plan.Region.ValueString(), created.VpnGatewayID)
	if err == nil {
		if why := traditional.NotOrdered(plan.order(), seen, ordered); why != "" {
			resp.State.RemoveResource(ctx)
			traditional.AddNotOrdered(&resp.Diagnostics, plan.order(), why, created.ClientToken)
			return
		}
		resp.Diagnostics.Append(gateway.SetUnseen(ctx, resp.Private, time.Time{})...)
	}
	addUnpaidWarning(&resp.Diagnostics, plan)
}

// buy orders the gateway unless one of its name is there already. It returns
// false, with an error, when no ID came of it.
func (r *gatewayResource) buy(ctx context.Context, plan *model, diags *diag.Diagnostics) (created vpc.CreateVpnGatewayOutput, ok bool) {
	ok = traditional.Buy(ctx, r.Data, &plan.Common, diags, func() (id string, err error) {
		if created, err = r.Data.VPC.CreateVpnGateway(ctx, plan.createRequest()); err != nil {
			traditional.FailCreate(diags, plan.order(), err)
		}
		return created.VpnGatewayID, err
	})
	return created, ok
}

// reconcile makes the gateway have what want says, as far as it can be changed in
// place.
func (r *gatewayResource) reconcile(ctx context.Context, have, want *model) []gateway.Failure {
	client, region, id := r.Data.VPC, have.Region.ValueString(), have.ID.ValueString()
	return gateway.Reconcile(ctx, client, vpc.VpnGatewayObject(region, id), &have.Common, &want.Common, client.ModifyVpnGatewayAttribute,
		func(ctx context.Context) error {
			_, err := client.WaitVpnGatewayActive(ctx, region, id, false)
			return err
		})
}
