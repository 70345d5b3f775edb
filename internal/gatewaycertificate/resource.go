package gatewaycertificate

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// limit is long: all changes of a gateway take turns.
const limit = 30 * time.Minute

var _ framework.CompleteResource = (*certificate)(nil)

type certificate struct {
	framework.Resource[model, *vpc.GatewayCertificate, *model]
}

// NewResource returns the resource aliyun_vpn_gateway_certificate.
func NewResource() resource.Resource {
	return &certificate{framework.Resource[model, *vpc.GatewayCertificate, *model]{Kind: Kind}}
}

// Create lets the gateway use the certificate. The answer names nothing, so that
// nothing but the key is known until the next refresh.
func (r *certificate) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	ctx, op := r.BeginCreate(ctx, req, resp, limit)
	if op == nil {
		return
	}
	defer op.End()
	region, key := op.Plan.Region.ValueString(), op.Plan.key()
	created, err := r.Data.VPC.AssociateVpnGatewayWithCertificate(ctx, region, key)
	if err != nil {
		r.failCreate(op, region, key, err)
		return
	}
	tflog.Info(ctx, "VPN gateway uses certificate", map[string]any{"id": created.ID, "region": region, "client_token": created.Token})
	seen, unread := r.Data.VPC.WaitGatewayCertificateShown(ctx, region, key)
	r.FinishCreate(ctx, op, created.ID, seen, unread)
	if created.Unsettled != nil {
		r.Warn(op.Diags, framework.Failure{
			Summary: "VPN gateway was not seen to be active again", Err: created.Unsettled, Timeout: "timeouts.create",
			Left: created.ID + " exists and is in state. The API may still be putting it into effect.",
		})
	}
}

// failCreate explains a certificate that the gateway does not use, or may use.
func (r *certificate) failCreate(op *framework.Operation[model], region string, key vpc.CertificateKey, err error) {
	f := framework.FailedCreate{
		Err: err, Region: region, Which: fmt.Sprintf("%s of type %s for %s", key.CertificateID, key.CertificateType, key.VpnGatewayID),
		Next: "Apply again. If the gateway uses the certificate by then, the error says so, and how to import that.",
	}
	if bound := (*vpc.CertificateBoundError)(nil); errors.As(err, &bound) {
		f.Hint = fmt.Sprintf("Terraform did not create this, so it is not taken over without your word. If it is to be managed here, import it:\n%s%s",
			framework.ImportBlock(key.ID(), region), r.WhatAddress())
	}
	r.AddFailedCreate(op.Diags, f)
}

// Update only keeps other timeouts: nothing else can be changed in place.
func (r *certificate) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	ctx, op := r.BeginUpdate(ctx, req, resp, limit)
	if op == nil {
		return
	}
	defer op.End()
	r.Table().FillUnknown(op.Plan, op.State)
	op.Diags.Append(r.Save(ctx, &resp.State, resp.Identity, op.Plan)...)
}

// Delete ends the use of the certificate, and waits until the list lacks it.
func (r *certificate) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	ctx, op := r.BeginDelete(ctx, req, resp, limit)
	if op == nil {
		return
	}
	defer op.End()
	key, err := vpc.ParseCertificateKey(op.State.ID.ValueString())
	if err == nil {
		err = r.Data.VPC.DissociateVpnGatewayWithCertificate(ctx, op.State.Region.ValueString(), key)
	}
	r.FinishDelete(op, err)
}
