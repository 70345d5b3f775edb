package vpngateway

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// get reads the gateway of m.
func get(ctx context.Context, client *vpc.Client, m *model) (*vpc.VpnGateway, error) {
	gateway, err := client.GetVpnGateway(ctx, m.Region.ValueString(), m.ID.ValueString())
	if err == nil {
		logOdd(ctx, gateway)
	}
	return gateway, err
}

// gone reports whether a gateway that does not exist is dropped from state: not
// one that was ordered and has not shown yet.
func gone(ctx context.Context, m *model, private framework.PrivateState, diags *diag.Diagnostics) bool {
	awaiting, unreadable := awaitingPayment(ctx, private)
	diags.Append(unreadable...)
	switch {
	case awaiting:
		addUnpaidWarning(diags, m)
		return false
	case mayAppear(ctx, private, time.Now()):
		diags.AddWarning("VPN gateway does not show yet", fmt.Sprintf(
			"%s was ordered a short while ago, and the API does not know it yet. It stays in state. "+
				"If it does not exist any more: terraform state rm ADDRESS\n%s", m.ID.ValueString(), whatAddress))
		return false
	default:
		return true
	}
}

// logOdd tells of fields that could not be read and keep their values.
func logOdd(ctx context.Context, gateway *vpc.VpnGateway) {
	if len(gateway.Odd) > 0 {
		tflog.Warn(ctx, "Fields of the API's answer have a form that this provider does not know; their values stay as they were",
			map[string]any{"vpn_gateway_id": gateway.VpnGatewayID, "fields": gateway.Odd})
	}
}

// mayAppear reports that a gateway was ordered so lately, and never seen, that
// the API may not know it yet.
func mayAppear(ctx context.Context, private framework.PrivateState, now time.Time) bool {
	ordered, unseen := unseenSince(ctx, private)
	return unseen && now.Sub(ordered) < appearing
}

// refresh takes over what gateway shows, and what there is to remember of it.
func (m *model) refresh(ctx context.Context, gateway *vpc.VpnGateway, tags framework.TagPolicy, private framework.PrivateState) diag.Diagnostics {
	var diags diag.Diagnostics
	if ordered, unseen := unseenSince(ctx, private); unseen {
		if why := m.notOrdered(gateway, ordered); why != "" {
			addNotOrdered(&diags, m, why, "")
			return diags
		}
		diags.Append(setUnseen(ctx, private, time.Time{})...)
	}
	if strings.EqualFold(gateway.GatewayType, vpc.GatewayTypeEnhanced) {
		diags.AddError("Not a gateway of this resource",
			fmt.Sprintf("%s is of type %s, which %s does not manage.", gateway.VpnGatewayID, vpc.GatewayTypeEnhanced, TypeName))
		return diags
	}
	awaiting, unreadable := awaitingPayment(ctx, private)
	diags.Append(unreadable...)
	imported := framework.Imported(ctx, private)
	if imported {
		awaiting = strings.EqualFold(gateway.Status, vpc.StatusInit) && chargeType(gateway.ChargeType) == vpc.ChargeTypePrepay
		diags.Append(setAwaitingPayment(ctx, private, awaiting)...)
	}
	if awaiting && !strings.EqualFold(gateway.Status, vpc.StatusActive) {
		observed := *m
		observed.FromAPI(gateway, tags)
		if !imported {
			// Nothing in place can be changed yet, so a difference is no drift.
			observed.Name, observed.Description = m.Name, m.Description
			observed.Tags, observed.TagsAll = m.Tags, m.TagsAll
			observed.AutoPropagate, observed.ResourceGroupID = m.AutoPropagate, m.ResourceGroupID
		}
		*m = observed
		if strings.EqualFold(gateway.Status, vpc.StatusInit) {
			addUnpaidWarning(&diags, m)
		}
	} else {
		if isUnfinished(ctx, private) {
			m.forgetPlanned()
			diags.Append(setUnfinished(ctx, private, false)...)
		}
		m.FromAPI(gateway, tags)
		diags.Append(setAwaitingPayment(ctx, private, false)...)
	}
	// A gateway that has one tunnel has no second vSwitch either.
	unread := m.DisasterRecoveryVSwitchID.IsNull() && gateway.IsOdd("DisasterRecoveryVSwitchId")
	diags.Append(framework.SetFlag(ctx, private, keySecondUnread, unread)...)
	if _, ok, _ := getApplied(ctx, private); !ok {
		diags.Append(setApplied(ctx, private, appliedFrom(m))...)
	}
	return diags
}
