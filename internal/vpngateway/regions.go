package vpngateway

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// Which gateways a region builds: what Alibaba Cloud has announced, as of 2024-10.
// The page of the resource shows the same table. Gateways bought earlier stay as
// they are, so single-tunnel ones exist everywhere.
var (
	dualTunnelRegions = []string{
		"ap-northeast-1", "ap-northeast-2", "ap-southeast-1", "ap-southeast-3", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
		"cn-beijing", "cn-chengdu", "cn-guangzhou", "cn-hangzhou", "cn-heyuan", "cn-hongkong", "cn-huhehaote", "cn-nanjing",
		"cn-qingdao", "cn-shanghai", "cn-shenzhen", "cn-wulanchabu", "cn-zhangjiakou", "eu-central-1", "eu-west-1",
		"us-east-1", "us-west-1",
	}
	singleTunnelRegions = []string{"me-east-1"}
)

// planVSwitches warns of an order that the API will refuse for its vSwitches.
func planVSwitches(ctx context.Context, data *framework.ProviderData, plan, config *model, diags *diag.Diagnostics) {
	region := plan.Region.ValueString()
	if region == "" || slices.Contains(singleTunnelRegions, region) {
		return
	}
	first, second := leftOut(config.VSwitchID, plan.VSwitchID), leftOut(config.DisasterRecoveryVSwitchID, plan.DisasterRecoveryVSwitchID)
	switch {
	case first:
		addVSwitchWarning(diags, region, "vswitch_id",
			"Set vswitch_id and disaster_recovery_vswitch_id to two vSwitches of the VPC in different zones.")
	case second:
		addVSwitchWarning(diags, region, "disaster_recovery_vswitch_id",
			"Set disaster_recovery_vswitch_id to a vSwitch of the VPC in another zone than that of vswitch_id.")
	case !plan.VSwitchID.IsUnknown() && plan.VSwitchID.Equal(plan.DisasterRecoveryVSwitchID):
		checkSameVSwitch(ctx, data, plan, diags)
	}
}

// leftOut reports an argument that the order will not have. A replacement takes
// over from state what the configuration leaves out.
func leftOut(config, plan types.String) bool {
	return config.IsNull() && plan.ValueString() == ""
}

func addVSwitchWarning(diags *diag.Diagnostics, region, attribute, what string) {
	why := fmt.Sprintf("%s builds dual-tunnel gateways only, so the API will refuse this order.", region)
	if !slices.Contains(dualTunnelRegions, region) {
		why = fmt.Sprintf("Nearly every region builds dual-tunnel gateways only; the known exception is %s. "+
			"If %s is like the others, the API will refuse this order.", strings.Join(singleTunnelRegions, ", "), region)
	}
	diags.AddAttributeWarning(path.Root(attribute), "VPN gateway without two vSwitches", why+" "+what)
}

// checkSameVSwitch judges one vSwitch given twice, which is right in a region
// with one zone. Only the API knows the zones.
func checkSameVSwitch(ctx context.Context, data *framework.ProviderData, plan *model, diags *diag.Diagnostics) {
	const attribute = "disaster_recovery_vswitch_id"
	region := plan.Region.ValueString()
	zones, unknown := availableZones(ctx, data, plan)
	switch {
	case unknown != "":
		diags.AddAttributeWarning(path.Root(attribute), "Same vSwitch twice",
			fmt.Sprintf("vswitch_id and %s are the same, which the API takes in a region with one zone only. "+
				"Whether %s is one is not known: %s", attribute, region, unknown))
	case len(zones) > 1:
		diags.AddAttributeError(path.Root(attribute), "Same vSwitch twice",
			fmt.Sprintf("%s must be another vSwitch than vswitch_id, in another zone: %s has %d zones for this gateway, %s.",
				attribute, region, len(zones), strings.Join(zones, " and ")))
	}
}

// availableZones lists the zones where the gateway could be built, or says why
// they are not known.
func availableZones(ctx context.Context, data *framework.ProviderData, plan *model) (ids []string, unknown string) {
	switch {
	case plan.Bandwidth.IsUnknown():
		return nil, "bandwidth is known only after apply."
	case data == nil:
		return nil, "the provider is not configured yet."
	case data.VPC == nil:
		return nil, data.WhyUnknown()
	}
	ctx, cancel := context.WithTimeout(ctx, framework.ReadTimeout)
	defer cancel()
	zones, err := data.VPC.DescribeVpnGatewayAvailableZones(
		ctx, plan.Region.ValueString(), plan.Bandwidth.ValueInt64(), vpc.GatewayTypeTraditional)
	switch {
	case err != nil:
		return nil, err.Error() + "."
	case len(zones) == 0:
		return nil, "the API names no zone for this bandwidth."
	}
	for _, z := range zones {
		ids = append(ids, z.ZoneID)
	}
	return ids, ""
}
