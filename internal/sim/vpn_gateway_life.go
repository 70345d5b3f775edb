package sim

import "time"

// build starts the life of a gateway that is paid for. A tenth of the time it
// is "init", so that clients meet every state the API has.
func (s *Server) build(g *Gateway) {
	now := s.clock.now()
	g.Paid = true
	g.Status = statusInit
	g.Steps = []step{
		{At: now.Add(s.opts.BuildTime / 10), Status: statusProvisioning},
		{At: now.Add(s.opts.BuildTime), Status: statusActive},
	}
	g.EndTime = postpayEnd
	if g.prepaid() {
		g.EndTime = now.AddDate(0, g.Period, 0)
	}
}

// postpayEnd stands in EndTime of a gateway that has no end. The reference is
// silent; a date far away is the simulator's choice.
var postpayEnd = time.Date(2099, time.September, 8, 16, 0, 0, 0, time.UTC)

// giveAddresses hands out what a gateway gets once it is built.
func (s *Server) giveAddresses(g *Gateway) {
	dual := g.DisasterRecoveryVSwitchID != ""
	fill := func(field *string, wanted bool) {
		if wanted && *field == "" {
			*field = s.address(g.NetworkType == networkPrivate)
		}
	}
	fill(&g.InternetIP, true)
	fill(&g.DisasterRecoveryInternetIP, dual)
	fill(&g.SslVpnInternetIP, dual && g.SslVpn)
	if g.GatewayType == typeEnhanced && len(g.EniInstanceIDs) == 0 {
		g.EniInstanceIDs = []string{s.data.IDs.newID("eni-bp1"), s.data.IDs.newID("eni-bp1")}
	}
}

// enterGateway adds a line about a gateway.
func (s *Server) enterGateway(kind LedgerKind, g *Gateway, c *call) {
	s.enter(LedgerEntry{
		Kind:       kind,
		ObjectKind: vpnGatewayKindName,
		ObjectID:   g.VpnGatewayID,
		OrderID:    g.OrderID,
		RegionID:   g.RegionID,
		ChargeType: g.ChargeType,
		Bandwidth:  g.Bandwidth,
		Period:     g.Period,
	}, c)
}

// enterEnd adds the line for a gateway that goes away.
func (s *Server) enterEnd(g *Gateway, c *call) {
	if g.Paid {
		s.enterGateway(LedgerRelease, g, c)
	} else {
		s.enterGateway(LedgerCancel, g, c)
	}
}

// PayOrder pays an order that waits for it, and building starts. It tells
// whether there was such an order.
func (s *Server) PayOrder(orderID int64) bool {
	return outside(s, func() bool {
		for _, g := range vpnGateways.in(s).list {
			if g.OrderID == orderID && !g.Paid {
				s.build(g)
				s.enterGateway(LedgerPurchase, g, nil)
				return true
			}
		}
		return false
	})
}
