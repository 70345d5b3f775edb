package vpngateway

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
)

const secondVSwitch = "disaster_recovery_vswitch_id"

// neverRead reports that an argument is null in state only because no answer
// held it in a form that could be read. Every gateway has all of them but the
// second vSwitch, which shows by the second address, and SSL connections, which
// only change together with enable_ssl.
func (m *model) neverRead(name string, inState attr.Value) bool {
	return inState.IsNull() && (name != secondVSwitch || !m.DisasterRecoveryInternetIP.IsNull())
}

// replaceSecondVSwitch is framework.ReplaceString for an argument that a gateway
// may be without.
func replaceSecondVSwitch() planmodifier.String {
	const what = "If the value changes, Terraform will destroy and recreate the resource."
	return stringplanmodifier.RequiresReplaceIf(
		func(ctx context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
			var state model
			resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("disaster_recovery_internet_ip"), &state.DisasterRecoveryInternetIP)...)
			resp.RequiresReplace = !state.neverRead(secondVSwitch, req.StateValue)
		}, what, what)
}

// warnTakenOver tells which arguments state gets from the configuration alone.
func warnTakenOver(state, plan *model, diags *diag.Diagnostics) {
	for _, a := range specification(state, plan) {
		if !a.state.IsNull() || a.plan.IsNull() || a.plan.IsUnknown() {
			continue
		}
		diags.AddAttributeWarning(path.Root(a.name), a.name+" could not be read", fmt.Sprintf(
			"The API's answer about %[1]s lacks %[2]s, or has it in a form that this provider does not know. So the plan takes "+
				"%[3]s over from the configuration, without a call and without a replacement. If a later refresh reads something else, "+
				"the plan after it shows that.", state.ID.ValueString(), a.name, a.plan))
	}
}

// refuseReplacement reports, with an error, a replacement whose destroy is known
// to fail. With create_before_destroy it would leave two gateways and two bills.
func refuseReplacement(state *model, replaced []string, now time.Time, diags *diag.Diagnostics) bool {
	switch state.DeletionPolicy.ValueString() {
	case policyPrevent, policyAbandon:
		return false // refused already; left behind on purpose
	case policyDelete:
	default:
		addUnknownPolicy(diags, state)
		return true
	}
	expires, prepaid := state.expires()
	if !prepaid || !expires.After(now) {
		return false
	}
	keep := "take the change back"
	if changesInConsole(replaced) {
		keep = "take the change back, or make it in the console first and then here"
	}
	diags.AddAttributeError(path.Root(replaced[0]), "Prepaid VPN gateway cannot be replaced", fmt.Sprintf(
		"The API cannot change %[1]s of %[2]s in place, and the gateway is prepaid until %[3]s: it is not released before that, "+
			"so replacing it would fail, or leave two gateways that are billed.\n\n"+
			"To keep the gateway, %[4]s. To buy another one all the same, set deletion_policy = \"abandon\" and apply that alone; "+
			"then this change leaves the old gateway behind, until it expires, and buys a new one.%[5]s",
		strings.Join(replaced, ", "), state.ID.ValueString(), state.ExpireTime.ValueString(), keep, chargeTypeNote(state, replaced)))
	return true
}

// addUnknownPolicy refuses to guess what destroying means.
func addUnknownPolicy(diags *diag.Diagnostics, state *model) {
	is := "has no value"
	if word := state.DeletionPolicy; !word.IsNull() {
		is = fmt.Sprintf("is %q", word.ValueString())
	}
	diags.AddAttributeError(path.Root("deletion_policy"), "Unknown deletion_policy in state", fmt.Sprintf(
		"deletion_policy of %s %s in state, which says nothing of what destroying means, so nothing is destroyed. "+
			"Set it to \"delete\", \"abandon\" or \"prevent\" in the configuration, and apply that first.", state.ID.ValueString(), is))
}

// argument is what state and plan have of one argument.
type argument struct {
	name        string
	state, plan attr.Value
}

// specification are the arguments whose change the API cannot carry out.
func specification(state, plan *model) []argument {
	return []argument{
		{"vpc_id", state.VpcID, plan.VpcID},
		{"bandwidth", state.Bandwidth, plan.Bandwidth},
		{"instance_charge_type", state.InstanceChargeType, plan.InstanceChargeType},
		{"enable_ipsec", state.EnableIpsec, plan.EnableIpsec},
		{"enable_ssl", state.EnableSsl, plan.EnableSsl},
		{"ssl_connections", state.SslConnections, plan.SslConnections},
		{"vswitch_id", state.VSwitchID, plan.VSwitchID},
		{secondVSwitch, state.DisasterRecoveryVSwitchID, plan.DisasterRecoveryVSwitchID},
		{"network_type", state.NetworkType, plan.NetworkType},
		{"vpn_type", state.VpnType, plan.VpnType},
		{"region", state.Region, plan.Region},
	}
}

// replacing names the arguments whose change replaces the gateway.
func replacing(state, plan *model) []string {
	var names []string
	for _, a := range specification(state, plan) {
		if !a.plan.Equal(a.state) && !state.neverRead(a.name, a.state) {
			names = append(names, a.name)
		}
	}
	return names
}
