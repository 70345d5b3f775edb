package vpngateway

import (
	"context"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/gateway"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// get reads the gateway of m.
func get(ctx context.Context, client *vpc.Client, m *model) (*vpc.VpnGateway, error) {
	seen, err := client.GetVpnGateway(ctx, m.Region.ValueString(), m.ID.ValueString())
	if err == nil {
		logOdd(ctx, seen)
	}
	return seen, err
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
	case gateway.MayAppear(ctx, private, time.Now()):
		traditional.AddNotShown(diags, m.ID.ValueString())
		return false
	default:
		return true
	}
}

// logOdd tells of fields that could not be read and keep their values.
func logOdd(ctx context.Context, seen *vpc.VpnGateway) {
	if len(seen.Odd) > 0 {
		tflog.Warn(ctx, "Fields of the API's answer have a form that this provider does not know; their values stay as they were",
			map[string]any{"vpn_gateway_id": seen.VpnGatewayID, "fields": seen.Odd})
	}
}

// refresh takes over what gateway shows, and what there is to remember of it.
func (m *model) refresh(ctx context.Context, seen *vpc.VpnGateway, tags framework.TagPolicy, private framework.PrivateState) diag.Diagnostics {
	var diags diag.Diagnostics
	if !traditional.CheckRefreshed(ctx, m.order(), seen, private, &diags) || traditional.RefuseOther(seen, &diags) {
		return diags
	}
	awaiting, unreadable := awaitingPayment(ctx, private)
	diags.Append(unreadable...)
	imported := framework.Imported(ctx, private)
	if imported {
		awaiting = strings.EqualFold(seen.Status, vpc.StatusInit) && chargeType(seen.ChargeType) == vpc.ChargeTypePrepay
		diags.Append(setAwaitingPayment(ctx, private, awaiting)...)
	}
	if awaiting && !strings.EqualFold(seen.Status, vpc.StatusActive) {
		observed := *m
		observed.FromAPI(seen, tags)
		if !imported {
			// Nothing in place can be changed yet, so a difference is no drift.
			observed.Name, observed.Description = m.Name, m.Description
			observed.Tags, observed.TagsAll = m.Tags, m.TagsAll
			observed.AutoPropagate, observed.ResourceGroupID = m.AutoPropagate, m.ResourceGroupID
		}
		*m = observed
		if strings.EqualFold(seen.Status, vpc.StatusInit) {
			addUnpaidWarning(&diags, m)
		}
	} else {
		if gateway.IsUnfinished(ctx, private) {
			m.ForgetPlanned()
			diags.Append(gateway.SetUnfinished(ctx, private, false)...)
		}
		m.FromAPI(seen, tags)
		diags.Append(setAwaitingPayment(ctx, private, false)...)
	}
	// A gateway that has one tunnel has no second vSwitch either.
	unread := m.DisasterRecoveryVSwitchID.IsNull() && seen.IsOdd("DisasterRecoveryVSwitchId")
	diags.Append(framework.SetFlag(ctx, private, keySecondUnread, unread)...)
	if _, ok, _ := getApplied(ctx, private); !ok {
		diags.Append(setApplied(ctx, private, appliedFrom(m))...)
	}
	return diags
}
