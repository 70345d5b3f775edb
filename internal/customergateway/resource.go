package customergateway

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// ifTaken says how to find a customer gateway that may exist.
const ifTaken = "Apply again. If the address is taken then, the error names the customer gateway that has it, and how to import it."

var _ framework.CompleteResource = (*customerGateway)(nil)

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
	ctx, op := r.BeginCreate(ctx, req, resp, 5*time.Minute)
	if op == nil {
		return
	}
	defer op.End()
	in := op.Plan.createRequest(op.Config)
	id, token, err := r.Data.VPC.CreateCustomerGateway(ctx, in)
	if err != nil {
		r.failCreate(ctx, op.Diags, in, err)
		return
	}
	tflog.Info(ctx, "Customer gateway created", map[string]any{"customer_gateway_id": id, "region": in.RegionID, "client_token": token})
	op.Diags.Append(framework.RememberSent(ctx, op.Private, keyAuthKey, in.AuthKey)...)
	seen, err := r.Data.VPC.WaitCustomerGatewayShown(ctx, in.RegionID, id)
	if err == nil && seen.IPAddress != "" && seen.IPAddress != in.IPAddress {
		has := fmt.Sprintf("has the address %s and not %s", seen.IPAddress, in.IPAddress)
		r.AddForeign(op.Diags, id, has, in.RegionID, token, ifTaken)
		return
	}
	observed := r.FinishCreate(ctx, op, id, seen, err)
	r.TagLate(ctx, op, op.Plan.object(), observed)
}

// Update changes in place what can be. After a failure, state has what was
// changed before it.
func (r *customerGateway) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	ctx, op := r.BeginUpdate(ctx, req, resp, 15*time.Minute)
	if op == nil {
		return
	}
	defer op.End()
	attribute, err := r.change(ctx, op)
	r.FinishUpdate(ctx, op, attribute, err)
}

// change makes the calls that lead from state to plan, and returns the attribute
// of the one that failed.
func (r *customerGateway) change(ctx context.Context, op *framework.Operation[model]) (attribute string, err error) {
	state, plan := op.State, op.Plan
	in := vpc.ModifyCustomerGatewayAttributeInput{
		RegionID: state.Region.ValueString(), CustomerGatewayID: state.ID.ValueString(),
		Name:        framework.Changed(plan.Name, state.Name),
		Description: framework.Changed(plan.Description, state.Description),
		AuthKey:     state.authKey().Changed(op.Config.authKey()),
	}
	attribute = cmp.Or(framework.Sent("description", in.Description != nil), framework.Sent("name", in.Name != nil),
		framework.Sent("auth_key", in.AuthKey != nil))
	if attribute != "" {
		if err := r.Data.VPC.ModifyCustomerGatewayAttribute(ctx, in); err != nil {
			return attribute, err
		}
	}
	op.Diags.Append(framework.RememberSent(ctx, op.Private, keyAuthKey, in.AuthKey)...)
	return r.MoveAndRetag(ctx, op, state.object(), state.ResourceGroupID, plan.ResourceGroupID)
}

// Delete deletes the customer gateway, and waits until it is gone.
func (r *customerGateway) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	ctx, op := r.BeginDelete(ctx, req, resp, 15*time.Minute)
	if op == nil {
		return
	}
	defer op.End()
	region, id := op.State.Region.ValueString(), op.State.ID.ValueString()
	err := r.Data.VPC.DeleteCustomerGateway(ctx, region, id)
	if err == nil {
		err = r.Data.VPC.WaitCustomerGatewayDeleted(ctx, region, id)
	}
	r.FinishDelete(op, err)
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
func (r *customerGateway) failCreate(ctx context.Context, diags *diag.Diagnostics, in vpc.CreateCustomerGatewayInput, err error) {
	f := framework.FailedCreate{
		Err: err, Region: in.RegionID, Which: "with the address " + in.IPAddress,
		Next: ifTaken + " Until then nothing is lost: a customer gateway costs nothing.",
	}
	if vpc.ErrorCode(err) == "InvalidIpAddress.AlreadyExist" {
		f.Hint = r.holder(ctx, in.RegionID, in.IPAddress)
	}
	r.AddFailedCreate(diags, f)
}

// holder says who has an address already.
func (r *customerGateway) holder(ctx context.Context, region, address string) string {
	all, err := r.Data.VPC.DescribeCustomerGateways(ctx, vpc.DescribeCustomerGatewaysInput{RegionID: region})
	if err != nil {
		return fmt.Sprintf("Another customer gateway in %s has the address %s already, and which one could not be read: %v", region, address, err)
	}
	for _, g := range all {
		if g.IPAddress == address {
			return fmt.Sprintf("%s (%q) in %s has the address %s already, and an address can be used by one customer gateway of a "+
				"region only. Refer to that one by its ID or by the data source %s, or take it into state:\n%s%s",
				g.CustomerGatewayID, g.Name, region, address, r.TypeName, framework.ImportBlock(g.CustomerGatewayID, region), r.WhatAddress())
		}
	}
	return fmt.Sprintf("The API says that the address %s is in use in %s, but lists no customer gateway with it. Apply again.", address, region)
}

const (
	// keyAuthKey is where private state has what shows that the key has changed.
	keyAuthKey = "auth_key"
	// keyAsnUnread says there that no answer has shown an ASN since the import.
	keyAsnUnread = "asn_unread"
)

func refresh(
	ctx context.Context, m *model, seen *vpc.CustomerGateway, tags framework.TagPolicy, private framework.PrivateState,
) diag.Diagnostics {
	m.FromAPI(seen, tags)
	diags := framework.RememberUnread(ctx, private, keyAsnUnread, m.Asn)
	return append(diags, framework.WarnSecretChanged(ctx, private, keyAuthKey, m.AuthKey, seen.AuthKey,
		noun+" "+m.ID.ValueString(), "BGP sessions come up only if both ends have the same key.")...)
}

// plan says what a replacement needs.
func plan(ctx context.Context, c *framework.Change[model]) {
	if c.State == nil || c.Plan == nil {
		return
	}
	replaced, unread := c.Replaced(func(name string) bool {
		asnUnread, _ := framework.Flag(ctx, c.Private, keyAsnUnread)
		return name != "asn" || asnUnread
	})
	c.WarnTakenOver(unread, "If the customer gateway has none, nothing sets it but a replacement: apply with -replace=ADDRESS.")
	c.WarnReplaced(replaced, "Customer gateway", "It cannot be deleted while an IPsec connection uses it: let the connection refer to this "+
		"resource's id, so that it is changed or replaced in the same apply.")
}
