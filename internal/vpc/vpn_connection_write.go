package vpc

import "context"

// TunnelInput holds the parameters of one of the two tunnels; nil pointers are not
// sent.
type TunnelInput struct {
	// Role is master or slave, and TunnelID the ID of a tunnel that is changed. The
	// tunnels of an attachment have an Index instead of a role, 1 or 2.
	Role, TunnelID                string
	Index                         int64
	CustomerGatewayID             *string
	EnableDpd, EnableNatTraversal *bool
	Ike                           *IkeConfig
	Ipsec                         *IpsecConfig
	Bgp                           *BgpConfig
	RemoteCaCertificate           *string
}

// SingleTunnelInput holds the parameters of a connection with a single tunnel; nil
// pointers are not sent.
type SingleTunnelInput struct {
	// CustomerGatewayID can only be given when the connection is created; that of an
	// attachment can be changed.
	CustomerGatewayID *string
	Ike               *IkeConfig
	Ipsec             *IpsecConfig
	// EnableBgp switches BGP on or off; nil means on where Bgp is given.
	EnableBgp                     *bool
	Bgp                           *BgpConfig
	HealthCheck                   *HealthCheck
	EnableDpd, EnableNatTraversal *bool
	RemoteCaCertificate           *string
}

// ConnectionSettings hold what connections of gateways and attachments have in
// common: both tunnels in Tunnels, or a single one in Single. nil is not sent and not
// changed.
type ConnectionSettings struct {
	// LocalSubnets and RemoteSubnets are in CIDR form.
	LocalSubnets, RemoteSubnets []string
	// Name is 1 to 100 characters.
	Name *string
	// EffectImmediately negotiates at once, and not when traffic comes.
	// AutoConfigRoute makes a route for the remote subnets where both ends route by
	// destination; it cannot be read.
	EffectImmediately, AutoConfigRoute *bool
	// EnableTunnelsBgp and Tunnels, of which there are two in a create, are the dual
	// form.
	EnableTunnelsBgp *bool
	Tunnels          []TunnelInput
	Single           *SingleTunnelInput
}

// CreateVpnConnectionInput holds the parameters of CreateVpnConnection.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createvpnconnection
type CreateVpnConnectionInput struct {
	RegionID, VpnGatewayID string
	ConnectionSettings
	// Tags are at most 20.
	Tags map[string]string
}

// CreateVpnConnection makes a connection, and waits until its gateway is active
// again. Errors to expect: InvalidVpnConnection.AlreadyExists,
// InvalidCustomerGatewayInstanceId.NotFound, InvalidVpnGatewayInstanceId.NotFound,
// Resource.QuotaFull, QuotaExceeded.PolicyBasedRoute, IllegalParam.LocalSubnet and
// .RemoteSubnet, and *openapi.UnknownOutcomeError as for CreateVpnGateway.
func (c *Client) CreateVpnConnection(ctx context.Context, in CreateVpnConnectionInput) (Created, error) {
	p := params{}
	p.str("VpnGatewayId", in.VpnGatewayID)
	p.settings(in.ConnectionSettings, "RemoteCaCertificate")
	p.tags("Tags", in.Tags)
	return c.createPart(ctx, in.RegionID, in.VpnGatewayID, func() (Object, string, error) {
		var out tolerant[createVpnConnectionAnswer]
		token, err := c.create(ctx, c.request("CreateVpnConnection", in.RegionID, p), vpnConnectionKind, &out)
		return VpnConnectionObject(in.RegionID, string(out.value.VpnConnectionID), in.VpnGatewayID), token, err
	})
}

type createVpnConnectionAnswer struct {
	VpnConnectionID createdVpnConnectionID `json:"VpnConnectionId"`
}

// createdVpnConnectionID has to look like an ID, as orderedID has.
type createdVpnConnectionID string

func (i *createdVpnConnectionID) UnmarshalJSON(b []byte) error {
	id, err := readID(b, "vco-", vpnConnectionKind)
	*i = createdVpnConnectionID(id)
	return err
}

func (createVpnConnectionAnswer) needs() []string { return []string{"VpnConnectionId"} }

// ModifyVpnConnectionAttributeInput holds what can be changed in place; nil is not
// sent and not changed.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-modifyvpnconnectionattribute
type ModifyVpnConnectionAttributeInput struct {
	RegionID, VpnConnectionID string
	// VpnGatewayID is the gateway of the connection; it is not sent.
	VpnGatewayID string
	// Its Tunnels are changed together. Use ModifyTunnelAttribute for one of them, so
	// that the other stays up.
	ConnectionSettings
}

// ModifyVpnConnectionAttribute changes a connection, and waits until its gateway
// is active again. Errors to expect: as for CreateVpnConnection, and ErrNotFound.
func (c *Client) ModifyVpnConnectionAttribute(ctx context.Context, in ModifyVpnConnectionAttributeInput) error {
	p := params{}
	p.str("VpnConnectionId", in.VpnConnectionID)
	p.settings(in.ConnectionSettings, "RemoteCaCertificate")
	return c.changeConnection(ctx, "ModifyVpnConnectionAttribute", VpnConnectionObject(in.RegionID, in.VpnConnectionID, in.VpnGatewayID), p)
}

// ModifyTunnelAttributeInput holds what can be changed of one tunnel, while the
// other stays up; nil is not sent and not changed.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-modifytunnelattribute
type ModifyTunnelAttributeInput struct {
	RegionID, VpnConnectionID string
	// VpnGatewayID is the gateway of the connection; it is not sent.
	VpnGatewayID string
	TunnelID     string
	// Tunnel is what changes. Its Role and TunnelID are not sent.
	Tunnel TunnelInput
}

// ModifyTunnelAttribute changes one tunnel, and waits until the gateway is active
// again. All parameters are in the form body: keys are among them.
func (c *Client) ModifyTunnelAttribute(ctx context.Context, in ModifyTunnelAttributeInput) error {
	p := params{}
	p.str("VpnConnectionId", in.VpnConnectionID)
	p.str("TunnelId", in.TunnelID)
	p.tunnel("TunnelOptionsSpecification.", in.Tunnel)
	return c.changeConnection(ctx, "ModifyTunnelAttribute", VpnConnectionObject(in.RegionID, in.VpnConnectionID, in.VpnGatewayID), p)
}

// DeleteVpnConnection deletes a connection, and waits until its gateway is active
// again. Errors to expect: ErrNotFound.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-deletevpnconnection
func (c *Client) DeleteVpnConnection(ctx context.Context, region, id, gatewayID string) error {
	p := params{}
	p.str("VpnConnectionId", id)
	return c.changeConnection(ctx, "DeleteVpnConnection", VpnConnectionObject(region, id, gatewayID), p)
}

func (c *Client) changeConnection(ctx context.Context, action string, o Object, p params) error {
	return c.changePart(ctx, o, func() error { return c.callOnce(ctx, c.request(action, o.Region, p), nil) })
}
