package vpnconnection

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/tunnel"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// The names of the two tunnels are their roles.
const (
	master = vpc.RoleMaster
	slave  = vpc.RoleSlave
)

var roles = []string{master, slave}

type model struct {
	VpnGatewayID      types.String `tfsdk:"vpn_gateway_id"`
	LocalSubnets      types.Set    `tfsdk:"local_subnets"`
	RemoteSubnets     types.Set    `tfsdk:"remote_subnets"`
	Name              types.String `tfsdk:"name"`
	Ike               types.Object `tfsdk:"ike"`
	Ipsec             types.Object `tfsdk:"ipsec"`
	Tunnels           types.Object `tfsdk:"tunnels"`
	HealthCheck       types.Object `tfsdk:"health_check"`
	EffectImmediately types.Bool   `tfsdk:"effect_immediately"`
	AutoConfigRoute   types.Bool   `tfsdk:"auto_config_route"`
	ResourceGroupID   types.String `tfsdk:"resource_group_id"`
	CreateTime        types.String `tfsdk:"create_time"`

	tunnel.Endpoint // of a connection with a single tunnel
	framework.Base
	framework.Tagged
}

// pair is the object tunnels.
type pair struct {
	Master types.Object `tfsdk:"master"`
	Slave  types.Object `tfsdk:"slave"`
}

type healthCheck struct {
	DestinationIP types.String `tfsdk:"destination_ip"`
	SourceIP      types.String `tfsdk:"source_ip"`
	Interval      types.Int64  `tfsdk:"interval"`
	RetryTimes    types.Int64  `tfsdk:"retry_times"`
}

var (
	ctx          = context.Background() //nolint:forbidigo // A schema asks nobody.
	pairs        = framework.NewNested[pair](ctx, tunnelsAttribute())
	healthChecks = framework.NewNested[healthCheck](ctx, schemaOf(ctx).Attributes["health_check"].(schema.SingleNestedAttribute)) //nolint:forcetypeassert // It is.
)

// dual reports that the connection has two tunnels.
func (m *model) dual() bool { return !m.Tunnels.IsNull() }

// shared are the phases beside tunnels.
func (m *model) shared() tunnel.Phases { return tunnel.Phases{Ike: m.Ike, Ipsec: m.Ipsec} }

// tunnel is the tunnel of a role, all null where there is none.
func (m *model) tunnel(role string) tunnel.Tunnel {
	p := pairs.Values(m.Tunnels)
	if role == master {
		return tunnel.Tunnels.Values(p.Master)
	}
	return tunnel.Tunnels.Values(p.Slave)
}

func (m *model) setTunnel(role string, t *tunnel.Tunnel) {
	p := pairs.Values(m.Tunnels)
	if role == master {
		p.Master = tunnel.Tunnels.Object(*t)
	} else {
		p.Slave = tunnel.Tunnels.Object(*t)
	}
	m.Tunnels = pairs.Object(p)
}

// phases are those that hold for a tunnel.
func (m *model) phases(role string) tunnel.Phases {
	t := m.tunnel(role)
	return t.Phases().Or(m.shared())
}

// createRequest turns the plan into parameters. Write-only keys are known from
// the configuration only.
func (m *model) createRequest(config *model) vpc.CreateVpnConnectionInput {
	in := vpc.CreateVpnConnectionInput{
		RegionID: m.Region.ValueString(), VpnGatewayID: m.VpnGatewayID.ValueString(), Tags: framework.CreateTags(m.TagsAll),
		ConnectionSettings: vpc.ConnectionSettings{
			Name: framework.StringPtr(m.Name), LocalSubnets: texts(m.LocalSubnets), RemoteSubnets: texts(m.RemoteSubnets),
			EffectImmediately: framework.BoolPtr(m.EffectImmediately), AutoConfigRoute: framework.BoolPtr(m.AutoConfigRoute),
		},
	}
	if !m.dual() {
		t := m.Input("", m.shared(), config.Key().Given())
		in.Single = &vpc.SingleTunnelInput{
			CustomerGatewayID: t.CustomerGatewayID, Ike: t.Ike, Ipsec: t.Ipsec, Bgp: t.Bgp, HealthCheck: healthCheckOf(m.HealthCheck),
			EnableDpd: t.EnableDpd, EnableNatTraversal: t.EnableNatTraversal, RemoteCaCertificate: t.RemoteCaCertificate,
		}
		return in
	}
	bgp := false
	for _, role := range roles {
		t, written := m.tunnel(role), config.tunnel(role)
		in.Tunnels = append(in.Tunnels, t.Input(role, m.phases(role), written.Key().Given()))
		bgp = bgp || !t.Bgp.IsNull()
	}
	in.EnableTunnelsBgp = &bgp
	return in
}

func healthCheckOf(object types.Object) *vpc.HealthCheck {
	if object.IsNull() {
		return nil
	}
	h := healthChecks.Values(object)
	return &vpc.HealthCheck{
		Enable: true, Dip: h.DestinationIP.ValueString(), Sip: h.SourceIP.ValueString(),
		Interval: h.Interval.ValueInt64(), Retry: h.RetryTimes.ValueInt64(),
	}
}

// leadsTo reports that a connection has the customer gateways and the subnets of
// the model.
func (m *model) leadsTo(v *vpc.VpnConnection) bool {
	var have, want []string
	for i := range v.Tunnels {
		have = append(have, v.Tunnels[i].CustomerGatewayID)
	}
	for _, role := range roles {
		t := m.tunnel(role)
		want = append(want, t.CustomerGatewayID.ValueString())
	}
	if !m.dual() {
		have, want = []string{v.CustomerGatewayID}, []string{m.CustomerGatewayID.ValueString()}
	}
	same := func(a, b []string) bool {
		return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
	}
	return same(have, want) && same(v.LocalSubnets, texts(m.LocalSubnets)) && same(v.RemoteSubnets, texts(m.RemoteSubnets))
}

// FromAPI takes over what was seen, in the style in which the model has it.
func (m *model) FromAPI(seen *vpc.VpnConnection, tags framework.TagPolicy) {
	if m.ID.ValueString() == "" {
		m.ID = types.StringValue(seen.VpnConnectionID)
	}
	m.VpnGatewayID = framework.StringOrPrior(seen.VpnGatewayID, m.VpnGatewayID)
	m.Name = framework.StringOrPrior(seen.Name, m.Name)
	m.LocalSubnets = subnetsOrPrior(seen.LocalSubnets, m.LocalSubnets)
	m.RemoteSubnets = subnetsOrPrior(seen.RemoteSubnets, m.RemoteSubnets)
	m.EffectImmediately = framework.BoolOrPrior(seen.EffectImmediately, m.EffectImmediately)
	m.ResourceGroupID = framework.StringOrPrior(seen.ResourceGroupID, m.ResourceGroupID)
	m.CreateTime = framework.TimeOrPrior(seen.CreateTime, m.CreateTime)
	switch {
	case len(seen.Tunnels) > 0:
		m.tunnelsFromAPI(seen)
	case !m.dual():
		m.singleFromAPI(seen)
	}
	m.Tags, m.TagsAll = tags.FromAPI(seen.Tags, m.Tags)
}

// tunnelsFromAPI takes over the tunnels. One that the answer lacks stays as it was.
func (m *model) tunnelsFromAPI(seen *vpc.VpnConnection) {
	if !m.dual() { // it had a single one, or nobody has seen it yet
		none := tunnel.Tunnels.Values(tunnel.Tunnels.Null())
		m.Endpoint, m.HealthCheck = none.Endpoint, healthChecks.Null()
	}
	shared := m.shared()
	tunnels, ownIke, ownIpsec := make([]tunnel.Tunnel, len(roles)), make([]types.Object, len(roles)), make([]types.Object, len(roles))
	seenIke, seenIpsec := make([]types.Object, len(roles)), make([]types.Object, len(roles))
	known := make([]bool, len(roles))
	for i, role := range roles {
		t := m.tunnel(role)
		had := t.Phases().Or(shared)
		ownIke[i], ownIpsec[i], seenIke[i], seenIpsec[i] = t.Ike, t.Ipsec, had.Ike, had.Ipsec
		shown := seen.Tunnel(role)
		known[i] = shown != nil || m.dual()
		if shown != nil {
			s := tunnel.SeenTunnel(shown, seen.EnableTunnelsBgp)
			has := s.Phases(had)
			seenIke[i], seenIpsec[i] = has.Ike, has.Ipsec
			t.FromAPI(&s)
			t.ID = framework.StringOrPrior(shown.TunnelID, t.ID)
			t.InternetIP = framework.StringOrPrior(shown.InternetIP, t.InternetIP)
			t.ZoneID = framework.StringOrPrior(shown.ZoneID, t.ZoneID)
		}
		tunnels[i] = t
	}
	m.Ike, ownIke = tunnel.Mirror(tunnel.Ikes.Null(), shared.Ike, ownIke, seenIke)
	m.Ipsec, ownIpsec = tunnel.Mirror(tunnel.Ipsecs.Null(), shared.Ipsec, ownIpsec, seenIpsec)
	for i, role := range roles {
		if known[i] {
			tunnels[i].Ike, tunnels[i].Ipsec = ownIke[i], ownIpsec[i]
			m.setTunnel(role, &tunnels[i])
		}
	}
}

func (m *model) singleFromAPI(seen *vpc.VpnConnection) {
	s := seenSingle(seen)
	has := s.Phases(m.shared())
	m.Ike, m.Ipsec = has.Ike, has.Ipsec
	m.Endpoint.FromAPI(&s)
	if h := seen.HealthCheck; h != nil {
		m.HealthCheck = healthChecks.Null()
		if h.Enable {
			m.HealthCheck = healthChecks.Object(healthCheck{
				DestinationIP: framework.StringOrNull(h.Dip), SourceIP: framework.StringOrNull(h.Sip),
				Interval: types.Int64Value(h.Interval), RetryTimes: types.Int64Value(h.Retry),
			})
		}
	}
}

func seenSingle(c *vpc.VpnConnection) tunnel.Seen {
	return tunnel.Seen{
		Ike: c.Ike, Ipsec: c.Ipsec, Bgp: c.Bgp, BgpOff: c.Bgp == nil && !c.IsOdd("VpnBgpConfig"), CustomerGatewayID: c.CustomerGatewayID, Status: c.Status,
		EnableDpd: c.EnableDpd, EnableNatTraversal: c.EnableNatTraversal, RemoteCaCertificate: c.RemoteCaCertificate,
	}
}

func (m *model) object() vpc.Object {
	return vpc.VpnConnectionObject(m.Region.ValueString(), m.ID.ValueString(), m.VpnGatewayID.ValueString())
}

// texts are the elements of a set, in a stable order.
func texts(set types.Set) []string {
	var all []string
	for _, element := range set.Elements() {
		if text, ok := element.(types.String); ok {
			all = append(all, text.ValueString())
		}
	}
	slices.Sort(all)
	return all
}

func subnetsOrPrior(seen []string, prior types.Set) types.Set {
	if len(seen) == 0 && !prior.IsUnknown() {
		return prior
	}
	elements := make([]attr.Value, 0, len(seen))
	sorted := slices.Compact(slices.Sorted(slices.Values(seen)))
	for _, s := range sorted {
		elements = append(elements, types.StringValue(s))
	}
	return types.SetValueMust(types.StringType, elements)
}
