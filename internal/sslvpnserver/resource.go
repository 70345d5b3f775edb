package sslvpnserver

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
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const (
	defaultTimeout = 15 * time.Minute
	// lookTime bounds the looks at the gateway and the certificates in a plan.
	lookTime = 10 * time.Second
)

var (
	_ framework.CompleteResource          = (*sslServer)(nil)
	_ resource.ResourceWithValidateConfig = (*sslServer)(nil)
	_ resource.ResourceWithMoveState      = (*sslServer)(nil)
)

type sslServer struct {
	framework.Resource[model, *server, *model]
}

// NewResource returns the resource aliyun_ssl_vpn_server.
func NewResource() resource.Resource {
	return &sslServer{framework.Resource[model, *server, *model]{Kind: Kind}}
}

// Create makes the server of a gateway in one call, and waits until the gateway is
// configured. When the API has named the ID, nothing that happens after that is an
// error, unless the object is another one: an error would make the next apply replace
// it.
func (r *sslServer) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	ctx, op := r.BeginCreate(ctx, req, resp, defaultTimeout)
	if op == nil {
		return
	}
	defer op.End()
	in := op.Plan.createRequest()
	created, err := r.Data.VPC.CreateSslVpnServer(ctx, in)
	if err != nil {
		r.failCreate(ctx, op.Diags, in, err)
		return
	}
	tflog.Info(ctx, "SSL server created", map[string]any{
		"ssl_vpn_server_id": created.ID, "vpn_gateway_id": in.VpnGatewayID, "region": in.RegionID, "client_token": created.Token,
	})
	if created.Unsettled != nil {
		r.Warn(op.Diags, framework.Failure{
			Summary: "SSL server was created, but its gateway is still being configured", Err: created.Unsettled, Timeout: "timeouts.create",
			Left: created.ID + " exists and is in state. People can dial in once the gateway is configured.",
		})
	}
	look, stop := framework.Looking(ctx)
	defer stop()
	shown, err := r.Data.VPC.WaitSslVpnServerShown(look, in.RegionID, created.ID)
	var seen *server
	switch {
	case err != nil:
	case shown.VpnGatewayID != "" && shown.VpnGatewayID != in.VpnGatewayID:
		has := fmt.Sprintf("belongs to %s and not to %s", shown.VpnGatewayID, in.VpnGatewayID)
		r.AddForeign(op.Diags, created.ID, has, in.RegionID, created.Token, wayBack)
		return
	default:
		seen, err = dialled(look, r.Data.VPC, in.RegionID, shown)
	}
	r.FinishCreate(ctx, op, created.ID, seen, err)
}

// Update changes in place what can be. After a failure, state has what was
// changed before it.
func (r *sslServer) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	ctx, op := r.BeginUpdate(ctx, req, resp, defaultTimeout)
	if op == nil {
		return
	}
	defer op.End()
	attribute, err := r.change(ctx, op)
	r.FinishUpdate(ctx, op, attribute, err)
}

// change makes the call that leads from state to plan, and returns the attribute that
// it was for.
func (r *sslServer) change(ctx context.Context, op *framework.Operation[model]) (attribute string, err error) {
	state, plan := op.State, op.Plan
	in := vpc.ModifySslVpnServerInput{
		RegionID: state.Region.ValueString(), SslVpnServerID: state.ID.ValueString(), VpnGatewayID: plan.VpnGatewayID.ValueString(),
		Name: framework.Changed(plan.Name, state.Name),
	}
	attribute = framework.Sent("name", in.Name != nil)
	noDNSServers := plan.DNSServers.IsNull() && !state.DNSServers.IsNull()
	if changed := state.changes(plan); len(changed) > 0 {
		settings := plan.settings()
		settings.NoDNSServers = noDNSServers
		in.Settings, attribute = &settings, changed[0]
	}
	if attribute == "" {
		return "", nil
	}
	if err := r.Data.VPC.ModifySslVpnServer(ctx, in); err != nil {
		return attribute, err
	}
	if noDNSServers { // whether the API can clear them is documented nowhere
		if seen, err := r.Data.VPC.GetSslVpnServer(ctx, in.RegionID, in.SslVpnServerID); err == nil && len(seen.DNSServers) > 0 {
			return "dns_servers", errStillThere
		}
	}
	return attribute, nil
}

// Delete deletes the server with its certificates, and waits until it is gone.
func (r *sslServer) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	ctx, op := r.BeginDelete(ctx, req, resp, defaultTimeout)
	if op == nil {
		return
	}
	defer op.End()
	region, id := op.State.Region.ValueString(), op.State.ID.ValueString()
	err := r.Data.VPC.DeleteSslVpnServer(ctx, region, id, op.State.VpnGatewayID.ValueString())
	r.FinishDeleteWhenGone(ctx, op, err, r.Data.VPC.WaitSslVpnServerDeleted)
}

// MoveState takes servers over from the official provider.
func (r *sslServer) MoveState(context.Context) []resource.StateMover {
	return r.MoveFromOfficial(func(s framework.OfficialState) map[string]attr.Value {
		return map[string]attr.Value{
			"vpn_gateway_id": s.Text("vpn_gateway_id"), "client_ip_pool": s.Text("client_ip_pool"), "local_subnets": subnets(s.Text("local_subnet")),
			"name": s.Text("name"), "protocol": s.Text("protocol"), "port": s.Number("port"), "cipher": s.Text("cipher"), "compress": s.Flag("compress"),
		}
	})
}

// subnets are the networks of a text with commas.
func subnets(text types.String) types.Set {
	var all []string
	for subnet := range strings.SplitSeq(text.ValueString(), ",") {
		if subnet = strings.TrimSpace(subnet); subnet != "" {
			all = append(all, subnet)
		}
	}
	return framework.SetOrPrior(all, types.SetNull(types.StringType))
}

// wayBack says how to find a server that may exist.
const wayBack = "Apply again. If the gateway has a server then, the error names it, and how to import it."

// failCreate explains a server that was not created, or may have been.
func (r *sslServer) failCreate(ctx context.Context, diags *diag.Diagnostics, in vpc.CreateSslVpnServerInput, err error) {
	f := framework.FailedCreate{
		Err: err, Region: in.RegionID, Which: "of " + in.VpnGatewayID, Next: wayBack + " Until then nothing is lost: an SSL server costs nothing.",
	}
	if vpc.ErrorCode(err) == "Resource.QuotaFull" { // the quota is one of a gateway
		f.Hint = r.holder(ctx, in)
	}
	r.AddFailedCreate(diags, f)
}

// holder names the server that the gateway has already; "" if there is none.
func (r *sslServer) holder(ctx context.Context, in vpc.CreateSslVpnServerInput) string {
	all, err := r.Data.VPC.DescribeSslVpnServers(ctx, vpc.DescribeSslVpnServersInput{RegionID: in.RegionID, VpnGatewayID: in.VpnGatewayID})
	if err != nil {
		return fmt.Sprintf("%s may have an SSL server already, and a gateway has one at most. Its servers could not be read: %v", in.VpnGatewayID, err)
	}
	for _, v := range all {
		if v.VpnGatewayID == in.VpnGatewayID {
			return fmt.Sprintf("%s has the SSL server %s (%q) already, and a gateway has one at most. Refer to that one by its ID or by the data source %s, "+
				"or take it into state:\n%s%s", in.VpnGatewayID, v.SslVpnServerID, v.Name, r.TypeName, framework.ImportBlock(v.SslVpnServerID, in.RegionID), r.WhatAddress())
		}
	}
	return ""
}
