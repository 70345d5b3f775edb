package vpngateway

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// readTimeout bounds a refresh that the API throttles all the while.
const readTimeout = 10 * time.Minute

// Read refreshes state from the gateway, and drops it only if the API says that
// this very gateway does not exist.
func (r *gatewayResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	awaiting, diags := awaitingPayment(ctx, req.Private)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() || !state.checkID(&resp.Diagnostics) {
		return
	}
	moved := state.Region.IsNull() // from the official provider: MoveState cannot know it
	if moved {
		state.Region = types.StringValue(r.data.Region)
	}
	resp.Diagnostics.Append(resp.Identity.Set(ctx, state.identity())...)
	if r.data.VPC == nil {
		resp.Diagnostics.AddWarning("VPN gateway was not refreshed", r.data.WhyUnknown())
		return
	}
	gateway, err := get(ctx, r.data.VPC, &state)
	switch {
	case errors.Is(err, vpc.ErrNotFound) && awaiting:
		addUnpaidWarning(&resp.Diagnostics, &state)
		return
	case errors.Is(err, vpc.ErrNotFound) && moved:
		addMovedElsewhere(&resp.Diagnostics, &state)
		return
	case errors.Is(err, vpc.ErrNotFound) && mayAppear(ctx, req.Private, time.Now()):
		resp.Diagnostics.AddWarning("VPN gateway does not show yet", fmt.Sprintf(
			"%s was ordered a short while ago, and the API does not know it yet. It stays in state. "+
				"If it does not exist any more: terraform state rm ADDRESS\n%s", state.ID.ValueString(), whatAddress))
		return
	case errors.Is(err, vpc.ErrNotFound) && justImported(ctx, req.Private):
		addNotImported(&resp.Diagnostics, &state)
		return
	case errors.Is(err, vpc.ErrNotFound):
		resp.State.RemoveResource(ctx)
		return
	case err != nil:
		addFailure(&resp.Diagnostics, "Unable to read VPN gateway", err)
		return
	}
	resp.Diagnostics.Append(state.refresh(ctx, gateway, r.data.Tags, resp.Private)...)
	if !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	}
}

// get asks for the gateway of m, unless ctx holds the answer already.
func get(ctx context.Context, client *vpc.Client, m *model) (*vpc.VpnGateway, error) {
	if a, ok := ctx.Value(answerKey{}).(answer); ok {
		return a.gateway, a.err
	}
	ctx, cancel := context.WithTimeout(ctx, readTimeout)
	defer cancel()
	gateway, err := client.GetVpnGateway(ctx, m.Region.ValueString(), m.ID.ValueString())
	if err == nil {
		logOdd(ctx, gateway)
	}
	return gateway, err
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
func mayAppear(ctx context.Context, private memory, now time.Time) bool {
	ordered, unseen := unseenSince(ctx, private)
	return unseen && now.Sub(ordered) < appearing
}

// answer is what get returned, for whoever asks again in the same RPC.
type (
	answer struct {
		gateway *vpc.VpnGateway
		err     error
	}
	answerKey struct{}
)

// refresh takes over what gateway shows, and what there is to remember of it.
func (m *model) refresh(ctx context.Context, gateway *vpc.VpnGateway, tags framework.TagPolicy, private memory) diag.Diagnostics {
	var diags diag.Diagnostics
	if ordered, unseen := unseenSince(ctx, private); unseen {
		if why := m.notOrdered(gateway, ordered); why != "" {
			addNotOrdered(&diags, m, why, true)
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
	imported := justImported(ctx, private)
	if imported {
		diags.Append(setImported(ctx, private, false)...)
		awaiting = strings.EqualFold(gateway.Status, vpc.StatusInit) && chargeType(gateway.ChargeType) == vpc.ChargeTypePrepay
		diags.Append(setAwaitingPayment(ctx, private, awaiting)...)
	}
	if awaiting && !strings.EqualFold(gateway.Status, vpc.StatusActive) {
		observed := *m
		observed.fromAPI(gateway, tags)
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
		m.fromAPI(gateway, tags)
		diags.Append(setAwaitingPayment(ctx, private, false)...)
	}
	if _, ok, _ := getApplied(ctx, private); !ok {
		diags.Append(setApplied(ctx, private, appliedFrom(m))...)
	}
	return diags
}
