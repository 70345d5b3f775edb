package vpnattachment

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/tunnel"
)

// check checks the rules between arguments.
func check(diags *diag.Diagnostics, c *model) {
	if c.checkCertificates(diags) {
		form.Check(diags, &c.Connection)
	}
}

// checkCertificates refuses certificates in two tunnels: the API has no parameter
// for them. It returns false where nothing else is worth saying.
func (m *model) checkCertificates(diags *diag.Diagnostics) bool {
	if m.Tunnels.IsUnknown() || !m.Dual() {
		return true
	}
	for _, name := range form.Names {
		t, at := form.Tunnel(&m.Connection, name), path.Root("tunnels").AtName(name)
		if !t.RemoteCACertificate.IsNull() && !t.RemoteCACertificate.IsUnknown() {
			diags.AddAttributeError(at.AtName("remote_ca_certificate"), "Certificate in a tunnel", fmt.Sprintf(
				"%s is set. The API takes a certificate for an attachment with a single tunnel only. Remove it.", at.AtName("remote_ca_certificate")))
			return false
		}
		holds := form.Phases(&m.Connection, name)
		if holds.Ike.IsUnknown() || tunnel.Ikes.Values(holds.Ike).Encryption.ValueString() != "sm4" {
			continue
		}
		diags.AddAttributeError(at, "SM algorithms in two tunnels", fmt.Sprintf("%s has SM algorithms. They need a certificate, which the API takes "+
			"for an attachment with a single tunnel only. Use others, such as encryption = \"aes256\" and authentication = \"sha256\".", at))
		return false
	}
	return true
}

// plan fills in what is known already, and says what a replacement takes down.
func plan(_ context.Context, c *framework.Change[model]) {
	if c.Plan == nil {
		return
	}
	if c.State == nil {
		form.Plan(c.Diags, &c.Plan.Connection, &c.Config.Connection, nil)
		return
	}
	form.Plan(c.Diags, &c.Plan.Connection, &c.Config.Connection, &c.State.Connection)
	replaced, unread := c.Replaced(nil)
	replaced = slices.DeleteFunc(replaced, func(name string) bool { // what is in the tunnels changes in place
		return name == "tunnels" && !c.Plan.Tunnels.IsNull()
	})
	unread = slices.DeleteFunc(unread, func(name string) bool { return name == "tunnels" })
	if c.Plan.Dual() && !c.Plan.Tunnels.IsUnknown() && !c.State.Dual() && !c.State.CustomerGatewayID.IsNull() {
		c.Replace("tunnels") // it is null in state, so the schema does not say so
		replaced = append(replaced, "tunnels")
	}
	c.WarnTakenOver(unread, "")
	c.WarnReplaced(replaced, noun, "A transit router that has it has to let it go first: let the resource that attaches it refer to this "+
		"resource's id, and replace it with replace_triggered_by. "+keys(c.Plan))
	// An update changes nothing of these, and null is not kept by itself.
	for _, kept := range []struct {
		plan  *types.String
		state types.String
	}{
		{&c.Plan.State, c.State.State},
		{&c.Plan.TransitRouterID, c.State.TransitRouterID},
		{&c.Plan.CenID, c.State.CenID},
		{&c.Plan.InternetIP, c.State.InternetIP},
	} {
		if kept.plan.IsUnknown() && len(replaced) == 0 {
			*kept.plan = kept.state
		}
	}
}

// keys says what becomes of the keys of an attachment that is replaced.
func keys(m *model) string {
	if form.KeysGiven(&m.Connection) {
		return "Write-only keys are sent again."
	}
	return "A key that the API made is another one afterwards: tell the other end."
}
