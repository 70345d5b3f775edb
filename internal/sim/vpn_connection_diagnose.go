package sim

import (
	"slices"
	"time"
)

// Problem is what a diagnosis finds in a tunnel.
type Problem struct {
	// TunnelID is empty for a single tunnel.
	TunnelID string `json:"tunnel_id,omitempty"`
	// Reason and ReasonCode say what failed; Severity how bad it is.
	Reason     string    `json:"reason"`
	ReasonCode string    `json:"reason_code"`
	Severity   string    `json:"severity"`
	Time       time.Time `json:"time"`
	// LocalParam and RemoteParam are the values that do not match.
	LocalParam  string `json:"local_param,omitempty"`
	RemoteParam string `json:"remote_param,omitempty"`
	// SourceLog is the line that tells.
	SourceLog string `json:"source_log,omitempty"`
}

// LogLine is a line that a tunnel or a server for people who dial in wrote.
type LogLine struct {
	Time time.Time `json:"time"`
	// TunnelID is empty for a single tunnel.
	TunnelID string `json:"tunnel_id,omitempty"`
	// SslVpnClientCertID is the certificate that a line of an SSL server is about.
	SslVpnClientCertID string `json:"ssl_vpn_client_cert_id,omitempty"`
	Text               string `json:"text"`
}

// diagnoseConnections lists the problems of the connections or tunnels named, or
// of all connections of a gateway. A connection without problems is not listed:
// the simulator's choice.
func (s *Server) diagnoseConnections(c *call) (fields, *apiError) {
	ids, err := c.list("VpnConnectionIds")
	if err != nil {
		return nil, err
	}
	tunnels, err := c.list("TunnelIds")
	if err != nil {
		return nil, err
	}
	found := []fields{}
	all := vpnConnections.existing(s, c.region())
	for _, a := range vpnAttachments.existing(s, c.region()) {
		all = append(all, &a.VpnConnection)
	}
	for _, v := range all {
		if c.or("VpnGatewayId", v.VpnGatewayID) != v.VpnGatewayID || len(ids) > 0 && !slices.Contains(ids, v.VpnConnectionID) {
			continue
		}
		for _, p := range v.Problems {
			if len(tunnels) > 0 && !slices.Contains(tunnels, p.TunnelID) {
				continue
			}
			found = append(found, fields{
				"VpnConnectionId": v.VpnConnectionID, "TunnelId": p.TunnelID, "FailedReason": p.Reason, "FailedReasonCode": p.ReasonCode,
				"FailedTime": p.Time.UnixMilli(), "MismatchLocalParam": p.LocalParam, "MismatchRemoteParam": p.RemoteParam,
				"Severity": p.Severity, "SourceLog": p.SourceLog,
			})
		}
	}
	number, size := c.number("PageNumber", 1), c.number("PageSize", 10)
	return fields{
		"PageNumber": number, "PageSize": size, "TotalCount": len(found), "VpnConnections": page(found, number, size),
	}, nil
}

// connectionLogs shows what a connection or one tunnel wrote in a span of time,
// newest first. The span is From to To, in seconds, or the last minutes.
func (s *Server) connectionLogs(c *call) (fields, *apiError) {
	v, _, err := s.connectionNamed(c)
	if err != nil {
		return nil, err
	}
	id := c.str("TunnelId")
	switch {
	case len(v.Tunnels) > 1 && id == "":
		return nil, missing("TunnelId")
	case id != "" && v.tunnel(id, "") == nil:
		return nil, tunnelNotFound()
	}
	return s.showLogs(c, v.Logs, func(l LogLine) bool { return id == "" || l.TunnelID == id }), nil
}

// showLogs shows those lines that fit of the span of time that a call names.
func (s *Server) showLogs(c *call, logs []LogLine, fits func(LogLine) bool) fields {
	const minutes = 10
	to := s.clock.now().Unix()
	from := to - 60*int64(c.number("MinutePeriod", minutes))
	if c.has("From") || c.has("To") {
		to = int64(c.number("To", int(to)))
		from = int64(c.number("From", int(to-60*minutes)))
	}
	lines := []string{}
	for _, l := range slices.Backward(logs) {
		if at := l.Time.Unix(); fits(l) && at >= from && at <= to {
			lines = append(lines, l.Time.UTC().Format(time.DateTime)+" "+l.Text)
		}
	}
	number, size := c.number("PageNumber", 1), c.number("PageSize", 10)
	shown := page(lines, number, size)
	return fields{
		"PageNumber": number, "PageSize": size, "Count": len(shown), "IsCompleted": true, "Data": fields{"Logs": shown},
	}
}

// downloadConnectionConfig shows the configuration for the far end. Whose side
// Local and Remote are is documented nowhere; the simulator shows the gateway's as
// Local.
func (s *Server) downloadConnectionConfig(c *call) (fields, *apiError) {
	v, n, err := s.connectionNamed(c)
	if err != nil {
		return nil, err
	}
	if n == nil {
		return nil, vpnGateways.missing()
	}
	config := fields{"LocalSubnet": v.LocalSubnet, "RemoteSubnet": v.RemoteSubnet}
	tunnels, bgp := []fields{}, []fields{}
	for i := range v.Tunnels {
		t := &v.Tunnels[i]
		near, _ := n.end(s, t.Role)
		ike := s.ikeFields(n, t, false)
		one := fields{"IkeConfig": ike, "IpsecConfig": t.Ipsec.fields(false), "Local": near, "Remote": ""}
		if far := customerGateways.in(s).find(t.CustomerGatewayID); far != nil {
			one["Remote"] = far.IPAddress
		}
		if b := t.Bgp; b != nil {
			shown := b.fields(true)
			delete(shown, "BgpStatus")
			shown["TunnelId"] = t.TunnelID
			bgp = append(bgp, shown)
		}
		if t.Role == "" {
			for name, value := range one {
				config[name] = value
			}
			continue
		}
		one["TunnelId"] = t.TunnelID
		tunnels = append(tunnels, one)
	}
	config["TunnelsConfig"] = fields{"TunnelConfig": tunnels}
	config["BgpConfigs"] = fields{"BgpConfig": bgp}
	return fields{"VpnConnectionConfig": config}, nil
}
