package vpc

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
)

// TunnelInput holds the parameters of one of the two tunnels; nil pointers are not
// sent.
type TunnelInput struct {
	// Role is master or slave, and TunnelID the ID of a tunnel that is changed.
	Role, TunnelID                string
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
	// CustomerGatewayID can only be given when the connection is created.
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

// CreateVpnConnectionInput holds the parameters of CreateVpnConnection: both
// tunnels in Tunnels, or the one of an older gateway in Single. nil is not sent.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createvpnconnection
type CreateVpnConnectionInput struct {
	RegionID, VpnGatewayID string
	// LocalSubnets and RemoteSubnets are in CIDR form.
	LocalSubnets, RemoteSubnets []string
	// Name is 1 to 100 characters.
	Name *string
	// EffectImmediately negotiates at once, and not when traffic comes.
	// AutoConfigRoute makes a route for the remote subnets where both ends route by
	// destination; it cannot be read.
	EffectImmediately, AutoConfigRoute *bool
	// EnableTunnelsBgp and Tunnels, of which there are two, are the dual form.
	EnableTunnelsBgp *bool
	Tunnels          []TunnelInput
	Single           *SingleTunnelInput
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
	p.str("LocalSubnet", strings.Join(in.LocalSubnets, ","))
	p.str("RemoteSubnet", strings.Join(in.RemoteSubnets, ","))
	p.strPtr("Name", in.Name)
	p.boolPtr("EffectImmediately", in.EffectImmediately)
	p.boolPtr("AutoConfigRoute", in.AutoConfigRoute)
	p.boolPtr("EnableTunnelsBgp", in.EnableTunnelsBgp)
	p.tunnels(in.Tunnels)
	p.single(in.Single)
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
	VpnGatewayID                       string
	LocalSubnets, RemoteSubnets        []string
	Name                               *string
	EffectImmediately, AutoConfigRoute *bool
	EnableTunnelsBgp                   *bool
	// Tunnels are changed together. Use ModifyTunnelAttribute for one of them, so
	// that the other stays up.
	Tunnels []TunnelInput
	Single  *SingleTunnelInput
}

// ModifyVpnConnectionAttribute changes a connection, and waits until its gateway
// is active again. Errors to expect: as for CreateVpnConnection, and ErrNotFound.
func (c *Client) ModifyVpnConnectionAttribute(ctx context.Context, in ModifyVpnConnectionAttributeInput) error {
	p := params{}
	p.str("VpnConnectionId", in.VpnConnectionID)
	p.filter("LocalSubnet", strings.Join(in.LocalSubnets, ","))
	p.filter("RemoteSubnet", strings.Join(in.RemoteSubnets, ","))
	p.strPtr("Name", in.Name)
	p.boolPtr("EffectImmediately", in.EffectImmediately)
	p.boolPtr("AutoConfigRoute", in.AutoConfigRoute)
	p.boolPtr("EnableTunnelsBgp", in.EnableTunnelsBgp)
	p.tunnels(in.Tunnels)
	p.single(in.Single)
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

// tunnels sends TunnelOptionsSpecification.1.Role and so on.
func (p params) tunnels(tunnels []TunnelInput) {
	for i, t := range tunnels {
		prefix := "TunnelOptionsSpecification." + strconv.Itoa(i+1) + "."
		p.filter(prefix+"Role", t.Role)
		p.filter(prefix+"TunnelId", t.TunnelID)
		p.tunnel(prefix, t)
	}
}

func (p params) tunnel(prefix string, t TunnelInput) {
	p.strPtr(prefix+"CustomerGatewayId", t.CustomerGatewayID)
	p.boolPtr(prefix+"EnableDpd", t.EnableDpd)
	p.boolPtr(prefix+"EnableNatTraversal", t.EnableNatTraversal)
	p.strPtr(prefix+"RemoteCaCertificate", t.RemoteCaCertificate)
	p.object(prefix+"TunnelIkeConfig.", t.Ike.wire())
	p.object(prefix+"TunnelIpsecConfig.", t.Ipsec.wire())
	p.object(prefix+"TunnelBgpConfig.", t.Bgp.wire())
}

// object sends the fields of an object as parameters of their own.
func (p params) object(prefix string, fields wireFields) {
	for name, value := range fields {
		switch v := value.(type) {
		case string:
			p.str(prefix+name, v)
		case int64:
			p.str(prefix+name, strconv.FormatInt(v, 10))
		case bool:
			p.str(prefix+name, strconv.FormatBool(v))
		}
	}
}

func (p params) single(in *SingleTunnelInput) {
	if in == nil {
		return
	}
	p.strPtr("CustomerGatewayId", in.CustomerGatewayID)
	p.boolPtr("EnableDpd", in.EnableDpd)
	p.boolPtr("EnableNatTraversal", in.EnableNatTraversal)
	p.strPtr("RemoteCaCertificate", in.RemoteCaCertificate)
	p.json("IkeConfig", in.Ike.wire())
	p.json("IpsecConfig", in.Ipsec.wire())
	bgp := in.Bgp.wire()
	if in.EnableBgp != nil || bgp != nil {
		if bgp == nil {
			bgp = wireFields{}
		}
		bgp["EnableBgp"] = in.EnableBgp == nil || *in.EnableBgp
	}
	p.json("BgpConfig", bgp)
	p.json("HealthCheckConfig", in.HealthCheck.wire())
}

// json sends the fields of an object as JSON in one parameter.
func (p params) json(name string, fields wireFields) {
	if fields != nil {
		text, _ := json.Marshal(fields) // texts, numbers and switches are always JSON
		p.str(name, string(text))
	}
}

// wireFields are the fields of an object as the API names them; nil is not sent.
type wireFields map[string]any

// given keeps what is set.
func (f wireFields) given() wireFields {
	for name, value := range f {
		if value == "" || value == int64(0) {
			delete(f, name)
		}
	}
	return f
}

func (c *IkeConfig) wire() wireFields {
	if c == nil {
		return nil
	}
	f := wireFields{
		"IkeVersion": c.Version, "IkeMode": c.Mode, "IkeEncAlg": c.EncAlg, "IkeAuthAlg": c.AuthAlg, "IkePfs": c.Pfs,
		"IkeLifetime": c.Lifetime, "LocalId": c.LocalID, "RemoteId": c.RemoteID,
	}.given()
	if c.Psk != nil {
		f["Psk"] = *c.Psk
	}
	return f
}

func (c *IpsecConfig) wire() wireFields {
	if c == nil {
		return nil
	}
	return wireFields{
		"IpsecEncAlg": c.EncAlg, "IpsecAuthAlg": c.AuthAlg, "IpsecPfs": c.Pfs, "IpsecLifetime": c.Lifetime,
	}.given()
}

func (c *BgpConfig) wire() wireFields {
	if c == nil {
		return nil
	}
	return wireFields{"LocalAsn": c.LocalAsn, "TunnelCidr": c.TunnelCidr, "LocalBgpIp": c.LocalBgpIP}.given()
}

func (h *HealthCheck) wire() wireFields {
	if h == nil {
		return nil
	}
	f := wireFields{"dip": h.Dip, "sip": h.Sip, "interval": h.Interval, "retry": h.Retry}.given()
	f["enable"] = h.Enable
	return f
}
