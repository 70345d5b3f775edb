package vpnconnection

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/tunnel"
)

// ValidateConfig checks the rules between arguments. A rule waits while one of
// its values is unknown.
func (r *connection) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	diags := &resp.Diagnostics
	c, ok := r.Table().Decode(ctx, req.Config.Raw)
	if !ok {
		diags.Append(req.Config.Get(ctx, &c)...) // to say why
		return
	}
	tunnel.CheckSubnets(diags, c.LocalSubnets, c.RemoteSubnets)
	switch {
	case c.Tunnels.IsUnknown():
	case c.dual():
		c.checkDual(r.Table(), diags)
	default:
		c.checkSingle(diags)
	}
}

// checkDual checks a connection with two tunnels.
func (m *model) checkDual(table *framework.Table[model], diags *diag.Diagnostics) {
	for _, name := range singleOnly {
		if !table.Value(m, name).IsNull() {
			where := fmt.Sprintf("In a connection with tunnels, write it in tunnels.%s and tunnels.%s.", master, slave)
			if name == "health_check" {
				where = "The API has none for a connection with two tunnels. Remove it."
			}
			diags.AddAttributeError(path.Root(name), name+" beside tunnels",
				fmt.Sprintf("%s is an argument of a connection with a single tunnel. %s", name, where))
		}
	}
	p := pairs.Values(m.Tunnels)
	if p.Master.IsUnknown() || p.Slave.IsUnknown() || p.Master.IsNull() || p.Slave.IsNull() {
		return
	}
	written := make([]tunnel.Written, len(roles))
	for i, role := range roles {
		t := m.tunnel(role)
		written[i] = tunnel.Written{At: path.Root("tunnels").AtName(role), Endpoint: t.Endpoint, Own: t.Phases(), Shared: m.shared()}
	}
	tunnel.CheckTogether(diags, written, m.shared())
}

// singleOnly are the arguments that a connection with two tunnels has in them.
var singleOnly = []string{
	"customer_gateway_id", "local_id", "remote_id", "psk", "psk_wo", "psk_wo_version", "bgp", "enable_dpd", "enable_nat_traversal",
	"remote_ca_certificate", "health_check",
}

// checkSingle checks a connection with a single tunnel.
func (m *model) checkSingle(diags *diag.Diagnostics) {
	if m.CustomerGatewayID.IsNull() {
		diags.AddAttributeError(path.Root("tunnels"), "Connection without tunnels",
			"Write tunnels, with master and slave in it, or customer_gateway_id for a gateway with a single tunnel: "+
				"nearly all gateways have two tunnels.")
		return
	}
	for _, phase := range []struct {
		name   string
		object types.Object
	}{{"ike", m.Ike}, {"ipsec", m.Ipsec}} {
		if phase.object.IsNull() {
			diags.AddAttributeError(path.Root(phase.name), "Connection without "+phase.name,
				fmt.Sprintf("%s is missing. The API's own defaults are weak, so they are not used.", phase.name))
		}
	}
	w := tunnel.Written{At: path.Empty(), Endpoint: m.Endpoint, Shared: m.shared(), Own: tunnel.Phases{Ike: tunnel.Ikes.Null(), Ipsec: tunnel.Ipsecs.Null()}}
	w.Check(diags, make(map[string]bool))
}

// plan fills in what is known already, refuses what the gateway cannot have, and
// says what a replacement takes down.
func plan(ctx context.Context, c *framework.Change[model]) {
	if c.Plan == nil {
		return
	}
	switch {
	case c.Plan.Tunnels.IsUnknown():
	case c.Plan.dual():
		planDual(ctx, c)
	default:
		planSingle(c)
	}
	if c.State == nil {
		checkGateway(ctx, c)
		return
	}
	replaced := c.Replacing()
	if len(replaced) == 0 {
		return
	}
	keys := "A key that the API made is another one afterwards: tell the other end."
	if c.Plan.keysGiven() {
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

// keysGiven reports that every tunnel has a key from the configuration.
func (m *model) keysGiven() bool {
	if !m.dual() {
		return !m.Psk.IsNull() || !m.PskWOVersion.IsNull()
	}
	return !slices.ContainsFunc(roles, func(role string) bool {
		t := m.tunnel(role)
		return t.Psk.IsNull() && t.PskWOVersion.IsNull()
	})
}

func planDual(ctx context.Context, c *framework.Change[model]) {
	c.Plan.Absent()
	shared := c.Plan.shared().FillDefaults(c.Config.shared())
	c.Plan.Ike, c.Plan.Ipsec = shared.Ike, shared.Ipsec
	had := c.Table.Null(ctx)
	if c.State != nil {
		had = *c.State
	}
	tunnel.WarnWeak(c.Diags, path.Empty(), shared, had.anyPhases())
	p, was := pairs.Values(c.Plan.Tunnels), pairs.Values(had.Tunnels)
	for _, role := range roles {
		object, stood := p.Master, was.Master
		if role == slave {
			object, stood = p.Slave, was.Slave
		}
		if object.IsUnknown() || object.IsNull() {
			continue
		}
		t, written := c.Plan.tunnel(role), c.Config.tunnel(role)
		own := t.Phases().FillDefaults(written.Phases())
		t.Ike, t.Ipsec = own.Ike, own.Ipsec
		var state *tunnel.Tunnel
		if !stood.IsNull() {
			state = new(had.tunnel(role))
		}
		t.Known(&written, state, had.phases(role), own.Or(shared))
		tunnel.WarnWeak(c.Diags, path.Root("tunnels").AtName(role), own, had.phases(role))
		c.Plan.setTunnel(role, &t)
	}
}

// anyPhases are the shared phases, or those of the first tunnel where there are
// none: what they have is not new.
func (m *model) anyPhases() tunnel.Phases {
	if !m.dual() {
		return m.shared()
	}
	return m.shared().Or(m.phases(master))
}

func planSingle(c *framework.Change[model]) {
	shared := c.Plan.shared().FillDefaults(c.Config.shared())
	c.Plan.Ike, c.Plan.Ipsec = shared.Ike, shared.Ipsec
	var state *tunnel.Endpoint
	had := tunnel.Phases{Ike: tunnel.Ikes.Null(), Ipsec: tunnel.Ipsecs.Null()}
	if c.State != nil && !c.State.dual() {
		state, had = &c.State.Endpoint, c.State.shared()
	}
	c.Plan.Known(&c.Config.Endpoint, state, had, shared)
	tunnel.WarnWeak(c.Diags, path.Empty(), shared, had)
	if h := c.Plan.HealthCheck; !h.IsNull() && !h.IsUnknown() {
		planned, written := healthChecks.Values(h), healthChecks.Values(c.Config.HealthCheck)
		if written.Interval.IsNull() {
			planned.Interval = types.Int64Value(defaultInterval)
		}
		if written.RetryTimes.IsNull() {
			planned.RetryTimes = types.Int64Value(defaultRetryTimes)
		}
		c.Plan.HealthCheck = healthChecks.Object(planned)
	}
}

// The API's defaults of a health check.
const (
	defaultInterval   = 3
	defaultRetryTimes = 3
)

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
	case two && !c.Plan.dual():
		c.Diags.AddAttributeError(path.Root("customer_gateway_id"), "VPN gateway with two tunnels", fmt.Sprintf(
			"%s builds connections with two tunnels. Write tunnels, with master and slave in it, instead of customer_gateway_id.", id.ValueString()))
	case !two && c.Plan.dual():
		c.Diags.AddAttributeError(path.Root("tunnels"), "VPN gateway with a single tunnel", fmt.Sprintf(
			"%s builds connections with a single tunnel: it has no second vSwitch. Write customer_gateway_id, ike and ipsec instead of tunnels.", id.ValueString()))
	}
	if g.VpnType != "" {
		c.Plan.checkType(id.ValueString(), g.VpnType == "NationalStandard", c.Diags)
	}
}

// checkType refuses algorithms that are not those of the gateway's type.
func (m *model) checkType(gateway string, national bool, diags *diag.Diagnostics) {
	for _, role := range roles {
		p := m.shared()
		if m.dual() {
			p = m.phases(role)
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
