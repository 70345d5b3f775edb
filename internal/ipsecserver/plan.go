package ipsecserver

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/tunnel"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// keyPsk is where private state has what shows that the key has changed.
const keyPsk = "psk"

// lookTime bounds the looks at the gateway and what is beside the server on it.
const lookTime = 10 * time.Second

// check checks the rules between arguments.
func check(diags *diag.Diagnostics, c *model) {
	framework.CheckPool(diags, "client_ip_pool", c.ClientIPPool, "local_subnets", c.LocalSubnets)
	if !c.Ike.IsNull() && !c.Ipsec.IsNull() {
		c.phases().Check(diags, path.Root("ike"), path.Root("ipsec"))
	}
}

// shownKeys is the one key of the server.
func (m *model) shownKeys(seen *vpc.IpsecServer) []tunnel.ShownKey {
	return []tunnel.ShownKey{{Mark: keyPsk, At: path.Empty(), Key: m.key(), Psk: seen.Ike.Psk}}
}

// refresh takes over what was seen, and warns of a key that somebody else has
// changed.
func refresh(
	ctx context.Context, m *model, seen *vpc.IpsecServer, tags framework.TagPolicy, private framework.PrivateState,
) diag.Diagnostics {
	m.FromAPI(seen, tags)
	return tunnel.RefreshKeys(ctx, private, m.shownKeys(seen), m.ID.ValueString())
}

// plan fills in what is known already, refuses what the gateway cannot have, and says
// what a replacement means for those who dial in.
func plan(ctx context.Context, c *framework.Change[model]) {
	if c.Plan == nil {
		return
	}
	filled := c.Plan.phases().FillDefaults(c.Config.phases())
	c.Plan.Ike, c.Plan.Ipsec = filled.Ike, filled.Ipsec
	had := tunnel.Phases{Ike: tunnel.Ikes.Null(), Ipsec: tunnel.Ipsecs.Null()}
	if c.State != nil {
		had = c.State.phases()
	}
	tunnel.WarnWeak(c.Diags, path.Empty(), filled, had)
	if c.State == nil {
		checkGateway(ctx, c)
		return
	}
	stays(&c.Plan.LocalID, c.Config.LocalID, c.State.LocalID)
	stays(&c.Plan.RemoteID, c.Config.RemoteID, c.State.RemoteID)
	replaced, unread := c.Replaced(nil)
	c.WarnTakenOver(unread, "")
	if len(replaced) == 0 {
		return
	}
	keys := "A key that the API made is another one afterwards: tell those who dial in."
	if !c.Plan.Psk.IsNull() || !c.Plan.PskWOVersion.IsNull() {
		keys = "A write-only key is sent again."
	}
	c.WarnReplaced(replaced, noun, "Clients are disconnected, and have another address to dial. "+keys)
	checkGateway(ctx, c)
}

// stays plans what there is where the configuration has nothing, none included.
func stays(plan *types.String, config, state types.String) {
	if config.IsNull() && plan.IsUnknown() {
		*plan = state
	}
}

// checkGateway refuses a server that its gateway cannot have. Where the gateway cannot
// be read, the API says so when the plan is applied. Connections that are there may be
// planned to go, so that they are not looked at here.
func checkGateway(ctx context.Context, c *framework.Change[model]) {
	id, region := c.Plan.VpnGatewayID, c.Plan.Region
	if c.Data == nil || c.Data.VPC == nil || id.IsUnknown() || region.IsUnknown() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	g, err := c.Data.VPC.GetVpnGateway(ctx, region.ValueString(), id.ValueString())
	if err == nil && g.SslVpn != nil && !*g.SslVpn {
		c.Diags.AddAttributeError(path.Root("vpn_gateway_id"), "VPN gateway without SSL", fmt.Sprintf(
			"%s has no SSL, which an IPsec server needs too. Use a gateway with enable_ssl = true.", id.ValueString()))
	}
}
