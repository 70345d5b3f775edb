package vpc

import (
	"context"
	"errors"
	"fmt"
)

// CreateSslVpnClientCertInput holds the parameters of CreateSslVpnClientCert; nil is
// not sent.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createsslvpnclientcert
type CreateSslVpnClientCertInput struct {
	RegionID, SslVpnServerID string
	// Name is 1 to 100 characters.
	Name *string
}

type createSslVpnClientCertAnswer struct {
	SslVpnClientCertID createdSslVpnClientCertID `json:"SslVpnClientCertId"`
}

// createdSslVpnClientCertID has to look like an ID, as orderedID has.
type createdSslVpnClientCertID string

func (i *createdSslVpnClientCertID) UnmarshalJSON(b []byte) error {
	id, err := readID(b, "vsc-", sslVpnClientCertKind)
	*i = createdSslVpnClientCertID(id)
	return err
}

func (createSslVpnClientCertAnswer) needs() []string { return []string{"SslVpnClientCertId"} }

// CreateSslVpnClientCert makes a certificate of an SSL server, and waits until its
// gateway is active again. Errors to expect: ErrNotFound, which is the SSL server,
// CreateSslCertsQuotaFull.QuotaFull and Resource.QuotaFull (50 an account),
// SslVpnClientCreateTimes.ReachLimits, which does not pass by itself, InvalidName,
// VpnGateway.FinancialLocked, and *openapi.UnknownOutcomeError as for
// CreateVpnGateway.
func (c *Client) CreateSslVpnClientCert(ctx context.Context, in CreateSslVpnClientCertInput) (Created, error) {
	gateway, err := c.sslGateway(ctx, in.RegionID, in.SslVpnServerID)
	if err != nil {
		return Created{}, err
	}
	p := params{}
	p.str("SslVpnServerId", in.SslVpnServerID)
	p.strPtr("Name", in.Name)
	return c.createPart(ctx, in.RegionID, gateway, func() (Object, string, error) {
		var out tolerant[createSslVpnClientCertAnswer]
		token, err := c.create(ctx, c.request("CreateSslVpnClientCert", in.RegionID, p), sslVpnClientCertKind, &out)
		return sslVpnClientCertObject(in.RegionID, string(out.value.SslVpnClientCertID)), token, err
	})
}

// sslGateway returns the gateway of an SSL server, whose turn all changes of the
// server's certificates take. It is asked for once.
func (c *Client) sslGateway(ctx context.Context, region, serverID string) (string, error) {
	if id, known := c.sslGateways.Load(serverID); known {
		gateway, _ := id.(string)
		return gateway, nil
	}
	o := SslVpnServerObject(region, serverID, "")
	if err := o.check(); err != nil {
		return "", err
	}
	server, err := sslVpnServers(c).direct(ctx, o)
	if errors.Is(err, ErrNotFound) {
		server, err = sslVpnServers(c).confirm(ctx, o, 1)
	}
	if err != nil {
		return "", err
	}
	if server.VpnGatewayID != "" {
		c.sslGateways.Store(serverID, server.VpnGatewayID)
	}
	return server.VpnGatewayID, nil
}

// ModifySslVpnClientCert renames a certificate, which leaves its gateway alone.
// Errors to expect: InvalidName, ErrNotFound.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-modifysslvpnclientcert
func (c *Client) ModifySslVpnClientCert(ctx context.Context, region, id, name string) error {
	p := params{}
	p.str("SslVpnClientCertId", id)
	p.str("Name", name)
	return c.change(ctx, sslVpnClientCertObject(region, id), func() error {
		return c.callOnce(ctx, c.request("ModifySslVpnClientCert", region, p), nil)
	})
}

// DeleteSslVpnClientCert deletes a certificate of an SSL server, and waits until its
// gateway is active again. It disconnects the clients of all certificates of the SSL
// server for a moment. Errors to expect: ErrNotFound.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-deletesslvpnclientcert
func (c *Client) DeleteSslVpnClientCert(ctx context.Context, region, id, serverID string) error {
	o := sslVpnClientCertObject(region, id)
	gateway, err := c.sslGateway(ctx, region, serverID)
	if errors.Is(err, ErrNotFound) {
		// Its certificates are gone with it.
		if _, unread := sslVpnClientCerts(c).confirm(ctx, o, 1); unread != nil {
			return unread
		}
		return fmt.Errorf("the SSL server %s of the SSL client certificate %s does not exist, and the certificate is still listed", serverID, id)
	}
	if err != nil {
		return err
	}
	p := params{}
	p.str("SslVpnClientCertId", id)
	o.Parent = gateway
	return c.changePart(ctx, o, func() error {
		return c.callOnce(ctx, c.request("DeleteSslVpnClientCert", region, p), nil)
	})
}
