package vpnconnection

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/tunnel"
)

// check checks the rules between arguments.
func check(diags *diag.Diagnostics, c *model) { form.Check(diags, &c.Connection) }

// plan fills in what is known already, refuses what the gateway cannot have, and
// says what a replacement takes down.
func plan(ctx context.Context, c *framework.Change[model]) {
	if c.Plan == nil {
		return
	}
	if c.State == nil {
		form.Plan(c.Diags, &c.Plan.Connection, &c.Config.Connection, nil)
		checkGateway(ctx, c)
		return
	}
	form.Plan(c.Diags, &c.Plan.Connection, &c.Config.Connection, &c.State.Connection)
	replaced := c.Replacing()
	if len(replaced) == 0 {
		return
	}
	keys := "A key that the API made is another one afterwards: tell the other end."
	if form.KeysGiven(&c.Plan.Connection) {
		keys = "Write-only keys are sent again."
	}
	for _, name := range replaced {
		if name == "tunnels" && !c.Plan.Tunnels.IsNull() {
			continue // what is in them changes in place
		}
		if name == "tunnels" || name == "customer_gateway_id" || name == "vpn_gateway_id" {
			c.Diags.AddAttributeWarning(path.Root(name), "IPsec connection will be replaced", fmt.Sprintf(
				"The API cannot change %s of %s, so the plan deletes the connection and creates another. Its tunnels are down from the delete "+
					"until the other end has connected to the new one, and routes that lead to it have to be replaced too: let them refer "+
					"to this resource's id. %s", name, c.State.ID.ValueString(), keys))
		}
	}
}

// checkGateway refuses a connection that its gateway cannot have. Where the gateway
// cannot be read, the API says so when the plan is applied.
func checkGateway(ctx context.Context, c *framework.Change[model]) {
	id, region := c.Plan.VpnGatewayID, c.Plan.Region
	if c.Data == nil || c.Data.VPC == nil || id.IsUnknown() || region.IsUnknown() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	g, err := c.Data.VPC.GetVpnGateway(ctx, region.ValueString(), id.ValueString())
	if err != nil {
		return
	}
	if g.IpsecVpn != nil && !*g.IpsecVpn {
		c.Diags.AddAttributeError(path.Root("vpn_gateway_id"), "VPN gateway without IPsec", fmt.Sprintf(
			"%s has no IPsec, so it can have no IPsec connections. Use a gateway with enable_ipsec = true.", id.ValueString()))
	}
	if c.Plan.Tunnels.IsUnknown() || g.VSwitchID == "" {
		return
	}
	two := g.DualTunnel()
	switch {
	case two && !c.Plan.Dual():
		c.Diags.AddAttributeError(path.Root("customer_gateway_id"), "VPN gateway with two tunnels", fmt.Sprintf(
			"%s builds connections with two tunnels. Write tunnels, with master and slave in it, instead of customer_gateway_id.", id.ValueString()))
	case !two && c.Plan.Dual():
		c.Diags.AddAttributeError(path.Root("tunnels"), "VPN gateway with a single tunnel", fmt.Sprintf(
			"%s builds connections with a single tunnel: it has no second vSwitch. Write customer_gateway_id, ike and ipsec instead of tunnels.", id.ValueString()))
	}
	if g.VpnType != "" {
		c.Plan.checkType(id.ValueString(), g.VpnType == "NationalStandard", c.Diags)
	}
}

// checkType refuses algorithms that are not those of the gateway's type.
func (m *model) checkType(gateway string, national bool, diags *diag.Diagnostics) {
	for _, name := range form.Names {
		p := m.Shared()
		if m.Dual() {
			p = form.Phases(&m.Connection, name)
		}
		encryption := tunnel.Ikes.Values(p.Ike).Encryption
		if p.Ike.IsUnknown() || encryption.IsUnknown() || encryption.IsNull() {
			continue
		}
		switch sm := encryption.ValueString() == "sm4"; {
		case sm && !national:
			diags.AddAttributeError(path.Root("ike"), "SM algorithms with a usual gateway", fmt.Sprintf(
				"%s is of type Normal, which has no SM algorithms. Use others, such as encryption = \"aes256\" and authentication = \"sha256\".", gateway))
			return
		case !sm && national:
			diags.AddAttributeError(path.Root("ike"), "Gateway for SM algorithms", fmt.Sprintf(
				"%s is of type NationalStandard, which has SM algorithms only: encryption = \"sm4\" and authentication = \"sm3\".", gateway))
			return
		}
	}
}
