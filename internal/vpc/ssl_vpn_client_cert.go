package vpc

import (
	"context"
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
