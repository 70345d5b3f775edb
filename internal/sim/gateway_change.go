package sim

import (
	"net/http"
	"strings"
)

// changeable finds a gateway that a call wants to change. One that is not paid
// for is "init", which counts as busy.
func (s *Server) changeable(c *call, id string, notFound *apiError) (*gateway, *apiError) {
	g := s.findIn(c.region(), id)
	if g == nil {
		return nil, notFound
	}
	if g.busy() {
		return nil, s.gatewayBusy()
	}
	return g, nil
}

// modifyVpnGatewayAttribute answers with the gateway as it was before. New
// values show at once, while the status is still "updating".
func (s *Server) modifyVpnGatewayAttribute(c *call) (object, *apiError) {
	return s.once(c, func() (object, *apiError) {
		g, err := s.changeable(c, c.str("VpnGatewayId"), gatewayNotFound())
		if err != nil {
			return nil, err
		}
		before := g.core()
		g.Name = c.or("Name", g.Name)
		g.Description = c.or("Description", g.Description)
		if c.has("AutoPropagate") {
			g.AutoPropagate = c.str("AutoPropagate") == "true"
		}
		s.pass(g, statusUpdating, statusActive, s.opts.UpdateTime)
		return before, nil
	})
}

// deleteVpnGateway ends a gateway, or cancels an order that was never paid,
// whether or not the other actions show it. A prepaid gateway stays until the
// time paid for is over.
func (s *Server) deleteVpnGateway(c *call) (object, *apiError) {
	return s.once(c, func() (object, *apiError) {
		g := s.find(c.str("VpnGatewayId"))
		switch {
		case g == nil || g.RegionID != c.region():
			return nil, gatewayNotFound()
		case !g.Paid:
			s.enterEnd(g, c)
			s.release(g.VpnGatewayID)
			return nil, nil
		case g.busy():
			return nil, s.gatewayBusy()
		case g.prepaid() && s.clock.now().Before(g.EndTime):
			return nil, refuseWith(http.StatusForbidden, "ForbiddenRelease",
				"Forbidden to release a prepaid instance within validity period")
		}
		s.enterEnd(g, c)
		s.pass(g, statusDeleting, statusGone, s.opts.DeleteTime)
		return nil, nil
	})
}

// moveVpnResourceGroup moves a gateway to another group. The other types of
// objects have the same action but do not exist here. The API does not mind how
// the type is spelled.
func (s *Server) moveVpnResourceGroup(c *call) (object, *apiError) {
	kind := strings.ToLower(c.str("ResourceType"))
	if !oneOf("vpngateway", "customergateway", "vpnattachment")(kind) {
		return nil, refuse("IllegalParam.ResourceType", "The specified ResourceType is not valid.")
	}
	notFound := refuse("InvalidInstanceId.NotFound", "InstanceId is not found.")
	if kind != "vpngateway" {
		return nil, notFound
	}
	g, err := s.changeable(c, c.str("InstanceId"), notFound)
	if err != nil {
		return nil, err
	}
	if !s.groups[c.str("NewResourceGroupId")] {
		return nil, groupNotFound()
	}
	g.ResourceGroupID = c.str("NewResourceGroupId")
	return nil, nil
}
