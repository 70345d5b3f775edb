package sim

import "net/http"

// modifyVpnGatewayAttribute answers with the gateway as it was before. New
// values show at once, while the status is still "updating".
func (s *Server) modifyVpnGatewayAttribute(c *call) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		g, err := s.changeableGateway(c, typeTraditional)
		if err != nil {
			return nil, err
		}
		before := g.core()
		s.changeGateway(c, g)
		return before, nil
	})
}

// changeableGateway is the gateway that a call of one of the two types wants to
// change. What the API answers about a gateway of the other type is documented
// nowhere: that there is none is the simulator's choice.
func (s *Server) changeableGateway(c *call, gatewayType string) (*Gateway, *apiError) {
	g, err := vpnGateways.changeable(s, c)
	if g != nil && g.GatewayType != gatewayType {
		return nil, vpnGateways.missing()
	}
	return g, err
}

func (s *Server) changeGateway(c *call, g *Gateway) {
	g.Name = c.or("Name", g.Name)
	g.Description = c.or("Description", g.Description)
	if c.has("AutoPropagate") {
		g.AutoPropagate = c.str("AutoPropagate") == "true"
	}
	s.pass(vpnGateways.view(g), statusUpdating, statusActive, s.opts.UpdateTime)
}

// deleteVpnGateway ends a gateway, or cancels an order that was never paid,
// whether or not the other actions show it. A prepaid gateway stays until the
// time paid for is over.
func (s *Server) deleteVpnGateway(c *call) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		g := vpnGateways.in(s).find(c.str("VpnGatewayId"))
		switch {
		case g == nil || g.RegionID != c.region() || g.GatewayType == typeEnhanced:
			return nil, vpnGateways.missing()
		case !g.Paid:
			s.enterEnd(g, c)
			vpnGateways.in(s).release(g.VpnGatewayID)
			return nil, nil
		case vpnGateways.view(g).busy():
			return nil, s.busy()
		case g.prepaid() && s.clock.now().Before(g.EndTime):
			return nil, refuseWith(http.StatusForbidden, "ForbiddenRelease",
				"Forbidden to release a prepaid instance within validity period")
		}
		if err := s.unused(vpnGateways, g.VpnGatewayID); err != nil {
			return nil, err
		}
		s.enterEnd(g, c)
		s.pass(vpnGateways.view(g), statusDeleting, statusGone, s.opts.DeleteTime)
		return nil, nil
	})
}
