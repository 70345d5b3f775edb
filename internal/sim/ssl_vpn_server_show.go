package sim

import "time"

// SslVpnClient is somebody who is connected to an SSL server.
type SslVpnClient struct {
	// CommonName is that of the client's certificate: its ID.
	CommonName string `json:"common_name"`
	// IP and Port are where the client dials from, and PrivateIP is the address of the
	// pool that it was given.
	IP            string    `json:"ip"`
	Port          string    `json:"port"`
	PrivateIP     string    `json:"private_ip"`
	ConnectedTime time.Time `json:"connected_time"`
	// ReceiveBytes and SendBytes are counted by the gateway.
	ReceiveBytes int64 `json:"receive_bytes"`
	SendBytes    int64 `json:"send_bytes"`
}

// showSslServer renders a server. There is no status in it. The address is the
// gateway's, which with two tunnels is not the one to dial.
func (s *Server) showSslServer(_ *call, v *SslVpnServer) fields {
	o := fields{
		"SslVpnServerId": v.SslVpnServerID, "RegionId": v.RegionID, "VpnGatewayId": v.VpnGatewayID, "Name": v.Name,
		"ResourceGroupId": v.ResourceGroupID, "CreateTime": v.CreateTime.UnixMilli(), "ClientIpPool": v.ClientIPPool,
		"LocalSubnet": otherOrder(v.LocalSubnet), "Proto": v.Proto, "Port": v.Port, "Cipher": v.Cipher, "Compress": v.Compress,
		"Connections": len(v.Clients), "EnableMultiFactorAuth": v.Idaas != nil,
	}
	if v.DNSServers != "" || !s.opts.SparseAnswers {
		o["DnsServers"] = v.DNSServers
	}
	if i := v.Idaas; i != nil {
		o["IDaaSInstanceId"], o["IDaaSRegionId"] = i.InstanceID, i.RegionID
		if i.ApplicationID != "" {
			o["IDaaSApplicationId"], o["IDaaSInstanceVersion"] = i.ApplicationID, "EIAM 2.0"
		}
	}
	if g := vpnGateways.in(s).find(v.VpnGatewayID); g != nil {
		o["InternetIp"], o["MaxConnections"] = g.InternetIP, g.SslMaxConnections
	}
	return o
}

// sslClients lists who is connected to the server of a gateway.
func (s *Server) sslClients(c *call) (fields, *apiError) {
	g, err := vpnGateways.named(s, c)
	if err != nil {
		return nil, err
	}
	var clients []SslVpnClient
	if v := s.sslServerOf(g.VpnGatewayID); v != nil {
		clients = v.Clients
	}
	number, size := c.number("PageNumber", 1), c.number("PageSize", 10)
	shown := []fields{}
	for _, o := range page(clients, number, size) {
		shown = append(shown, fields{
			"CommonName": o.CommonName, "Ip": o.IP, "Port": o.Port, "PrivateIp": o.PrivateIP, "Status": "online",
			"ConnectedTime": o.ConnectedTime.UnixMilli(), "ReceiveBytes": o.ReceiveBytes, "SendBytes": o.SendBytes,
		})
	}
	return fields{
		"RegionId": g.RegionID, "VpnGatewayId": g.VpnGatewayID, "ClientInfoList": shown,
		"PageNumber": number, "PageSize": size, "TotalCount": len(clients),
	}, nil
}

// sslServerLogs shows what a server wrote, about one certificate if one is named.
func (s *Server) sslServerLogs(c *call) (fields, *apiError) {
	v := sslVpnServers.findIn(s, c.region(), c.str("VpnSslServerId"))
	if v == nil {
		return nil, sslVpnServers.missing()
	}
	id := c.str("SslVpnClientCertId")
	return s.showLogs(c, v.Logs, func(l LogLine) bool { return id == "" || l.SslVpnClientCertID == id }), nil
}
