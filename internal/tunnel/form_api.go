package tunnel

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// FromAPI takes over what was seen, in the style in which the model has it.
func (f *Form) FromAPI(m *Connection, seen *vpc.VpnConnection) {
	m.Name = framework.StringOrPrior(seen.Name, m.Name)
	m.LocalSubnets = framework.SetOrPrior(seen.LocalSubnets, m.LocalSubnets)
	m.RemoteSubnets = framework.SetOrPrior(seen.RemoteSubnets, m.RemoteSubnets)
	m.EffectImmediately = framework.BoolOrPrior(seen.EffectImmediately, m.EffectImmediately)
	m.ResourceGroupID = framework.StringOrPrior(seen.ResourceGroupID, m.ResourceGroupID)
	m.CreateTime = framework.TimeOrPrior(seen.CreateTime, m.CreateTime)
	switch {
	case len(seen.Tunnels) > 0:
		f.tunnelsFromAPI(m, seen)
	case !m.Dual():
		f.singleFromAPI(m, seen)
	}
}

// tunnelsFromAPI takes over the tunnels. One that the answer lacks stays as it was.
func (f *Form) tunnelsFromAPI(m *Connection, seen *vpc.VpnConnection) {
	if !m.Dual() { // it had a single one, or nobody has seen it yet
		none := f.null()
		m.Endpoint, m.HealthCheck = none.Endpoint, none.HealthCheck
	}
	shared, count := m.Shared(), len(f.Names)
	objects, had := f.objects(m), make([]Tunnel, count)
	tunnels, ownIke, ownIpsec := make([]Tunnel, count), make([]types.Object, count), make([]types.Object, count)
	seenIke, seenIpsec := make([]types.Object, count), make([]types.Object, count)
	known := make([]bool, count)
	for i, name := range f.Names {
		had[i] = Tunnels.Values(objects[i])
		t := had[i]
		held := t.Phases().Or(shared)
		ownIke[i], ownIpsec[i], seenIke[i], seenIpsec[i] = t.Ike, t.Ipsec, held.Ike, held.Ipsec
		shown := f.seen(seen, name)
		known[i] = shown != nil || m.Dual()
		if shown != nil {
			s := SeenTunnel(shown, seen.EnableTunnelsBgp)
			has := s.Phases(held)
			seenIke[i], seenIpsec[i] = has.Ike, has.Ipsec
			t.FromAPI(&s)
			t.ID = framework.StringOrPrior(shown.TunnelID, t.ID)
			t.InternetIP = framework.StringOrPrior(shown.InternetIP, t.InternetIP)
			t.ZoneID = framework.StringOrPrior(shown.ZoneID, t.ZoneID)
		}
		tunnels[i] = t
	}
	m.Ike, ownIke = Mirror(Ikes.Null(), shared.Ike, ownIke, seenIke)
	m.Ipsec, ownIpsec = Mirror(Ipsecs.Null(), shared.Ipsec, ownIpsec, seenIpsec)
	changed := false
	for i := range objects {
		if known[i] {
			tunnels[i].Ike, tunnels[i].Ipsec = ownIke[i], ownIpsec[i]
			changed = Tunnels.Update(&objects[i], had[i], tunnels[i]) || changed
		}
	}
	if changed {
		f.setObjects(m, objects)
	}
}

func (f *Form) singleFromAPI(m *Connection, seen *vpc.VpnConnection) {
	s := seenSingle(seen)
	has := s.Phases(m.Shared())
	m.Ike, m.Ipsec = has.Ike, has.Ipsec
	m.FromAPI(&s)
	if seen.HealthCheck != nil {
		m.HealthCheck = f.healthObject(seen.HealthCheck)
	}
}

func seenSingle(c *vpc.VpnConnection) Seen {
	return Seen{
		Ike: c.Ike, Ipsec: c.Ipsec, Bgp: c.Bgp, BgpOff: c.Bgp == nil && !c.IsOdd("VpnBgpConfig"), CustomerGatewayID: c.CustomerGatewayID, Status: c.Status,
		EnableDpd: c.EnableDpd, EnableNatTraversal: c.EnableNatTraversal, RemoteCaCertificate: c.RemoteCaCertificate,
	}
}
