package vpnconnection

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/tunnel"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const (
	defaultTimeout = 15 * time.Minute
	// lookTime bounds the look at the gateway when a connection is planned.
	lookTime = 10 * time.Second
)

var (
	_ framework.CompleteResource          = (*connection)(nil)
	_ resource.ResourceWithValidateConfig = (*connection)(nil)
	_ resource.ResourceWithMoveState      = (*connection)(nil)
)

type connection struct {
	framework.Resource[model, *vpc.VpnConnection, *model]
}

// NewResource returns the resource aliyun_vpn_connection.
func NewResource() resource.Resource {
	return &connection{framework.Resource[model, *vpc.VpnConnection, *model]{Kind: Kind}}
}

// Create makes a connection with all that it has in one call, and waits until the
// gateway is configured. It does not wait for the other end. When the API has named
// the ID, nothing that happens after that is an error, unless the object is another
// one: an error would make the next apply replace it.
func (r *connection) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	ctx, op := r.BeginCreate(ctx, req, resp, defaultTimeout)
	if op == nil {
		return
	}
	defer op.End()
	in := op.Plan.createRequest(op.Config)
	created, err := r.Data.VPC.CreateVpnConnection(ctx, in)
	if err != nil {
		r.failCreate(ctx, op.Diags, op.Plan, err)
		return
	}
	tflog.Info(ctx, "IPsec connection created", map[string]any{
		"vpn_connection_id": created.ID, "vpn_gateway_id": in.VpnGatewayID, "region": in.RegionID, "client_token": created.Token,
	})
	if created.Unsettled != nil {
		r.Warn(op.Diags, framework.Failure{
			Summary: "IPsec connection was created, but its gateway is still being configured", Err: created.Unsettled, Timeout: "timeouts.create",
			Left: created.ID + " exists and is in state. It carries traffic once the gateway is configured and the other end has connected.",
		})
	}
	look, stop := framework.Looking(ctx)
	defer stop()
	seen, err := r.Data.VPC.WaitVpnConnectionShown(look, in.RegionID, created.ID)
	switch has := vpc.OtherKind(err); {
	case has != "":
		r.AddForeign(op.Diags, created.ID, has, in.RegionID, created.Token, r.wayBack(op.Plan))
		return
	case err != nil:
	case seen.VpnGatewayID != "" && seen.VpnGatewayID != in.VpnGatewayID:
		has = fmt.Sprintf("belongs to %s and not to %s", seen.VpnGatewayID, in.VpnGatewayID)
		r.AddForeign(op.Diags, created.ID, has, in.RegionID, created.Token, r.wayBack(op.Plan))
		return
	default:
		op.Diags.Append(tunnel.RememberKeys(ctx, op.Private, form.ShownKeys(&op.Config.Connection, seen))...)
	}
	observed := r.FinishCreate(ctx, op, created.ID, seen, err)
	r.TagLate(ctx, op, op.Plan.object(), observed)
}

// Update changes in place what can be. After a failure, state has what was
// changed before it.
func (r *connection) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	ctx, op := r.BeginUpdate(ctx, req, resp, defaultTimeout)
	if op == nil {
		return
	}
	defer op.End()
	attribute, err := r.change(ctx, op)
	r.FinishUpdate(ctx, op, attribute, err)
}

// Delete deletes the connection, and waits until it is gone.
func (r *connection) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	ctx, op := r.BeginDelete(ctx, req, resp, defaultTimeout)
	if op == nil {
		return
	}
	defer op.End()
	region, id := op.State.Region.ValueString(), op.State.ID.ValueString()
	err := r.Data.VPC.DeleteVpnConnection(ctx, region, id, op.State.VpnGatewayID.ValueString())
	r.FinishDeleteWhenGone(ctx, op, err, r.Data.VPC.WaitVpnConnectionDeleted)
}

// MoveState takes connections over from the official provider. It leaves the
// tunnels to the refresh that follows, and the keys out: the official state has
// them as plain text.
func (r *connection) MoveState(context.Context) []resource.StateMover {
	return r.MoveFromOfficial(func(s framework.OfficialState) map[string]attr.Value {
		route := s.Flag("auto_config_route") // which cannot be read
		if route.IsNull() {
			route = types.BoolValue(true)
		}
		return map[string]attr.Value{
			"vpn_gateway_id": s.Text("vpn_gateway_id"), "customer_gateway_id": s.Text("customer_gateway_id"),
			"name": s.Text("vpn_connection_name", "name"), "auto_config_route": route, "tags": s.Tags("tags"),
			"timeouts": s.Timeouts("create", "update", "delete"),
		}
	})
}

// failCreate explains a connection that was not created, or may have been.
func (r *connection) failCreate(ctx context.Context, diags *diag.Diagnostics, plan *model, err error) {
	f := framework.FailedCreate{
		Err: err, Region: plan.Region.ValueString(), Which: "of " + plan.VpnGatewayID.ValueString(), Next: r.wayBack(plan),
	}
	switch code := vpc.ErrorCode(err); {
	case code == "InvalidVpnConnection.AlreadyExists":
		f.Hint = r.holder(ctx, plan)
	case code == "IllegalParam.TunnelCidr": // it may be the same connection that has it
		f.Hint = r.holder(ctx, plan)
	case strings.HasPrefix(code, "Operation"):
		// The reference names no code for a gateway that has an IPsec server.
		f.Hint = r.server(ctx, plan)
	}
	r.AddFailedCreate(diags, f)
}

// server names the IPsec server beside which the gateway can have no connections; ""
// if there is none.
func (r *connection) server(ctx context.Context, plan *model) string {
	gateway, region := plan.VpnGatewayID.ValueString(), plan.Region.ValueString()
	all, err := r.Data.VPC.ListIpsecServers(ctx, vpc.ListIpsecServersInput{RegionID: region, VpnGatewayID: gateway})
	if err != nil || len(all) == 0 {
		return ""
	}
	return fmt.Sprintf("A VPN gateway has either IPsec connections or an IPsec server, and %s has the IPsec server %s (%q). Use another VPN gateway, or delete "+
		"the server first: if Terraform manages it, remove it from the configuration and apply before you add the connection.",
		gateway, all[0].IpsecServerID, all[0].Name)
}

// holder names the connection that leads to the same places already; "" if there
// is none.
func (r *connection) holder(ctx context.Context, plan *model) string {
	gateway, region := plan.VpnGatewayID.ValueString(), plan.Region.ValueString()
	all, err := r.Data.VPC.DescribeVpnConnections(ctx, vpc.DescribeVpnConnectionsInput{RegionID: region, VpnGatewayID: gateway})
	if err != nil {
		return fmt.Sprintf("%s may have a connection to the same customer gateways with the same subnets already. Its connections could not be read: %v", gateway, err)
	}
	for _, v := range all {
		if form.LeadsTo(&plan.Connection, v) {
			return fmt.Sprintf("%s (%q) connects %s to the same customer gateways with the same subnets already. If it is to be this resource, "+
				"take it into state:\n%s%s", v.VpnConnectionID, v.Name, gateway, framework.ImportBlock(v.VpnConnectionID, region), r.WhatAddress())
		}
	}
	return ""
}

// wayBack says how to find a connection that is not in state.
func (r *connection) wayBack(plan *model) string {
	return fmt.Sprintf("Look at the connections of %[1]s, in the console or with the data source %[2]ss. If it is there, take it into state:\n"+
		"  terraform import ADDRESS <ID>@%[3]s\n%[4]s If it is not, apply again.",
		plan.VpnGatewayID.ValueString(), r.TypeName, plan.Region.ValueString(), r.WhatAddress())
}
