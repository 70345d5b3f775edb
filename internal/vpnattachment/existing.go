package vpnattachment

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

// existsError says that an attachment is there already that an earlier run may have
// created.
type existsError struct{ id, name string }

func (e *existsError) Error() string { return e.id + " is there already" }

// checkAbsent looks for an attachment of the same name that leads to the same
// places. The API takes another one; but a run that was ended before it could save
// the state has created one, and this run would create it again. Those that this
// process has created do not count: for_each may make many that are alike.
func (r *attachment) checkAbsent(ctx context.Context, plan *model) error {
	found, err := r.Data.VPC.AttachmentsNamed(ctx, plan.Region.ValueString(), plan.Name.ValueString(), r.Data.Created.Has)
	if err != nil {
		return err
	}
	for _, a := range found {
		if a.State != "deleting" && form.MayLeadTo(&plan.Connection, &a.VpnConnection) {
			return &existsError{a.VpnConnectionID, a.Name}
		}
	}
	return nil
}

// failCheck explains an attachment that was not created because of what is there, or
// because that could not be read.
func (r *attachment) failCheck(diags *diag.Diagnostics, plan *model, err error) {
	region := plan.Region.ValueString()
	var exists *existsError
	if !errors.As(err, &exists) {
		r.Fail(diags, framework.Failure{
			Summary: "Unable to create " + noun, Err: err, Timeout: "timeouts.create",
			Left: "Nothing was created: whether an attachment to the same customer gateways is there already could not be checked.",
		})
		return
	}
	diags.AddError("VPN attachment exists already", fmt.Sprintf(
		"%s (%q) in %s leads to the same customer gateways with the same subnets and the same name, and this run did not create it. "+
			"Nothing was created.\n\nIf it is to be this resource, take it into state:\n%s%s\n\n"+
			"If both are wanted, give this one another name.",
		exists.id, exists.name, region, framework.ImportBlock(exists.id, region), r.WhatAddress()))
}
