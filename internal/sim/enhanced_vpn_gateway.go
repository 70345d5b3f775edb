package sim

import (
	"cmp"
	"net/http"
	"strings"
)

// An enhanced gateway is a VPN gateway with actions of its own for what writes: it
// has no bandwidth, no SSL and no charge type to choose, and always two tunnels.

func init() {
	registerActions([]action{
		{
			name: "CreateEnhancedVpnGateway", product: apiVpc, writes: true, handle: (*Server).createEnhancedVpnGateway,
			params: []param{
				regionID, clientToken,
				{name: "VpcId", required: true},
				{name: "GatewayType", required: true, check: oneOf(typeEnhanced)},
				// The metadata calls the first one optional, the newer pages do not.
				{name: "VSwitchId", required: true},
				{name: "DisasterRecoveryVSwitchId", required: true},
				{name: "Name", check: isName},
				{name: "NetworkType", check: oneOf(networkPublic)},
				{name: "VpnType", check: oneOf("Normal")},
				{name: "ResourceGroupId"},
			},
		},
		{
			name: "UpdateEnhancedVpnGateway", product: apiVpc, writes: true, handle: (*Server).updateEnhancedVpnGateway,
			params: []param{
				regionID, clientToken, vpnGateways.byID(),
				{name: "Name", check: isName},
				{name: "Description", check: isDescription},
				{name: "AutoPropagate", check: isBool},
			},
		},
		{
			name: "DeleteEnhancedVpnGateway", product: apiVpc, writes: true, handle: (*Server).deleteEnhancedVpnGateway,
			params: []param{regionID, clientToken, vpnGateways.byID()},
		},
	})
}

func (s *Server) createEnhancedVpnGateway(c *call) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		placed, err := s.place(c)
		if err == nil {
			err = s.checkQuota()
		}
		if err != nil {
			return nil, err
		}
		g := &Gateway{
			VpnGatewayID: vpnGateways.newID(s), RegionID: c.region(), BusinessStatus: "Normal", ChargeType: chargePostpay,
			CreateTime: s.clock.now(), IpsecVpn: true, VpcID: c.str("VpcId"), VSwitchID: placed.vSwitchID,
			DisasterRecoveryVSwitchID: placed.recoveryID, NetworkType: networkPublic, VpnType: "Normal", GatewayType: typeEnhanced,
			ResourceGroupID: placed.groupID, life: life{Hidden: s.opts.HideAfterCreate},
		}
		g.Name = cmp.Or(c.str("Name"), g.VpnGatewayID)
		vpnGateways.in(s).add(g)
		s.build(g)
		s.enterGateway(LedgerPurchase, g, c)
		return fields{"VpnGatewayId": g.VpnGatewayID, "Name": g.Name}, nil
	})
}

// updateEnhancedVpnGateway answers with the gateway as it was before, as
// ModifyVpnGatewayAttribute does: the simulator's choice.
func (s *Server) updateEnhancedVpnGateway(c *call) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		g, err := s.changeableGateway(c, typeEnhanced)
		if err != nil {
			return nil, err
		}
		before := s.show(c, g)
		for _, name := range []string{
			"BusinessStatus", "ChargeType", "InternetIp", "DisasterRecoveryInternetIp", "IpsecVpn", "SslVpn",
		} {
			delete(before, name)
		}
		s.changeGateway(c, g)
		return before, nil
	})
}

// deleteEnhancedVpnGateway has 400 where other actions have 404, and a word more in
// the code for what still needs the gateway.
func (s *Server) deleteEnhancedVpnGateway(c *call) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		g, err := s.changeableGateway(c, typeEnhanced)
		if err == nil {
			err = s.unused(vpnGateways, g.VpnGatewayID)
		}
		switch {
		case err != nil && err.code == vpnGateways.notFound.code:
			err.status = http.StatusBadRequest
			return nil, err
		case err != nil && strings.HasPrefix(err.code, "DependencyViolation."):
			err.code = "Vpn" + err.code
			return nil, err
		case err != nil:
			return nil, err
		}
		s.enterEnd(g, c)
		s.pass(vpnGateways.view(g), statusDeleting, statusGone, s.opts.DeleteTime)
		return nil, nil
	})
}

// enhance turns the answer about a gateway into that about an enhanced one.
func (g *Gateway) enhance(o fields) {
	for _, name := range []string{"Spec", "EndTime", "SslMaxConnections"} {
		delete(o, name)
	}
	o["EniInstanceIds"] = fields{"EniInstanceId": append([]string{}, g.EniInstanceIDs...)}
}
