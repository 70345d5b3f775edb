package sim

import (
	"cmp"
	"net/http"
	"slices"
	"time"
)

// SslVpnServer is the SSL server of a VPN gateway, which people dial in to.
type SslVpnServer struct {
	SslVpnServerID string `json:"ssl_vpn_server_id"`
	RegionID       string `json:"region_id"`
	VpnGatewayID   string `json:"vpn_gateway_id"`
	Name           string `json:"name"`
	// State is active or deleting. No answer shows it: the gateway's status is all that
	// tells of a change.
	State      string    `json:"state"`
	CreateTime time.Time `json:"create_time"`
	// ResourceGroupID is always the gateway's.
	ResourceGroupID string `json:"resource_group_id"`
	// ClientIPPool is a CIDR, and LocalSubnet CIDRs with commas between them.
	ClientIPPool string `json:"client_ip_pool"`
	LocalSubnet  string `json:"local_subnet"`
	// Proto is TCP or UDP.
	Proto    string `json:"proto"`
	Port     int    `json:"port"`
	Cipher   string `json:"cipher"`
	Compress bool   `json:"compress"`
	// DNSServers are addresses with commas between them.
	DNSServers string `json:"dns_servers,omitempty"`
	// Idaas is nil while multi-factor authentication is off.
	Idaas *Idaas `json:"idaas,omitempty"`

	// Clients are the people who are connected, and Logs what the server wrote. Only
	// tests and people set them.
	Clients []SslVpnClient `json:"clients,omitempty"`
	Logs    []LogLine      `json:"logs,omitempty"`

	life
}

// sslServerRefusal keeps a gateway from being deleted.
const sslServerRefusal = "DependencyViolation.SslVpnServer"

var sslVpnServers = &kind[SslVpnServer]{
	kindInfo: kindInfo{
		name: "ssl_vpn_server", noun: "SslVpnServer", prefix: "vss-bp1",
		notFound: apiError{
			status: http.StatusNotFound, code: "InvalidSslVpnServerId.NotFound", message: "The specified SSL-VPN server does not exist.",
		},
		busyIn: []string{statusDeleting},
	},
	common: func(v *SslVpnServer) common {
		return common{
			id: &v.SslVpnServerID, region: &v.RegionID, name: &v.Name, created: &v.CreateTime, status: &v.State,
			group: &v.ResourceGroupID, life: &v.life,
		}
	},
	show: (*Server).showSslServer,
	fill: (*Server).fillSslServer,
	copied: func(v *SslVpnServer) {
		v.Idaas, v.Clients, v.Logs = copyOf(v.Idaas), slices.Clone(v.Clients), slices.Clone(v.Logs)
	},
	due: func(s *Server, v *SslVpnServer) {
		if g := vpnGateways.in(s).find(v.VpnGatewayID); g != nil {
			v.ResourceGroupID = g.ResourceGroupID
		}
	},
	filters: func(v *SslVpnServer) map[string]string {
		return map[string]string{"VpnGatewayId": v.VpnGatewayID, "Name": v.Name}
	},
	links: []link[SslVpnServer]{{
		to: vpnGateways, ids: func(v *SslVpnServer) []string { return []string{v.VpnGatewayID} },
		refusal: sslServerRefusal, configures: true,
	}},
	// It is gone when its gateway has been configured.
	deleteTime: func(s *Server) time.Duration { return s.opts.UpdateTime },
}

// sslServerParams are what create and modify both take.
var sslServerParams = []param{
	regionID, clientToken, dryRun,
	{name: "Name", check: isPartName},
	{name: "ClientIpPool", check: isClientPool},
	{name: "LocalSubnet", check: isLocalSubnets},
	{name: "Proto", check: oneOf("TCP", "UDP")},
	{name: "Port", check: isSslPort},
	{name: "Cipher", check: oneOf("AES-128-CBC", "AES-192-CBC", "AES-256-CBC", "none")},
	{name: "Compress", check: isBool},
	{name: "DnsServers", check: isAddressList},
	{name: "EnableMultiFactorAuth", check: isBool},
	{name: "IDaaSInstanceId"},
	{name: "IDaaSRegionId"},
	{name: "IDaaSApplicationId"},
}

func init() {
	create := rows(sslServerParams, []param{vpnGateways.byID()})
	for i := range create {
		create[i].required = create[i].required || create[i].name == "ClientIpPool" || create[i].name == "LocalSubnet"
	}
	register(sslVpnServers, []action{
		{name: "CreateSslVpnServer", product: apiVpc, writes: true, handle: (*Server).createSslServer, params: create},
		{
			name: "DescribeSslVpnServers", product: apiVpc, handle: sslVpnServers.list,
			params: []param{
				regionID, pageNumber, pageSize, sslVpnServers.filterByID(),
				{name: "VpnGatewayId"},
				{name: "Name", check: isPartName},
				{name: "ResourceGroupId"},
			},
		},
		{
			name: "ModifySslVpnServer", product: apiVpc, writes: true, handle: (*Server).modifySslServer,
			params: rows([]param{sslVpnServers.byID()}, sslServerParams),
		},
		{
			name: "DeleteSslVpnServer", product: apiVpc, writes: true, handle: sslVpnServers.delete,
			params: []param{regionID, clientToken, sslVpnServers.byID()},
		},
		{
			name: "DescribeSslVpnClients", product: apiVpc, handle: (*Server).sslClients,
			params: []param{regionID, pageNumber, pageSize, vpnGateways.byID()},
		},
		{
			name: "DescribeVpnSslServerLogs", product: apiVpc, handle: (*Server).sslServerLogs,
			params: []param{
				regionID, pageNumber, pageSize,
				{name: "VpnSslServerId", required: true, names: sslVpnServers},
				{name: "SslVpnClientCertId"},
				{name: "From", check: integer(0, 1<<31-1)},
				{name: "To", check: integer(0, 1<<31-1)},
				{name: "MinutePeriod", check: integer(1, 10)},
			},
		},
	})
}

// fillSslServer completes a seed: it hangs on the first gateway of the region,
// unless it names another.
func (s *Server) fillSslServer(v *SslVpnServer) {
	v.State, v.Proto, v.Port = cmp.Or(v.State, statusActive), cmp.Or(v.Proto, "TCP"), cmp.Or(v.Port, 1194)
	v.Cipher = cmp.Or(v.Cipher, "AES-128-CBC")
	v.ClientIPPool, v.LocalSubnet = cmp.Or(v.ClientIPPool, "10.200.0.0/24"), cmp.Or(v.LocalSubnet, "10.0.0.0/16")
	if all := vpnGateways.existing(s, v.RegionID); v.VpnGatewayID == "" && len(all) > 0 {
		v.VpnGatewayID = all[0].VpnGatewayID
	}
}

// SslVpnServers returns copies of all SSL servers, oldest first.
func (s *Server) SslVpnServers() []SslVpnServer { return sslVpnServers.all(s) }

// SslVpnServer returns a copy of one, wherever it is.
func (s *Server) SslVpnServer(id string) (SslVpnServer, bool) { return sslVpnServers.get(s, id) }

// PutSslVpnServer adds or replaces one, and returns its ID. Blank fields are filled.
func (s *Server) PutSslVpnServer(seed SslVpnServer) string { return sslVpnServers.put(s, seed) }

// ChangeSslVpnServer changes any field of one, as ChangeGateway does: somebody has
// connected.
func (s *Server) ChangeSslVpnServer(id string, change func(*SslVpnServer)) bool {
	return sslVpnServers.change(s, id, change)
}

// RemoveSslVpnServer removes one with its certificates, and tells whether there was
// one.
func (s *Server) RemoveSslVpnServer(id string) bool { return sslVpnServers.remove(s, id) }
