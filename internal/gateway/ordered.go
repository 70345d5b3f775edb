package gateway

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

// clockError is how much the clocks of this machine and of the API may differ:
// the API takes no request that is off by more than a quarter of it.
const clockError = time.Hour

// Order is an order as its plan or state has it.
type Order struct {
	*Common

	// Differences adds what the order of this kind alone fixes. nil: nothing.
	Differences func(g *vpc.VpnGateway, differ func(name string, want, shown attr.Value))
	// Note says where an order may be that nobody has paid; "" where there is none.
	Note string
}

// NotOrdered says in words why g cannot be the gateway that was ordered, or "". It
// compares what the order fixed and nothing can change so soon. ordered is when; the
// zero time when that is not known.
func (k *Kind) NotOrdered(o Order, g *vpc.VpnGateway, ordered time.Time) string {
	var differences []string
	differ := func(name string, want, shown attr.Value) {
		if !want.IsNull() && !want.IsUnknown() && !shown.IsNull() && !want.Equal(shown) {
			differences = append(differences, fmt.Sprintf("%s is %s and not %s", name, shown, want))
		}
	}
	shown := Common{Tagged: framework.Tagged{TagsAll: types.MapNull(types.StringType)}}
	shown.TakeOver(g, framework.TagPolicy{})
	differ("vpc_id", o.VpcID, shown.VpcID)
	if o.Differences != nil {
		o.Differences(g, differ)
	}
	if !o.VSwitchID.Equal(shown.DisasterRecoveryVSwitchID) || !o.DisasterRecoveryVSwitchID.Equal(shown.VSwitchID) {
		// Which of the two comes first is the API's business.
		differ("vswitch_id", o.VSwitchID, shown.VSwitchID)
		differ("disaster_recovery_vswitch_id", o.DisasterRecoveryVSwitchID, shown.DisasterRecoveryVSwitchID)
	}
	differ("network_type", o.NetworkType, shown.NetworkType)
	differ("vpn_type", o.VpnType, shown.VpnType)
	differ("gateway_type", types.StringValue(k.Type), framework.StringOrNull(KnownWord(g.GatewayType, vpc.GatewayTypes())))
	if !ordered.IsZero() && !g.CreateTime.IsZero() && g.CreateTime.Before(ordered.Add(-clockError)) {
		differences = append(differences, fmt.Sprintf("it was created at %s, before the order", g.CreateTime.UTC().Format(time.RFC3339)))
	}
	return strings.Join(differences, "; ")
}

// CheckSeen looks at a gateway that is known from its order alone, before it is
// written to or deleted. It returns false, with an error, when the gateway is not
// the one ordered or cannot be looked at. verb is what is to be done to it.
func (k *Kind) CheckSeen(
	ctx context.Context, o Order, private framework.PrivateState, verb string, diags *diag.Diagnostics, get func() (*vpc.VpnGateway, error),
) bool {
	ordered, unseen := UnseenSince(ctx, private)
	if !unseen {
		return true
	}
	g, err := get()
	if errors.Is(err, vpc.ErrNotFound) {
		return true // then nothing can be done to it either
	}
	if err != nil {
		k.fail(diags, framework.Failure{Summary: k.cannot(verb), Err: err})
		return false
	}
	if why := k.NotOrdered(o, g, ordered); why != "" {
		k.AddNotOrdered(diags, o, why, "")
		return false
	}
	diags.Append(SetUnseen(ctx, private, time.Time{})...)
	return true
}

// CheckRefreshed does so for a refresh, which has read the gateway.
func (k *Kind) CheckRefreshed(ctx context.Context, o Order, g *vpc.VpnGateway, private framework.PrivateState, diags *diag.Diagnostics) bool {
	ordered, unseen := UnseenSince(ctx, private)
	if !unseen {
		return true
	}
	if why := k.NotOrdered(o, g, ordered); why != "" {
		k.AddNotOrdered(diags, o, why, "")
		return false
	}
	diags.Append(SetUnseen(ctx, private, time.Time{})...)
	return true
}

// AddNotOrdered refuses a gateway that is not the one ordered, although the order
// was answered with its ID. token is the order's, if that is still known; then
// nothing is in state yet.
func (k *Kind) AddNotOrdered(diags *diag.Diagnostics, o Order, why, token string) {
	id, region, vpcID := o.ID.ValueString(), o.Region.ValueString(), o.VpcID.ValueString()
	what := fmt.Sprintf("It was not changed, and it is not in state. The order was sent with client token %s.", token)
	if token == "" {
		what = fmt.Sprintf("It was not changed. Remove it from state, which leaves the gateway itself alone:\n  terraform state rm ADDRESS\n%s",
			k.WhatAddress())
	}
	diags.AddError(k.sentenceNoun()+" is not the one ordered", fmt.Sprintf(
		"The API answered the order with %[1]s, but that is another gateway: %[2]s. %[3]s\n\n"+
			"The gateway that was ordered may exist under another ID, and be billed. Before applying again, look for it:\n"+
			"  aliyun vpc DescribeVpnGateways --RegionId %[4]s --VpcId %[5]s\n"+
			"If it is there, take it into state:\n  terraform import ADDRESS <VpnGatewayId>@%[4]s\n"+
			"If it is not, apply again, and report this to Alibaba Cloud.%[6]s", id, why, what, region, vpcID, o.Note))
}
