package sim

import (
	"cmp"
	"net/http"
	"slices"
)

// defaultSslConnections holds when SSL is on and no number was ordered.
const defaultSslConnections = 5

// createVpnGateway takes an order. Everything that can be refused is refused
// before anything is bought.
func (s *Server) createVpnGateway(c *call) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		if err := s.checkOrder(c); err != nil {
			return nil, err
		}
		placed, err := s.place(c)
		if err != nil {
			return nil, err
		}
		if err := s.checkQuota(); err != nil {
			return nil, err
		}
		return s.buy(c, placed), nil
	})
}

// checkOrder holds the parameters against each other.
func (s *Server) checkOrder(c *call) *apiError {
	if err := s.checkChargeType(c); err != nil {
		return err
	}
	ipsec, ssl := c.or("EnableIpsec", "true") == "true", c.str("EnableSsl") == "true"
	switch {
	case c.str("InstanceChargeType") == "PREPAY" && !c.has("Period"):
		return missing("Period")
	case !ipsec && !ssl:
		// No code is documented; the simulator's choice.
		return refuse("InvalidParameter", "At least one of EnableIpsec and EnableSsl has to be true.")
	case c.has("SslConnections") && !ssl:
		return refuse("UnnecessarySslConnection", "SslConnections must not be given when EnableSsl is not true.")
	case c.str("NetworkType") == networkPrivate && !slices.Contains([]string{"200", "1000"}, c.str("Bandwidth")):
		return invalid("Bandwidth", c.str("Bandwidth"))
	case c.str("VpnType") == "NationalStandard" && s.opts.Site == SiteInternational:
		return invalid("VpnType", c.str("VpnType"))
	}
	return nil
}

// checkChargeType applies the rule of the site. Which code the API refuses a
// charge type with is documented nowhere; it follows the pattern of the
// documented ones, and is the simulator's choice.
func (s *Server) checkChargeType(c *call) *apiError {
	wanted := c.str("InstanceChargeType")
	switch {
	case s.opts.Site == SiteChina && wanted == "":
		return missing("InstanceChargeType")
	case s.opts.Site == SiteChina && wanted != "PREPAY",
		s.opts.Site == SiteInternational && wanted == "PREPAY":
		return invalid("InstanceChargeType", wanted)
	}
	return nil
}

// checkQuota counts every gateway of the account, paid or not, in all regions.
func (s *Server) checkQuota() *apiError {
	if s.opts.Quota >= 0 && len(vpnGateways.in(s).list) >= s.opts.Quota {
		return quotaFull()
	}
	return nil
}

// placement is where a gateway will stand.
type placement struct {
	vSwitchID  string
	recoveryID string
	groupID    string
}

// place looks up everything the order names.
func (s *Server) place(c *call) (placement, *apiError) {
	vpc, ok := s.networks[c.region()][c.str("VpcId")]
	if !ok {
		return placement{}, refuseWith(http.StatusNotFound, "InvalidVpcId.NotFound",
			"The specified VPC does not exist in this region.")
	}
	group := c.or("ResourceGroupId", DefaultResourceGroup)
	if !s.groups[group] {
		return placement{}, groupNotFound()
	}
	first, second := c.str("VSwitchId"), c.str("DisasterRecoveryVSwitchId")
	if !s.singleTunnel(c.region()) && (first == "" || second == "") {
		return placement{}, vSwitchNotFound()
	}
	if first == "" && second != "" {
		return placement{}, missing("VSwitchId")
	}
	if first == "" {
		// The server picks one; any of the network will do.
		if len(vpc.VSwitches) == 0 {
			return placement{}, vSwitchNotFound()
		}
		first = vpc.VSwitches[0].ID
	}
	if err := s.checkVSwitches(c.region(), vpc, first, second); err != nil {
		return placement{}, err
	}
	return placement{vSwitchID: first, recoveryID: second, groupID: group}, nil
}

// checkVSwitches wants both in the network, and in different zones where the
// region has more than one.
func (s *Server) checkVSwitches(region string, vpc VPC, first, second string) *apiError {
	one, ok := vpc.vSwitch(first)
	if !ok {
		return vSwitchNotFound()
	}
	if second == "" {
		return nil
	}
	two, ok := vpc.vSwitch(second)
	if !ok {
		return vSwitchNotFound()
	}
	if one.ZoneID == two.ZoneID && len(s.zones(region)) > 1 {
		return invalid("DisasterRecoveryVSwitchId", second)
	}
	return nil
}

func vSwitchNotFound() *apiError {
	return refuse("InvalidVSwitchId.NotFound", "The specified vswitchId is not found.")
}

// buy enters the order. Without automatic payment a prepaid gateway waits for
// its money; AutoPay means nothing for the other charge type.
func (s *Server) buy(c *call, at placement) fields {
	g := &Gateway{
		VpnGatewayID:              vpnGateways.newID(s),
		RegionID:                  c.region(),
		Name:                      c.str("Name"),
		Status:                    statusInit,
		BusinessStatus:            "Normal",
		Bandwidth:                 c.number("Bandwidth", 0),
		ChargeType:                chargePostpay,
		CreateTime:                s.clock.now(),
		IpsecVpn:                  c.or("EnableIpsec", "true") == "true",
		SslVpn:                    c.str("EnableSsl") == "true",
		VpcID:                     c.str("VpcId"),
		VSwitchID:                 at.vSwitchID,
		DisasterRecoveryVSwitchID: at.recoveryID,
		NetworkType:               c.or("NetworkType", networkPublic),
		VpnType:                   c.or("VpnType", "Normal"),
		GatewayType:               typeTraditional,
		ResourceGroupID:           at.groupID,
		OrderID:                   s.nextOrderID(),
		life:                      life{Hidden: s.opts.HideAfterCreate},
	}
	if g.SslVpn {
		g.SslMaxConnections = int64(c.number("SslConnections", defaultSslConnections))
	}
	g.Name = cmp.Or(g.Name, g.VpnGatewayID)
	if c.str("InstanceChargeType") == "PREPAY" {
		g.ChargeType = chargePrepay
		g.Period = c.number("Period", 0)
	}
	vpnGateways.in(s).add(g)
	if g.prepaid() && c.str("AutoPay") != "true" {
		s.enterGateway(LedgerOrder, g, c)
	} else {
		s.build(g)
		s.enterGateway(LedgerPurchase, g, c)
	}
	return fields{"VpnGatewayId": g.VpnGatewayID, "Name": g.Name, "OrderId": g.OrderID}
}

// nextOrderID numbers orders with gaps between them, as orders of other
// people come in between.
func (s *Server) nextOrderID() int64 {
	const gap = 1_000_003
	return s.opts.FirstOrderID + int64(s.data.IDs.next("order")-1)*gap
}
