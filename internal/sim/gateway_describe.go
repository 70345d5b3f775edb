package sim

import (
	"maps"
	"slices"
	"strconv"
	"time"
)

// featureText is the Tag of an answer: features of the system in JSON. It has
// nothing to do with the tags people set, and clients have to tell them apart.
const featureText = `{"PbrPriority":"true","VisuallySsl":"true","VpnEnableBgp":"true"}`

// describeVpnGateway shows one gateway.
func (s *Server) describeVpnGateway(c *call) (object, *apiError) {
	g := s.findIn(c.region(), c.str("VpnGatewayId"))
	if g == nil || !g.visible(true) {
		return nil, gatewayNotFound()
	}
	return s.show(c, g), nil
}

// describeVpnGateways shows those that pass the filters, a page at a time. It
// never fails on absence.
func (s *Server) describeVpnGateways(c *call) (object, *apiError) {
	tags, err := c.tags()
	if err != nil {
		return nil, err
	}
	named := c.has("VpnGatewayId")
	var found []*gateway
	for _, g := range s.data.Gateways {
		if s.exists(g, c.region()) && c.passes(g, tags) && g.visible(named) {
			found = append(found, g)
		}
	}
	number, size := c.number("PageNumber", 1), c.number("PageSize", 10)
	shown := []object{}
	for _, g := range page(found, number, size) {
		shown = append(shown, s.listed(c, g))
	}
	return object{
		"PageNumber":  number,
		"PageSize":    size,
		"TotalCount":  len(found),
		"VpnGateways": object{"VpnGateway": shown},
	}, nil
}

// visible tells whether Describe finds a gateway yet. Being asked for by name
// counts; being part of a list does not.
func (g *gateway) visible(named bool) bool {
	if g.Hidden == 0 {
		return true
	}
	if named {
		g.Hidden--
	}
	return false
}

// page cuts one page out of a list. Beyond the end it is empty, not absent.
func page[T any](list []T, number, size int) []T {
	from := min((number-1)*size, len(list))
	return append([]T{}, list[from:min(from+size, len(list))]...)
}

// passes tells whether a gateway fits every filter of the call.
func (c *call) passes(g *gateway, tags []tag) bool {
	for name, value := range map[string]string{
		"VpcId":           g.VpcID,
		"VpnGatewayId":    g.VpnGatewayID,
		"Status":          g.Status,
		"BusinessStatus":  g.BusinessStatus,
		"ResourceGroupId": g.ResourceGroupID,
		"GatewayType":     g.GatewayType,
	} {
		if c.has(name) && c.str(name) != value {
			return false
		}
	}
	return !slices.ContainsFunc(tags, func(t tag) bool { return !t.on(g) })
}

// listed renders a gateway as one of a list, which tells less of an enhanced
// gateway than asking for it alone.
func (s *Server) listed(c *call, g *gateway) object {
	o := s.show(c, g)
	if g.GatewayType == typeEnhanced {
		delete(o, "Status")
		delete(o, "ChargeType")
	}
	return o
}

// show renders a gateway.
func (s *Server) show(c *call, g *gateway) object {
	o := g.core()
	maps.Copy(o, object{
		"ChargeType":        g.ChargeType,
		"IpsecVpn":          enabled(g.IpsecVpn),
		"SslVpn":            enabled(g.SslVpn),
		"SslMaxConnections": 0,
		"NetworkType":       g.NetworkType,
		"VpnType":           g.VpnType,
		"GatewayType":       g.GatewayType,
		"Tag":               featureText,
		"Tags":              object{"Tag": tagObjects(g.Tags)},
	})
	if g.SslVpn {
		o["SslMaxConnections"] = g.SslMaxConnections
	} else if s.opts.SparseAnswers {
		delete(o, "SslMaxConnections")
	}
	if s.opts.SparseAnswers && !g.prepaid() {
		delete(o, "EndTime")
	}
	if c.showStatus != "" {
		o["Status"] = c.showStatus
	}
	if g.Reservation != nil && c.str("IncludeReservationData") == "true" {
		o["ReservationData"] = g.Reservation.object()
	}
	return o
}

// core renders what Describe and Modify both answer.
func (g *gateway) core() object {
	o := object{
		"VpnGatewayId":    g.VpnGatewayID,
		"Name":            g.Name,
		"Description":     g.Description,
		"Status":          g.Status,
		"BusinessStatus":  g.BusinessStatus,
		"Spec":            g.spec(),
		"CreateTime":      g.CreateTime.UnixMilli(),
		"VpcId":           g.VpcID,
		"VSwitchId":       g.VSwitchID,
		"InternetIp":      g.InternetIP,
		"EnableBgp":       g.EnableBgp,
		"AutoPropagate":   g.AutoPropagate,
		"ResourceGroupId": g.ResourceGroupID,
	}
	if !g.EndTime.IsZero() {
		o["EndTime"] = g.EndTime.UnixMilli()
	}
	for name, value := range map[string]string{
		"DisasterRecoveryVSwitchId":  g.DisasterRecoveryVSwitchID,
		"DisasterRecoveryInternetIp": g.DisasterRecoveryInternetIP,
		"SslVpnInternetIp":           g.SslVpnInternetIP,
	} {
		if value != "" {
			o[name] = value
		}
	}
	return o
}

func (r *Reservation) object() object {
	return object{
		"Status":                    r.Status,
		"ReservationOrderType":      r.OrderType,
		"ReservationEndTime":        r.EndTime.UTC().Format(time.RFC3339),
		"ReservationSpec":           strconv.Itoa(r.Bandwidth) + "M",
		"ReservationIpsec":          enabled(r.Ipsec),
		"ReservationSsl":            enabled(r.Ssl),
		"ReservationMaxConnections": r.MaxConnections,
	}
}

// enabled is the API's word for the state of a function.
func enabled(on bool) string {
	if on {
		return "enable"
	}
	return "disable"
}
