package vpngateway

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/gateway"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// check checks the rules between arguments.
func check(diags *diag.Diagnostics, c *model) {
	ipsec := c.EnableIpsec.IsNull() || c.EnableIpsec.IsUnknown() || c.EnableIpsec.ValueBool()
	if !ipsec && !c.EnableSsl.IsUnknown() && !c.EnableSsl.ValueBool() {
		diags.AddAttributeError(path.Root("enable_ipsec"), "VPN gateway without a function",
			"At least one of enable_ipsec and enable_ssl must be true.")
	}
	if !c.SslConnections.IsNull() && !c.EnableSsl.IsUnknown() && !c.EnableSsl.ValueBool() {
		diags.AddAttributeError(path.Root("ssl_connections"), "ssl_connections without SSL",
			"ssl_connections needs enable_ssl = true. Set that, or remove ssl_connections.")
	}
	if !c.DisasterRecoveryVSwitchID.IsNull() && c.VSwitchID.IsNull() {
		diags.AddAttributeError(path.Root("disaster_recovery_vswitch_id"), "Second vSwitch without a first",
			"disaster_recovery_vswitch_id needs vswitch_id: a dual-tunnel gateway has one vSwitch in each of two zones.")
	}
	if b := c.Bandwidth; c.NetworkType.ValueString() == gateway.NetworkPrivate && !b.IsUnknown() &&
		b.ValueInt64() != 200 && b.ValueInt64() != 1000 {
		diags.AddAttributeError(path.Root("bandwidth"), "Invalid bandwidth of a private gateway",
			fmt.Sprintf("With network_type = \"private\", bandwidth must be 200 or 1000, got: %d.", b.ValueInt64()))
	}
	if c.InstanceChargeType.ValueString() == vpc.ChargeTypePostpay {
		if !c.Period.IsNull() {
			diags.AddAttributeWarning(
				path.Root("period"),
				"period has no effect",
				"A gateway with instance_charge_type = \"POSTPAY\" is billed by use: period is sent but means nothing. Remove it.",
			)
		}
		if c.AutoPay.ValueBool() {
			diags.AddAttributeWarning(
				path.Root("auto_pay"),
				"auto_pay has no effect",
				"A gateway with instance_charge_type = \"POSTPAY\" has no order to pay: auto_pay is sent but means nothing. Remove it.",
			)
		}
	}
}

// plan refuses what would fail when applied, fills in what is known already, and
// says in words what a change costs.
func plan(ctx context.Context, c *framework.Change[model]) {
	switch {
	case c.Plan == nil:
		planDestroy(c.State, time.Now(), c.Diags)
	case c.State == nil:
		fillKnown(c.Plan, c.Config)
		planPurchase(c.Plan, c.Diags)
		planVSwitches(ctx, c.Data, c.Plan, c.Config, c.Diags)
	default:
		planChange(ctx, c)
	}
}

// fillKnown fills in what the configuration leaves open and is known all the same.
func fillKnown(plan, config *model) {
	if plan.SslConnections.IsUnknown() && config.SslConnections.IsNull() &&
		!plan.EnableSsl.IsUnknown() && !plan.EnableSsl.ValueBool() {
		plan.SslConnections = types.Int64Null()
	}
}

// planChange plans for a gateway that exists, whether its plan changes it or not.
func planChange(ctx context.Context, c *framework.Change[model]) {
	state, plan, diags := c.State, c.Plan, c.Diags
	fillKnown(plan, c.Config)
	if awaiting, _ := awaitingPayment(ctx, c.Private); awaiting && plan.Tags.Equal(state.Tags) {
		plan.TagsAll = state.TagsAll // default tags can be set when the gateway is there
	}
	warnExpiry(state, time.Now(), diags)
	traditional.AddDeleting(diags, &state.Common)
	replaced, neverRead := replacing(ctx, c)
	if len(replaced) == 0 {
		c.WarnTakenOver(neverRead, "")
		warnLatePurchaseArguments(state, plan, diags)
		keepStable(state, plan)
		return
	}
	remembered, ok, unreadable := getApplied(ctx, c.Private)
	diags.Append(unreadable...)
	outside := ok && warnOutsideChanges(state, plan, remembered, diags)
	planReplacement(state, replaced, outside, diags)
	planPurchase(plan, diags)
	planVSwitches(ctx, c.Data, plan, c.Config, diags)
}

func planDestroy(state *model, now time.Time, diags *diag.Diagnostics) {
	switch state.DeletionPolicy.ValueString() {
	default:
		addUnknownPolicy(diags, state)
	case policyDelete:
		if expires, prepaid := state.expires(); prepaid && expires.After(now) {
			diags.AddWarning("VPN gateway cannot be released yet",
				fmt.Sprintf("%s is prepaid until %s, and the API refuses to release it before that: destroying it will fail. "+
					"With deletion_policy = \"abandon\", applied first, Terraform forgets it instead.",
					state.ID.ValueString(), state.ExpireTime.ValueString()))
		}
	case policyPrevent:
		addDestroyPrevented(diags, state)
	case policyAbandon:
		diags.AddWarning("VPN gateway will be left behind",
			fmt.Sprintf("deletion_policy is \"abandon\": %s stays in %s and goes on being billed. Terraform only forgets it.",
				state.ID.ValueString(), state.Region.ValueString()))
	}
}

func addPrevented(diags *diag.Diagnostics, state *model) {
	diags.AddAttributeError(path.Root("deletion_policy"), "VPN gateway must not be destroyed",
		fmt.Sprintf("deletion_policy of %s is \"prevent\" in state. To destroy the gateway, set it to \"delete\" and apply that first.",
			state.ID.ValueString()))
}

// planPurchase checks what only matters when a gateway is bought. An imported
// gateway needs no period, so the schema cannot ask for it.
func planPurchase(plan *model, diags *diag.Diagnostics) {
	if plan.InstanceChargeType.ValueString() == vpc.ChargeTypePrepay && plan.Period.IsNull() {
		diags.AddAttributeError(path.Root("period"), "Missing period",
			"Buying a gateway with instance_charge_type = \"PREPAY\" needs period, the months to pay for: 1 to 9, 12, 24 or 36.")
		return
	}
	warnPayment(plan, diags)
}

// planReplacement says what a replacement costs. outside says that it would undo
// a change made in the console, of which warnOutsideChanges speaks.
func planReplacement(state *model, replaced []string, outside bool, diags *diag.Diagnostics) {
	if state.DeletionPolicy.ValueString() == policyPrevent {
		addPrevented(diags, state)
	}
	if refuseReplacement(state, replaced, time.Now(), diags) {
		return
	}
	var b strings.Builder
	fmt.Fprintf(&b, "The API cannot change %s of %s, so the plan destroys the gateway and buys another.",
		strings.Join(replaced, ", "), state.ID.ValueString())
	if ip := state.InternetIP.ValueString(); ip != "" {
		fmt.Fprintf(&b, " Its public address %s is lost: peers must be given the new one.", ip)
	}
	b.WriteString(" Connections, SSL servers and routes of the gateway go with it.")
	if !outside && changesInConsole(replaced) {
		b.WriteString("\n\nTo keep the gateway, make this change in the console instead, and plan again.")
	}
	b.WriteString(chargeTypeNote(state, replaced))
	if state.InstanceChargeType.ValueString() == vpc.ChargeTypePrepay && state.DeletionPolicy.ValueString() == policyDelete &&
		state.ExpireTime.IsNull() {
		b.WriteString("\n\nThe gateway is prepaid, and until when is not known: the API refuses to release it before that.")
	}
	if state.DeletionPolicy.ValueString() == policyAbandon {
		b.WriteString("\n\ndeletion_policy is \"abandon\": the old gateway is left behind and goes on being billed.")
	}
	diags.AddWarning("VPN gateway will be replaced", b.String())
}

// warnOutsideChanges tells a replacement that the user asked for from one that
// undoes a change made in the console, and reports whether there is one of those.
func warnOutsideChanges(state, plan *model, was applied, diags *diag.Diagnostics) (outside bool) {
	for _, a := range []struct {
		name             string
		was, state, plan attr.Value
	}{
		{"bandwidth", types.Int64Value(was.Bandwidth), state.Bandwidth, plan.Bandwidth},
		{"enable_ipsec", types.BoolValue(was.EnableIpsec), state.EnableIpsec, plan.EnableIpsec},
		{"enable_ssl", types.BoolValue(was.EnableSsl), state.EnableSsl, plan.EnableSsl},
		{"ssl_connections", types.Int64Value(was.SslConnections), state.SslConnections, plan.SslConnections},
	} {
		if a.state.Equal(a.was) || !a.plan.Equal(a.was) {
			continue
		}
		outside = true
		diags.AddAttributeWarning(path.Root(a.name), "VPN gateway was changed outside Terraform",
			fmt.Sprintf("%[1]s of %[2]s was %[3]s when Terraform applied it and is %[4]s now: it was changed in the console. "+
				"The configuration still says %[3]s, and the API cannot change it back, so the plan replaces the gateway.\n\n"+
				"To keep the gateway, set %[1]s = %[4]s in the configuration.",
				a.name, state.ID.ValueString(), a.was, a.state))
	}
	return outside
}

func warnLatePurchaseArguments(state, plan *model, diags *diag.Diagnostics) {
	for _, a := range []struct {
		name        string
		state, plan attr.Value
	}{
		{"period", state.Period, plan.Period},
		{"auto_pay", state.AutoPay, plan.AutoPay},
	} {
		if !a.plan.Equal(a.state) {
			diags.AddAttributeWarning(path.Root(a.name), a.name+" counts at the next purchase",
				fmt.Sprintf("%s speaks of buying the gateway, and %s is bought already. The new value is only remembered, "+
					"in case the gateway is replaced. To renew a gateway, use the console.", a.name, state.ID.ValueString()))
		}
	}
}

// warnExpiry speaks up in the last week of a prepaid gateway: once it has
// expired its connections are down, and some days later it is gone.
func warnExpiry(state *model, now time.Time, diags *diag.Diagnostics) {
	const soon = 7 * 24 * time.Hour
	expires, prepaid := state.expires()
	if !prepaid || expires.Sub(now) > soon {
		return
	}
	when := "expires at " + state.ExpireTime.ValueString()
	if expires.Before(now) {
		when = "expired at " + state.ExpireTime.ValueString()
	}
	diags.AddAttributeWarning(path.Root("expire_time"), "VPN gateway is at the end of its period",
		fmt.Sprintf("%s is prepaid and %s. Renew it in the console: Terraform has no API to renew it with, "+
			"and period only counts when a gateway is bought.", state.ID.ValueString(), when))
}

// keepStable keeps the values of an active gateway that an update in place does
// not touch. Else everything that refers to, say, the address would be planned
// anew for a changed name.
func keepStable(state, plan *model) {
	if state.Status.ValueString() != vpc.StatusActive {
		return
	}
	plan.KeepStable(&state.Common)
	plan.SslVpnInternetIP, plan.ExpireTime, plan.PendingOrder = state.SslVpnInternetIP, state.ExpireTime, state.PendingOrder
}
