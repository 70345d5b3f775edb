package tunnel

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// Update leads a connection from state to plan, call by call.
type Update struct {
	*Form

	Client              *vpc.Client
	Region              string
	State, Plan, Config *Connection
	Private             framework.PrivateState
	Diags               *diag.Diagnostics

	// Read reads the connection as it is now.
	Read func(context.Context) (*vpc.VpnConnection, error)
	// Modify changes what the tunnels share, and ModifyTunnel one tunnel, so that the
	// other stays up.
	Modify       func(context.Context, vpc.ConnectionSettings) error
	ModifyTunnel func(ctx context.Context, in vpc.TunnelInput) error
}

// Run makes the calls, and returns the attribute of the one that failed. What the
// tunnels share changes at once. What one tunnel has for itself changes tunnel by
// tunnel. State is then as the calls that succeeded have made it.
func (c *Update) Run(ctx context.Context) (attribute string, err error) {
	var in vpc.ConnectionSettings
	attribute = c.common(&in)
	if c.Plan.Dual() {
		if together := c.bgpTogether(); together {
			on := !c.bgp(c.Plan, c.Names[0]).IsNull()
			in.EnableTunnelsBgp, attribute = &on, "tunnels"
			for _, name := range c.Names {
				t := c.Tunnel(c.State, name)
				id, err := c.tunnelID(ctx, name, &t)
				if err != nil {
					return attribute, err
				}
				one := vpc.TunnelInput{TunnelID: id, Bgp: BgpConfig(c.bgp(c.Plan, name))}
				c.Mark(&one, name)
				in.Tunnels = append(in.Tunnels, one)
			}
		}
	} else if attribute, err = c.single(ctx, &in, attribute); err != nil {
		return attribute, err
	}
	if attribute != "" {
		if err := c.Modify(ctx, in); err != nil {
			return attribute, err
		}
		c.State.AutoConfigRoute = c.Plan.AutoConfigRoute // which cannot be read
		if in.Single != nil {
			c.took(ctx, &c.State.Endpoint, &c.Plan.Endpoint, keyPsk, in.Single.Ike)
		}
	}
	if c.Plan.Dual() {
		for _, name := range c.Names {
			if err := c.tunnel(ctx, name, in.EnableTunnelsBgp == nil); err != nil {
				return "tunnels", err
			}
		}
	}
	return "", nil
}

// common are the arguments that both forms have.
func (c *Update) common(in *vpc.ConnectionSettings) (attribute string) {
	if framework.Wanted(c.Plan.Name, c.State.Name) {
		in.Name, attribute = framework.StringPtr(c.Plan.Name), "name"
	}
	if framework.Wanted(c.Plan.EffectImmediately, c.State.EffectImmediately) {
		in.EffectImmediately, attribute = framework.BoolPtr(c.Plan.EffectImmediately), "effect_immediately"
	}
	if framework.Wanted(c.Plan.AutoConfigRoute, c.State.AutoConfigRoute) {
		in.AutoConfigRoute, attribute = framework.BoolPtr(c.Plan.AutoConfigRoute), "auto_config_route"
	}
	local, remote := framework.Wanted(c.Plan.LocalSubnets, c.State.LocalSubnets), framework.Wanted(c.Plan.RemoteSubnets, c.State.RemoteSubnets)
	if local || remote { // both: with 0.0.0.0/0 they mean something together only
		in.LocalSubnets, in.RemoteSubnets = framework.Texts(c.Plan.LocalSubnets), framework.Texts(c.Plan.RemoteSubnets)
		attribute = "local_subnets"
		if remote {
			attribute = "remote_subnets"
		}
	}
	return attribute
}

// bgp is the object bgp of a tunnel.
func (c *Update) bgp(m *Connection, name string) types.Object {
	t := c.Tunnel(m, name)
	return t.Bgp
}

// bgpTogether reports a change of BGP that both tunnels have to make at once: on or
// off, another local_asn, or a network that the other tunnel gives up.
func (c *Update) bgpTogether() bool {
	for i, name := range c.Names {
		was, is, others := c.bgp(c.State, name), c.bgp(c.Plan, name), c.bgp(c.State, c.Names[1-i])
		if is.IsNull() != was.IsNull() {
			return true
		}
		a, b, other := Bgps.Values(was), Bgps.Values(is), Bgps.Values(others)
		if !a.LocalAsn.Equal(b.LocalAsn) || !b.TunnelCidr.IsNull() && b.TunnelCidr.Equal(other.TunnelCidr) {
			return true
		}
	}
	return false
}

// single adds what changes of a single tunnel.
func (c *Update) single(ctx context.Context, in *vpc.ConnectionSettings, attribute string) (string, error) {
	if err := c.nameOtherEnd(ctx, &c.State.Endpoint, &c.Plan.Endpoint); err != nil {
		return "customer_gateway_id", err
	}
	t, changes, err := Change(&c.State.Endpoint, &c.Plan.Endpoint, &c.Config.Endpoint, c.State.Shared(), c.Plan.Shared(),
		func() (*string, error) { return c.currentKey(ctx, "") })
	if err != nil {
		return "ike", err
	}
	single := vpc.SingleTunnelInput{
		CustomerGatewayID: t.CustomerGatewayID, Ike: t.Ike, Ipsec: t.Ipsec,
		EnableDpd: t.EnableDpd, EnableNatTraversal: t.EnableNatTraversal, RemoteCaCertificate: t.RemoteCaCertificate,
	}
	if changes {
		attribute = "ike"
	}
	if !c.Plan.Bgp.Equal(c.State.Bgp) {
		on := !c.Plan.Bgp.IsNull()
		single.EnableBgp, single.Bgp = &on, BgpConfig(c.Plan.Bgp)
		attribute, changes = "bgp", true
	}
	if !c.Plan.HealthCheck.Equal(c.State.HealthCheck) {
		single.HealthCheck = healthCheckOf(c.Plan.HealthCheck)
		if single.HealthCheck == nil {
			single.HealthCheck = healthCheckOf(c.State.HealthCheck)
			single.HealthCheck.Enable = false
		}
		attribute, changes = "health_check", true
	}
	if changes {
		in.Single = &single
	}
	return attribute, nil
}

// tunnel changes what one of two tunnels has for itself.
func (c *Update) tunnel(ctx context.Context, name string, bgp bool) error {
	have, want, config := c.Tunnel(c.State, name), c.Tunnel(c.Plan, name), c.Tunnel(c.Config, name)
	if err := c.nameOtherEnd(ctx, &have.Endpoint, &want.Endpoint); err != nil {
		return err
	}
	in, changes, err := Change(&have.Endpoint, &want.Endpoint, &config.Endpoint, c.Phases(c.State, name), c.Phases(c.Plan, name),
		func() (*string, error) { return c.currentKey(ctx, name) })
	if err != nil {
		return err
	}
	if bgp && !want.Bgp.IsNull() && !want.Bgp.Equal(have.Bgp) {
		in.Bgp, changes = BgpConfig(want.Bgp), true
	}
	if !changes {
		return nil
	}
	if in.TunnelID, err = c.tunnelID(ctx, name, &have); err != nil {
		return err
	}
	c.Mark(&in, name)
	if err := c.ModifyTunnel(ctx, in); err != nil {
		return err
	}
	c.took(ctx, &have.Endpoint, &want.Endpoint, keyPskOf(name), in.Ike)
	c.setTunnel(c.State, name, &have)
	return nil
}

// nameOtherEnd gives a tunnel to another customer gateway the name of that, which
// is its address, unless the configuration has one: with the old one the tunnel would
// not come up.
func (c *Update) nameOtherEnd(ctx context.Context, have, want *Endpoint) error {
	if !want.RemoteID.IsUnknown() || !framework.Wanted(want.CustomerGatewayID, have.CustomerGatewayID) {
		return nil
	}
	id := want.CustomerGatewayID.ValueString()
	g, err := c.Client.GetCustomerGateway(ctx, c.Region, id)
	if err != nil {
		return fmt.Errorf("customer gateway %s of the tunnel could not be read: %w", id, err)
	}
	want.RemoteID = types.StringValue(g.IPAddress)
	return nil
}

var errKeyUnread = errors.New("the tunnel's current pre-shared key could not be read. A change of IKE without it would make the API set a new key, " +
	"so it was not made. Give the tunnel a key with psk_wo and psk_wo_version, or psk")

// currentKey reads the key of a tunnel, of the single one for "". It goes back to
// the API, and nowhere else.
func (c *Update) currentKey(ctx context.Context, name string) (*string, error) {
	seen, err := c.Read(ctx)
	if err != nil {
		return nil, fmt.Errorf("the tunnel's current pre-shared key has to be sent back with a change of IKE, and could not be read: %w", err)
	}
	psk, certificate := seen.Ike.Psk, seen.RemoteCaCertificate
	if t := c.seen(seen, name); t != nil {
		psk, certificate = t.Ike.Psk, t.RemoteCaCertificate
	}
	switch {
	case psk != nil && *psk != "":
		return psk, nil
	case certificate != nil && *certificate != "":
		return nil, nil //nolint:nilnil // Tunnels with certificates have no key.
	default:
		return nil, errKeyUnread
	}
}

// tunnelID is the ID of a tunnel. State lacks it only if nobody has read the
// connection since it was created.
func (c *Update) tunnelID(ctx context.Context, name string, have *Tunnel) (string, error) {
	if id := have.ID.ValueString(); id != "" {
		return id, nil
	}
	seen, err := c.Read(ctx)
	if err != nil {
		return "", err
	}
	if t := c.seen(seen, name); t != nil && t.TunnelID != "" {
		return t.TunnelID, nil
	}
	return "", fmt.Errorf("the API shows no ID of the %s tunnel", name)
}

// took writes down the key that the API took: in private state what shows that it
// changes, and in state what the configuration says of it.
func (c *Update) took(ctx context.Context, have, want *Endpoint, mark string, sent *vpc.IkeConfig) {
	have.PskWOVersion, have.Psk = want.PskWOVersion, want.Psk
	if sent != nil && sent.Psk != nil {
		c.Diags.Append(framework.RememberSecret(ctx, c.Private, mark, *sent.Psk)...)
	}
}
