package sim

import (
	"net/netip"
	"slices"
)

// What a server has where a call names nothing else.
var (
	defaultServerIke   = IkeConfig{Version: "ikev2", Mode: "main", EncAlg: "aes", AuthAlg: "sha1", Pfs: "group2", Lifetime: 86400}
	defaultServerIpsec = IpsecConfig{EncAlg: "aes", AuthAlg: "sha1", Pfs: "group2", Lifetime: 86400}
)

func (s *Server) createIpsecServer(c *call) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		g, err := vpnGateways.named(s, c)
		if err != nil {
			return nil, err
		}
		if err := s.usableFor(g, "Ssl", g.SslVpn); err != nil {
			return nil, err
		}
		v := &IpsecServer{
			RegionID: c.region(), VpnGatewayID: g.VpnGatewayID, ResourceGroupID: g.ResourceGroupID, Name: c.str("IpSecServerName"),
			State: statusActive, CreateTime: s.clock.now(), Ike: defaultServerIke, Ipsec: defaultServerIpsec,
			life: life{Hidden: s.opts.HideAfterCreate},
		}
		v.Ike.Psk = s.newPsk()
		if err := s.setIpsecServer(c, g, v); err != nil {
			return nil, err
		}
		switch {
		case s.hasIpsecServer(g.VpnGatewayID):
			return nil, ipsecServerExists()
		case slices.ContainsFunc(vpnConnections.in(s).list, func(o *VpnConnection) bool { return o.VpnGatewayID == g.VpnGatewayID }):
			// The reference demands that there is none. The code is the simulator's choice.
			return nil, refuse("OperationFailed.VpnConnectionExist", "An IPsec connection already exists in the VPN gateway.")
		case c.str("DryRun") == "true":
			return nil, dryRunPassed()
		}
		v.IpsecServerID = ipsecServers.newID(s)
		if err := ipsecServers.configure(s, v); err != nil {
			return nil, err
		}
		ipsecServers.in(s).add(v)
		return fields{
			"IpsecServerId": v.IpsecServerID, "IpsecServerName": v.Name, "VpnGatewayId": v.VpnGatewayID, "RegionId": v.RegionID,
			"CreationTime": isoTime(v.CreateTime),
		}, nil
	})
}

// hasIpsecServer tells whether a gateway has its one server.
func (s *Server) hasIpsecServer(gatewayID string) bool {
	return slices.ContainsFunc(ipsecServers.in(s).list, func(v *IpsecServer) bool { return v.VpnGatewayID == gatewayID })
}

func ipsecServerExists() *apiError {
	return refuse("OperationFailed.IPsecServerExist", "An IPsec server already exists in the VPN gateway.")
}

// updateIpsecServer answers nothing but the request ID. A change of the name alone
// does not configure the gateway.
func (s *Server) updateIpsecServer(c *call) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		v, err := ipsecServers.changeable(s, c)
		if err != nil {
			return nil, err
		}
		g := vpnGateways.in(s).find(v.VpnGatewayID)
		if g == nil {
			return nil, vpnGateways.missing()
		}
		if err := s.usableFor(g, "Ssl", g.SslVpn); err != nil {
			return nil, err
		}
		changed := ipsecServers.clone(v)
		changed.Name = c.or("IpsecServerName", v.Name)
		if err := s.setIpsecServer(c, g, &changed); err != nil {
			return nil, err
		}
		switch {
		case c.str("DryRun") == "true":
			return nil, dryRunPassed()
		case c.configuresIpsecServer():
			if err := ipsecServers.configure(s, v); err != nil {
				return nil, err
			}
		}
		*v = changed
		return nil, nil
	})
}

// configuresIpsecServer tells whether a call changes more than the name.
func (c *call) configuresIpsecServer() bool {
	return slices.ContainsFunc(ipsecServerParams, func(p param) bool {
		return c.has(p.name) && !slices.Contains([]string{regionID.name, clientToken.name, dryRun.name}, p.name)
	})
}

// setIpsecServer changes what a call names, but for the name, and checks the result.
// Parameters of IKE that come without a key get a new one, as those of a tunnel do.
// Whether the cloud keeps the key is documented nowhere.
func (s *Server) setIpsecServer(c *call, g *Gateway, v *IpsecServer) *apiError {
	v.ClientIPPool, v.LocalSubnet = c.or("ClientIpPool", v.ClientIPPool), c.or("LocalSubnet", v.LocalSubnet)
	if c.has("EffectImmediately") {
		v.EffectImmediately = c.str("EffectImmediately") == "true"
	}
	values := map[string]string{}
	for name, group := range map[string]string{"IkeConfig": groupIke, "IpsecConfig": groupIpsec} {
		texts, err := c.document(name)
		if err != nil {
			return err
		}
		for key, value := range texts {
			known := key != "Psk" && slices.ContainsFunc(tunnelFields, func(f tunnelField) bool { return f.group == group && f.name == key })
			if !known {
				return illegal(name + "." + key)
			}
			values[group+"."+key] = value
		}
	}
	if c.has("Psk") {
		values[groupIke+".Psk"] = c.str("Psk")
	}
	t := VpnTunnel{Ike: v.Ike, Ipsec: v.Ipsec}
	if err := s.setTunnel(g, &t, values); err != nil {
		return err
	}
	v.Ike, v.Ipsec = t.Ike, t.Ipsec
	pool, err := netip.ParsePrefix(v.ClientIPPool)
	local, ok := subnets(v.LocalSubnet)
	switch {
	case err != nil:
		return illegal("ClientIpPool")
	case !ok || slices.ContainsFunc(local, pool.Overlaps):
		return illegal("LocalSubnet")
	}
	return nil
}

func (s *Server) deleteIpsecServer(c *call) (fields, *apiError) {
	if _, err := ipsecServers.named(s, c); err == nil && c.str("DryRun") == "true" {
		return nil, dryRunPassed()
	}
	return ipsecServers.delete(s, c)
}
