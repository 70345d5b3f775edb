package vpngateway

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// reconcile makes the gateway have what want says, as far as it can be changed
// in place: what CreateVpnGateway does not take, and what an update changes. It
// sends nothing for a value that have shows already. The failed call's
// attribute comes with the error.
func reconcile(ctx context.Context, client *vpc.Client, have, want *model) (attribute string, err error) {
	region, id := have.Region.ValueString(), have.ID.ValueString()

	change := vpc.ModifyVpnGatewayAttributeInput{RegionID: region, VpnGatewayID: id}
	if wanted(want.Name, have.Name) {
		change.Name = framework.StringPtr(want.Name)
		attribute = "name"
	}
	if wanted(want.Description, have.Description) {
		change.Description = framework.StringPtr(want.Description)
		attribute = "description"
	}
	if wanted(want.AutoPropagate, have.AutoPropagate) {
		change.AutoPropagate = framework.BoolPtr(want.AutoPropagate)
		attribute = "auto_propagate"
	}
	if attribute != "" {
		if err := client.ModifyVpnGatewayAttribute(ctx, change); err != nil {
			return attribute, err
		}
		if _, err := client.WaitVpnGatewayActive(ctx, region, id, false); err != nil {
			return "", err
		}
	}

	gateway := vpc.VpnGatewayObject(region, id)
	if wanted(want.ResourceGroupID, have.ResourceGroupID) {
		if err := client.MoveVpnResourceGroup(ctx, gateway, want.ResourceGroupID.ValueString()); err != nil {
			return "resource_group_id", err
		}
	}

	set, remove := framework.TagChanges(have.TagsAll, want.TagsAll)
	if len(remove) > 0 {
		if err := client.UnTagResources(ctx, gateway, remove); err != nil {
			return "tags", err
		}
	}
	if len(set) > 0 {
		if err := client.TagResources(ctx, gateway, set); err != nil {
			return "tags", err
		}
	}
	return "", nil
}

// wanted reports a known value that differs from what there is. Null cannot be
// sent: the API has no way to clear any of these.
func wanted(want, have attr.Value) bool {
	return !want.IsUnknown() && !want.IsNull() && !want.Equal(have)
}
