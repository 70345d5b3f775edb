package customergateway

import (
	"context"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const (
	defaultCreateTimeout = 5 * time.Minute
	defaultUpdateTimeout = 15 * time.Minute
	defaultDeleteTimeout = 15 * time.Minute

	// lastLookTime bounds the look at a customer gateway after an update
	// that failed.
	lastLookTime = 10 * time.Second
)

var (
	_ resource.ResourceWithModifyPlan  = (*customerGateway)(nil)
	_ resource.ResourceWithImportState = (*customerGateway)(nil)
	_ resource.ResourceWithIdentity    = (*customerGateway)(nil)
	_ resource.ResourceWithMoveState   = (*customerGateway)(nil)
)

type customerGateway struct {
	framework.Resource[model, *vpc.CustomerGateway, *model]
}

// NewResource returns the resource aliyun_vpn_customer_gateway.
func NewResource() resource.Resource {
	return &customerGateway{framework.Resource[model, *vpc.CustomerGateway, *model]{Kind: Kind}}
}

// Create makes a customer gateway with all that it has in one call. When the API
// has named the ID, nothing that happens after that is an error, unless the
// object is another one: an error would make the next apply replace it.
func (r *customerGateway) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan, config model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	timeout, diags := plan.Timeouts.Create(ctx, defaultCreateTimeout)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() || !r.FillKnown(&plan, &resp.Diagnostics) {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()

	in := plan.createRequest(&config)
	late := longKeys(in.Tags)
	if late {
		in.Tags = nil
	}
	id, token, err := r.Data.VPC.CreateCustomerGateway(ctx, in)
	if err != nil {
		r.failCreate(ctx, &resp.Diagnostics, &plan, err)
		return
	}
	tflog.Info(ctx, "Customer gateway created", map[string]any{"customer_gateway_id": id, "region": in.RegionID, "client_token": token})
	if in.AuthKey != nil {
		resp.Diagnostics.Append(framework.RememberSecret(ctx, resp.Private, keyAuthKey, *in.AuthKey)...)
	}
	observed := r.Table().Null(ctx)
	observed.ID, observed.Region = types.StringValue(id), plan.Region
	seen, err := r.Data.VPC.WaitCustomerGatewayShown(ctx, in.RegionID, id)
	switch {
	case err != nil:
		framework.AddFailureWarning(&resp.Diagnostics, framework.Failure{
			Summary: "Customer gateway was created, but not read", Err: err, Timeout: "timeouts.create",
			Left: id + " exists and is in state. The next refresh reads what the API set by itself.",
		}.Explained(parameters, hint))
	case seen.IPAddress != "" && seen.IPAddress != in.IPAddress:
		resp.Diagnostics.AddError("Customer gateway is not the one created", fmt.Sprintf(
			"The API answered the create call with %s, but that has the address %s and not %s. It was not changed, and it is not in state. "+
				"The customer gateway that was to be created may exist in %s under another ID (client token %s). Apply again. If the address is taken "+
				"then, the error names the customer gateway that has it, and how to import it.",
			id, seen.IPAddress, in.IPAddress, in.RegionID, token))
		return
	default:
		observed.FromAPI(seen, r.Data.Tags)
	}
	r.Table().FillUnknown(&plan, &observed)
	resp.Diagnostics.Append(r.Save(ctx, &resp.State, resp.Identity, &plan)...)
	if late {
		if err := framework.Retag(ctx, r.Data.VPC, plan.object(), observed.TagsAll, plan.TagsAll); err != nil {
			framework.AddFailureWarning(&resp.Diagnostics, framework.Failure{
				Summary: "Customer gateway was created without its tags", Err: err, Attribute: "tags", Timeout: "timeouts.create",
				Left: id + " exists and is in state. The next plan shows the tags that are missing, and the next apply adds them.",
			}.Explained(parameters, hint))
		}
	}
}

// longKeys reports tags that the create action does not take, but TagResources
// does.
func longKeys(tags map[string]string) bool {
	const longest = 64
	for key := range tags {
		if utf8.RuneCountInString(key) > longest {
			return true
		}
	}
	return false
}

// Update changes in place what can be. After a failure, state has what was
// changed before it.
func (r *customerGateway) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var state, plan, config model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	timeout, diags := plan.Timeouts.Update(ctx, defaultUpdateTimeout)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() || !r.CheckID(&state, &resp.Diagnostics) || !r.FillKnown(&plan, &resp.Diagnostics) {
		return
	}
	state.TagsAll = r.Data.Tags.Without(state.TagsAll)
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()

	attribute, err := r.change(ctx, &state, &plan, &config, resp.Private, &resp.Diagnostics)
	if err != nil {
		r.Fail(&resp.Diagnostics, framework.Failure{
			Summary: "Unable to update customer gateway", Err: err, Attribute: attribute, Timeout: "timeouts.update",
			Left: "The customer gateway is still in state. What was changed before this stays changed; the next apply does the rest.",
		})
	}
	look := ctx
	if err != nil { // the update's own time may be up, or Terraform interrupted
		var stop context.CancelFunc
		look, stop = context.WithTimeout(context.WithoutCancel(ctx), lastLookTime)
		defer stop()
	}
	seen, unread := r.Data.VPC.GetCustomerGateway(look, state.Region.ValueString(), state.ID.ValueString())
	switch {
	case unread == nil:
		state.FromAPI(seen, r.Data.Tags)
	case err == nil:
		framework.AddFailureWarning(&resp.Diagnostics, framework.Failure{
			Summary: "Customer gateway was updated, but not read", Err: unread, Timeout: "timeouts.update",
			Left: state.ID.ValueString() + " is changed and in state. The next refresh reads it.",
		}.Explained(parameters, hint))
	}
	if err != nil {
		resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
		return
	}
	r.Table().FillUnknown(&plan, &state)
	resp.Diagnostics.Append(r.Save(ctx, &resp.State, resp.Identity, &plan)...)
}

// change makes the calls that lead from state to plan, and returns the attribute
// of the one that failed.
func (r *customerGateway) change(
	ctx context.Context, state, plan, config *model, private framework.PrivateState, diags *diag.Diagnostics,
) (attribute string, err error) {
	in := vpc.ModifyCustomerGatewayAttributeInput{
		RegionID: state.Region.ValueString(), CustomerGatewayID: state.ID.ValueString(), AuthKey: state.authKey().Changed(config.authKey()),
	}
	if in.AuthKey != nil {
		attribute = "auth_key"
	}
	if framework.Wanted(plan.Name, state.Name) {
		in.Name, attribute = framework.StringPtr(plan.Name), "name"
	}
	if framework.Wanted(plan.Description, state.Description) {
		in.Description, attribute = framework.StringPtr(plan.Description), "description"
	}
	if attribute != "" {
		if err := r.Data.VPC.ModifyCustomerGatewayAttribute(ctx, in); err != nil {
			return attribute, err
		}
	}
	if in.AuthKey != nil {
		diags.Append(framework.RememberSecret(ctx, private, keyAuthKey, *in.AuthKey)...)
	}
	if err := framework.MoveToGroup(ctx, r.Data.VPC, state.object(), state.ResourceGroupID, plan.ResourceGroupID); err != nil {
		return "resource_group_id", err
	}
	return "tags", framework.Retag(ctx, r.Data.VPC, state.object(), state.TagsAll, plan.TagsAll)
}

// Delete deletes the customer gateway, and waits until it is gone.
func (r *customerGateway) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	timeout, diags := state.Timeouts.Delete(ctx, defaultDeleteTimeout)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() || !r.CheckID(&state, &resp.Diagnostics) {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	region, id := state.Region.ValueString(), state.ID.ValueString()
	err := r.Data.VPC.DeleteCustomerGateway(ctx, region, id)
	if err == nil {
		err = r.Data.VPC.WaitCustomerGatewayDeleted(ctx, region, id)
	}
	if err != nil && !errors.Is(err, vpc.ErrNotFound) {
		r.Fail(&resp.Diagnostics, framework.Failure{
			Summary: "Unable to delete customer gateway", Err: err, Timeout: "timeouts.delete", Left: id + " is still in state.",
		})
	}
}

// MoveState takes customer gateways over from the official provider.
func (r *customerGateway) MoveState(context.Context) []resource.StateMover {
	return r.MoveFromOfficial(func(s framework.OfficialState) map[string]attr.Value {
		return map[string]attr.Value{
			"ip_address": s.Text("ip_address"), "asn": s.Number("asn"), "name": s.Text("customer_gateway_name", "name"),
			"description": s.Text("description"), "create_time": s.Time("create_time"), "tags": s.Tags("tags"),
			"timeouts": s.Timeouts("create", "update", "delete"),
		}
	})
}

// failCreate explains a customer gateway that was not created, or may have been.
func (r *customerGateway) failCreate(ctx context.Context, diags *diag.Diagnostics, plan *model, err error) {
	region, address := plan.Region.ValueString(), plan.IPAddress.ValueString()
	if token, unknown := vpc.UnknownOutcome(err); unknown {
		r.Fail(diags, framework.Failure{
			Summary: "Customer gateway may have been created", Err: err,
			Hint: fmt.Sprintf("So a customer gateway with the address %s may exist in %s (client token %s). Nothing is in state.", address, region, token),
			Left: fmt.Sprintf("Apply again. If the address is taken then, the error names the customer gateway that has it, and how to import it. " +
				"Until then nothing is lost: a customer gateway costs nothing."),
		})
		return
	}
	f := framework.Failure{Summary: "Unable to create customer gateway", Err: err, Timeout: "timeouts.create", Left: "Nothing was created."}
	if vpc.ErrorCode(err) == "InvalidIpAddress.AlreadyExist" {
		f.Hint = r.holder(ctx, region, address)
	}
	r.Fail(diags, f)
}

// holder says who has an address already.
func (r *customerGateway) holder(ctx context.Context, region, address string) string {
	all, err := r.Data.VPC.DescribeCustomerGateways(ctx, vpc.DescribeCustomerGatewaysInput{RegionID: region})
	if err != nil {
		return fmt.Sprintf("Another customer gateway in %s has the address %s already, and which one could not be read: %v", region, address, err)
	}
	for _, g := range all {
		if g.IPAddress == address {
			return fmt.Sprintf("%[1]s (%[2]q) in %[3]s has the address %[4]s already, and an address can be used by one customer gateway of a "+
				"region only. Refer to that one by its ID or by the data source %[5]s, or take it into state:\n"+
				"  import {\n    to = ADDRESS\n    id = \"%[1]s@%[3]s\"\n  }\n%[6]s",
				g.CustomerGatewayID, g.Name, region, address, r.TypeName, r.WhatAddress())
		}
	}
	return fmt.Sprintf("The API says that the address %s is in use in %s, but lists no customer gateway with it. Apply again.", address, region)
}

// keyAuthKey is where private state has what shows that the key has changed.
const keyAuthKey = "auth_key"

// refresh warns of a write-only key that somebody else has changed. One that is in
// state shows as a change there.
func refresh(
	ctx context.Context, m *model, seen *vpc.CustomerGateway, tags framework.TagPolicy, private framework.PrivateState,
) diag.Diagnostics {
	m.FromAPI(seen, tags)
	if seen.AuthKey == nil || !m.AuthKey.IsNull() {
		return nil
	}
	changed, diags := framework.SecretChanged(ctx, private, keyAuthKey, *seen.AuthKey)
	if changed {
		diags.AddAttributeWarning(path.Root("auth_key_wo"), "Key was changed outside Terraform",
			fmt.Sprintf("The key of customer gateway %s is not the one that Terraform set last. To set that again, change auth_key_wo_version. "+
				"BGP sessions come up only if both ends have the same key.", m.ID.ValueString()))
	}
	return diags
}

// plan says what a replacement needs.
func plan(_ context.Context, c *framework.Change[model]) {
	if c.State == nil || c.Plan == nil {
		return
	}
	for _, name := range c.Replacing() {
		c.Diags.AddAttributeWarning(path.Root(name), "Customer gateway will be replaced",
			fmt.Sprintf("The API cannot change %s of %s, so the plan deletes it and creates another. It cannot be deleted while an IPsec connection "+
				"uses it: let the connection refer to this resource's id, so that it is changed or replaced in the same apply.",
				name, c.State.ID.ValueString()))
	}
}
