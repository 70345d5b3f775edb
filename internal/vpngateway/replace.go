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

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

const secondVSwitch = "disaster_recovery_vswitch_id"

// neverRead reports that an argument is null in state only because no answer
// held it in a form that could be read. Every gateway has all of them but the
// second vSwitch and SSL connections, which only change together with enable_ssl.
// That there is a second vSwitch shows by the second address; where the first
// could not be read, nothing is known of the second.
func (m *model) neverRead(ctx context.Context, name string, inState attr.Value, private framework.PrivateState) bool {
	if !inState.IsNull() || name != secondVSwitch {
		return inState.IsNull()
	}
	unread, _ := framework.Flag(ctx, private, keySecondUnread)
	return unread || m.VSwitchID.IsNull() || !m.DisasterRecoveryInternetIP.IsNull()
}

// replaceSecondVSwitch is framework.ReplaceString for an argument that a gateway
// may be without.
func replaceSecondVSwitch() planmodifier.String {
	return stringplanmodifier.RequiresReplaceIf(
		func(ctx context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
			var state model
			resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("disaster_recovery_internet_ip"), &state.DisasterRecoveryInternetIP)...)
			resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("vswitch_id"), &state.VSwitchID)...)
			resp.RequiresReplace = !state.neverRead(ctx, secondVSwitch, req.StateValue, req.Private)
		}, framework.Replaces, framework.Replaces)
}

// replacing names the arguments whose change replaces the gateway, and those that
// differ from the configuration only because they were never read.
func replacing(ctx context.Context, c *framework.Change[model]) (replaced, neverRead []string) {
	return c.Replaced(func(name string) bool { return c.State.neverRead(ctx, name, c.Table.Value(c.State, name), c.Private) })
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
