package sim

import "cmp"

// Gateways returns copies of all gateways of all regions, oldest first.
func (s *Server) Gateways() []Gateway {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settle()
	list := make([]Gateway, len(s.data.Gateways))
	for i, g := range s.data.Gateways {
		list[i] = g.clone()
	}
	return list
}

// Gateway returns a copy of one gateway, wherever it is.
func (s *Server) Gateway(id string) (Gateway, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settle()
	if g := s.find(id); g != nil {
		return g.clone(), true
	}
	return Gateway{}, false
}

// PutGateway adds a gateway that was bought before the story began, or
// replaces one, and returns its identifier. Blank fields get the values a
// small pay-as-you-go gateway has. The ledger does not mention it.
func (s *Server) PutGateway(seed Gateway) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := seed.clone()
	s.fillBlanks(&g)
	if old := s.find(g.VpnGatewayID); old != nil {
		*old = gateway{Gateway: g}
	} else {
		s.data.Gateways = append(s.data.Gateways, &gateway{Gateway: g})
	}
	s.settle()
	return g.VpnGatewayID
}

// fillBlanks completes a seed. Only a gateway seeded with status "init" can be
// an unpaid one.
func (s *Server) fillBlanks(g *Gateway) {
	g.VpnGatewayID = cmp.Or(g.VpnGatewayID, s.data.IDs.object("vpn-bp1"))
	g.Name = cmp.Or(g.Name, g.VpnGatewayID)
	g.RegionID = cmp.Or(g.RegionID, DefaultRegion)
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
	g.ResourceGroupID = cmp.Or(g.ResourceGroupID, DefaultResourceGroup)
	g.IpsecVpn = g.IpsecVpn || !g.SslVpn
	g.Paid = g.Paid || g.Status != statusInit
	now := s.clock.now()
	if g.CreateTime.IsZero() {
		g.CreateTime = now
	}
	if g.EndTime.IsZero() && g.Paid {
		g.EndTime = postpayEnd
		if g.prepaid() {
			g.EndTime = now.AddDate(0, 1, 0)
		}
	}
	if g.VpcID == "" {
		s.settleIn(g, s.someVPC(g.RegionID))
	}
}

// settleIn gives a seed its place in a network: two vSwitches where the region
// builds dual-tunnel gateways. A seed that names its first vSwitch alone is a
// single-tunnel gateway from before.
func (s *Server) settleIn(g *Gateway, vpc VPC) {
	g.VpcID = vpc.ID
	if g.VSwitchID != "" || len(vpc.VSwitches) == 0 {
		return
	}
	g.VSwitchID = vpc.VSwitches[0].ID
	if !s.singleTunnel(g.RegionID) {
		g.DisasterRecoveryVSwitchID = cmp.Or(g.DisasterRecoveryVSwitchID, vpc.VSwitches[len(vpc.VSwitches)-1].ID)
	}
}

// ChangeGateway changes any field of a gateway, as people do in the console,
// and tells whether there is such a gateway. A status set here stays: what the
// gateway was going through is over. The function runs under the server's lock
// and must not call the server.
func (s *Server) ChangeGateway(id string, change func(*Gateway)) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settle()
	g := s.find(id)
	if g == nil {
		return false
	}
	changed := g.clone()
	change(&changed)
	changed.VpnGatewayID = id
	if changed.Status != g.Status {
		g.Steps = nil
	}
	g.Gateway = changed.clone()
	s.settle()
	return true
}

// RemoveGateway ends a gateway at once, as people do in the console, and tells
// whether there was one.
func (s *Server) RemoveGateway(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settle()
	g := s.find(id)
	if g == nil {
		return false
	}
	s.enterEnd(g, nil)
	s.release(id)
	return true
}
