package sslvpnclientcert

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const (
	// limit is long: all changes of a gateway take turns.
	limit       = 30 * time.Minute
	updateLimit = 5 * time.Minute
)

var (
	_ framework.CompleteResource     = (*clientCert)(nil)
	_ resource.ResourceWithMoveState = (*clientCert)(nil)
)

type clientCert struct {
	framework.Resource[model, *vpc.SslVpnClientCert, *model]
}

// NewResource returns the resource aliyun_ssl_vpn_client_cert.
func NewResource() resource.Resource {
	return &clientCert{framework.Resource[model, *vpc.SslVpnClientCert, *model]{Kind: Kind}}
}

// Create makes a certificate, and waits until its gateway knows it. When the API has
// named the ID, nothing that happens after that is an error, unless the object is
// another one: an error would make the next apply replace it.
func (r *clientCert) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	ctx, op := r.BeginCreate(ctx, req, resp, limit)
	if op == nil {
		return
	}
	defer op.End()
	in := op.Plan.createRequest()
	created, err := r.Data.VPC.CreateSslVpnClientCert(ctx, in)
	if err != nil {
		r.failCreate(op.Diags, op.Plan, err)
		return
	}
	tflog.Info(ctx, "SSL client certificate created", map[string]any{
		"ssl_vpn_client_cert_id": created.ID, "ssl_vpn_server_id": in.SslVpnServerID, "region": in.RegionID, "client_token": created.Token,
	})
	if created.Unsettled != nil {
		r.Warn(op.Diags, framework.Failure{
			Summary: "SSL client certificate was created, but its gateway is still being configured", Err: created.Unsettled, Timeout: "timeouts.create",
			Left: created.ID + " exists and is in state. It lets somebody in once the gateway is configured.",
		})
	}
	look, stop := framework.Looking(ctx)
	defer stop()
	seen, err := r.Data.VPC.WaitSslVpnClientCertShown(look, in.RegionID, created.ID)
	if err == nil && seen.SslVpnServerID != "" && seen.SslVpnServerID != in.SslVpnServerID {
		has := fmt.Sprintf("belongs to %s and not to %s", seen.SslVpnServerID, in.SslVpnServerID)
		r.AddForeign(op.Diags, created.ID, has, in.RegionID, created.Token, r.wayBack(op.Plan))
		return
	}
	r.FinishCreate(ctx, op, created.ID, seen, err)
}

// Update changes the name.
func (r *clientCert) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	ctx, op := r.BeginUpdate(ctx, req, resp, updateLimit)
	if op == nil {
		return
	}
	defer op.End()
	var err error
	if name := framework.Changed(op.Plan.Name, op.State.Name); name != nil {
		err = r.Data.VPC.ModifySslVpnClientCert(ctx, op.State.Region.ValueString(), op.State.ID.ValueString(), *name)
	}
	r.FinishUpdate(ctx, op, "name", err)
}

// Delete deletes the certificate, and waits until it is gone.
func (r *clientCert) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	ctx, op := r.BeginDelete(ctx, req, resp, limit)
	if op == nil {
		return
	}
	defer op.End()
	region, id := op.State.Region.ValueString(), op.State.ID.ValueString()
	err := r.Data.VPC.DeleteSslVpnClientCert(ctx, region, id, op.State.SslVpnServerID.ValueString())
	r.FinishDeleteWhenGone(ctx, op, err, r.Data.VPC.WaitSslVpnClientCertDeleted)
}

// MoveState takes certificates over from the official provider. It leaves out the key,
// the certificates and the configuration, which the official state has as plain text.
func (r *clientCert) MoveState(context.Context) []resource.StateMover {
	return r.MoveFromOfficial(func(s framework.OfficialState) map[string]attr.Value {
		return map[string]attr.Value{
			"ssl_vpn_server_id": s.Text("ssl_vpn_server_id"), "name": s.Text("name"), "status": s.Text("status"),
			"timeouts": s.Timeouts("create", "update", "delete"),
		}
	})
}

// failCreate explains a certificate that was not created, or may have been.
func (r *clientCert) failCreate(diags *diag.Diagnostics, plan *model, err error) {
	region, server := plan.Region.ValueString(), plan.SslVpnServerID.ValueString()
	if errors.Is(err, vpc.ErrNotFound) {
		r.Fail(diags, framework.Failure{
			Summary: "Unable to create " + noun, Err: err, Attribute: "ssl_vpn_server_id", Left: "Nothing was created.",
			Hint: fmt.Sprintf("There is no SSL server %s in %s. Check ssl_vpn_server_id and region.", server, region),
		})
		return
	}
	r.AddFailedCreate(diags, framework.FailedCreate{Err: err, Region: region, Which: "of " + server, Next: r.wayBack(plan)})
}

// wayBack says how to find a certificate that is not in state.
func (r *clientCert) wayBack(plan *model) string {
	return fmt.Sprintf("Look at the certificates of %[1]s, in the console or with the data source %[2]ss. If it is there, delete it, or take it "+
		"into state:\n  terraform import ADDRESS <ID>@%[3]s\n%[4]s If it is not, apply again.",
		plan.SslVpnServerID.ValueString(), r.TypeName, plan.Region.ValueString(), r.WhatAddress())
}
