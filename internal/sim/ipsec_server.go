package sim

import (
	"cmp"
	"net/http"
	"slices"
	"time"
)

// IpsecServer is the IPsec server of a VPN gateway, which people dial in to.
type IpsecServer struct {
	IpsecServerID string `json:"ipsec_server_id"`
	RegionID      string `json:"region_id"`
	VpnGatewayID  string `json:"vpn_gateway_id"`
	Name          string `json:"name"`
	// State is active or deleting. No answer shows it: the gateway's status is all that
	// tells of a change.
	State      string    `json:"state"`
	CreateTime time.Time `json:"create_time"`
	// ResourceGroupID is always the gateway's.
	ResourceGroupID string `json:"resource_group_id"`
	// ClientIPPool is a CIDR, and LocalSubnet CIDRs with commas between them.
	ClientIPPool      string      `json:"client_ip_pool"`
	LocalSubnet       string      `json:"local_subnet"`
	EffectImmediately bool        `json:"effect_immediately"`
	Ike               IkeConfig   `json:"ike"`
	Ipsec             IpsecConfig `json:"ipsec"`

	// OnlineClientCount is how many people are connected, and Logs what the server
	// wrote. Only tests and people set them.
	OnlineClientCount int       `json:"online_client_count,omitempty"`
	Logs              []LogLine `json:"logs,omitempty"`

	life
}

// ipsecServerRefusal keeps a gateway from being deleted.
const ipsecServerRefusal = "DependencyViolation.IpsecServer"

// ipsecServers: the reference names no code for a server that does not exist. This one is
// the simulator's choice, after that for an SSL server.
var ipsecServers = &kind[IpsecServer]{
	kindInfo: kindInfo{
		name: "ipsec_server", noun: "IpsecServer", prefix: "iss-bp1",
		notFound: apiError{
			status: http.StatusNotFound, code: "InvalidIpsecServerId.NotFound", message: "The specified IPsec server does not exist.",
		},
		busyIn: []string{statusDeleting},
	},
	common: func(v *IpsecServer) common {
		return common{
			id: &v.IpsecServerID, region: &v.RegionID, name: &v.Name, created: &v.CreateTime, status: &v.State,
			group: &v.ResourceGroupID, life: &v.life,
		}
	},
	show:   (*Server).showIpsecServer,
	fill:   (*Server).fillIpsecServer,
	copied: func(v *IpsecServer) { v.Logs = slices.Clone(v.Logs) },
	due: func(s *Server, v *IpsecServer) {
		if g := vpnGateways.in(s).find(v.VpnGatewayID); g != nil {
			v.ResourceGroupID = g.ResourceGroupID
		}
	},
	filters: func(v *IpsecServer) map[string]string {
		return map[string]string{"VpnGatewayId": v.VpnGatewayID, "IpsecServerName": v.Name}
	},
	links: []link[IpsecServer]{{
		to: vpnGateways, ids: func(v *IpsecServer) []string { return []string{v.VpnGatewayID} },
		refusal: ipsecServerRefusal, configures: true,
	}},
	// It is gone when its gateway has been configured.
	deleteTime: func(s *Server) time.Duration { return s.opts.UpdateTime },
}

// ipsecServerParams are what create and update both take.
var ipsecServerParams = []param{
	regionID, clientToken, dryRun,
	{name: "ClientIpPool", check: isCidr},
	{name: "LocalSubnet", check: isSubnets, refusal: "IllegalParam.LocalSubnet"},
	{name: "EffectImmediately", check: isBool},
	{name: "IkeConfig"},
	{name: "IpsecConfig"},
	{name: "Psk", check: isKey},
	{name: "PskEnabled", check: oneOf("true")},
}

func isSubnets(v string) bool {
	_, ok := subnets(v)
	return ok
}

func init() {
	create := rows(ipsecServerParams, []param{vpnGateways.byID(), {name: "IpSecServerName", check: isPartName}})
	for i := range create {
		create[i].required = create[i].required || slices.Contains([]string{"ClientIpPool", "LocalSubnet", "PskEnabled"}, create[i].name)
	}
	register(ipsecServers, []action{
		{name: "CreateIpsecServer", product: apiVpc, writes: true, handle: (*Server).createIpsecServer, params: create},
		{
			name: "ListIpsecServers", product: apiVpc, handle: (*Server).listIpsecServers,
			params: []param{
				regionID,
				{name: "IpsecServerId.N", names: ipsecServers},
				{name: "IpsecServerName", check: isPartName},
				{name: "VpnGatewayId"},
				{name: "ResourceGroupId"},
				{name: "NextToken"},
				{name: "MaxResults", check: integer(1, 20)},
			},
		},
		{
			name: "UpdateIpsecServer", product: apiVpc, writes: true, handle: (*Server).updateIpsecServer,
			params: rows([]param{ipsecServers.byID(), {name: "IpsecServerName", check: isPartName}}, ipsecServerParams),
		},
		{
			name: "DeleteIpsecServer", product: apiVpc, writes: true, handle: (*Server).deleteIpsecServer,
			params: []param{regionID, clientToken, dryRun, ipsecServers.byID()},
		},
		{
			name: "ListIpsecServerLogs", product: apiVpc, handle: (*Server).ipsecServerLogs,
			params: []param{
				regionID, pageNumber, pageSize, ipsecServers.byID(),
				{name: "From", check: integer(0, 1<<31-1)},
				{name: "To", check: integer(0, 1<<31-1)},
				{name: "MinutePeriod", check: integer(1, 10)},
			},
		},
	})
}

// fillIpsecServer completes a seed: it hangs on the first gateway of the region,
// unless it names another.
func (s *Server) fillIpsecServer(v *IpsecServer) {
	v.State = cmp.Or(v.State, statusActive)
	v.ClientIPPool, v.LocalSubnet = cmp.Or(v.ClientIPPool, "10.200.0.0/24"), cmp.Or(v.LocalSubnet, "10.0.0.0/16")
	if all := vpnGateways.existing(s, v.RegionID); v.VpnGatewayID == "" && len(all) > 0 {
		v.VpnGatewayID = all[0].VpnGatewayID
	}
	if v.Ike == (IkeConfig{}) {
		v.Ike = defaultServerIke
	}
	v.Ike.Psk = cmp.Or(v.Ike.Psk, s.newPsk())
	if v.Ipsec == (IpsecConfig{}) {
		v.Ipsec = defaultServerIpsec
	}
}

// IpsecServers returns copies of all IPsec servers, oldest first.
func (s *Server) IpsecServers() []IpsecServer { return ipsecServers.all(s) }

// IpsecServer returns a copy of one, wherever it is.
func (s *Server) IpsecServer(id string) (IpsecServer, bool) { return ipsecServers.get(s, id) }

// PutIpsecServer adds or replaces one, and returns its ID. Blank fields are filled.
func (s *Server) PutIpsecServer(seed IpsecServer) string { return ipsecServers.put(s, seed) }

// ChangeIpsecServer changes any field of one, as ChangeGateway does: a key that
// somebody set in the console.
func (s *Server) ChangeIpsecServer(id string, change func(*IpsecServer)) bool {
	return ipsecServers.change(s, id, change)
}

// RemoveIpsecServer removes one, and tells whether there was one.
func (s *Server) RemoveIpsecServer(id string) bool { return ipsecServers.remove(s, id) }
