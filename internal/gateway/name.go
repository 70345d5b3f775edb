package gateway

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// checksName reports whether a purchase is preceded by a look for a gateway of
// the same name. A name that the API chooses is nobody's.
func (c *Common) checksName() bool {
	return c.Name.ValueString() != "" && !c.AllowDuplicateName.ValueBool()
}

// Buy orders a gateway unless one of its name is there already. order makes the
// call, explains why it failed, and returns the ID. It returns false, with an error,
// when no ID came of it.
func (k *Kind) Buy(
	ctx context.Context, data *framework.ProviderData, plan *Common, diags *diag.Diagnostics, order func() (id string, err error),
) bool {
	if plan.checksName() {
		done, err := data.Created.Turn(ctx, plan.Region.ValueString()+"/"+plan.VpcID.ValueString()+"/"+plan.Name.ValueString())
		if err != nil {
			k.addNotChecked(diags, plan, err)
			return false
		}
		defer done()
		if !k.nameIsFree(ctx, data, plan, diags) {
			return false
		}
	}
	id, err := order()
	if err != nil {
		return false
	}
	data.Created.Add(id)
	return true
}

// nameIsFree lists the gateways of the VPC and reports, with an error, those that
// have the name already. A run that was killed while it waited has bought a
// gateway and saved nothing: without this the next run would buy another.
//
// Gateways that this process has bought do not count: count and for_each may give
// one name to many.
func (k *Kind) nameIsFree(ctx context.Context, data *framework.ProviderData, plan *Common, diags *diag.Diagnostics) bool {
	all, err := data.VPC.DescribeVpnGateways(ctx, vpc.DescribeVpnGatewaysInput{
		RegionID: plan.Region.ValueString(), VpcID: plan.VpcID.ValueString(),
	})
	if err != nil {
		k.addNotChecked(diags, plan, err)
		return false
	}
	var found []string
	for _, g := range all {
		g, err := named(ctx, data.VPC, plan.Region.ValueString(), g)
		if err != nil {
			k.addNotChecked(diags, plan, err)
			return false
		}
		if k.couldBe(plan, g) && !data.Created.Has(g.VpnGatewayID) && !isLeaving(ctx, data.VPC, plan.Region.ValueString(), g) {
			found = append(found, g.VpnGatewayID)
		}
	}
	if len(found) > 0 {
		k.addNameTaken(diags, plan, found)
	}
	return len(found) == 0
}

// named reads a listed gateway once more if its name cannot be read: it may be the
// one that an earlier run has bought.
func named(ctx context.Context, client *vpc.Client, region string, g *vpc.VpnGateway) (*vpc.VpnGateway, error) {
	if !g.IsOdd("Name") {
		return g, nil
	}
	whole, err := client.DescribeVpnGateway(ctx, region, g.VpnGatewayID)
	switch {
	case errors.Is(err, vpc.ErrNotFound):
		return g, nil // it was deleted meanwhile
	case err != nil:
		return nil, err
	case whole.IsOdd("Name"):
		return nil, fmt.Errorf("the API does not show the name of %s in the documented form", g.VpnGatewayID)
	}
	return whole, nil
}

// couldBe reports whether an earlier run of this resource may have bought g.
func (k *Kind) couldBe(plan *Common, g *vpc.VpnGateway) bool {
	return g.Name == plan.Name.ValueString() && (g.VpcID == "" || g.VpcID == plan.VpcID.ValueString()) &&
		!k.IsOther(g)
}

// isLeaving reports that a listed gateway is being deleted. A list lacks the status
// of enhanced gateways.
func isLeaving(ctx context.Context, client *vpc.Client, region string, g *vpc.VpnGateway) bool {
	if g.Status == "" {
		if whole, err := client.DescribeVpnGateway(ctx, region, g.VpnGatewayID); err == nil {
			g = whole
		}
	}
	return strings.EqualFold(g.Status, vpc.StatusDeleting)
}

func (k *Kind) addNameTaken(diags *diag.Diagnostics, plan *Common, found []string) {
	region, vpcID, name := plan.Region.ValueString(), plan.VpcID.ValueString(), plan.Name.ValueString()
	id := found[0]
	who := id + " is named"
	if len(found) > 1 {
		who = strings.Join(found, ", ") + " are named"
	}
	diags.AddAttributeError(path.Root("name"), k.sentenceNoun()+" of this name exists already", fmt.Sprintf(
		"%[1]s %[2]q already, in VPC %[3]s in %[4]s, and this run did not create it. Nothing was bought.\n\n"+
			"If an earlier run bought it and was ended before it could save the state, take it into state and apply again:\n"+
			"  terraform import ADDRESS %[5]s@%[4]s\n"+
			"or with a block in the configuration:\n%[7]s\n"+
			"If it is another one, as the gateway that create_before_destroy is to replace, there are two ways: give the new gateway "+
			"another name, or set allow_duplicate_name = true. %[6]s", who, name, vpcID, region, id, k.WhatAddress(), framework.ImportBlock(id, region)))
}

// addNotChecked explains a purchase that was not made because the VPC's gateways
// could not be listed.
func (k *Kind) addNotChecked(diags *diag.Diagnostics, plan *Common, err error) {
	k.fail(diags, framework.Failure{
		Summary: k.cannot("create"), Err: err, Timeout: "timeouts.create",
		Left: fmt.Sprintf("Nothing was bought: whether a gateway named %q is in VPC %s already could not be checked. "+
			"With allow_duplicate_name = true it is not checked.", plan.Name.ValueString(), plan.VpcID.ValueString()),
	})
}
