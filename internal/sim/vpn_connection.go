package sim

import (
	"cmp"
	"net/http"
	"slices"
	"time"
)

// VpnConnection is an IPsec connection of a VPN gateway. It has two tunnels on a
// dual-tunnel gateway, and one without a role on a single-tunnel gateway.
type VpnConnection struct {
	VpnConnectionID string `json:"vpn_connection_id"`
	RegionID        string `json:"region_id"`
	VpnGatewayID    string `json:"vpn_gateway_id"`
	Name            string `json:"name"`
	// State is that of the configuration: active or updating.
	State      string    `json:"state"`
	CreateTime time.Time `json:"create_time"`
	// ResourceGroupID is always the gateway's.
	ResourceGroupID string `json:"resource_group_id"`
	// LocalSubnet and RemoteSubnet are CIDRs with commas between them.
	LocalSubnet       string `json:"local_subnet"`
	RemoteSubnet      string `json:"remote_subnet"`
	EffectImmediately bool   `json:"effect_immediately"`
	// AutoConfigRoute is in no answer.
	AutoConfigRoute bool `json:"auto_config_route"`
	// EnableTunnelsBgp switches BGP on for both tunnels; a single one has its own
	// BgpConfig.
	EnableTunnelsBgp bool              `json:"enable_tunnels_bgp"`
	Tunnels          []VpnTunnel       `json:"tunnels"`
	HealthCheck      *HealthCheck      `json:"health_check,omitempty"`
	Tags             map[string]string `json:"tags,omitempty"`

	// Problems are what a diagnosis finds, and Logs what the tunnels wrote. Only
	// tests and people set them.
	Problems []Problem `json:"problems,omitempty"`
	Logs     []LogLine `json:"logs,omitempty"`

	life
}

// VpnTunnel is one tunnel.
type VpnTunnel struct {
	// TunnelID and Role (master or slave) are empty for the one of a single-tunnel
	// gateway.
	TunnelID          string `json:"tunnel_id,omitempty"`
	Role              string `json:"role,omitempty"`
	CustomerGatewayID string `json:"customer_gateway_id"`
	// Status is ike_sa_not_established, ike_sa_established,
	// ipsec_sa_not_established or ipsec_sa_established.
	Status              string      `json:"status"`
	EnableDpd           bool        `json:"enable_dpd"`
	EnableNatTraversal  bool        `json:"enable_nat_traversal"`
	RemoteCaCertificate string      `json:"remote_ca_certificate,omitempty"`
	Ike                 IkeConfig   `json:"ike"`
	Ipsec               IpsecConfig `json:"ipsec"`
	// Bgp is nil while BGP is off.
	Bgp *TunnelBgp `json:"bgp,omitempty"`
}

// IkeConfig holds the parameters of phase 1.
type IkeConfig struct {
	Version  string `json:"version"`
	Mode     string `json:"mode"`
	EncAlg   string `json:"enc_alg"`
	AuthAlg  string `json:"auth_alg"`
	Pfs      string `json:"pfs"`
	Lifetime int64  `json:"lifetime"`
	// LocalID and RemoteID are empty for what the API shows by itself: the
	// addresses of both ends.
	LocalID  string `json:"local_id,omitempty"`
	RemoteID string `json:"remote_id,omitempty"`
	Psk      string `json:"psk"`
}

// IpsecConfig holds the parameters of phase 2.
type IpsecConfig struct {
	EncAlg   string `json:"enc_alg"`
	AuthAlg  string `json:"auth_alg"`
	Pfs      string `json:"pfs"`
	Lifetime int64  `json:"lifetime"`
}

// TunnelBgp holds the parameters of BGP in a tunnel.
type TunnelBgp struct {
	LocalAsn   int64  `json:"local_asn"`
	TunnelCidr string `json:"tunnel_cidr"`
	LocalBgpIP string `json:"local_bgp_ip"`
	// The rest shows the session; it is empty until there is one.
	PeerAsn   int64  `json:"peer_asn,omitempty"`
	PeerBgpIP string `json:"peer_bgp_ip,omitempty"`
	Status    string `json:"status,omitempty"`
}

// HealthCheck is the health check of a single tunnel.
type HealthCheck struct {
	Enable   bool   `json:"enable"`
	Dip      string `json:"dip"`
	Sip      string `json:"sip"`
	Interval int64  `json:"interval"`
	Retry    int64  `json:"retry"`
	// Policy is revoke_route or reserve_route; empty but for attachments.
	Policy string `json:"policy,omitempty"`
	// Status is success or failed.
	Status string `json:"status,omitempty"`
}

// The roles of tunnels, and the statuses that a tunnel begins and ends with.
const (
	roleMaster        = "master"
	roleSlave         = "slave"
	tunnelDown        = "ike_sa_not_established"
	connectionRefusal = "DependencyViolation.VpnConnection"
)

var vpnConnections = &kind[VpnConnection]{
	kindInfo: kindInfo{
		name: "vpn_connection", noun: "VpnConnection", prefix: "vco-bp1", tagTypes: []string{"VPNCONNECTION"},
		notFound: apiError{
			status: http.StatusNotFound, code: "InvalidVpnConnectionInstanceId.NotFound",
			message: "The specified vpn connection instance id does not exist.",
		},
		busyIn: []string{statusUpdating, statusDeleting},
	},
	common: func(v *VpnConnection) common {
		return common{
			id: &v.VpnConnectionID, region: &v.RegionID, name: &v.Name, created: &v.CreateTime, status: &v.State,
			group: &v.ResourceGroupID, tags: &v.Tags, life: &v.life,
		}
	},
	show:   (*Server).showConnection,
	fill:   (*Server).fillConnection,
	copied: copyConnection,
	due: func(s *Server, v *VpnConnection) {
		if g := vpnGateways.in(s).find(v.VpnGatewayID); g != nil {
			v.ResourceGroupID = g.ResourceGroupID
		}
	},
	filters: func(v *VpnConnection) map[string]string {
		return map[string]string{"VpnGatewayId": v.VpnGatewayID}
	},
	links: []link[VpnConnection]{
		{to: vpnGateways, ids: func(v *VpnConnection) []string { return []string{v.VpnGatewayID} }, refusal: connectionRefusal, configures: true},
		{to: customerGateways, ids: (*VpnConnection).customerGateways, refusal: connectionRefusal},
	},
	// It is gone when its gateway has been configured.
	deleteTime: func(s *Server) time.Duration { return s.opts.UpdateTime },
}

func copyConnection(v *VpnConnection) {
	v.Tunnels, v.Problems, v.Logs = slices.Clone(v.Tunnels), slices.Clone(v.Problems), slices.Clone(v.Logs)
	for i := range v.Tunnels {
		v.Tunnels[i].Bgp = copyOf(v.Tunnels[i].Bgp)
	}
	v.HealthCheck = copyOf(v.HealthCheck)
}

func copyOf[T any](p *T) *T {
	if p == nil {
		return nil
	}
	v := *p
	return &v
}

func (v *VpnConnection) customerGateways() []string {
	var ids []string
	for _, t := range v.Tunnels {
		ids = append(ids, t.CustomerGatewayID)
	}
	return ids
}

// tunnel returns the tunnel with an ID or, without one, with a role.
func (v *VpnConnection) tunnel(id, role string) *VpnTunnel {
	i := slices.IndexFunc(v.Tunnels, func(t VpnTunnel) bool { return t.TunnelID != "" && t.TunnelID == id || id == "" && t.Role == role })
	if i < 0 {
		return nil
	}
	return &v.Tunnels[i]
}

// nearEnd is this side of a connection: the gateway that it belongs to, or what an
// attachment has instead.
type nearEnd interface {
	// dual tells whether the connection has two tunnels, and sm whether it is for SM
	// algorithms.
	dual() bool
	sm() bool
	region() string
	// end is where a tunnel leaves.
	end(s *Server, role string) (address, zone string)
	// made is a tunnel as the API makes it where nothing is named.
	made(s *Server, id, role string) VpnTunnel
}

// dual tells whether a gateway has two tunnels for each connection.
func (g *Gateway) dual() bool { return g.DisasterRecoveryVSwitchID != "" }

func (g *Gateway) region() string { return g.RegionID }

// gatewayOf is the gateway of a connection, nil if there is none any more.
func (s *Server) gatewayOf(v *VpnConnection) nearEnd {
	if g := vpnGateways.in(s).find(v.VpnGatewayID); g != nil {
		return g
	}
	return nil
}

// roleOf is the role of the tunnel with an index, which attachments have instead.
func roleOf(index string) string {
	return map[string]string{"1": roleMaster, "2": roleSlave}[index]
}

// newTunnels are the tunnels of a connection of a gateway, as the API makes them
// where nothing is named.
func (s *Server) newTunnels(n nearEnd) []VpnTunnel {
	if !n.dual() {
		return []VpnTunnel{n.made(s, "", "")}
	}
	return []VpnTunnel{
		n.made(s, s.data.IDs.newID("tun-bp1"), roleMaster), n.made(s, s.data.IDs.newID("tun-bp1"), roleSlave),
	}
}

func (g *Gateway) made(s *Server, id, role string) VpnTunnel {
	t := VpnTunnel{
		TunnelID: id, Role: role, Status: tunnelDown, EnableDpd: true, EnableNatTraversal: true,
		Ike: IkeConfig{
			Version: "ikev1", Mode: "main", EncAlg: "aes", AuthAlg: "md5", Pfs: "group2", Lifetime: 86400, Psk: s.newPsk(),
		},
		Ipsec: IpsecConfig{EncAlg: "aes", AuthAlg: "md5", Pfs: "group2", Lifetime: 86400},
	}
	if g.sm() {
		t.Ike.EncAlg, t.Ike.AuthAlg, t.Ipsec.EncAlg, t.Ipsec.AuthAlg = "sm4", "sm3", "sm4", "sm3"
	}
	return t
}

// sm tells whether a gateway is for SM algorithms.
func (g *Gateway) sm() bool { return g.VpnType == "NationalStandard" }

// newPsk makes a key of 16 characters, another one each time.
func (s *Server) newPsk() string { return scramble("psk", s.data.IDs.next("psk"), 16) }

// fillConnection completes a seed: it hangs on the first gateway of the region,
// and its tunnels lead to the first customer gateway, unless it names others.
func (s *Server) fillConnection(v *VpnConnection) {
	v.State = cmp.Or(v.State, statusActive)
	v.LocalSubnet, v.RemoteSubnet = cmp.Or(v.LocalSubnet, "10.0.0.0/16"), cmp.Or(v.RemoteSubnet, "192.168.0.0/16")
	if all := vpnGateways.existing(s, v.RegionID); v.VpnGatewayID == "" && len(all) > 0 {
		v.VpnGatewayID = all[0].VpnGatewayID
	}
	g := vpnGateways.in(s).find(v.VpnGatewayID)
	if g == nil {
		return
	}
	made := s.newTunnels(g)
	if len(v.Tunnels) == 0 {
		v.Tunnels = made
	}
	far := customerGateways.existing(s, v.RegionID)
	for i := range v.Tunnels {
		t := &v.Tunnels[i]
		t.fill(made[min(i, len(made)-1)])
		if len(far) > 0 {
			t.CustomerGatewayID = cmp.Or(t.CustomerGatewayID, far[0].CustomerGatewayID)
		}
		g.EnableBgp = g.EnableBgp || t.Bgp != nil
		v.EnableTunnelsBgp = v.EnableTunnelsBgp || t.Bgp != nil && t.Role != ""
	}
}

// fill completes a tunnel of a seed.
func (t *VpnTunnel) fill(made VpnTunnel) {
	t.TunnelID, t.Role, t.Status = cmp.Or(t.TunnelID, made.TunnelID), cmp.Or(t.Role, made.Role), cmp.Or(t.Status, made.Status)
	if t.Ike == (IkeConfig{}) {
		t.Ike = made.Ike
	}
	t.Ike.Psk = cmp.Or(t.Ike.Psk, made.Ike.Psk)
	if t.Ipsec == (IpsecConfig{}) {
		t.Ipsec = made.Ipsec
	}
}

// VpnConnections returns copies of all connections, oldest first.
func (s *Server) VpnConnections() []VpnConnection { return vpnConnections.all(s) }

// VpnConnection returns a copy of one, wherever it is.
func (s *Server) VpnConnection(id string) (VpnConnection, bool) { return vpnConnections.get(s, id) }

// PutVpnConnection adds or replaces one, and returns its ID. Blank fields are
// filled.
func (s *Server) PutVpnConnection(seed VpnConnection) string { return vpnConnections.put(s, seed) }

// ChangeVpnConnection changes any field of one, as ChangeGateway does: a key that
// somebody set in the console, a tunnel that came up.
func (s *Server) ChangeVpnConnection(id string, change func(*VpnConnection)) bool {
	return vpnConnections.change(s, id, change)
}

// RemoveVpnConnection removes one, and tells whether there was one.
func (s *Server) RemoveVpnConnection(id string) bool { return vpnConnections.remove(s, id) }
