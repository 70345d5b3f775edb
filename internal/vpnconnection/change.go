package vpnconnection

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/tunnel"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// change leads a connection from state to plan, call by call.
type change struct {
	client              *vpc.Client
	state, plan, config *model
	private             framework.PrivateState
	diags               *diag.Diagnostics
}

// run makes the calls, and returns the attribute of the one that failed. What the
// tunnels share changes at once. What one tunnel has for itself changes tunnel by
// tunnel, so that the other stays up.
func (c *change) run(ctx context.Context) (attribute string, err error) {
	in := vpc.ModifyVpnConnectionAttributeInput{
		RegionID: c.state.Region.ValueString(), VpnConnectionID: c.state.ID.ValueString(), VpnGatewayID: c.state.VpnGatewayID.ValueString(),
	}
	attribute = c.common(&in)
	if c.plan.dual() {
		if together := c.bgpTogether(); together {
			on := !c.bgp(c.plan, master).IsNull()
			in.EnableTunnelsBgp, attribute = &on, "tunnels"
			for _, role := range roles {
				t := c.state.tunnel(role)
				id, err := c.tunnelID(ctx, role, &t)
				if err != nil {
					return attribute, err
				}
				in.Tunnels = append(in.Tunnels, vpc.TunnelInput{Role: role, TunnelID: id, Bgp: tunnel.BgpConfig(c.bgp(c.plan, role))})
			}
		}
	} else if attribute, err = c.single(ctx, &in, attribute); err != nil {
		return attribute, err
	}
	if attribute != "" {
		if err := c.client.ModifyVpnConnectionAttribute(ctx, in); err != nil {
			return attribute, err
		}
		c.state.AutoConfigRoute = c.plan.AutoConfigRoute // which cannot be read
		if in.Single != nil {
			c.took(ctx, &c.state.Endpoint, &c.plan.Endpoint, keyPsk, in.Single.Ike)
		}
	}
	if c.plan.dual() {
		for _, role := range roles {
			if err := c.tunnel(ctx, role, in.EnableTunnelsBgp == nil); err != nil {
				return "tunnels", err
			}
		}
	}
	return "tags", framework.Retag(ctx, c.client, c.state.object(), c.state.TagsAll, c.plan.TagsAll)
}

// common are the arguments that both forms have.
func (c *change) common(in *vpc.ModifyVpnConnectionAttributeInput) (attribute string) {
	if framework.Wanted(c.plan.Name, c.state.Name) {
		in.Name, attribute = framework.StringPtr(c.plan.Name), "name"
	}
	if framework.Wanted(c.plan.EffectImmediately, c.state.EffectImmediately) {
		in.EffectImmediately, attribute = framework.BoolPtr(c.plan.EffectImmediately), "effect_immediately"
	}
	if framework.Wanted(c.plan.AutoConfigRoute, c.state.AutoConfigRoute) {
		in.AutoConfigRoute, attribute = framework.BoolPtr(c.plan.AutoConfigRoute), "auto_config_route"
	}
	local, remote := framework.Wanted(c.plan.LocalSubnets, c.state.LocalSubnets), framework.Wanted(c.plan.RemoteSubnets, c.state.RemoteSubnets)
	if local || remote { // both: with 0.0.0.0/0 they mean something together only
		in.LocalSubnets, in.RemoteSubnets = texts(c.plan.LocalSubnets), texts(c.plan.RemoteSubnets)
		attribute = "local_subnets"
		if remote {
			attribute = "remote_subnets"
		}
	}
	return attribute
}

// bgp is the object bgp of a tunnel.
func (c *change) bgp(m *model, role string) types.Object {
	t := m.tunnel(role)
	return t.Bgp
}

// bgpTogether reports a change of BGP that both tunnels have to make at once: on or
// off, another local_asn, or a network that the other tunnel gives up.
func (c *change) bgpTogether() bool {
	for i, role := range roles {
		was, is, others := c.bgp(c.state, role), c.bgp(c.plan, role), c.bgp(c.state, roles[1-i])
		if is.IsNull() != was.IsNull() {
			return true
		}
		a, b, other := tunnel.Bgps.Values(was), tunnel.Bgps.Values(is), tunnel.Bgps.Values(others)
		if !a.LocalAsn.Equal(b.LocalAsn) || !b.TunnelCidr.IsNull() && b.TunnelCidr.Equal(other.TunnelCidr) {
			return true
		}
	}
	return false
}

// single adds what changes of a single tunnel.
func (c *change) single(ctx context.Context, in *vpc.ModifyVpnConnectionAttributeInput, attribute string) (string, error) {
	t, changes, err := tunnel.Change(&c.state.Endpoint, &c.plan.Endpoint, &c.config.Endpoint, c.state.shared(), c.plan.shared(),
		func() (*string, error) { return c.currentKey(ctx, "") })
	if err != nil {
		return "ike", err
	}
	single := vpc.SingleTunnelInput{
		Ike: t.Ike, Ipsec: t.Ipsec, EnableDpd: t.EnableDpd, EnableNatTraversal: t.EnableNatTraversal, RemoteCaCertificate: t.RemoteCaCertificate,
	}
	if changes {
		attribute = "ike"
	}
	if !c.plan.Bgp.Equal(c.state.Bgp) {
		on := !c.plan.Bgp.IsNull()
		single.EnableBgp, single.Bgp = &on, tunnel.BgpConfig(c.plan.Bgp)
		attribute, changes = "bgp", true
	}
	if !c.plan.HealthCheck.Equal(c.state.HealthCheck) {
		single.HealthCheck = healthCheckOf(c.plan.HealthCheck)
		if single.HealthCheck == nil {
			single.HealthCheck = healthCheckOf(c.state.HealthCheck)
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
func (c *change) tunnel(ctx context.Context, role string, bgp bool) error {
	have, want, config := c.state.tunnel(role), c.plan.tunnel(role), c.config.tunnel(role)
	if err := c.nameOtherEnd(ctx, &have, &want); err != nil {
		return err
	}
	in, changes, err := tunnel.Change(&have.Endpoint, &want.Endpoint, &config.Endpoint, c.state.phases(role), c.plan.phases(role),
		func() (*string, error) { return c.currentKey(ctx, role) })
	if err != nil {
		return err
	}
	if bgp && !want.Bgp.IsNull() && !want.Bgp.Equal(have.Bgp) {
		in.Bgp, changes = tunnel.BgpConfig(want.Bgp), true
	}
	if !changes {
		return nil
	}
	id, err := c.tunnelID(ctx, role, &have)
	if err != nil {
		return err
	}
	err = c.client.ModifyTunnelAttribute(ctx, vpc.ModifyTunnelAttributeInput{
		RegionID: c.state.Region.ValueString(), VpnConnectionID: c.state.ID.ValueString(), VpnGatewayID: c.state.VpnGatewayID.ValueString(),
		TunnelID: id, Tunnel: in,
	})
	if err != nil {
		return err
	}
	c.took(ctx, &have.Endpoint, &want.Endpoint, keyPskOf(role), in.Ike)
	c.state.setTunnel(role, &have)
	return nil
}

// nameOtherEnd gives a tunnel to another customer gateway the name of that, which
// is its address, unless the configuration has one: with the old one the tunnel would
// not come up.
func (c *change) nameOtherEnd(ctx context.Context, have, want *tunnel.Tunnel) error {
	if !want.RemoteID.IsUnknown() || !framework.Wanted(want.CustomerGatewayID, have.CustomerGatewayID) {
		return nil
	}
	id := want.CustomerGatewayID.ValueString()
	g, err := c.client.GetCustomerGateway(ctx, c.state.Region.ValueString(), id)
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
func (c *change) currentKey(ctx context.Context, role string) (*string, error) {
	seen, err := c.current(ctx)
	if err != nil {
		return nil, fmt.Errorf("the tunnel's current pre-shared key has to be sent back with a change of IKE, and could not be read: %w", err)
	}
	psk, certificate := seen.Ike.Psk, seen.RemoteCaCertificate
	if t := seen.Tunnel(role); t != nil {
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

// current reads the connection as it is now. One answer that it does not exist is
// not believed.
func (c *change) current(ctx context.Context) (*vpc.VpnConnection, error) {
	region, id := c.state.Region.ValueString(), c.state.ID.ValueString()
	seen, err := c.client.DescribeVpnConnection(ctx, region, id)
	if errors.Is(err, vpc.ErrNotFound) {
		return c.client.GetVpnConnection(ctx, region, id)
	}
	return seen, err
}

// tunnelID is the ID of a tunnel. State lacks it only if nobody has read the
// connection since it was created.
func (c *change) tunnelID(ctx context.Context, role string, have *tunnel.Tunnel) (string, error) {
	if id := have.ID.ValueString(); id != "" {
		return id, nil
	}
	seen, err := c.current(ctx)
	if err != nil {
		return "", err
	}
	if t := seen.Tunnel(role); t != nil && t.TunnelID != "" {
		return t.TunnelID, nil
	}
	return "", fmt.Errorf("the API shows no ID of the %s tunnel", role)
}

// took writes down the key that the API took: in private state what shows that it
// changes, and in state what the configuration says of it.
func (c *change) took(ctx context.Context, have, want *tunnel.Endpoint, mark string, sent *vpc.IkeConfig) {
	have.PskWOVersion, have.Psk = want.PskWOVersion, want.Psk
	if sent != nil && sent.Psk != nil {
		c.diags.Append(framework.RememberSecret(ctx, c.private, mark, *sent.Psk)...)
	}
}
