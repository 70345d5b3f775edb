package vpc

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// SslVpnClientCert is a certificate with which somebody dials in to an SSL server,
// as DescribeSslVpnClientCerts lists it: without the certificate itself and its key.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describesslvpnclientcerts
type SslVpnClientCert struct {
	SslVpnClientCertID string
	// SslVpnServerID is the SSL server's ID; empty when the answer lacks it.
	SslVpnServerID string
	Name           string
	// Status is normal, expiring-soon or expired.
	Status string
	// ResourceGroupID is the SSL server's.
	ResourceGroupID string
	// CreateTime and EndTime are in UTC; zero when the answer lacks them. A
	// certificate is good for three years.
	CreateTime, EndTime time.Time
	// Odd names the fields of the answer that had no documented form.
	Odd []string
}

// The values of SslVpnClientCert.Status.
const (
	CertNormal       = "normal"
	CertExpiringSoon = "expiring-soon"
	CertExpired      = "expired"
)

var sslVpnClientCertKind = &kind{
	noun:        "SSL client certificate",
	idParameter: "SslVpnClientCertId",
	gone:        []string{"InvalidSslVpnClientCertId.NotFound", "InvalidInstanceId.NotFound"},
}

// sslVpnClientCertObject names a certificate for reads and for a change of its name.
func sslVpnClientCertObject(region, id string) Object {
	return Object{Region: region, ID: id, kind: sslVpnClientCertKind, reader: func(c *Client) confirmer { return sslVpnClientCerts(c) }}
}

func sslVpnClientCertID(s *SslVpnClientCert) string { return s.SslVpnClientCertID }

// sslVpnClientCerts reads certificates from lists alone: reads of one certificate
// answer with its key, which whoever refreshes has no use for.
func sslVpnClientCerts(c *Client) *reader[*SslVpnClientCert] {
	return readerOf(c, sslVpnClientCertKind, reader[*SslVpnClientCert]{
		id:     sslVpnClientCertID,
		status: func(s *SslVpnClientCert) string { return s.Status },
		find: func(ctx context.Context, o Object) ([]*SslVpnClientCert, error) {
			return c.DescribeSslVpnClientCerts(ctx, DescribeSslVpnClientCertsInput{RegionID: o.Region, SslVpnClientCertID: o.ID})
		},
		list: func(ctx context.Context, s scope) ([]*SslVpnClientCert, error) {
			return c.DescribeSslVpnClientCerts(ctx, DescribeSslVpnClientCertsInput{RegionID: s.region})
		},
	})
}

type sslVpnClientCertAnswer struct {
	SslVpnClientCertID string `json:"SslVpnClientCertId"`
	SslVpnServerID     string `json:"SslVpnServerId"`
	Name, Status       string
	ResourceGroupID    string `json:"ResourceGroupId"`
	CreateTime         milliseconds
	EndTime            milliseconds

	// Only the read of one certificate answers the rest.
	CaCert, ClientCert, ClientKey, ClientConfig string

	Odd oddFields `json:"-"`
}

func (sslVpnClientCertAnswer) needs() []string { return []string{"SslVpnClientCertId"} }

func (a *sslVpnClientCertAnswer) cert() *SslVpnClientCert {
	s := &SslVpnClientCert{
		SslVpnClientCertID: a.SslVpnClientCertID, Name: a.Name, Status: spelled(a.Status, CertNormal, CertExpiringSoon, CertExpired),
		ResourceGroupID: a.ResourceGroupID, CreateTime: time.Time(a.CreateTime), EndTime: time.Time(a.EndTime), Odd: a.Odd,
	}
	s.SslVpnServerID = oddities{&s.Odd}.identifier("SslVpnServerId", a.SslVpnServerID, "vss-")
	return s
}

// GetSslVpnClientCert reads one certificate, out of a listing of the region. It
// returns ErrNotFound only when two calls agree.
func (c *Client) GetSslVpnClientCert(ctx context.Context, region, id string) (*SslVpnClientCert, error) {
	return sslVpnClientCerts(c).get(ctx, sslVpnClientCertObject(region, id))
}

// DescribeSslVpnClientCertsInput selects certificates; empty fields select all.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describesslvpnclientcerts
type DescribeSslVpnClientCertsInput struct {
	RegionID, SslVpnClientCertID, SslVpnServerID, ResourceGroupID string
}

type describeSslVpnClientCertsAnswer struct {
	TotalCount           integer
	SslVpnClientCertKeys struct{ SslVpnClientCertKey []sslVpnClientCertAnswer }
}

func (describeSslVpnClientCertsAnswer) needs() []string {
	return []string{"TotalCount", "SslVpnClientCertKeys"}
}

// DescribeSslVpnClientCerts lists the certificates of a region. The list is
// complete, or an error.
func (c *Client) DescribeSslVpnClientCerts(ctx context.Context, in DescribeSslVpnClientCertsInput) ([]*SslVpnClientCert, error) {
	p := params{}
	p.filter("SslVpnClientCertId", in.SslVpnClientCertID)
	p.filter("SslVpnServerId", in.SslVpnServerID)
	p.filter("ResourceGroupId", in.ResourceGroupID)
	return listPages(ctx, c, "DescribeSslVpnClientCerts", in.RegionID, p, sslVpnClientCertID,
		func(answer *describeSslVpnClientCertsAnswer) ([]*SslVpnClientCert, integer) {
			certs := make([]*SslVpnClientCert, len(answer.SslVpnClientCertKeys.SslVpnClientCertKey))
			for i := range certs {
				certs[i] = answer.SslVpnClientCertKeys.SslVpnClientCertKey[i].cert()
			}
			return certs, answer.TotalCount
		})
}

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
	server, err := c.GetSslVpnServer(ctx, in.RegionID, in.SslVpnServerID)
	if err != nil {
		return Created{}, err
	}
	p := params{}
	p.str("SslVpnServerId", in.SslVpnServerID)
	p.strPtr("Name", in.Name)
	return c.createPart(ctx, in.RegionID, server.VpnGatewayID, func() (Object, string, error) {
		var out tolerant[createSslVpnClientCertAnswer]
		token, err := c.create(ctx, c.request("CreateSslVpnClientCert", in.RegionID, p), sslVpnClientCertKind, &out)
		return sslVpnClientCertObject(in.RegionID, string(out.value.SslVpnClientCertID)), token, err
	})
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
	server, err := c.GetSslVpnServer(ctx, region, serverID)
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
	o.Parent = server.VpnGatewayID
	return c.changePart(ctx, o, func() error {
		return c.callOnce(ctx, c.request("DeleteSslVpnClientCert", region, p), nil)
	})
}

// WaitSslVpnClientCertShown looks until a certificate that was just created is
// listed, and returns it.
func (c *Client) WaitSslVpnClientCertShown(ctx context.Context, region, id string) (*SslVpnClientCert, error) {
	return sslVpnClientCerts(c).waitFor(ctx, sslVpnClientCertObject(region, id), goal[*SslVpnClientCert]{
		awaited: "shown", fresh: true, reached: func(*SslVpnClientCert) (bool, error) { return true, nil },
	})
}

// WaitSslVpnClientCertDeleted looks until two different calls agree that the
// certificate does not exist.
func (c *Client) WaitSslVpnClientCertDeleted(ctx context.Context, region, id string) error {
	_, err := sslVpnClientCerts(c).waitFor(ctx, sslVpnClientCertObject(region, id), goal[*SslVpnClientCert]{awaited: "deleted", gone: true})
	return err
}
