package sim

import (
	"maps"
	"strconv"
	"time"
)

// featureText is the Tag of an answer: features of the system in JSON. It has
// nothing to do with the tags people set, and clients have to tell them apart.
const featureText = `{"PbrPriority":"true","VisuallySsl":"true","VpnEnableBgp":"true"}`

// listed renders a gateway as one of a list, which tells less of an enhanced
// gateway than asking for it alone.
func (s *Server) listed(c *call, g *Gateway) fields {
	o := s.show(c, g)
	if g.GatewayType == typeEnhanced {
		delete(o, "Status")
		delete(o, "ChargeType")
	}
	return o
}

// show renders a gateway.
func (s *Server) show(c *call, g *Gateway) fields {
	o := g.core()
	maps.Copy(o, fields{
		"ChargeType":        g.ChargeType,
		"IpsecVpn":          enabled(g.IpsecVpn),
		"SslVpn":            enabled(g.SslVpn),
		"SslMaxConnections": 0,
		"NetworkType":       g.NetworkType,
		"VpnType":           g.VpnType,
		"GatewayType":       g.GatewayType,
		"Tag":               featureText,
		"Tags":              fields{"Tag": tagObjects(g.Tags)},
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
	if g.GatewayType == typeEnhanced {
		g.enhance(o)
	}
	if g.Reservation != nil && c.str("IncludeReservationData") == "true" {
		o["ReservationData"] = g.Reservation.fields()
	}
	return o
}

// core renders what Describe and Modify both answer.
func (g *Gateway) core() fields {
	o := fields{
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

func (r *Reservation) fields() fields {
	return fields{
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
