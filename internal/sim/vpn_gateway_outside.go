package sim

import "cmp"

// Gateways returns copies of all gateways of all regions, oldest first.
func (s *Server) Gateways() []Gateway { return vpnGateways.all(s) }

// Gateway returns a copy of one gateway, wherever it is.
func (s *Server) Gateway(id string) (Gateway, bool) { return vpnGateways.get(s, id) }

// PutGateway adds a gateway that was bought before the story began, or
// replaces one, and returns its identifier. Blank fields get the values a
// small pay-as-you-go gateway has. The ledger does not mention it.
func (s *Server) PutGateway(seed Gateway) string { return vpnGateways.put(s, seed) }

// ChangeGateway changes any field of a gateway, as people do in the console,
// and tells whether there is such a gateway. A status set here stays: what the
// gateway was going through is over. The function runs under the server's lock
// and must not call the server.
func (s *Server) ChangeGateway(id string, change func(*Gateway)) bool {
	return vpnGateways.change(s, id, change)
}

// RemoveGateway ends a gateway at once, as people do in the console, and tells
// whether there was one.
func (s *Server) RemoveGateway(id string) bool { return vpnGateways.remove(s, id) }

// fillGateway completes a seed. Only a gateway seeded with status "init" can be
// an unpaid one.
func (s *Server) fillGateway(g *Gateway) {
	g.Name = cmp.Or(g.Name, g.VpnGatewayID)
	g.Status = cmp.Or(g.Status, statusActive)
	g.BusinessStatus = cmp.Or(g.BusinessStatus, "Normal")
	g.Bandwidth = cmp.Or(g.Bandwidth, 10)
	g.ChargeType = cmp.Or(g.ChargeType, chargePostpay)
	if g.SslVpn {
		g.SslMaxConnections = cmp.Or(g.SslMaxConnections, defaultSslConnections)
	}
	g.NetworkType = cmp.Or(g.NetworkType, networkPublic)
	g.VpnType = cmp.Or(g.VpnType, "Normal")
	g.GatewayType = cmp.Or(g.GatewayType, typeTraditional)
	g.IpsecVpn = g.IpsecVpn || !g.SslVpn
	g.Paid = g.Paid || g.Status != statusInit
	if g.EndTime.IsZero() && g.Paid {
		g.EndTime = postpayEnd
		if g.prepaid() {
			g.EndTime = s.clock.now().AddDate(0, 1, 0)
		}
	}
	if g.VpcID == "" {
		s.placeSeed(g, s.someVPC(g.RegionID))
	}
}

// placeSeed gives a seed its place in a network: two vSwitches where the region
// builds dual-tunnel gateways. A seed that names its first vSwitch alone is a
// single-tunnel gateway from before.
func (s *Server) placeSeed(g *Gateway, vpc VPC) {
	g.VpcID = vpc.ID
	if g.VSwitchID != "" || len(vpc.VSwitches) == 0 {
		return
	}
	g.VSwitchID = vpc.VSwitches[0].ID
	if !s.singleTunnel(g.RegionID) {
		g.DisasterRecoveryVSwitchID = cmp.Or(g.DisasterRecoveryVSwitchID, vpc.VSwitches[len(vpc.VSwitches)-1].ID)
	}
}
