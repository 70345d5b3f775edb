package sim

import (
	"cmp"
	"slices"
)

// DefaultConnectionQuota is the number of connections of a gateway.
const DefaultConnectionQuota = 10

// usableGateway returns the gateway that a new part of it names, ready for
// that.
func (s *Server) usableGateway(c *call) (*Gateway, *apiError) {
	g, err := vpnGateways.named(s, c)
	if err != nil {
		return nil, err
	}
	return g, s.usable(g)
}

func (s *Server) usable(g *Gateway) *apiError { return s.usableFor(g, "Ipsec", g.IpsecVpn) }

// usableFor tells why a gateway cannot be changed for what needs a feature of it. The
// code for one without IPsec is the simulator's choice, after that for SSL.
func (s *Server) usableFor(g *Gateway, feature string, enabled bool) *apiError {
	switch {
	case g.BusinessStatus != "Normal":
		return refuse("VpnGateway.FinancialLocked", "The specified service is financial locked.")
	case !enabled:
		return refuse("VpnGateway."+feature+"VpnDisabled", "The %s-VPN feature of the VPN gateway is not enabled.", feature)
	case vpnGateways.view(g).busy():
		return s.busy()
	}
	return nil
}

func (s *Server) createVpnConnection(c *call) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		g, err := s.usableGateway(c)
		if err != nil {
			return nil, err
		}
		tags, err := c.newTags("Tags")
		if err != nil {
			return nil, err
		}
		v := &VpnConnection{
			RegionID: c.region(), VpnGatewayID: g.VpnGatewayID, ResourceGroupID: g.ResourceGroupID, Name: c.str("Name"),
			State: statusActive, CreateTime: s.clock.now(), AutoConfigRoute: c.or("AutoConfigRoute", "true") == "true",
			Tunnels: s.newTunnels(g), Tags: tags, life: life{Hidden: s.opts.HideAfterCreate},
		}
		if err := checkForm(c, g, true); err != nil {
			return nil, err
		}
		if err := s.setConnection(c, g, v); err != nil {
			return nil, err
		}
		siblings := 0
		for _, o := range vpnConnections.in(s).list {
			if o.alike(v) {
				return nil, refuse("InvalidVpnConnection.AlreadyExists", "The specified VpnConnection already exists.")
			}
			if o.VpnGatewayID == g.VpnGatewayID {
				siblings++
			}
		}
		switch {
		case s.hasIpsecServer(g.VpnGatewayID):
			// The reference wants no connection beside a server when that is created. That the
			// reverse is refused too, and the code, are the simulator's choice.
			return nil, ipsecServerExists()
		case s.opts.ConnectionQuota >= 0 && siblings >= s.opts.ConnectionQuota:
			return nil, quotaFull()
		case c.str("DryRun") == "true":
			return nil, refuse("DryRunOperation", "Request validation has been passed with DryRun flag set.")
		}
		v.VpnConnectionID = vpnConnections.newID(s)
		if err := vpnConnections.configure(s, v); err != nil {
			return nil, err
		}
		vpnConnections.in(s).add(v)
		s.configured(g, v)
		return fields{"VpnConnectionId": v.VpnConnectionID, "Name": v.Name, "CreateTime": v.CreateTime.UnixMilli()}, nil
	})
}

// modifyVpnConnection changes what the call names. It answers with the new
// values.
func (s *Server) modifyVpnConnection(c *call) (fields, *apiError) {
	return s.change(c, func(g *Gateway, v *VpnConnection) *apiError {
		if err := checkForm(c, g, false); err != nil {
			return err
		}
		return s.setConnection(c, g, v)
	}, func(g *Gateway, v *VpnConnection) fields { return s.connection(g, v, false) })
}

// modifyTunnel changes one tunnel of two. The code for a tunnel that is not there
// is the simulator's choice.
func (s *Server) modifyTunnel(c *call) (fields, *apiError) {
	id := c.str("TunnelId")
	return s.change(c, func(g *Gateway, v *VpnConnection) *apiError {
		t := v.tunnel(id, "")
		if t == nil {
			return tunnelNotFound()
		}
		return s.setTunnel(g, t, c.below(tunnelOptions))
	}, func(g *Gateway, v *VpnConnection) fields {
		o := s.tunnel(g, v, v.tunnel(id, ""), false)
		delete(o, "TunnelIndex")
		delete(o, "Status")
		return o
	})
}

func tunnelNotFound() *apiError {
	return refuseWith(404, "InvalidTunnelId.NotFound", "The specified tunnel does not exist.")
}

// change runs a write to a connection on a copy of it, which takes its place if
// nothing is wrong with it.
func (s *Server) change(
	c *call, set func(*Gateway, *VpnConnection) *apiError, show func(*Gateway, *VpnConnection) fields,
) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		v, err := vpnConnections.changeable(s, c)
		if err != nil {
			return nil, err
		}
		g := vpnGateways.in(s).find(v.VpnGatewayID)
		if g == nil {
			return nil, vpnGateways.missing()
		}
		if err := s.usable(g); err != nil {
			return nil, err
		}
		changed := vpnConnections.clone(v)
		if err := set(g, &changed); err != nil {
			return nil, err
		}
		if err := s.checkConnection(g, &changed); err != nil {
			return nil, err
		}
		if err := vpnConnections.configure(s, v); err != nil {
			return nil, err
		}
		*v = changed
		s.configured(g, v)
		return show(g, v), nil
	})
}

// configured starts what follows a write.
func (s *Server) configured(g *Gateway, v *VpnConnection) {
	s.pass(vpnConnections.view(v), statusUpdating, statusActive, s.opts.UpdateTime)
	g.EnableBgp = g.EnableBgp || slices.ContainsFunc(v.Tunnels, func(t VpnTunnel) bool { return t.Bgp != nil })
}

// setConnection changes what a call names.
func (s *Server) setConnection(c *call, n nearEnd, v *VpnConnection) *apiError {
	v.Name = c.or("Name", v.Name)
	v.LocalSubnet, v.RemoteSubnet = c.or("LocalSubnet", v.LocalSubnet), c.or("RemoteSubnet", v.RemoteSubnet)
	for name, field := range map[string]*bool{
		"EffectImmediately": &v.EffectImmediately, "AutoConfigRoute": &v.AutoConfigRoute, "EnableTunnelsBgp": &v.EnableTunnelsBgp,
	} {
		if c.has(name) {
			*field = c.str(name) == "true"
		}
	}
	if !n.dual() {
		if err := s.setSingle(c, n, v); err != nil {
			return err
		}
		return s.checkConnection(n, v)
	}
	indexes, err := c.indexes(tunnelOptions)
	if err != nil {
		return err
	}
	seen := map[*VpnTunnel]bool{}
	for _, index := range indexes {
		values := c.below(tunnelOptions + "." + index)
		t := v.tunnel(values["TunnelId"], cmp.Or(values["Role"], roleOf(values["TunnelIndex"])))
		if t == nil || values["TunnelIndex"] != "" && t.Role != roleOf(values["TunnelIndex"]) {
			return tunnelNotFound()
		}
		if seen[t] {
			return illegal("Role")
		}
		seen[t] = true
		if err := s.setTunnel(n, t, values); err != nil {
			return err
		}
	}
	return s.checkConnection(n, v)
}

// checkForm refuses the parameters of the form that the gateway does not have.
// Which codes the API has for that is documented nowhere.
func checkForm(c *call, g *Gateway, create bool) *apiError {
	single := []string{"CustomerGatewayId", "IkeConfig", "IpsecConfig", "BgpConfig", "HealthCheckConfig"}
	dual := c.below(tunnelOptions)
	switch {
	case g.dual():
		if i := slices.IndexFunc(single, c.has); i >= 0 {
			return refuse("InvalidParameter", "The parameter %s is not for a VPN gateway with two tunnels.", single[i])
		}
		if indexes, err := c.indexes(tunnelOptions); err != nil || create && len(indexes) != 2 {
			return missing(tunnelOptions)
		}
	case len(dual) > 0 || c.has("EnableTunnelsBgp"):
		return refuse("InvalidParameter", "The parameter %s is not for a VPN gateway with a single tunnel.", tunnelOptions)
	case create && !c.has("CustomerGatewayId"):
		return missing("CustomerGatewayId")
	}
	return nil
}
