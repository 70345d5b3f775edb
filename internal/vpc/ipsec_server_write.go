package vpc

import (
	"context"
	"strings"
)

// IpsecServerSettings are what create and update both take; nil is not sent.
type IpsecServerSettings struct {
	// Name is 1 to 100 characters.
	Name *string
	// ClientIPPool and LocalSubnets are in CIDR form, and do not overlap.
	ClientIPPool *string
	LocalSubnets []string
	// EffectImmediately negotiates at once, and not when traffic comes.
	EffectImmediately *bool
	// Ike is sent with its key as a parameter of its own. Where it is sent without one,
	// whether the API keeps the key that there is is documented nowhere.
	Ike   *IkeConfig
	Ipsec *IpsecConfig
}

func (in IpsecServerSettings) params(name string) params {
	p := params{}
	p.strPtr(name, in.Name)
	p.strPtr("ClientIpPool", in.ClientIPPool)
	p.filter("LocalSubnet", strings.Join(in.LocalSubnets, ","))
	p.boolPtr("EffectImmediately", in.EffectImmediately)
	if in.Ike != nil {
		ike := *in.Ike
		p.strPtr("Psk", ike.Psk)
		ike.Psk = nil
		p.json("IkeConfig", ike.wire())
	}
	p.json("IpsecConfig", in.Ipsec.wire())
	return p
}

// CreateIpsecServerInput holds the parameters of CreateIpsecServer.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createipsecserver
type CreateIpsecServerInput struct {
	RegionID, VpnGatewayID string
	IpsecServerSettings
}

// CreateIpsecServer makes the server of a gateway, and waits until the gateway is
// active again. Without a key, the API makes one of 16 characters. Errors to expect:
// VpnGateway.SslVpnDisabled, OperationUnsupported.IPsecServer (an old gateway),
// OperationFailed.IPsecServerExist, IllegalParam.LocalSubnet,
// QuotaExceeded.VpnRouteEntry, one without a documented code where the gateway has
// IPsec connections, and *openapi.UnknownOutcomeError as for CreateVpnGateway.
func (c *Client) CreateIpsecServer(ctx context.Context, in CreateIpsecServerInput) (Created, error) {
	p := in.params("IpSecServerName") // this action alone spells it so
	p.str("VpnGatewayId", in.VpnGatewayID)
	p.str("PskEnabled", "true") // the only way that there is
	return c.createPart(ctx, in.RegionID, in.VpnGatewayID, func() (Object, string, error) {
		var out tolerant[createIpsecServerAnswer]
		token, err := c.create(ctx, c.request("CreateIpsecServer", in.RegionID, p), ipsecServerKind, &out)
		return IpsecServerObject(in.RegionID, string(out.value.IpsecServerID), in.VpnGatewayID), token, err
	})
}

type createIpsecServerAnswer struct {
	IpsecServerID createdIpsecServerID `json:"IpsecServerId"`
}

// createdIpsecServerID has to look like an ID, as orderedID has.
type createdIpsecServerID string

func (i *createdIpsecServerID) UnmarshalJSON(b []byte) error {
	id, err := readID(b, "iss-", ipsecServerKind)
	*i = createdIpsecServerID(id)
	return err
}

func (createIpsecServerAnswer) needs() []string { return []string{"IpsecServerId"} }

// UpdateIpsecServerInput holds what can be changed in place.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-updateipsecserver
type UpdateIpsecServerInput struct {
	RegionID, IpsecServerID string
	// VpnGatewayID is the gateway of the server; it is not sent.
	VpnGatewayID string
	IpsecServerSettings
}

// UpdateIpsecServer changes a server, and waits until its gateway is active again.
// Errors to expect: IllegalParam.LocalSubnet, ErrNotFound.
func (c *Client) UpdateIpsecServer(ctx context.Context, in UpdateIpsecServerInput) error {
	p := in.params("IpsecServerName")
	p.str("IpsecServerId", in.IpsecServerID)
	return c.changeIpsecServer(ctx, "UpdateIpsecServer", IpsecServerObject(in.RegionID, in.IpsecServerID, in.VpnGatewayID), p)
}

// DeleteIpsecServer deletes a server, and waits until its gateway is active again.
// Errors to expect: ErrNotFound.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-deleteipsecserver
func (c *Client) DeleteIpsecServer(ctx context.Context, region, id, gatewayID string) error {
	p := params{}
	p.str("IpsecServerId", id)
	return c.changeIpsecServer(ctx, "DeleteIpsecServer", IpsecServerObject(region, id, gatewayID), p)
}

func (c *Client) changeIpsecServer(ctx context.Context, action string, o Object, p params) error {
	return c.changePart(ctx, o, func() error { return c.callOnce(ctx, c.request(action, o.Region, p), nil) })
}
