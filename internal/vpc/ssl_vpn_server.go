package vpc

import (
	"context"
	"time"
)

// SslVpnServer is the SSL server of a VPN gateway, as DescribeSslVpnServers lists
// it. There is no read of one server, and it has no status: it is configured when
// its gateway is active.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describesslvpnservers
type SslVpnServer struct {
	SslVpnServerID, VpnGatewayID, Name string
	// ClientIPPool is the network that clients get addresses of, in CIDR form.
	ClientIPPool string
	// LocalSubnets are what clients reach, in CIDR form and in any order.
	LocalSubnets []string
	// Protocol is TCP or UDP, and Cipher AES-128-CBC, AES-192-CBC, AES-256-CBC or none.
	Protocol, Cipher string
	// Port is 0 when the answer lacks it.
	Port int64
	// Compress is nil when the answer lacks it.
	Compress *bool
	// DNSServers are addresses. It is empty when there are none, and nil when the answer
	// lacks them.
	DNSServers []string
	// EnableMultiFactorAuth is nil when the answer lacks it, and Idaas while it is off.
	EnableMultiFactorAuth *bool
	Idaas                 *Idaas
	// InternetIP is an address of the gateway. With two tunnels it may not be the one to
	// dial, which is the gateway's SslVpnInternetIP.
	InternetIP string
	// Connections is how many clients are connected, and MaxConnections how many may
	// be; 0 when the answer lacks it.
	Connections, MaxConnections int64
	ResourceGroupID             string
	// CreateTime is in UTC; zero when the API names none.
	CreateTime time.Time
	// Odd names the fields of the answer that had no documented form.
	Odd []string
}

// IsOdd reports whether a field of the answer had no documented form.
func (v *SslVpnServer) IsOdd(field string) bool { return oddFields(v.Odd).has(field) }

// Idaas is the instance of Identity as a Service that asks people for their second
// factor.
type Idaas struct {
	InstanceID, RegionID string
	// ApplicationID is empty for an instance of EIAM 1.0.
	ApplicationID string
}

// SslProtocols and SslCiphers list the values of Proto and Cipher.
func SslProtocols() []string { return []string{"UDP", "TCP"} }

// SslCiphers lists the values of Cipher.
func SslCiphers() []string { return []string{"AES-128-CBC", "AES-192-CBC", "AES-256-CBC", "none"} }

var sslVpnServerKind = &kind{
	noun:        "SSL server",
	idParameter: "SslVpnServerId",
	gone:        []string{"InvalidSslVpnServerId.NotFound"},
}

// SslVpnServerObject names the SSL server of a gateway.
func SslVpnServerObject(region, id, gatewayID string) Object {
	return Object{
		Region: region, ID: id, Parent: gatewayID, kind: sslVpnServerKind,
		reader: func(c *Client) confirmer { return sslVpnServers(c) },
	}
}

func sslVpnServerID(v *SslVpnServer) string { return v.SslVpnServerID }

func sslVpnServers(c *Client) *reader[*SslVpnServer] {
	return readerOf(c, sslVpnServerKind, reader[*SslVpnServer]{
		id: sslVpnServerID,
		find: func(ctx context.Context, o Object) ([]*SslVpnServer, error) {
			return c.DescribeSslVpnServers(ctx, DescribeSslVpnServersInput{RegionID: o.Region, SslVpnServerID: o.ID})
		},
		list: func(ctx context.Context, s scope) ([]*SslVpnServer, error) {
			return c.DescribeSslVpnServers(ctx, DescribeSslVpnServersInput{RegionID: s.region})
		},
		next: func(ctx context.Context, s scope) { _ = sslVpnClientCerts(c).startEarly(ctx, s) },
	})
}

// GetSslVpnServer reads one SSL server, out of a listing of the region. It returns
// ErrNotFound only when two lists agree.
func (c *Client) GetSslVpnServer(ctx context.Context, region, id string) (*SslVpnServer, error) {
	return sslVpnServers(c).get(ctx, SslVpnServerObject(region, id, ""))
}

// DescribeSslVpnServersInput selects SSL servers; empty fields select all.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describesslvpnservers
type DescribeSslVpnServersInput struct {
	RegionID, SslVpnServerID, VpnGatewayID, Name, ResourceGroupID string
}

type sslVpnServerAnswer struct {
	SslVpnServerID        string `json:"SslVpnServerId"`
	VpnGatewayID          string `json:"VpnGatewayId"`
	Name                  string
	ClientIPPool          network `json:"ClientIpPool"`
	LocalSubnet           string
	Proto, Cipher         string
	Port                  integer
	Compress              boolean
	DNSServers            *string `json:"DnsServers"`
	EnableMultiFactorAuth boolean
	IDaaSInstanceID       string  `json:"IDaaSInstanceId"`
	IDaaSRegionID         string  `json:"IDaaSRegionId"`
	IDaaSApplicationID    string  `json:"IDaaSApplicationId"`
	InternetIP            address `json:"InternetIp"`
	Connections           integer
	MaxConnections        integer
	ResourceGroupID       string `json:"ResourceGroupId"`
	CreateTime            milliseconds
	Odd                   oddFields `json:"-"`
}

func (a *sslVpnServerAnswer) server() *SslVpnServer {
	v := &SslVpnServer{
		SslVpnServerID: a.SslVpnServerID, Name: a.Name, ClientIPPool: string(a.ClientIPPool), Compress: a.Compress.value,
		Protocol: spelled(a.Proto, SslProtocols()...), Cipher: spelled(a.Cipher, SslCiphers()...), Port: int64(a.Port),
		EnableMultiFactorAuth: a.EnableMultiFactorAuth.value, InternetIP: string(a.InternetIP), Connections: int64(a.Connections),
		MaxConnections: int64(a.MaxConnections), ResourceGroupID: a.ResourceGroupID, CreateTime: time.Time(a.CreateTime), Odd: a.Odd,
	}
	if on := v.EnableMultiFactorAuth; on != nil && *on {
		v.Idaas = &Idaas{InstanceID: a.IDaaSInstanceID, RegionID: a.IDaaSRegionID, ApplicationID: a.IDaaSApplicationID}
	}
	odd := oddities{&v.Odd}
	v.VpnGatewayID = odd.identifier("VpnGatewayId", a.VpnGatewayID, "vpn-")
	v.LocalSubnets = odd.subnets("LocalSubnet", a.LocalSubnet)
	if a.DNSServers != nil {
		v.DNSServers = odd.addresses("DnsServers", *a.DNSServers)
	}
	return v
}

type describeSslVpnServersAnswer struct {
	TotalCount    integer
	SslVpnServers struct{ SslVpnServer []sslVpnServerAnswer }
}

func (describeSslVpnServersAnswer) needs() []string { return []string{"TotalCount", "SslVpnServers"} }

// DescribeSslVpnServers lists the SSL servers of a region. The list is complete, or
// an error.
func (c *Client) DescribeSslVpnServers(ctx context.Context, in DescribeSslVpnServersInput) ([]*SslVpnServer, error) {
	p := params{}
	p.filter("SslVpnServerId", in.SslVpnServerID)
	p.filter("VpnGatewayId", in.VpnGatewayID)
	p.filter("Name", in.Name)
	p.filter("ResourceGroupId", in.ResourceGroupID)
	return listPages(ctx, c, "DescribeSslVpnServers", in.RegionID, p, sslVpnServerID,
		func(answer *describeSslVpnServersAnswer) ([]*SslVpnServer, integer) {
			servers := make([]*SslVpnServer, len(answer.SslVpnServers.SslVpnServer))
			for i := range servers {
				servers[i] = answer.SslVpnServers.SslVpnServer[i].server()
			}
			return servers, answer.TotalCount
		})
}

// WaitSslVpnServerShown looks until a server that was just created shows, and
// returns it. The API's nodes do not all know of it at once.
func (c *Client) WaitSslVpnServerShown(ctx context.Context, region, id string) (*SslVpnServer, error) {
	return sslVpnServers(c).waitFor(ctx, SslVpnServerObject(region, id, ""), goal[*SslVpnServer]{
		awaited: "shown", fresh: true, reached: func(*SslVpnServer) (bool, error) { return true, nil },
	})
}

// WaitSslVpnServerDeleted looks until two lists agree that the server does not
// exist.
func (c *Client) WaitSslVpnServerDeleted(ctx context.Context, region, id string) error {
	_, err := sslVpnServers(c).waitFor(ctx, SslVpnServerObject(region, id, ""), goal[*SslVpnServer]{awaited: "deleted", gone: true})
	return err
}
