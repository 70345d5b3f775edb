package sslvpnserver

import (
	"context"
	"fmt"
	"math/bits"
	"net/netip"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

// check checks the rules between arguments.
func check(diags *diag.Diagnostics, c *model) {
	framework.CheckPool(diags, "client_ip_pool", c.ClientIPPool, "local_subnets", c.LocalSubnets)
}

// plan refuses what the gateway or the API cannot do, and says what a deletion takes
// along.
func plan(ctx context.Context, c *framework.Change[model]) {
	if c.Plan == nil {
		warnCertificates(ctx, c, "is deleted")
		return
	}
	warnWeak(c)
	if c.State == nil {
		checkGateway(ctx, c)
		return
	}
	replaced, unread := c.Replaced(nil)
	c.WarnTakenOver(unread, "")
	if len(replaced) > 0 {
		warnCertificates(ctx, c, "is replaced")
	} else {
		checkApplication(c)
	}
	if len(replaced) > 0 || !c.Plan.ClientIPPool.Equal(c.State.ClientIPPool) {
		checkGateway(ctx, c)
	}
}

// warnWeak tells of a choice that is new.
func warnWeak(c *framework.Change[model]) {
	if c.Plan.Cipher.ValueString() == "none" && (c.State == nil || !c.State.Cipher.Equal(c.Plan.Cipher)) {
		c.Diags.AddAttributeWarning(path.Root("cipher"), "Weak choice", "cipher is \"none\": what clients older than OpenVPN 2.4 send can be read on its way. "+
			"Use \"AES-256-CBC\", unless a client cannot.")
	}
}

// checkApplication refuses to take the application from multi-factor authentication
// that stays on: no call does that, and off and on again would let people in with a
// certificate alone.
func checkApplication(c *framework.Change[model]) {
	have, want := mfas.Values(c.State.Mfa), mfas.Values(c.Plan.Mfa)
	if c.Plan.Mfa.IsNull() || !want.ApplicationID.IsNull() || have.ApplicationID.IsNull() {
		return
	}
	c.Diags.AddAttributeError(path.Root("mfa"), "Application cannot be removed", fmt.Sprintf(
		"%s asks the IDaaS application %s, and the API has no way to take it away while multi-factor authentication stays on. "+
			"Name another application. For an instance without one, remove mfa, apply, and add it again.",
		c.State.ID.ValueString(), have.ApplicationID.ValueString()))
}

// checkGateway refuses a server that its gateway cannot have. Where the gateway
// cannot be read, the API says so when the plan is applied.
func checkGateway(ctx context.Context, c *framework.Change[model]) {
	id, region := c.Plan.VpnGatewayID, c.Plan.Region
	if c.Data == nil || c.Data.VPC == nil || id.IsUnknown() || region.IsUnknown() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	g, err := c.Data.VPC.GetVpnGateway(ctx, region.ValueString(), id.ValueString())
	if err != nil || g.SslVpn == nil {
		return
	}
	if !*g.SslVpn {
		c.Diags.AddAttributeError(path.Root("vpn_gateway_id"), "VPN gateway without SSL", fmt.Sprintf(
			"%s has no SSL, so nobody can dial in to it. Use a gateway with enable_ssl = true.", id.ValueString()))
		return
	}
	p, err := netip.ParsePrefix(c.Plan.ClientIPPool.ValueString())
	if err != nil { // unknown
		return
	}
	have, need := int64(1)<<(p.Addr().BitLen()-p.Bits()), addressesPerClient*g.SslMaxConnections
	if have < need {
		c.Diags.AddAttributeError(path.Root("client_ip_pool"), "Pool too small", fmt.Sprintf(
			"client_ip_pool is %s, which has %d addresses. %s has %d SSL connections, and each needs %d addresses: %d. Use a /%d or larger.",
			p, have, id.ValueString(), g.SslMaxConnections, addressesPerClient, need, p.Addr().BitLen()-bits.Len64(uint64(need-1))))
	}
}
