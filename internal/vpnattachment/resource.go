package vpnattachment

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/tunnel"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const defaultTimeout = 15 * time.Minute

var (
	_ framework.CompleteResource          = (*attachment)(nil)
	_ resource.ResourceWithValidateConfig = (*attachment)(nil)
	_ resource.ResourceWithMoveState      = (*attachment)(nil)
)

type attachment struct {
	framework.Resource[model, *vpc.VpnAttachment, *model]
}

// NewResource returns the resource aliyun_vpn_attachment.
func NewResource() resource.Resource {
	return &attachment{framework.Resource[model, *vpc.VpnAttachment, *model]{Kind: Kind}}
}

// Create makes an attachment with all that it has in one call, and waits until it is
// configured. When the API has named the ID, nothing that happens after that is an
// error, unless the object is another one.
func (r *attachment) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	ctx, op := r.BeginCreate(ctx, req, resp, defaultTimeout)
	if op == nil {
		return
	}
	defer op.End()
	in := op.Plan.createRequest(op.Config)
	created, ok := r.create(ctx, op, in)
	if !ok {
		return
	}
	created.Unsettled = r.Data.VPC.WaitVpnAttachmentSettled(ctx, in.RegionID, created.ID)
	tflog.Info(ctx, "VPN attachment created", map[string]any{
		"vpn_connection_id": created.ID, "region": in.RegionID, "client_token": created.Token,
	})
	if created.Unsettled != nil {
		r.Warn(op.Diags, framework.Failure{
			Summary: "VPN attachment was created, but is still being configured", Err: created.Unsettled, Timeout: "timeouts.create",
			Left: created.ID + " exists and is in state. A transit router can take it once it is configured.",
		})
	}
	look, stop := framework.Looking(ctx)
	defer stop()
	seen, err := r.Data.VPC.WaitVpnAttachmentShown(look, in.RegionID, created.ID)
	has := vpc.OtherKind(err)
	if err == nil {
		has = op.Plan.foreign(seen)
	}
	if has != "" {
		r.AddForeign(op.Diags, created.ID, has, in.RegionID, created.Token, r.wayBack(op.Plan))
		return
	}
	if err == nil {
		op.Diags.Append(tunnel.RememberKeys(ctx, op.Private, form.ShownKeys(&op.Config.Connection, &seen.VpnConnection))...)
	}
	observed := r.FinishCreate(ctx, op, created.ID, seen, err)
	r.TagLate(ctx, op, op.Plan.object(), observed)
}

// create looks for what is there already and makes the attachment. It returns false,
// with an error, when no ID came of it.
func (r *attachment) create(ctx context.Context, op *framework.Operation[model], in vpc.CreateVpnAttachmentInput) (vpc.Created, bool) {
	done, err := r.Data.Created.Turn(ctx, r.TypeName+" "+in.RegionID+" "+op.Plan.Name.ValueString())
	if err == nil {
		defer done()
		err = r.checkAbsent(ctx, op.Plan)
	}
	if err != nil {
		r.failCheck(op.Diags, op.Plan, err)
		return vpc.Created{}, false
	}
	created, err := r.Data.VPC.CreateVpnAttachment(ctx, in)
	if err != nil {
		r.AddFailedCreate(op.Diags, framework.FailedCreate{Err: err, Region: in.RegionID, Which: "of these arguments", Next: r.wayBack(op.Plan)})
		return created, false
	}
	r.Data.Created.Add(created.ID)
	return created, true
}

// Update changes in place what can be. After a failure, state has what was
// changed before it.
func (r *attachment) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	ctx, op := r.BeginUpdate(ctx, req, resp, defaultTimeout)
	if op == nil {
		return
	}
	defer op.End()
	attribute, err := r.change(ctx, op)
	r.FinishUpdate(ctx, op, attribute, err)
}

// change leads an attachment from state to plan, and returns the attribute of the
// call that failed.
func (r *attachment) change(ctx context.Context, op *framework.Operation[model]) (attribute string, err error) {
	client, region, id := r.Data.VPC, op.State.Region.ValueString(), op.State.ID.ValueString()
	var unsettled error
	modify := func(ctx context.Context, in vpc.ConnectionSettings) (err error) {
		if unsettled != nil && ctx.Err() != nil {
			return unsettled // it says more than that the time is up
		}
		unsettled, err = client.ModifyVpnAttachmentAttribute(ctx, vpc.ModifyVpnAttachmentAttributeInput{
			RegionID: region, VpnConnectionID: id, ConnectionSettings: in,
		})
		return err
	}
	u := tunnel.Update{
		Form: form, Client: client, Region: region, State: &op.State.Connection, Plan: &op.Plan.Connection, Config: &op.Config.Connection,
		Private: op.Private, Diags: op.Diags,
		Read: func(ctx context.Context) (*vpc.VpnConnection, error) {
			seen, err := client.GetVpnAttachment(ctx, region, id)
			if err != nil {
				return nil, err
			}
			return &seen.VpnConnection, nil
		},
		Modify: modify,
		ModifyTunnel: func(ctx context.Context, in vpc.TunnelInput) error {
			return modify(ctx, vpc.ConnectionSettings{Tunnels: []vpc.TunnelInput{in}})
		},
	}
	if attribute, err := u.Run(ctx); err != nil {
		return attribute, err
	}
	return r.MoveAndRetag(ctx, op, op.State.object(), op.State.ResourceGroupID, op.Plan.ResourceGroupID)
}

// Delete deletes the attachment, and waits until it is gone.
func (r *attachment) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	ctx, op := r.BeginDelete(ctx, req, resp, defaultTimeout)
	if op == nil {
		return
	}
	defer op.End()
	region, id := op.State.Region.ValueString(), op.State.ID.ValueString()
	err := r.Data.VPC.DeleteVpnAttachment(ctx, region, id)
	if err != nil && !errors.Is(err, vpc.ErrNotFound) {
		// Which code says that a transit router has it is documented nowhere.
		if seen, unread := r.LastLook(ctx, op.State); unread == nil && seen.InUse() {
			r.Fail(op.Diags, framework.Failure{
				Summary: "Unable to delete " + noun, Err: err, Hint: inUse(seen), Timeout: "timeouts.delete", Left: id + " is still in state.",
			})
			return
		}
	}
	r.FinishDeleteWhenGone(ctx, op, err, r.Data.VPC.WaitVpnAttachmentDeleted)
}

// MoveState takes attachments over from the official provider. It leaves the
// tunnels to the refresh that follows, and the keys out: the official state has
// them as plain text.
func (r *attachment) MoveState(context.Context) []resource.StateMover {
	return r.MoveFromOfficial(func(s framework.OfficialState) map[string]attr.Value {
		return map[string]attr.Value{
			"name": s.Text("vpn_attachment_name", "name"), "customer_gateway_id": s.Text("customer_gateway_id"),
			"network_type": s.Text("network_type"), "auto_config_route": types.BoolValue(true), "tags": s.Tags("tags"),
			"timeouts": s.Timeouts("create", "update", "delete"),
		}
	})
}

// wayBack says how to find an attachment that is not in state.
func (r *attachment) wayBack(plan *model) string {
	return fmt.Sprintf("Look at the IPsec connections that no transit router has, in the console or with the data source %[1]ss. If it is there, take it "+
		"into state:\n  terraform import ADDRESS <ID>@%[2]s\n%[3]s If it is not, apply again.",
		r.TypeName, plan.Region.ValueString(), r.WhatAddress())
}
