package sim

import (
	"net/http"
	"time"
)

const (
	// clientCertLife is three years, in which the reference counts no leap day.
	clientCertLife = 3 * 365 * 24 * time.Hour
	// clientCertWarning is how long before its end a certificate is expiring-soon: the
	// simulator's choice.
	clientCertWarning = 30 * 24 * time.Hour
)

// SslVpnClientCert is a certificate of a client of an SSL server.
type SslVpnClientCert struct {
	SslVpnClientCertID string `json:"ssl_vpn_client_cert_id"`
	RegionID           string `json:"region_id"`
	SslVpnServerID     string `json:"ssl_vpn_server_id"`
	// VpnGatewayID is the server's gateway, which is in no answer.
	VpnGatewayID string    `json:"vpn_gateway_id"`
	Name         string    `json:"name"`
	CreateTime   time.Time `json:"create_time"`
	EndTime      time.Time `json:"end_time"`
	// ResourceGroupID is always the gateway's.
	ResourceGroupID string `json:"resource_group_id"`
	// Cert and Key are PEM. They are made when somebody first reads them.
	Cert string `json:"cert,omitempty"`
	Key  string `json:"key,omitempty"`

	life
}

var sslVpnClientCerts = &kind[SslVpnClientCert]{
	kindInfo: kindInfo{
		name: "ssl_vpn_client_cert", noun: "SslVpnClientCert", prefix: "vsc-bp1",
		notFound: apiError{
			status: http.StatusNotFound, code: "InvalidSslVpnClientCertId.NotFound", message: "The specified SSL-VPN client certificate does not exist.",
		},
	},
	common: func(v *SslVpnClientCert) common {
		return common{
			id: &v.SslVpnClientCertID, region: &v.RegionID, name: &v.Name, created: &v.CreateTime, group: &v.ResourceGroupID, life: &v.life,
		}
	},
	show:   (*Server).showClientCert,
	listed: (*Server).listedClientCert,
	fill:   (*Server).fillClientCert,
	due: func(s *Server, v *SslVpnClientCert) {
		if g := vpnGateways.in(s).find(v.VpnGatewayID); g != nil {
			v.ResourceGroupID = g.ResourceGroupID
		}
	},
	filters: func(v *SslVpnClientCert) map[string]string {
		return map[string]string{"SslVpnServerId": v.SslVpnServerID, "Name": v.Name}
	},
	links: []link[SslVpnClientCert]{
		{to: sslVpnServers, ids: func(v *SslVpnClientCert) []string { return []string{v.SslVpnServerID} }, follows: true},
		{
			to: vpnGateways, ids: func(v *SslVpnClientCert) []string { return []string{v.VpnGatewayID} },
			refusal: sslServerRefusal, configures: true,
		},
	},
}

func init() {
	name := param{name: "Name", check: isPartName}
	register(sslVpnClientCerts, []action{
		{
			name: "CreateSslVpnClientCert", product: apiVpc, writes: true, handle: (*Server).createClientCert,
			params: []param{regionID, clientToken, sslVpnServers.byID(), name},
		},
		{
			name: "DescribeSslVpnClientCert", product: apiVpc, handle: (*Server).describeClientCert,
			params: []param{regionID, sslVpnClientCerts.byID()},
		},
		{
			name: "DescribeSslVpnClientCerts", product: apiVpc, handle: (*Server).listClientCerts,
			params: []param{
				regionID, pageNumber, pageSize, sslVpnClientCerts.filterByID(), {name: "SslVpnServerId"}, {name: "ResourceGroupId"}, {name: "Name"},
			},
		},
		{
			name: "ModifySslVpnClientCert", product: apiVpc, writes: true, handle: (*Server).modifyClientCert,
			params: []param{regionID, clientToken, sslVpnClientCerts.byID(), name},
		},
		{
			name: "DeleteSslVpnClientCert", product: apiVpc, writes: true, handle: (*Server).deleteClientCert,
			params: []param{regionID, clientToken, sslVpnClientCerts.byID()},
		},
	})
}

// createClientCert refuses more than the account may have, and more than it may ever
// make. Certificates of all regions count.
func (s *Server) createClientCert(c *call) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		server, err := sslVpnServers.named(s, c)
		if err != nil {
			return nil, err
		}
		v := &SslVpnClientCert{RegionID: c.region(), SslVpnServerID: server.SslVpnServerID, Name: c.str("Name"), CreateTime: s.clock.now()}
		s.fillClientCert(v)
		g := vpnGateways.in(s).find(v.VpnGatewayID)
		if g == nil {
			return nil, vpnGateways.missing()
		}
		if err := s.usableFor(g, "Ssl", g.SslVpn); err != nil {
			return nil, err
		}
		quota, times := s.opts.ClientCertQuota, s.opts.ClientCertCreateTimes
		switch {
		case times > 0 && s.data.IDs.Counts[sslVpnClientCerts.prefix] >= times:
			return nil, refuse("SslVpnClientCreateTimes.ReachLimits", "The number of client cert creation operations reaches the upper limit.")
		case quota >= 0 && len(sslVpnClientCerts.in(s).list) >= quota:
			return nil, refuse("CreateSslCertsQuotaFull.QuotaFull", "The quota of SSL client certificates is full.")
		}
		if err := sslVpnClientCerts.configure(s, v); err != nil {
			return nil, err
		}
		v.SslVpnClientCertID, v.life = sslVpnClientCerts.newID(s), life{Hidden: s.opts.HideAfterCreate}
		sslVpnClientCerts.in(s).add(v)
		return fields{"SslVpnClientCertId": v.SslVpnClientCertID, "Name": v.Name}, nil
	})
}

// modifyClientCert changes the name at once: the gateway has nothing to do with it.
func (s *Server) modifyClientCert(c *call) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		v, err := sslVpnClientCerts.named(s, c)
		if err != nil {
			return nil, err
		}
		v.Name = c.or("Name", v.Name)
		return fields{"SslVpnClientCertId": v.SslVpnClientCertID, "Name": v.Name}, nil
	})
}

// deleteClientCert disconnects the clients of all certificates of the server.
func (s *Server) deleteClientCert(c *call) (fields, *apiError) {
	v, _ := sslVpnClientCerts.named(s, c)
	answer, err := sslVpnClientCerts.delete(s, c)
	if v != nil && err == nil {
		if server := sslVpnServers.in(s).find(v.SslVpnServerID); server != nil {
			server.Clients = nil
		}
	}
	return answer, err
}

// fillClientCert completes a certificate. A seed is one of the first SSL server of the
// region, unless it names another.
func (s *Server) fillClientCert(v *SslVpnClientCert) {
	if all := sslVpnServers.existing(s, v.RegionID); v.SslVpnServerID == "" && len(all) > 0 {
		v.SslVpnServerID = all[0].SslVpnServerID
	}
	if server := sslVpnServers.in(s).find(v.SslVpnServerID); server != nil {
		v.VpnGatewayID, v.ResourceGroupID = server.VpnGatewayID, server.ResourceGroupID
	}
	if v.EndTime.IsZero() {
		v.EndTime = v.CreateTime.Add(clientCertLife)
	}
}
