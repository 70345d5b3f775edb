package vpc

import (
	"context"
	"strings"
)

// SslVpnServerSettings are what an SSL server has, beside its name. They are always
// sent together: the reference documents other defaults for a change than for a
// create, and another protocol than older pages.
type SslVpnServerSettings struct {
	// ClientIPPool is a network of 16 to 29 bits with at least 4 addresses for each SSL
	// connection of the gateway. It overlaps no local subnet.
	ClientIPPool string
	// LocalSubnets are networks of 8 to 32 bits.
	LocalSubnets []string
	// Protocol and Cipher are one of SslProtocols and SslCiphers.
	Protocol, Cipher string
	// Port is 1 to 65535, without 16 ports that the reference lists.
	Port     int64
	Compress bool
	// DNSServers are sent where there are any, and where NoDNSServers says that the
	// server had some.
	DNSServers   []string
	NoDNSServers bool
	// Idaas switches multi-factor authentication on; nil switches it off.
	Idaas *Idaas
}

func (s *SslVpnServerSettings) addTo(p params) {
	p.str("ClientIpPool", s.ClientIPPool)
	p.str("LocalSubnet", strings.Join(s.LocalSubnets, ","))
	p.str("Proto", s.Protocol)
	p.str("Cipher", s.Cipher)
	p.int64Ptr("Port", &s.Port)
	p.boolPtr("Compress", &s.Compress)
	if len(s.DNSServers) > 0 || s.NoDNSServers {
		p.str("DnsServers", strings.Join(s.DNSServers, ","))
	}
	on := s.Idaas != nil
	p.boolPtr("EnableMultiFactorAuth", &on)
	if on {
		p.str("IDaaSInstanceId", s.Idaas.InstanceID)
		p.str("IDaaSRegionId", s.Idaas.RegionID)
		p.filter("IDaaSApplicationId", s.Idaas.ApplicationID)
	}
}

// CreateSslVpnServerInput holds the parameters of CreateSslVpnServer.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createsslvpnserver
type CreateSslVpnServerInput struct {
	RegionID, VpnGatewayID string
	// Name is 1 to 100 characters; nil is not sent.
	Name *string
	SslVpnServerSettings
}

// CreateSslVpnServer makes the SSL server of a gateway, and waits until the gateway
// is active again. A gateway has one at most. Errors to expect: Resource.QuotaFull,
// InvalidVpnGatewayInstanceId.NotFound, VpnGateway.SslVpnDisabled,
// QuotaExceeded.VpnRouteEntry, and *openapi.UnknownOutcomeError as for
// CreateVpnGateway.
func (c *Client) CreateSslVpnServer(ctx context.Context, in CreateSslVpnServerInput) (Created, error) {
	p := params{}
	p.str("VpnGatewayId", in.VpnGatewayID)
	p.strPtr("Name", in.Name)
	in.addTo(p)
	return c.createPart(ctx, in.RegionID, in.VpnGatewayID, func() (Object, string, error) {
		var out tolerant[createSslVpnServerAnswer]
		token, err := c.create(ctx, c.request("CreateSslVpnServer", in.RegionID, p), sslVpnServerKind, &out)
		return SslVpnServerObject(in.RegionID, string(out.value.SslVpnServerID), in.VpnGatewayID), token, err
	})
}

type createSslVpnServerAnswer struct {
	SslVpnServerID createdSslVpnServerID `json:"SslVpnServerId"`
}

func (createSslVpnServerAnswer) needs() []string { return []string{"SslVpnServerId"} }

// createdSslVpnServerID has to look like an ID, as orderedID has.
type createdSslVpnServerID string

func (i *createdSslVpnServerID) UnmarshalJSON(b []byte) error {
	id, err := readID(b, "vss-", sslVpnServerKind)
	*i = createdSslVpnServerID(id)
	return err
}

// ModifySslVpnServerInput holds what can be changed in place.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-modifysslvpnserver
type ModifySslVpnServerInput struct {
	RegionID, SslVpnServerID string
	// VpnGatewayID is the gateway of the server; it is not sent.
	VpnGatewayID string
	// Name is not sent and not changed where it is nil, nor are Settings.
	Name     *string
	Settings *SslVpnServerSettings
}

// ModifySslVpnServer changes an SSL server, and waits until its gateway is active
// again. People who are connected may have to connect again, unless only the name
// changes. Errors to expect: ErrNotFound, InvalidName.
func (c *Client) ModifySslVpnServer(ctx context.Context, in ModifySslVpnServerInput) error {
	p := params{}
	p.str("SslVpnServerId", in.SslVpnServerID)
	p.strPtr("Name", in.Name)
	if in.Settings != nil {
		in.Settings.addTo(p)
	}
	return c.changeSslVpnServer(ctx, "ModifySslVpnServer", SslVpnServerObject(in.RegionID, in.SslVpnServerID, in.VpnGatewayID), p)
}

// DeleteSslVpnServer deletes an SSL server with all its client certificates, and
// waits until its gateway is active again. Errors to expect: ErrNotFound.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-deletesslvpnserver
func (c *Client) DeleteSslVpnServer(ctx context.Context, region, id, gatewayID string) error {
	p := params{}
	p.str("SslVpnServerId", id)
	return c.changeSslVpnServer(ctx, "DeleteSslVpnServer", SslVpnServerObject(region, id, gatewayID), p)
}

func (c *Client) changeSslVpnServer(ctx context.Context, action string, o Object, p params) error {
	return c.changePart(ctx, o, func() error { return c.callOnce(ctx, c.request(action, o.Region, p), nil) })
}
