package sim

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// showConnection renders a connection that is asked for by its ID.
func (s *Server) showConnection(c *call, v *VpnConnection) fields {
	o := s.connection(s.gatewayOf(v), v, true)
	o["Tags"] = fields{"Tag": tagObjects(v.Tags)}
	if c.showStatus != "" {
		o["State"] = c.showStatus
	}
	return o
}

// listedConnection renders one of a list, where the tags have another name, and
// nothing says whether BGP is on in a single tunnel.
func (s *Server) listedConnection(c *call, v *VpnConnection) fields {
	return listed(s.showConnection(c, v))
}

func listed(o fields) fields {
	o["Tag"] = o["Tags"]
	delete(o, "Tags")
	if bgp, ok := o["VpnBgpConfig"].(fields); ok {
		delete(bgp, "EnableBgp")
	}
	return o
}

// describeConnection shows connections of gateways and attachments.
func (s *Server) describeConnection(c *call) (fields, *apiError) {
	if vpnAttachments.findIn(s, c.region(), c.str("VpnConnectionId")) != nil {
		return vpnAttachments.describe(s, c)
	}
	return vpnConnections.describe(s, c)
}

// connectionNamed is the connection or the attachment that a call names.
func (s *Server) connectionNamed(c *call) (*VpnConnection, nearEnd, *apiError) {
	if a := vpnAttachments.findIn(s, c.region(), c.str("VpnConnectionId")); a != nil {
		return &a.VpnConnection, a, nil
	}
	v, err := vpnConnections.named(s, c)
	if err != nil {
		return nil, nil, err
	}
	return v, s.gatewayOf(v), nil
}

// listConnections can filter by any of the customer gateways as well. That it lists
// attachments too is the simulator's choice: its answers have AttachType.
func (s *Server) listConnections(c *call) (fields, *apiError) {
	fits := func(v *VpnConnection) bool {
		return !c.has("CustomerGatewayId") || slices.Contains(v.customerGateways(), c.str("CustomerGatewayId"))
	}
	connections, err := vpnConnections.matching(s, c, fits)
	if err != nil {
		return nil, err
	}
	attachments, err := vpnAttachments.matching(s, c, func(a *VpnAttachment) bool {
		return c.or("VpnGatewayId", a.VpnGatewayID) == a.VpnGatewayID && fits(&a.VpnConnection)
	})
	if err != nil {
		return nil, err
	}
	all := make([]func() fields, 0, len(connections)+len(attachments))
	for _, v := range connections {
		all = append(all, func() fields { return s.listedConnection(c, v) })
	}
	for _, a := range attachments {
		all = append(all, func() fields { return listed(s.showAttachment(c, a)) })
	}
	number, size := c.number("PageNumber", 1), c.number("PageSize", 10)
	shown := []fields{}
	for _, show := range page(all, number, size) {
		shown = append(shown, show())
	}
	return fields{
		"PageNumber": number, "PageSize": size, "TotalCount": len(all), "VpnConnections": fields{"VpnConnection": shown},
	}, nil
}

// connection renders what is in every answer. With text, numbers and switches of
// tunnels are texts, as reads have them and writes do not.
func (s *Server) connection(n nearEnd, v *VpnConnection, text bool) fields {
	o := fields{
		"VpnConnectionId": v.VpnConnectionID, "VpnGatewayId": v.VpnGatewayID, "Name": v.Name, "State": v.State,
		"CreateTime": v.CreateTime.UnixMilli(), "ResourceGroupId": v.ResourceGroupID,
		"LocalSubnet": otherOrder(v.LocalSubnet), "RemoteSubnet": otherOrder(v.RemoteSubnet),
		"EffectImmediately": v.EffectImmediately, "EnableTunnelsBgp": v.EnableTunnelsBgp,
	}
	if n == nil || len(v.Tunnels) == 0 {
		return o
	}
	if v.Tunnels[0].Role == "" {
		delete(o, "EnableTunnelsBgp")
		maps.Copy(o, s.singleTunnelFields(n, v))
		return o
	}
	if !s.opts.SparseAnswers {
		maps.Copy(o, fields{"CustomerGatewayId": "", "Status": "", "EnableDpd": false, "EnableNatTraversal": false})
	}
	tunnels := []fields{}
	for i := range v.Tunnels {
		tunnels = append(tunnels, s.tunnel(n, v, &v.Tunnels[i], text))
	}
	o[tunnelOptions] = fields{"TunnelOptions": tunnels}
	return o
}

// otherOrder is a list of subnets as the API may answer it: not as it was sent.
func otherOrder(list string) string {
	all := strings.Split(list, ",")
	slices.SortFunc(all, func(a, b string) int { return cmp.Compare(b, a) })
	return strings.Join(all, ",")
}

func (s *Server) singleTunnelFields(n nearEnd, v *VpnConnection) fields {
	t := &v.Tunnels[0]
	address, _ := n.end(s, t.Role)
	o := fields{
		"CustomerGatewayId": t.CustomerGatewayID, "Status": t.Status, "InternetIp": address,
		"EnableDpd": t.EnableDpd, "EnableNatTraversal": t.EnableNatTraversal,
		"IkeConfig": s.ikeFields(n, t, false), "IpsecConfig": t.Ipsec.fields(false),
		"VpnBgpConfig": fields{"EnableBgp": "false"},
	}
	if b := t.Bgp; b != nil {
		o["VpnBgpConfig"] = fields{
			"EnableBgp": "true", "LocalAsn": b.LocalAsn, "TunnelCidr": b.TunnelCidr, "LocalBgpIp": b.LocalBgpIP,
			"PeerAsn": b.PeerAsn, "PeerBgpIp": b.PeerBgpIP, "Status": b.Status, "AuthKey": s.bgpKey(t),
		}
	}
	if h := v.HealthCheck; h != nil {
		shown := fields{
			"Enable": strconv.FormatBool(h.Enable), "Dip": h.Dip, "Sip": h.Sip, "Interval": h.Interval, "Retry": h.Retry, "Status": h.Status,
		}
		if h.Policy != "" {
			shown["Policy"] = h.Policy
		}
		o["VcoHealthCheck"] = shown
	}
	if t.RemoteCaCertificate != "" {
		o["RemoteCaCertificate"] = t.RemoteCaCertificate
	}
	return o
}

// bgpKey is the key of the customer gateway.
func (s *Server) bgpKey(t *VpnTunnel) string {
	if far := customerGateways.in(s).find(t.CustomerGatewayID); far != nil {
		return far.AuthKey
	}
	return ""
}

// tunnel renders one of two tunnels.
func (s *Server) tunnel(n nearEnd, v *VpnConnection, t *VpnTunnel, text bool) fields {
	index := 1 + slices.IndexFunc(v.Tunnels, func(o VpnTunnel) bool { return o.TunnelID == t.TunnelID })
	address, zone := n.end(s, t.Role)
	o := fields{
		"TunnelId": t.TunnelID, "TunnelIndex": index, "Role": t.Role, "State": v.State, "Status": t.Status,
		"CustomerGatewayId": t.CustomerGatewayID, "InternetIp": address, "ZoneNo": zone,
		"EnableDpd": valueOf(t.EnableDpd, text), "EnableNatTraversal": valueOf(t.EnableNatTraversal, text),
		"TunnelBgpConfig": t.Bgp.fields(text), "TunnelIkeConfig": s.ikeFields(n, t, text), "TunnelIpsecConfig": t.Ipsec.fields(text),
	}
	if t.RemoteCaCertificate != "" {
		o["RemoteCaCertificate"] = t.RemoteCaCertificate
	}
	return o
}

// fields renders BGP of one of two tunnels. Without BGP, or without a session, the
// texts are empty.
func (b *TunnelBgp) fields(text bool) fields {
	if b == nil {
		return fields{"LocalAsn": "", "TunnelCidr": "", "LocalBgpIp": "", "PeerAsn": "", "PeerBgpIp": "", "BgpStatus": ""}
	}
	o := fields{
		"LocalAsn": valueOf(b.LocalAsn, text), "TunnelCidr": b.TunnelCidr, "LocalBgpIp": b.LocalBgpIP,
		"PeerAsn": "", "PeerBgpIp": b.PeerBgpIP, "BgpStatus": b.Status,
	}
	if b.PeerAsn != 0 {
		o["PeerAsn"] = valueOf(b.PeerAsn, text)
	}
	return o
}

// valueOf is a number or a switch, or the text of it.
func valueOf[T int64 | bool](value T, text bool) any {
	switch v := any(value).(type) {
	case int64:
		if text {
			return strconv.FormatInt(v, 10)
		}
	case bool:
		if text {
			return strconv.FormatBool(v)
		}
	}
	return value
}

// end is where a tunnel leaves the gateway.
func (g *Gateway) end(s *Server, role string) (address, zone string) {
	address, vSwitchID := g.InternetIP, g.VSwitchID
	if role == roleSlave {
		address, vSwitchID = g.DisasterRecoveryInternetIP, g.DisasterRecoveryVSwitchID
	}
	vsw, _ := s.networks[g.RegionID][g.VpcID].vSwitch(vSwitchID)
	return address, vsw.ZoneID
}

func (s *Server) ikeFields(n nearEnd, t *VpnTunnel, text bool) fields {
	near, _ := n.end(s, t.Role)
	far := ""
	if o := customerGateways.in(s).find(t.CustomerGatewayID); o != nil {
		far = o.IPAddress
	}
	return fields{
		"IkeVersion": t.Ike.Version, "IkeMode": t.Ike.Mode, "IkeEncAlg": t.Ike.EncAlg, "IkeAuthAlg": t.Ike.AuthAlg, "IkePfs": t.Ike.Pfs,
		"IkeLifetime": valueOf(t.Ike.Lifetime, text), "LocalId": cmp.Or(t.Ike.LocalID, near), "RemoteId": cmp.Or(t.Ike.RemoteID, far),
		"Psk": t.Ike.Psk,
	}
}

func (c IpsecConfig) fields(text bool) fields {
	return fields{
		"IpsecEncAlg": c.EncAlg, "IpsecAuthAlg": c.AuthAlg, "IpsecPfs": c.Pfs, "IpsecLifetime": valueOf(c.Lifetime, text),
	}
}
