package vpc

import (
	"context"
	"errors"
	"fmt"
)

// SslVpnClientConfig is all that somebody needs to dial in with a certificate, its
// key included. Empty fields are what the answer lacks.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describesslvpnclientcert
type SslVpnClientConfig struct {
	*SslVpnClientCert

	// CaCert is the certificate of whoever issued those of the server and its
	// clients, and ClientCert the client's, both as PEM.
	CaCert, ClientCert string
	// ClientKey is the key of ClientCert, as PEM. It is secret.
	ClientKey string
	// ClientConfig is the configuration for OpenVPN, which names the other three as
	// files.
	ClientConfig string
}

// GetSslVpnClientConfig reads a certificate with its key. It returns ErrNotFound only
// when the list does not have the certificate either.
func (c *Client) GetSslVpnClientConfig(ctx context.Context, region, id string) (*SslVpnClientConfig, error) {
	for look := 1; ; look++ {
		config, err := c.DescribeSslVpnClientCert(ctx, region, id)
		if !errors.Is(err, ErrNotFound) {
			return config, err
		}
		if _, unlisted := sslVpnClientCerts(c).confirm(ctx, sslVpnClientCertObject(region, id), 1); unlisted != nil {
			return nil, unlisted
		}
		if look == confirmations {
			return nil, fmt.Errorf("the SSL client certificate %s is listed, and cannot be read: %w", id, errors.Unwrap(err))
		}
	}
}

// DescribeSslVpnClientCert reads a certificate with its key. It returns ErrNotFound
// when this one answer says that it does not exist.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describesslvpnclientcert
func (c *Client) DescribeSslVpnClientCert(ctx context.Context, region, id string) (*SslVpnClientConfig, error) {
	a, odd, err := describe[sslVpnClientCertAnswer](ctx, c, "DescribeSslVpnClientCert", sslVpnClientCertObject(region, id), params{})
	if err != nil {
		return nil, err
	}
	a.SslVpnClientCertID, a.Odd = id, odd
	return &SslVpnClientConfig{
		SslVpnClientCert: a.cert(), CaCert: a.CaCert, ClientCert: a.ClientCert, ClientKey: a.ClientKey, ClientConfig: a.ClientConfig,
	}, nil
}
