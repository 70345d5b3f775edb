package sim

import (
	"net/netip"
	"slices"
	"strconv"
)

// addressesPerClient is how many addresses of the pool a client takes: a /30.
const addressesPerClient = 4

func (s *Server) createSslServer(c *call) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		g, err := vpnGateways.named(s, c)
		if err != nil {
			return nil, err
		}
		if err := s.usableFor(g, "Ssl", g.SslVpn); err != nil {
			return nil, err
		}
		v := &SslVpnServer{
			RegionID: c.region(), VpnGatewayID: g.VpnGatewayID, ResourceGroupID: g.ResourceGroupID, State: statusActive,
			CreateTime: s.clock.now(), Proto: "TCP", Port: 1194, Cipher: "AES-128-CBC", life: life{Hidden: s.opts.HideAfterCreate},
		}
		if err := s.setSslServer(c, g, v); err != nil {
			return nil, err
		}
		switch {
		case s.sslServerOf(g.VpnGatewayID) != nil:
			return nil, quotaFull()
		case c.str("DryRun") == "true":
			return nil, refuse("DryRunOperation", "Request validation has been passed with DryRun flag set.")
		}
		v.SslVpnServerID = sslVpnServers.newID(s)
		if err := sslVpnServers.configure(s, v); err != nil {
			return nil, err
		}
		sslVpnServers.in(s).add(v)
		return fields{"SslVpnServerId": v.SslVpnServerID, "Name": v.Name}, nil
	})
}

// sslServerOf returns the one server of a gateway, or nil.
func (s *Server) sslServerOf(gatewayID string) *SslVpnServer {
	for _, v := range sslVpnServers.in(s).list {
		if v.VpnGatewayID == gatewayID {
			return v
		}
	}
	return nil
}

// modifySslServer keeps what the call does not name, as acceptance tests of the
// official provider show, although the reference documents defaults. A change of the
// name alone does not configure the gateway.
func (s *Server) modifySslServer(c *call) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		v, err := sslVpnServers.changeable(s, c)
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
		changed := sslVpnServers.clone(v)
		if err := s.setSslServer(c, g, &changed); err != nil {
			return nil, err
		}
		if c.str("DryRun") == "true" {
			return nil, refuse("DryRunOperation", "Request validation has been passed with DryRun flag set.")
		}
		if c.configuresSslServer() {
			if err := sslVpnServers.configure(s, v); err != nil {
				return nil, err
			}
		}
		*v = changed
		answer := s.showSslServer(c, v)
		delete(answer, "DnsServers") // neither is in this answer
		delete(answer, "IDaaSRegionId")
		return answer, nil
	})
}

// configuresSslServer tells whether a call changes more than the name.
func (c *call) configuresSslServer() bool {
	return slices.ContainsFunc(sslServerParams, func(p param) bool {
		return c.has(p.name) && !slices.Contains([]string{"RegionId", "ClientToken", "DryRun", "Name"}, p.name)
	})
}

// setSslServer changes what a call names, and holds the result against the gateway.
func (s *Server) setSslServer(c *call, g *Gateway, v *SslVpnServer) *apiError {
	v.Name, v.ClientIPPool, v.LocalSubnet = c.or("Name", v.Name), c.or("ClientIpPool", v.ClientIPPool), c.or("LocalSubnet", v.LocalSubnet)
	v.Proto, v.Port, v.Cipher = c.or("Proto", v.Proto), c.number("Port", v.Port), c.or("Cipher", v.Cipher)
	v.DNSServers = c.or("DnsServers", v.DNSServers)
	v.Compress = c.or("Compress", strconv.FormatBool(v.Compress)) == "true"
	if err := setIdaas(c, v); err != nil {
		return err
	}
	pool, err := netip.ParsePrefix(v.ClientIPPool)
	local, ok := subnets(v.LocalSubnet)
	switch {
	case err != nil || int64(1)<<(32-pool.Bits()) < addressesPerClient*g.SslMaxConnections:
		return invalid("ClientIpPool", v.ClientIPPool)
	case !ok || slices.ContainsFunc(local, pool.Overlaps):
		return invalid("LocalSubnet", v.LocalSubnet)
	}
	return nil
}
