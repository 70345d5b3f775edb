package vpc

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"
)

// VpnConnection is an IPsec connection of a VPN gateway, as DescribeVpnConnection
// answers it. A gateway of the kind sold today has connections of two tunnels,
// which Tunnels tells of; the fields of a single tunnel are empty then. On an older
// gateway it is the other way round.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describevpnconnection
type VpnConnection struct {
	VpnConnectionID string
	VpnGatewayID    string
	Name            string
	// State is the configuration's: active, or updating while it changes.
	State string
	// Status is ike_sa_not_established, ike_sa_established,
	// ipsec_sa_not_established or ipsec_sa_established. It means nothing where there
	// are Tunnels, which have their own.
	Status          string
	ResourceGroupID string
	// LocalSubnets and RemoteSubnets are in CIDR form, in any order.
	LocalSubnets, RemoteSubnets []string
	// EffectImmediately and EnableTunnelsBgp are nil when the answer lacks them.
	EffectImmediately, EnableTunnelsBgp *bool
	// CreateTime is in UTC; zero when the API names none.
	CreateTime             time.Time
	CrossAccountAuthorized *bool
	// AttachType is empty or VPNGW for a connection of a gateway. Anything else is an
	// attachment to a transit router, which is another kind of object.
	AttachType string

	// Tunnels are the two tunnels of a dual-tunnel connection.
	Tunnels []Tunnel

	// The rest is set for a single-tunnel connection only.
	CustomerGatewayID string
	Ike               IkeConfig
	Ipsec             IpsecConfig
	// Bgp is nil while BGP is off.
	Bgp *BgpConfig
	// HealthCheck is nil when the answer has none.
	HealthCheck                   *HealthCheck
	EnableDpd, EnableNatTraversal *bool
	RemoteCaCertificate           *string
	// InternetIP is the gateway's address.
	InternetIP string

	Tags map[string]string
	// Odd names the fields of the answer that had no documented form. Those of a
	// tunnel are in Tunnel.Odd.
	Odd []string
}

// IsOdd reports whether a field of the answer, or something in it, had no
// documented form.
func (v *VpnConnection) IsOdd(field string) bool { return oddFields(v.Odd).has(field) }

// Attached reports whether this is an attachment to a transit router, and not a
// connection of a gateway.
func (v *VpnConnection) Attached() bool {
	return v.AttachType != "" && !strings.EqualFold(v.AttachType, attachGateway)
}

// attachGateway is the AttachType of connections of gateways.
const attachGateway = "VPNGW"

// Tunnel returns the tunnel with a role, or nil.
func (v *VpnConnection) Tunnel(role string) *Tunnel {
	for i := range v.Tunnels {
		if v.Tunnels[i].Role == role {
			return &v.Tunnels[i]
		}
	}
	return nil
}

// The roles of tunnels.
const (
	RoleMaster = "master"
	RoleSlave  = "slave"
)

// Tunnel is one of the two tunnels of a connection.
type Tunnel struct {
	TunnelID string
	// Role is master or slave. The tunnels of an attachment have an Index instead, 1
	// or 2; it is 0 when the answer lacks it.
	Role              string
	Index             int64
	CustomerGatewayID string
	// InternetIP is the gateway's address at this tunnel.
	InternetIP string
	ZoneID     string
	// State is active, or updating while the configuration changes.
	State string
	// Status is ipsec_sa_established when the tunnel is up.
	Status string
	// EnableDpd and EnableNatTraversal are nil when the answer lacks them.
	EnableDpd, EnableNatTraversal *bool
	Ike                           IkeConfig
	Ipsec                         IpsecConfig
	// Bgp is nil while BGP is off.
	Bgp                 *BgpConfig
	RemoteCaCertificate *string
	// Odd names the fields of the tunnel that had no documented form.
	Odd []string
}

// IsOdd reports whether a field of the tunnel, or something in it, had no
// documented form.
func (t *Tunnel) IsOdd(field string) bool { return oddFields(t.Odd).has(field) }

// IkeConfig holds the parameters of phase 1. Empty fields are not sent, and are
// empty where an answer lacks them.
type IkeConfig struct {
	// Version is ikev1 or ikev2, Mode main or aggressive.
	Version, Mode string
	// EncAlg is aes, aes192, aes256, des or 3des, and AuthAlg md5, sha1, sha256,
	// sha384 or sha512; sm4 and sm3 on a gateway for SM algorithms.
	EncAlg, AuthAlg string
	// Pfs is group1, group2, group5 or group14.
	Pfs string
	// Lifetime is in seconds, up to 86400.
	Lifetime int64
	// LocalID and RemoteID are at most 100 characters.
	LocalID, RemoteID string
	// Psk is secret: 1 to 100 characters without spaces. nil is not sent, and means
	// that an answer lacks it. Where IKE parameters are sent without it, the API
	// makes a new one.
	Psk *string
}

// IpsecConfig holds the parameters of phase 2. Empty fields are not sent.
type IpsecConfig struct {
	// EncAlg and AuthAlg are as in IkeConfig; Pfs may also be disabled.
	EncAlg, AuthAlg, Pfs string
	// Lifetime is in seconds, up to 86400.
	Lifetime int64
}

// BgpConfig holds the parameters of BGP in a tunnel. Empty fields are not sent.
type BgpConfig struct {
	// LocalAsn is 1 to 4294967295.
	LocalAsn int64
	// TunnelCidr is a /30 in 169.254.0.0/16, and LocalBgpIP an address in it.
	TunnelCidr, LocalBgpIP string

	// The rest is only read. PeerAsn is 0 and the others are empty until the
	// session is up; AuthKey is secret, and nil when the answer lacks it.
	PeerAsn           int64
	PeerBgpIP, Status string
	AuthKey           *string
}

// HealthCheck holds the health check of a single-tunnel connection.
type HealthCheck struct {
	Enable bool
	// Dip and Sip are the addresses pinged, and pinged from.
	Dip, Sip string
	// Interval is in seconds; 0 is not sent.
	Interval, Retry int64
	// Policy says what becomes of the routes of an attachment that fails the check:
	// revoke_route or reserve_route. Connections of gateways have none.
	Policy string
	// Status is success or failed, and only read.
	Status string
}

// The policies of health checks.
const (
	PolicyRevoke  = "revoke_route"
	PolicyReserve = "reserve_route"
)

var vpnConnectionKind = &kind{
	noun:        "IPsec connection",
	idParameter: "VpnConnectionId",
	tagType:     "VPNCONNECTION",
	gone:        []string{"InvalidVpnConnectionInstanceId.NotFound"},
}

// VpnConnectionObject names a connection of a gateway for TagResources and its
// like.
func VpnConnectionObject(region, id, gatewayID string) Object {
	return Object{
		Region: region, ID: id, Parent: gatewayID, kind: vpnConnectionKind,
		reader: func(c *Client) confirmer { return vpnConnections(c) },
	}
}

func vpnConnectionID(v *VpnConnection) string { return v.VpnConnectionID }

func vpnConnections(c *Client) *reader[*VpnConnection] {
	return readerOf(c, vpnConnectionKind, reader[*VpnConnection]{
		id:     vpnConnectionID,
		status: func(v *VpnConnection) string { return v.State },
		routed: func(v *VpnConnection) string { return v.VpnGatewayID },
		describe: func(ctx context.Context, o Object) (*VpnConnection, error) {
			return c.DescribeVpnConnection(ctx, o.Region, o.ID)
		},
		find: func(ctx context.Context, o Object) ([]*VpnConnection, error) {
			return c.DescribeVpnConnections(ctx, DescribeVpnConnectionsInput{RegionID: o.Region, VpnConnectionID: o.ID})
		},
		list: func(ctx context.Context, s scope) ([]*VpnConnection, error) {
			return c.DescribeVpnConnections(ctx, DescribeVpnConnectionsInput{RegionID: s.region})
		},
	})
}

// GetVpnConnection reads one connection, out of a listing of the region where many
// are read. It returns ErrNotFound only when two calls agree.
func (c *Client) GetVpnConnection(ctx context.Context, region, id string) (*VpnConnection, error) {
	return vpnConnections(c).get(ctx, VpnConnectionObject(region, id, ""))
}

// GetAnyConnection reads a connection of a gateway or an attachment to a transit
// router, whichever has the ID. It returns ErrNotFound only when two calls agree.
func (c *Client) GetAnyConnection(ctx context.Context, region, id string) (*VpnConnection, error) {
	answer, odd, err := describe[vpnConnectionAnswer](ctx, c, "DescribeVpnConnection", VpnConnectionObject(region, id, ""), params{})
	if errors.Is(err, ErrNotFound) { // an attachment is in other lists
		if a, err := c.GetVpnAttachment(ctx, region, id); err == nil {
			return &a.VpnConnection, nil
		}
		return c.GetVpnConnection(ctx, region, id)
	}
	if err != nil {
		return nil, err
	}
	answer.VpnConnectionID, answer.Odd = id, odd
	return answer.connection(), nil
}

// DescribeVpnConnection reads one connection. It returns ErrNotFound when this one
// answer says that it does not exist, and another error when the ID is that of an
// attachment to a transit router.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describevpnconnection
func (c *Client) DescribeVpnConnection(ctx context.Context, region, id string) (*VpnConnection, error) {
	answer, odd, err := describe[vpnConnectionAnswer](ctx, c, "DescribeVpnConnection", VpnConnectionObject(region, id, ""), params{})
	if err != nil {
		return nil, err
	}
	answer.VpnConnectionID, answer.Odd = id, odd
	v := answer.connection()
	if v.Attached() {
		return nil, &OtherKindError{ID: id, Not: "a connection of a VPN gateway", But: "an attachment to a transit router"}
	}
	return v, nil
}

// DescribeVpnConnectionsInput selects connections; empty fields select all.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describevpnconnections
type DescribeVpnConnectionsInput struct {
	RegionID          string
	VpnConnectionID   string
	VpnGatewayID      string
	CustomerGatewayID string
	ResourceGroupID   string
	// Tags must all be there with these values.
	Tags map[string]string
}

type describeVpnConnectionsAnswer struct {
	TotalCount     integer
	VpnConnections struct{ VpnConnection []vpnConnectionAnswer }
}

func (describeVpnConnectionsAnswer) needs() []string { return []string{"TotalCount", "VpnConnections"} }

// DescribeVpnConnections lists the connections of the gateways of a region, without
// attachments to transit routers. The list is complete, or an error.
func (c *Client) DescribeVpnConnections(ctx context.Context, in DescribeVpnConnectionsInput) ([]*VpnConnection, error) {
	p := params{}
	p.filter("VpnConnectionId", in.VpnConnectionID)
	p.filter("VpnGatewayId", in.VpnGatewayID)
	p.filter("CustomerGatewayId", in.CustomerGatewayID)
	p.filter("ResourceGroupId", in.ResourceGroupID)
	p.tags("Tag", in.Tags)
	all, err := listPages(ctx, c, "DescribeVpnConnections", in.RegionID, p, vpnConnectionID,
		func(answer *describeVpnConnectionsAnswer) ([]*VpnConnection, integer) {
			connections := make([]*VpnConnection, len(answer.VpnConnections.VpnConnection))
			for i := range connections {
				connections[i] = answer.VpnConnections.VpnConnection[i].connection()
			}
			return connections, answer.TotalCount
		})
	// Only now: the API counts attachments too.
	return slices.DeleteFunc(all, (*VpnConnection).Attached), err
}

// WaitVpnConnectionShown looks until a connection that was just created shows, and
// returns it. The API's nodes do not all know of it at once.
func (c *Client) WaitVpnConnectionShown(ctx context.Context, region, id string) (*VpnConnection, error) {
	return vpnConnections(c).waitFor(ctx, VpnConnectionObject(region, id, ""), goal[*VpnConnection]{
		awaited: "shown", fresh: true, reached: func(*VpnConnection) (bool, error) { return true, nil },
	})
}

// WaitVpnConnectionDeleted looks until two different calls agree that the
// connection does not exist.
func (c *Client) WaitVpnConnectionDeleted(ctx context.Context, region, id string) error {
	_, err := vpnConnections(c).waitFor(ctx, VpnConnectionObject(region, id, ""), goal[*VpnConnection]{awaited: "deleted", gone: true})
	return err
}
