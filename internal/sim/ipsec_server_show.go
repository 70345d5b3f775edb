package sim

import (
	"cmp"
	"slices"
	"time"
)

func (s *Server) listIpsecServers(c *call) (fields, *apiError) {
	const size = 10
	ids, err := c.list("IpsecServerId")
	if err != nil {
		return nil, err
	}
	var found []*IpsecServer
	for _, v := range ipsecServers.existing(s, c.region()) {
		wanted := len(ids) == 0 || slices.Contains(ids, v.IpsecServerID)
		if wanted && ipsecServers.passes(c, v, nil) && v.visible(len(ids) > 0) {
			found = append(found, v)
		}
	}
	page, next, err := tokenPage(c, found, size)
	if err != nil {
		return nil, err
	}
	shown := []fields{}
	for _, v := range page {
		shown = append(shown, ipsecServers.show(s, c, v))
	}
	return fields{"MaxResults": c.number("MaxResults", size), "NextToken": next, "TotalCount": len(found), "IpsecServers": shown}, nil
}

// showIpsecServer renders a server. There is no status in it.
func (s *Server) showIpsecServer(_ *call, v *IpsecServer) fields {
	ike, ipsec := v.Ike, v.Ipsec.fields(false)
	o := fields{
		"IpsecServerId": v.IpsecServerID, "IpsecServerName": v.Name, "RegionId": v.RegionID, "VpnGatewayId": v.VpnGatewayID,
		"ResourceGroupId": v.ResourceGroupID, "CreationTime": isoTime(v.CreateTime), "ClientIpPool": v.ClientIPPool,
		"LocalSubnet": otherOrder(v.LocalSubnet), "EffectImmediately": v.EffectImmediately, "PskEnabled": true, "Psk": ike.Psk,
		"MultiFactorAuthEnabled": false, "IDaaSInstanceId": "", "OnlineClientCount": v.OnlineClientCount, "IpsecConfig": ipsec,
	}
	near := ""
	if g := vpnGateways.in(s).find(v.VpnGatewayID); g != nil {
		near = g.InternetIP
		o["MaxConnections"] = g.SslMaxConnections
	}
	o["InternetIp"] = near
	o["IkeConfig"] = fields{
		"IkeVersion": ike.Version, "IkeMode": ike.Mode, "IkeEncAlg": ike.EncAlg, "IkeAuthAlg": ike.AuthAlg, "IkePfs": ike.Pfs,
		"IkeLifetime": ike.Lifetime, "LocalId": cmp.Or(ike.LocalID, near), "RemoteId": ike.RemoteID,
	}
	return o
}

// ipsecServerLogs shows what a server wrote in a span of time, newest first.
func (s *Server) ipsecServerLogs(c *call) (fields, *apiError) {
	v, err := ipsecServers.named(s, c)
	if err != nil {
		return nil, err
	}
	return s.showLogs(c, v.Logs, func(LogLine) bool { return true }), nil
}

// isoTime is a time as the newer actions write it.
func isoTime(t time.Time) string { return t.UTC().Format(timeStampLayout) }
