package sslvpnclientcert

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// plan says what a certificate's end means: for its owner, and for everybody else.
func plan(_ context.Context, c *framework.Change[model]) {
	if c.State == nil {
		return
	}
	if c.Plan == nil {
		warnDisconnected(c.Diags, c.State, "deletes", "")
		return
	}
	replaced, unread := c.Replaced(nil)
	c.WarnTakenOver(unread, "")
	if slices.Contains(replaced, "ssl_vpn_server_id") {
		warnDisconnected(c.Diags, c.State, "replaces", " The new certificate has another key: hand out its configuration.")
		return
	}
	warnExpiring(c.Diags, c.State)
}

// warnDisconnected has the same summary for every certificate, so that Terraform
// shows many of them as one.
func warnDisconnected(diags *diag.Diagnostics, m *model, does, more string) {
	diags.AddWarning("All clients of the SSL server will be disconnected for a moment", fmt.Sprintf(
		"The plan %s the SSL client certificate %s. That disconnects the clients of all certificates of %s, and most of them dial in again by "+
			"themselves. Whoever has this certificate cannot.%s", does, m.title(), m.SslVpnServerID.ValueString(), more))
}

// warnExpiring says so in every plan until the certificate is replaced.
func warnExpiring(diags *diag.Diagnostics, m *model) {
	var summary string
	when := m.ExpireTime.ValueString()
	switch m.Status.ValueString() {
	case vpc.CertExpiringSoon:
		summary, when = "SSL client certificate expires soon", "expires at "+when+". Whoever has it cannot dial in after that."
	case vpc.CertExpired:
		summary, when = "SSL client certificate has expired", "expired at "+when+". Whoever has it cannot dial in any more."
	default:
		return
	}
	diags.AddAttributeWarning(path.Root("expire_time"), summary, fmt.Sprintf(
		"%s of %s %s\n\nA certificate cannot be extended. To replace it, change the value that its lifecycle argument replace_triggered_by refers to, "+
			"or apply with -replace=ADDRESS, the resource's address. Then hand out the new configuration.",
		m.title(), m.SslVpnServerID.ValueString(), when))
}

// gone says that a certificate that does not exist has been dropped from state: the
// next one has another key.
func gone(_ context.Context, m *model, _ framework.PrivateState, diags *diag.Diagnostics) bool {
	diags.AddWarning("SSL client certificate does not exist any more", fmt.Sprintf(
		"%s was deleted outside Terraform: by itself, or with its SSL server %s, which takes all its certificates along. If the next apply "+
			"creates another one, that has another key: hand out its configuration.", m.title(), m.SslVpnServerID.ValueString()))
	return true
}
