package vpngateway

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// checksName reports whether a purchase is preceded by a look for a gateway of
// the same name. A name that the API chooses is nobody's.
func (m *model) checksName() bool {
	return m.Name.ValueString() != "" && !m.AllowDuplicateName.ValueBool()
}

// nameIsFree lists the gateways of the VPC and reports, with an error, those that
// have the name already. A run that was killed while it waited has bought a
// gateway and saved nothing: without this the next run would buy another.
//
// Gateways that this process has bought do not count: count and for_each may give
// one name to many.
func (r *gatewayResource) nameIsFree(ctx context.Context, plan *model, diags *diag.Diagnostics) bool {
	all, err := r.Data.VPC.DescribeVpnGateways(ctx, vpc.DescribeVpnGatewaysInput{
		RegionID: plan.Region.ValueString(), VpcID: plan.VpcID.ValueString(),
	})
	if err != nil {
		addNotChecked(diags, plan, err)
		return false
	}
	var found []string
	for _, g := range all {
		if plan.couldBe(g) && !r.Data.Created.Has(g.VpnGatewayID) {
			found = append(found, g.VpnGatewayID)
		}
	}
	if len(found) > 0 {
		addNameTaken(diags, plan, found)
	}
	return len(found) == 0
}

// couldBe reports whether an earlier run of this resource may have bought g.
func (m *model) couldBe(g *vpc.VpnGateway) bool {
	return g.Name == m.Name.ValueString() && (g.VpcID == "" || g.VpcID == m.VpcID.ValueString()) &&
		!strings.EqualFold(g.GatewayType, vpc.GatewayTypeEnhanced) && !strings.EqualFold(g.Status, vpc.StatusDeleting)
}

func addNameTaken(diags *diag.Diagnostics, plan *model, found []string) {
	region, vpcID, name := plan.Region.ValueString(), plan.VpcID.ValueString(), plan.Name.ValueString()
	id := found[0]
	who := id + " is named"
	if len(found) > 1 {
		who = strings.Join(found, ", ") + " are named"
	}
	diags.AddAttributeError(path.Root("name"), "VPN gateway of this name exists already", fmt.Sprintf(
		"%[1]s %[2]q already, in VPC %[3]s in %[4]s, and this run did not create it. Nothing was bought.\n\n"+
			"If an earlier run bought it and was ended before it could save the state, take it into state and apply again:\n"+
			"  terraform import ADDRESS %[5]s@%[4]s\n"+
			"or with a block in the configuration:\n%[7]s\n"+
			"If it is another one, as the gateway that create_before_destroy is to replace, there are two ways: give the new gateway "+
			"another name, or set allow_duplicate_name = true. %[6]s", who, name, vpcID, region, id, whatAddress, framework.ImportBlock(id, region)))
}

// addNotChecked explains a purchase that was not made because the VPC's gateways
// could not be listed.
func addNotChecked(diags *diag.Diagnostics, plan *model, err error) {
	addExplained(diags, framework.Failure{
		Summary: "Unable to create VPN gateway", Err: err, Timeout: "timeouts.create",
		Left: fmt.Sprintf("Nothing was bought: whether a gateway named %q is in VPC %s already could not be checked. "+
			"With allow_duplicate_name = true it is not checked.", plan.Name.ValueString(), plan.VpcID.ValueString()),
	})
}
