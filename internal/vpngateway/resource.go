package vpngateway

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// TypeName is the resource's name in HCL.
const TypeName = "aliyun_vpn_gateway"

const (
	idPrefix = "vpn-"

	defaultCreateTimeout = 30 * time.Minute
	defaultUpdateTimeout = 15 * time.Minute
	defaultDeleteTimeout = 15 * time.Minute

	// lastLookTime bounds the look at a gateway after an update that failed.
	lastLookTime = 10 * time.Second
)

var (
	_ resource.ResourceWithConfigure      = (*gatewayResource)(nil)
	_ resource.ResourceWithValidateConfig = (*gatewayResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*gatewayResource)(nil)
	_ resource.ResourceWithImportState    = (*gatewayResource)(nil)
	_ resource.ResourceWithMoveState      = (*gatewayResource)(nil)
)

type gatewayResource struct {
	data *framework.ProviderData
}

// NewResource returns the resource aliyun_vpn_gateway.
func NewResource() resource.Resource { return &gatewayResource{} }

// Metadata names the resource.
func (*gatewayResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = TypeName
}

// Configure takes the provider's client.
func (r *gatewayResource) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	r.data = framework.Configured(req.ProviderData, &resp.Diagnostics)
}

// Update changes in place what can be, and remembers the rest.
func (r *gatewayResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var state, plan model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	timeout, diags := plan.Timeouts.Update(ctx, defaultUpdateTimeout)
	resp.Diagnostics.Append(diags...)
	awaiting, diags := awaitingPayment(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() || !state.checkID(&resp.Diagnostics) {
		return
	}
	if awaiting {
		updateUnpaid(ctx, &state, &plan, resp)
		return
	}
	plan.TagsAll = r.data.Tags.All(plan.Tags)
	if wrong := r.data.Tags.Check(plan.Tags); wrong != "" {
		addWrongTags(&resp.Diagnostics, wrong)
		return
	}
	state.TagsAll = r.data.Tags.Without(state.TagsAll)
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()

	if !r.checkSeen(ctx, &state, resp.Private, cannotUpdate, &resp.Diagnostics) {
		return
	}
	if isUnfinished(ctx, resp.Private) { // no refresh came before
		state.forgetPlanned()
		state.TagsAll = types.MapNull(types.StringType)
	}
	failed := reconcile(ctx, r.data.VPC, &state, &plan)
	region, id := state.Region.ValueString(), state.ID.ValueString()
	var gateway *vpc.VpnGateway
	if len(failed) == 0 {
		var err error
		if gateway, err = r.data.VPC.WaitVpnGatewayActive(ctx, region, id, false); err != nil {
			failed = append(failed, failure{"", err})
		}
	}
	if len(failed) > 0 {
		for _, f := range failed {
			addUpdateFailure(&resp.Diagnostics, f.attribute, f.err)
		}
		r.saveWhatIs(ctx, &state, resp)
		return
	}
	state.fromAPI(gateway, r.data.Tags)
	plan.complete(state)
	resp.Diagnostics.Append(setUnfinished(ctx, resp.Private, false)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, plan.identity())...)
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
}

// saveWhatIs puts into state what the gateway has after a part of an update
// failed. What only Terraform keeps stays as it was before, since the update is
// not done. If the gateway cannot be read now, the next refresh does it.
func (r *gatewayResource) saveWhatIs(ctx context.Context, state *model, resp *resource.UpdateResponse) {
	// The update's own time may be up, or Terraform interrupted.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastLookTime)
	defer cancel()
	gateway, err := r.data.VPC.GetVpnGateway(ctx, state.Region.ValueString(), state.ID.ValueString())
	if err != nil {
		return
	}
	state.fromAPI(gateway, r.data.Tags)
	resp.Diagnostics.Append(resp.State.Set(ctx, state)...)
}

// Delete releases the gateway, or does what deletion_policy says instead.
func (r *gatewayResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	timeout, diags := state.Timeouts.Delete(ctx, defaultDeleteTimeout)
	resp.Diagnostics.Append(diags...)
	awaiting, diags := awaitingPayment(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() || !state.checkID(&resp.Diagnostics) {
		return
	}
	region, id := state.Region.ValueString(), state.ID.ValueString()
	switch state.DeletionPolicy.ValueString() {
	case policyDelete:
	case policyPrevent:
		addPrevented(&resp.Diagnostics, &state)
		return
	case policyAbandon:
		resp.Diagnostics.AddWarning("VPN gateway left behind",
			fmt.Sprintf("%[1]s in %[2]s still exists and is still billed: Terraform only removed it from state. "+
				"To take it back: terraform import ADDRESS %[1]s@%[2]s\n%[3]s", id, region, whatAddress))
		return
	default:
		addUnknownPolicy(&resp.Diagnostics, &state)
		return
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	if !r.checkSeen(ctx, &state, req.Private, cannotDelete, &resp.Diagnostics) {
		return
	}

	err := r.data.VPC.DeleteVpnGateway(ctx, region, id)
	if errors.Is(err, vpc.ErrNotFound) && mayAppear(ctx, req.Private, time.Now()) && !awaiting {
		addMayAppear(&resp.Diagnostics, id)
		return
	}
	_, unknown := vpc.UnknownOutcome(err)
	refused := err != nil && !unknown
	if err == nil {
		err = r.data.VPC.WaitVpnGatewayDeleted(ctx, region, id)
	}
	if err != nil && !errors.Is(err, vpc.ErrNotFound) {
		addDeleteFailure(&resp.Diagnostics, &state, refused, err)
	}
}

// ImportState takes "<id>" or "<id>@<region>".
func (r *gatewayResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if r.data.VPC == nil {
		resp.Diagnostics.AddError("Unable to import VPN gateway", r.data.WhyUnknown())
		return
	}
	if req.ID == "" {
		r.importByIdentity(ctx, req, resp)
		return
	}
	id, region, err := framework.ParseImportID(req.ID, idPrefix, r.data.Region)
	if err != nil {
		resp.Diagnostics.AddError("Invalid import ID",
			fmt.Sprintf("%q is not an import ID of %s: %s. Write <id> or <id>@<region>, such as vpn-bp1q8bgx4xnkm2ogj0fiu@cn-hangzhou.",
				req.ID, TypeName, err))
		return
	}
	fillImported(ctx, id, region, resp)
}

// importByIdentity takes the identity that an import block gives, or a query.
func (r *gatewayResource) importByIdentity(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	var given identity
	resp.Diagnostics.Append(req.Identity.Get(ctx, &given)...)
	if resp.Diagnostics.HasError() {
		return
	}
	region := framework.RegionOr(given.Region, r.data.Region)
	id, region, err := framework.ParseImportID(given.ID.ValueString()+"@"+region, idPrefix, "")
	if err != nil {
		resp.Diagnostics.AddError("Invalid identity", fmt.Sprintf("The identity does not name a VPN gateway: %s.", err))
		return
	}
	fillImported(ctx, id, region, resp)
}

// fillImported fills what the API cannot; the refresh that follows does the rest.
func fillImported(ctx context.Context, id, region string, resp *resource.ImportStateResponse) {
	for name, value := range map[string]string{"id": id, "region": region, "deletion_policy": policyDelete} {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(name), value)...)
	}
	resp.Diagnostics.Append(resp.Identity.Set(ctx, identity{ID: types.StringValue(id), Region: types.StringValue(region)})...)
	resp.Diagnostics.Append(setImported(ctx, resp.Private, true)...)
}

// updateUnpaid saves what needs no API call; everything else has to wait until
// somebody has paid and the gateway is there.
func updateUnpaid(ctx context.Context, state, plan *model, resp *resource.UpdateResponse) {
	set, remove := framework.TagChanges(state.TagsAll, plan.TagsAll)
	if wanted(plan.Name, state.Name) || wanted(plan.Description, state.Description) ||
		wanted(plan.AutoPropagate, state.AutoPropagate) || wanted(plan.ResourceGroupID, state.ResourceGroupID) ||
		len(set)+len(remove) > 0 {
		resp.Diagnostics.AddError("Unable to update VPN gateway",
			fmt.Sprintf("%s is not built yet: order %s awaits payment. %s Then apply again.",
				state.ID.ValueString(), state.OrderID.ValueString(), howToPay))
		return
	}
	plan.complete(*state)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, plan.identity())...)
	resp.Diagnostics.Append(resp.State.Set(ctx, plan)...)
}
