package vpc

import (
	"context"
	"time"
)

// IpsecServer is the IPsec server of a VPN gateway, as ListIpsecServers lists it.
// There is no read of one server, and it has no status: it is configured when its
// gateway is active.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-listipsecservers
type IpsecServer struct {
	IpsecServerID, VpnGatewayID, Name string
	// ClientIPPool is the network that clients get addresses of, in CIDR form.
	ClientIPPool string
	// LocalSubnets are what clients reach, in CIDR form and in any order.
	LocalSubnets []string
	// EffectImmediately is nil when the answer lacks it.
	EffectImmediately *bool
	// Ike has the pre-shared key too, which is secret.
	Ike   IkeConfig
	Ipsec IpsecConfig
	// InternetIP is the address of the gateway.
	InternetIP string
	// OnlineClients is how many clients are connected, and MaxConnections how many may
	// be, those of the gateway's SSL server included; 0 when the answer lacks it.
	OnlineClients, MaxConnections int64
	ResourceGroupID               string
	// CreateTime is in UTC; zero when the API names none.
	CreateTime time.Time
	// Odd names the fields of the answer that had no documented form.
	Odd []string
}

// ipsecServerKind: the reference names no code for a server that does not exist. These
// are what the API calls other objects; two lists have to agree in any case.
var ipsecServerKind = &kind{
	noun:        "IPsec server",
	idParameter: "IpsecServerId",
	gone:        []string{"InvalidIpsecServerId.NotFound", "InvalidIpsecServerInstanceId.NotFound", "InvalidInstanceId.NotFound"},
}

// IpsecServerObject names the IPsec server of a gateway.
func IpsecServerObject(region, id, gatewayID string) Object {
	return Object{
		Region: region, ID: id, Parent: gatewayID, kind: ipsecServerKind,
		reader: func(c *Client) confirmer { return ipsecServers(c) },
	}
}

func ipsecServerID(v *IpsecServer) string { return v.IpsecServerID }

func ipsecServers(c *Client) *reader[*IpsecServer] {
	return readerOf(c, ipsecServerKind, reader[*IpsecServer]{
		id: ipsecServerID,
		find: func(ctx context.Context, o Object) ([]*IpsecServer, error) {
			return c.ListIpsecServers(ctx, ListIpsecServersInput{RegionID: o.Region, IpsecServerID: o.ID})
		},
		list: func(ctx context.Context, s scope) ([]*IpsecServer, error) {
			return c.ListIpsecServers(ctx, ListIpsecServersInput{RegionID: s.region})
		},
	})
}

// GetIpsecServer reads one server, out of a listing of the region. It returns
// ErrNotFound only when two lists agree.
func (c *Client) GetIpsecServer(ctx context.Context, region, id string) (*IpsecServer, error) {
	return ipsecServers(c).get(ctx, IpsecServerObject(region, id, ""))
}

// ReadIpsecServer does the same, and reads the server as it is now.
func (c *Client) ReadIpsecServer(ctx context.Context, region, id string) (*IpsecServer, error) {
	return ipsecServers(c).now(ctx, IpsecServerObject(region, id, ""))
}

// ListIpsecServersInput selects servers; empty fields select all.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-listipsecservers
type ListIpsecServersInput struct {
	RegionID, IpsecServerID, VpnGatewayID, ResourceGroupID string
	// Name is compared as a whole.
	Name string
}

type ipsecServerAnswer struct {
	IpsecServerID     string `json:"IpsecServerId"`
	IpsecServerName   string
	VpnGatewayID      string  `json:"VpnGatewayId"`
	ClientIPPool      network `json:"ClientIpPool"`
	LocalSubnet       string
	EffectImmediately boolean
	IkeConfig         ikeAnswer
	IpsecConfig       ipsecAnswer
	Psk               *string
	InternetIP        address `json:"InternetIp"`
	OnlineClientCount integer
	MaxConnections    integer
	ResourceGroupID   string `json:"ResourceGroupId"`
	CreationTime      milliseconds
	Odd               oddFields `json:"-"`
}

func (a *ipsecServerAnswer) server() *IpsecServer {
	v := &IpsecServer{
		IpsecServerID: a.IpsecServerID, Name: a.IpsecServerName, ClientIPPool: string(a.ClientIPPool), EffectImmediately: a.EffectImmediately.value,
		Ike: a.IkeConfig.config(), Ipsec: a.IpsecConfig.config(), InternetIP: string(a.InternetIP), OnlineClients: int64(a.OnlineClientCount),
		MaxConnections: int64(a.MaxConnections), ResourceGroupID: a.ResourceGroupID, CreateTime: time.Time(a.CreationTime), Odd: a.Odd,
	}
	v.Ike.Psk = a.Psk
	odd := oddities{&v.Odd}
	v.VpnGatewayID = odd.identifier("VpnGatewayId", a.VpnGatewayID, "vpn-")
	v.LocalSubnets = odd.subnets("LocalSubnet", a.LocalSubnet)
	return v
}

type listIpsecServersAnswer struct {
	TotalCount   integer
	NextToken    string
	IpsecServers []ipsecServerAnswer
}

func (listIpsecServersAnswer) needs() []string {
	return []string{"TotalCount", "NextToken", "IpsecServers"}
}

// ListIpsecServers lists the servers of a region. The list is complete, or an error.
func (c *Client) ListIpsecServers(ctx context.Context, in ListIpsecServersInput) ([]*IpsecServer, error) {
	p := params{}
	if in.IpsecServerID != "" {
		p.list("IpsecServerId", []string{in.IpsecServerID})
	}
	p.filter("VpnGatewayId", in.VpnGatewayID)
	p.filter("IpsecServerName", in.Name)
	p.filter("ResourceGroupId", in.ResourceGroupID)
	return listTokens(ctx, c, "ListIpsecServers", in.RegionID, p, ipsecServerID,
		func(answer *listIpsecServersAnswer) ([]*IpsecServer, integer, string) {
			servers := make([]*IpsecServer, len(answer.IpsecServers))
			for i := range servers {
				servers[i] = answer.IpsecServers[i].server()
			}
			return servers, answer.TotalCount, answer.NextToken
		})
}

// WaitIpsecServerShown looks until a server that was just created shows, and returns
// it. The API's nodes do not all know of it at once.
func (c *Client) WaitIpsecServerShown(ctx context.Context, region, id string) (*IpsecServer, error) {
	return ipsecServers(c).waitFor(ctx, IpsecServerObject(region, id, ""), goal[*IpsecServer]{
		awaited: "shown", fresh: true, reached: func(*IpsecServer) (bool, error) { return true, nil },
	})
}

// WaitIpsecServerDeleted looks until two lists agree that the server does not exist.
func (c *Client) WaitIpsecServerDeleted(ctx context.Context, region, id string) error {
	_, err := ipsecServers(c).waitFor(ctx, IpsecServerObject(region, id, ""), goal[*IpsecServer]{awaited: "deleted", gone: true})
	return err
}
