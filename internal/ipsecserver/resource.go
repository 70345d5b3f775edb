package ipsecserver

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/tunnel"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const defaultTimeout = 15 * time.Minute

var (
	_ framework.CompleteResource          = (*ipsecServer)(nil)
	_ resource.ResourceWithValidateConfig = (*ipsecServer)(nil)
	_ resource.ResourceWithMoveState      = (*ipsecServer)(nil)
)

type ipsecServer struct {
	framework.Resource[model, *vpc.IpsecServer, *model]
}

// NewResource returns the resource aliyun_vpn_ipsec_server.
func NewResource() resource.Resource {
	return &ipsecServer{framework.Resource[model, *vpc.IpsecServer, *model]{Kind: Kind}}
}

// Create makes the server of a gateway in one call, and waits until the gateway is
// configured. When the API has named the ID, nothing that happens after that is an
// error, unless the object is another one: an error would make the next apply replace
// it.
func (r *ipsecServer) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	ctx, op := r.BeginCreate(ctx, req, resp, defaultTimeout)
	if op == nil {
		return
	}
	defer op.End()
	in := op.Plan.createRequest(op.Config)
	created, err := r.Data.VPC.CreateIpsecServer(ctx, in)
	if err != nil {
		r.failCreate(ctx, op, in, err)
		return
	}
	tflog.Info(ctx, "IPsec server created", map[string]any{
		"ipsec_server_id": created.ID, "vpn_gateway_id": in.VpnGatewayID, "region": in.RegionID, "client_token": created.Token,
	})
	if created.Unsettled != nil {
		r.Warn(op.Diags, framework.Failure{
			Summary: "IPsec server was created, but its gateway is still being configured", Err: created.Unsettled, Timeout: "timeouts.create",
			Left: created.ID + " exists and is in state. People can dial in once the gateway is configured.",
		})
	}
	look, stop := framework.Looking(ctx)
	defer stop()
	seen, err := r.Data.VPC.WaitIpsecServerShown(look, in.RegionID, created.ID)
	switch {
	case err != nil:
	case seen.VpnGatewayID != "" && seen.VpnGatewayID != in.VpnGatewayID:
		has := fmt.Sprintf("belongs to %s and not to %s", seen.VpnGatewayID, in.VpnGatewayID)
		r.AddForeign(op.Diags, created.ID, has, in.RegionID, created.Token, wayBack)
		return
	default:
		op.Diags.Append(tunnel.RememberKeys(ctx, op.Private, op.Config.shownKeys(seen))...)
	}
	if err != nil { // the key that was given is known all the same
		op.Diags.Append(framework.RememberSent(ctx, op.Private, keyPsk, in.Ike.Psk)...)
	}
	r.FinishCreate(ctx, op, created.ID, seen, err)
}

// Update changes in place what can be.
func (r *ipsecServer) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	ctx, op := r.BeginUpdate(ctx, req, resp, defaultTimeout)
	if op == nil {
		return
	}
	defer op.End()
	attribute, err := r.change(ctx, op)
	r.FinishUpdate(ctx, op, attribute, err)
}

// change makes the one call that leads from state to plan, and returns an attribute
// that it was for.
func (r *ipsecServer) change(ctx context.Context, op *framework.Operation[model]) (attribute string, err error) {
	state, plan := op.State, op.Plan
	in := vpc.UpdateIpsecServerInput{
		RegionID: state.Region.ValueString(), IpsecServerID: state.ID.ValueString(), VpnGatewayID: plan.VpnGatewayID.ValueString(),
	}
	if in.Name = framework.Changed(plan.Name, state.Name); in.Name != nil {
		attribute = "name"
	}
	if in.ClientIPPool = framework.Changed(plan.ClientIPPool, state.ClientIPPool); in.ClientIPPool != nil {
		attribute = "client_ip_pool"
	}
	if framework.Wanted(plan.LocalSubnets, state.LocalSubnets) {
		in.LocalSubnets, attribute = framework.Texts(plan.LocalSubnets), "local_subnets"
	}
	if framework.Wanted(plan.EffectImmediately, state.EffectImmediately) {
		in.EffectImmediately, attribute = framework.BoolPtr(plan.EffectImmediately), "effect_immediately"
	}
	if framework.Wanted(plan.Ipsec, state.Ipsec) {
		in.Ipsec, attribute = tunnel.IpsecConfig(plan.Ipsec), "ipsec"
	}
	psk := state.key().Changed(op.Config.key())
	if psk != nil || framework.Wanted(plan.Ike, state.Ike) || framework.Wanted(plan.LocalID, state.LocalID) || framework.Wanted(plan.RemoteID, state.RemoteID) {
		attribute = "ike"
		if psk == nil {
			if psk, err = r.currentKey(ctx, in.RegionID, in.IpsecServerID); err != nil {
				return attribute, err
			}
		}
		in.Ike = tunnel.IkeConfig(plan.Ike, plan.LocalID, plan.RemoteID, psk)
	}
	if attribute != "" {
		if err := r.Data.VPC.UpdateIpsecServer(ctx, in); err != nil {
			return attribute, err
		}
	}
	state.Psk, state.PskWOVersion = plan.Psk, plan.PskWOVersion
	if in.Ike != nil {
		op.Diags.Append(framework.RememberSent(ctx, op.Private, keyPsk, in.Ike.Psk)...)
	}
	return attribute, nil
}

var errKeyUnread = errors.New("the server's current pre-shared key could not be read. A change of IKE without it may make the API set a new key, " +
	"so it was not made. Give the server a key with psk_wo and psk_wo_version, or psk")

// currentKey reads the key of the server as it is now. It goes back to the API, and
// nowhere else.
func (r *ipsecServer) currentKey(ctx context.Context, region, id string) (*string, error) {
	seen, err := r.Data.VPC.ReadIpsecServer(ctx, region, id)
	switch {
	case err != nil:
		return nil, fmt.Errorf("the server's current pre-shared key has to be sent back with a change of IKE, and could not be read: %w", err)
	case seen.Ike.Psk == nil || *seen.Ike.Psk == "":
		return nil, errKeyUnread
	default:
		return seen.Ike.Psk, nil
	}
}

// Delete deletes the server, and waits until it is gone.
func (r *ipsecServer) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	ctx, op := r.BeginDelete(ctx, req, resp, defaultTimeout)
	if op == nil {
		return
	}
	defer op.End()
	region, id := op.State.Region.ValueString(), op.State.ID.ValueString()
	err := r.Data.VPC.DeleteIpsecServer(ctx, region, id, op.State.VpnGatewayID.ValueString())
	r.FinishDeleteWhenGone(ctx, op, err, r.Data.VPC.WaitIpsecServerDeleted)
}

// MoveState takes servers over from the official provider. It leaves the phases to the
// refresh that follows, and the key out: the official state has it as plain text.
func (r *ipsecServer) MoveState(context.Context) []resource.StateMover {
	return r.MoveFromOfficial(func(s framework.OfficialState) map[string]attr.Value {
		return map[string]attr.Value{
			"vpn_gateway_id": s.Text("vpn_gateway_id"), "client_ip_pool": s.Text("client_ip_pool"), "name": s.Text("ipsec_server_name"),
			"effect_immediately": s.Flag("effect_immediately"), "timeouts": s.Timeouts("create", "update", "delete"),
		}
	})
}
