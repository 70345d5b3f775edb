package gateway

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// FailCreate explains a gateway that was not created, or may have been.
func (k *Kind) FailCreate(diags *diag.Diagnostics, o Order, err error) {
	if _, unknown := vpc.UnknownOutcome(err); !unknown {
		k.fail(diags, framework.Failure{Summary: k.cannot("create"), Err: err, Timeout: "timeouts.create", Left: "Nothing was bought."})
		return
	}
	region, vpcID := o.Region.ValueString(), o.VpcID.ValueString()
	name := "with no name given"
	if n := o.Name.ValueString(); n != "" {
		name = fmt.Sprintf("named %q", n)
	}
	framework.AddFailure(diags, framework.Failure{
		Summary: k.sentenceNoun() + " may have been created",
		Err:     err,
		Hint:    fmt.Sprintf("So a gateway %s may exist in %s, in VPC %s, and be billed. Nothing is in state.", name, region, vpcID),
		Left: fmt.Sprintf("Before applying again, look for it:\n"+
			"  aliyun vpc DescribeVpnGateways --RegionId %[1]s --VpcId %[2]s\n"+
			"If it is there, take it into state:\n"+
			"  terraform import ADDRESS <VpnGatewayId>@%[1]s\n"+
			"If it is not, apply again. %[4]s%[3]s", region, vpcID, o.Note, k.WhatAddress()),
	})
}

// AddUnfinished explains a gateway that exists and is in state, but is not yet as
// the configuration says, or was not seen to be. It is a warning: the gateway is
// as good as any other, and tainted it would be bought twice.
func (k *Kind) AddUnfinished(ctx context.Context, diags *diag.Diagnostics, id, attribute string, err error) {
	if errors.Is(ctx.Err(), context.Canceled) {
		diags.AddWarning("Interrupted while "+k.Noun+" was being created",
			fmt.Sprintf("%s is ordered, is billed, and is in state. It goes on being built. Apply again when it is active: "+
				"that finishes what is missing.", id))
		return
	}
	f := framework.Failure{
		Summary:   k.sentenceNoun() + " was created, but is not finished",
		Err:       err,
		Attribute: attribute,
		Timeout:   "timeouts.create",
		Left: fmt.Sprintf("%s exists, is billed, and is in state, and it is kept. It was not seen to be active yet, and what has to be "+
			"set after that was not set. The next plan shows what is missing, and the next apply finishes it.", id),
	}
	f.Hint = k.Explain(f).Hint
	if attribute != "" {
		f.Left = fmt.Sprintf("%s exists, is billed, and is in state, and it is kept. %s is not as configured. "+
			"The next plan shows that, and the next apply tries again.", id, attribute)
	}
	framework.AddFailureWarning(diags, f)
}

// AddLost explains a gateway that is gone, or on its way out, before it was
// finished.
func (k *Kind) AddLost(diags *diag.Diagnostics, id string, err error) {
	f := framework.Failure{
		Summary: k.sentenceNoun() + " was lost while it was being created", Err: err,
		Left: fmt.Sprintf("%s was deleted outside Terraform while it was being set up. Apply again to create another.", id),
	}
	if !errors.Is(err, vpc.ErrNotFound) {
		f.Left = fmt.Sprintf("%s was deleted outside Terraform while it was being set up. Once it is gone, apply again to create another.", id)
	}
	framework.AddFailure(diags, f)
}

// AddNotShown keeps a gateway in state that the API has never shown.
func (k *Kind) AddNotShown(diags *diag.Diagnostics, id string) {
	diags.AddWarning(k.sentenceNoun()+" does not show yet", fmt.Sprintf(
		"%s was ordered a short while ago, and the API does not know it yet. It stays in state. "+
			"If it does not exist any more: terraform state rm ADDRESS\n%s", id, k.WhatAddress()))
}

// AddMayAppear refuses to call a gateway deleted that the API has never shown.
func (k *Kind) AddMayAppear(diags *diag.Diagnostics, id string) {
	diags.AddError(k.cannot("delete"), fmt.Sprintf(
		"%s was ordered a short while ago, and the API does not know it yet. It may appear, and be billed, so it stays in state. "+
			"Destroy again in some minutes.", id))
}

// AddDeleting warns of a plan for a gateway that is being deleted.
func (k *Kind) AddDeleting(diags *diag.Diagnostics, state *Common) {
	if state.Status.ValueString() == vpc.StatusDeleting {
		diags.AddWarning(k.sentenceNoun()+" is being deleted",
			fmt.Sprintf("%s is on its way out, by an interrupted destroy or by another hand. "+
				"This plan is made as if it stayed; plan again in a few minutes to create another.", state.ID.ValueString()))
	}
}

// FailUpdate explains an update of which a part failed.
func (k *Kind) FailUpdate(diags *diag.Diagnostics, attribute string, err error) {
	if errors.Is(err, vpc.ErrNotFound) {
		framework.AddFailure(diags, framework.Failure{
			Summary: k.cannot("update"), Err: err, Hint: "The gateway was deleted outside Terraform after the plan was made. Plan again.",
		})
		return
	}
	k.fail(diags, framework.Failure{
		Summary: k.cannot("update"), Err: err, Attribute: attribute, Timeout: "timeouts.update",
		Left: "The gateway is still in state. What was changed before this stays changed; the next apply does the rest.",
	})
}

// FailDelete explains why a gateway is still there, when the API refused to delete
// it, or may be. It stays in state. hint says what to do about the kind's own codes.
func (k *Kind) FailDelete(diags *diag.Diagnostics, id, hint string, refused bool, err error) {
	f := framework.Failure{
		Summary: k.cannot("delete"), Err: err, Timeout: "timeouts.delete", Hint: hint,
		Left: id + " still exists, is still billed, and is still in state.",
	}
	if !refused {
		f.Left = fmt.Sprintf("Whether %s is gone is not known yet, so it stays in state. Destroy again: what is gone already is a success.", id)
	}
	framework.AddFailure(diags, f)
}

// DependencyHint says what keeps a gateway from being deleted; "" where the code
// does not say that anything does.
func DependencyHint(err error) string {
	_, kind, depends := strings.Cut(vpc.ErrorCode(err), "DependencyViolation.")
	if !depends {
		return ""
	}
	what, known := map[string]string{
		"VpnConnection": "IPsec connections", "SslVpnServer": "an SSL server", "GreTunnel": "GRE tunnels",
	}[kind]
	if !known {
		what = "something that depends on it"
	}
	return fmt.Sprintf("The gateway still has %s. Delete that first; if Terraform manages it, let it refer to this resource's id, "+
		"so that it is destroyed before.", what)
}
