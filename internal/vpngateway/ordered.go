package vpngateway

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const (
	// clockError is how much the clocks of this machine and of the API may differ:
	// the API takes no request that is off by more than a quarter of it.
	clockError = time.Hour
	// appearing is how long a gateway that was ordered, and never seen, may be
	// unknown to the API and still be believed in.
	appearing = time.Hour
)

// longAgo stands for the time of an order that showed in the API's answers.
var longAgo = time.Unix(0, 0)

// notOrdered says in words why gateway cannot be the one that m was ordered as,
// or "". It compares what the order fixed and nothing can change so soon. ordered
// is when; the zero time when that is not known.
func (m *model) notOrdered(gateway *vpc.VpnGateway, ordered time.Time) string {
	var differences []string
	differ := func(name string, want, shown attr.Value) {
		if !want.IsNull() && !want.IsUnknown() && !shown.IsNull() && !want.Equal(shown) {
			differences = append(differences, fmt.Sprintf("%s is %s and not %s", name, shown, want))
		}
	}
	shown := nullModel()
	shown.FromAPI(gateway, framework.TagPolicy{})
	differ("vpc_id", m.VpcID, shown.VpcID)
	differ("bandwidth", m.Bandwidth, shown.Bandwidth)
	if !m.VSwitchID.Equal(shown.DisasterRecoveryVSwitchID) || !m.DisasterRecoveryVSwitchID.Equal(shown.VSwitchID) {
		// Which of the two comes first is the API's business.
		differ("vswitch_id", m.VSwitchID, shown.VSwitchID)
		differ("disaster_recovery_vswitch_id", m.DisasterRecoveryVSwitchID, shown.DisasterRecoveryVSwitchID)
	}
	differ("network_type", m.NetworkType, shown.NetworkType)
	differ("vpn_type", m.VpnType, shown.VpnType)
	differ("gateway_type", types.StringValue(vpc.GatewayTypeTraditional),
		framework.StringOrNull(knownWord(gateway.GatewayType, vpc.GatewayTypes())))
	if !ordered.IsZero() && !gateway.CreateTime.IsZero() && gateway.CreateTime.Before(ordered.Add(-clockError)) {
		differences = append(differences, fmt.Sprintf("it was created at %s, before the order",
			gateway.CreateTime.UTC().Format(time.RFC3339)))
	}
	return strings.Join(differences, "; ")
}

// checkSeen looks at a gateway that is known from its order alone, before it is
// written to or deleted. It returns false, with an error, when the gateway is not
// the one ordered or cannot be looked at.
func (r *gatewayResource) checkSeen(ctx context.Context, state *model, private framework.PrivateState, summary string, diags *diag.Diagnostics) bool {
	ordered, unseen := unseenSince(ctx, private)
	if !unseen {
		return true
	}
	gateway, err := r.Data.VPC.GetVpnGateway(ctx, state.Region.ValueString(), state.ID.ValueString())
	if errors.Is(err, vpc.ErrNotFound) {
		return true // then nothing can be done to it either
	}
	if err != nil {
		addFailure(diags, summary, err)
		return false
	}
	if why := state.notOrdered(gateway, ordered); why != "" {
		addNotOrdered(diags, state, why, "")
		return false
	}
	diags.Append(setUnseen(ctx, private, time.Time{})...)
	return true
}

// addNotOrdered refuses a gateway that is not the one ordered, although the order
// was answered with its ID. token is the order's, if that is still known; then
// nothing is in state yet.
func addNotOrdered(diags *diag.Diagnostics, m *model, why, token string) {
	id, region, vpcID := m.ID.ValueString(), m.Region.ValueString(), m.VpcID.ValueString()
	what := fmt.Sprintf("It was not changed, and it is not in state. The order was sent with client token %s.", token)
	if token == "" {
		what = fmt.Sprintf("It was not changed. Remove it from state, which leaves the gateway itself alone:\n  terraform state rm ADDRESS\n%s",
			whatAddress)
	}
	diags.AddError("VPN gateway is not the one ordered", fmt.Sprintf(
		"The API answered the order with %[1]s, but that is another gateway: %[2]s. %[3]s\n\n"+
			"The gateway that was ordered may exist under another ID, and be billed. Before applying again, look for it:\n"+
			"  aliyun vpc DescribeVpnGateways --RegionId %[4]s --VpcId %[5]s\n"+
			"If it is there, take it into state:\n  terraform import ADDRESS <VpnGatewayId>@%[4]s\n"+
			"If it is not, apply again, and report this to Alibaba Cloud.%[6]s", id, why, what, region, vpcID, m.orderNote()))
}
