package vpc

import (
	"strings"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// vpnConnectionAnswer is the wire form of VpnConnection, shared by
// DescribeVpnConnection and the entries of DescribeVpnConnections. Their tags stand
// in two places.
type vpnConnectionAnswer struct {
	VpnConnectionID            string `json:"VpnConnectionId"`
	VpnGatewayID               string `json:"VpnGatewayId"`
	CustomerGatewayID          string `json:"CustomerGatewayId"`
	Name, State, Status        string
	ResourceGroupID            string `json:"ResourceGroupId"`
	LocalSubnet, RemoteSubnet  string
	EffectImmediately          boolean
	EnableTunnelsBgp           boolean
	CreateTime                 milliseconds
	CrossAccountAuthorized     boolean
	AttachType                 string
	AttachInstanceID           string `json:"AttachInstanceId"`
	TransitRouterID            string `json:"TransitRouterId"`
	TransitRouterName          string
	NetworkType                string
	TunnelBandwidth            string
	IkeConfig                  ikeAnswer
	IpsecConfig                ipsecAnswer
	VpnBgpConfig               *bgpAnswer
	VcoHealthCheck             *healthCheckAnswer
	EnableDpd                  boolean
	EnableNatTraversal         boolean
	RemoteCaCertificate        *string
	InternetIP                 string `json:"InternetIp"`
	TunnelOptionsSpecification struct{ TunnelOptions []tunnelAnswer }
	Tags                       tagList   // of the single read
	Tag                        tagList   // of the list
	Odd                        oddFields `json:"-"`
}

func (vpnConnectionAnswer) needs() []string { return []string{"VpnConnectionId"} }

// tunnelAnswer writes its numbers and switches as text.
type tunnelAnswer struct {
	TunnelID           string `json:"TunnelId"`
	Role               string
	TunnelIndex        integer
	State, Status      string
	CustomerGatewayID  string `json:"CustomerGatewayId"`
	InternetIP         string `json:"InternetIp"`
	ZoneNo             string
	EnableDpd          boolean
	EnableNatTraversal boolean
	TunnelIkeConfig    ikeAnswer
	TunnelIpsecConfig  ipsecAnswer
	TunnelBgpConfig    *bgpAnswer

	RemoteCaCertificate *string
	Odd                 oddFields `json:"-"`
}

type ikeAnswer struct {
	IkeVersion, IkeMode, IkeEncAlg, IkeAuthAlg, IkePfs string

	IkeLifetime integer
	LocalID     string `json:"LocalId"`
	RemoteID    string `json:"RemoteId"`
	Psk         *string
}

type ipsecAnswer struct {
	IpsecEncAlg, IpsecAuthAlg, IpsecPfs string

	IpsecLifetime integer
}

// bgpAnswer is VpnBgpConfig, which has EnableBgp and Status, or TunnelBgpConfig,
// which has BgpStatus.
type bgpAnswer struct {
	EnableBgp         boolean
	LocalAsn, PeerAsn integer
	TunnelCidr        string
	LocalBgpIP        string `json:"LocalBgpIp"`
	PeerBgpIP         string `json:"PeerBgpIp"`
	Status, BgpStatus string
	AuthKey           *string
}

type healthCheckAnswer struct {
	Enable           boolean
	Dip, Sip, Status string
	Interval, Retry  integer
	Policy           string
}

func (a *vpnConnectionAnswer) connection() *VpnConnection {
	v := &VpnConnection{
		VpnConnectionID: a.VpnConnectionID, Name: a.Name, State: strings.ToLower(a.State), Status: strings.ToLower(a.Status),
		ResourceGroupID: a.ResourceGroupID, EffectImmediately: a.EffectImmediately.value, EnableTunnelsBgp: a.EnableTunnelsBgp.value,
		CreateTime: time.Time(a.CreateTime), CrossAccountAuthorized: a.CrossAccountAuthorized.value, AttachType: a.AttachType,
		Ike: a.IkeConfig.config(), Ipsec: a.IpsecConfig.config(), EnableDpd: a.EnableDpd.value, EnableNatTraversal: a.EnableNatTraversal.value,
		RemoteCaCertificate: a.RemoteCaCertificate, InternetIP: a.InternetIP, Odd: a.Odd,
	}
	v.Tags = a.Tags.asMap()
	if v.Tags == nil {
		v.Tags = a.Tag.asMap()
	}
	odd := oddities{&v.Odd}
	v.VpnGatewayID = odd.identifier("VpnGatewayId", a.VpnGatewayID, "vpn-")
	v.CustomerGatewayID = odd.identifier("CustomerGatewayId", a.CustomerGatewayID, "cgw-")
	v.LocalSubnets = odd.subnets("LocalSubnet", a.LocalSubnet)
	v.RemoteSubnets = odd.subnets("RemoteSubnet", a.RemoteSubnet)
	if b := a.VpnBgpConfig; b != nil && b.on(nil) {
		v.Bgp = b.config()
	}
	if h := a.VcoHealthCheck; h != nil && (h.Enable.value != nil || h.Dip != "") {
		v.HealthCheck = &HealthCheck{
			Enable: h.Enable.value != nil && *h.Enable.value, Dip: h.Dip, Sip: h.Sip,
			Interval: int64(h.Interval), Retry: int64(h.Retry), Policy: spelled(h.Policy, PolicyRevoke, PolicyReserve), Status: h.Status,
		}
	}
	for i := range a.TunnelOptionsSpecification.TunnelOptions {
		v.Tunnels = append(v.Tunnels, a.TunnelOptionsSpecification.TunnelOptions[i].tunnel(v.EnableTunnelsBgp))
	}
	return v
}

func (a *tunnelAnswer) tunnel(bgp *bool) Tunnel {
	t := Tunnel{
		Role:  openapi.Printable(spelled(a.Role, RoleMaster, RoleSlave), maxStatus), // messages name the tunnel by it
		Index: int64(a.TunnelIndex), InternetIP: a.InternetIP, ZoneID: a.ZoneNo,
		State: strings.ToLower(a.State), Status: strings.ToLower(a.Status),
		EnableDpd: a.EnableDpd.value, EnableNatTraversal: a.EnableNatTraversal.value,
		Ike: a.TunnelIkeConfig.config(), Ipsec: a.TunnelIpsecConfig.config(), RemoteCaCertificate: a.RemoteCaCertificate, Odd: a.Odd,
	}
	odd := oddities{&t.Odd}
	t.TunnelID = odd.identifier("TunnelId", a.TunnelID, "tun-")
	t.CustomerGatewayID = odd.identifier("CustomerGatewayId", a.CustomerGatewayID, "cgw-")
	if b := a.TunnelBgpConfig; b != nil && b.on(bgp) {
		t.Bgp = b.config()
	}
	return t
}

func (a *ikeAnswer) config() IkeConfig {
	return IkeConfig{
		Version: strings.ToLower(a.IkeVersion), Mode: strings.ToLower(a.IkeMode), EncAlg: strings.ToLower(a.IkeEncAlg),
		AuthAlg: strings.ToLower(a.IkeAuthAlg), Pfs: strings.ToLower(a.IkePfs), Lifetime: int64(a.IkeLifetime),
		LocalID: a.LocalID, RemoteID: a.RemoteID, Psk: a.Psk,
	}
}

func (a *ipsecAnswer) config() IpsecConfig {
	return IpsecConfig{
		EncAlg: strings.ToLower(a.IpsecEncAlg), AuthAlg: strings.ToLower(a.IpsecAuthAlg), Pfs: strings.ToLower(a.IpsecPfs),
		Lifetime: int64(a.IpsecLifetime),
	}
}

// on reports whether BGP is on. The connection's switch says so where the answer
// has it, and EnableBgp elsewhere; the list has neither for a single tunnel, where
// only BGP has a TunnelCidr.
func (a *bgpAnswer) on(connection *bool) bool {
	switch {
	case connection != nil:
		return *connection
	case a.EnableBgp.value != nil:
		return *a.EnableBgp.value
	default:
		return a.TunnelCidr != ""
	}
}

func (a *bgpAnswer) config() *BgpConfig {
	status := a.BgpStatus
	if status == "" {
		status = a.Status
	}
	return &BgpConfig{
		LocalAsn: int64(a.LocalAsn), TunnelCidr: a.TunnelCidr, LocalBgpIP: a.LocalBgpIP,
		PeerAsn: int64(a.PeerAsn), PeerBgpIP: a.PeerBgpIP, Status: status, AuthKey: a.AuthKey,
	}
}
