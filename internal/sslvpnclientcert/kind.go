// Package sslvpnclientcert is all that Terraform knows of SSL client certificates, with
// which people dial in to the SSL server of a VPN gateway. Keys are in the ephemeral
// resource aliyun_ssl_vpn_client_config alone.
package sslvpnclientcert

import (
	"context"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const (
	noun          = "SSL client certificate"
	exampleID     = "vsc-bp13k5mp4tg8v3z9b1goe"
	exampleServer = "vss-bp15j3du13gq1dgey2p2b"
	quotaHint     = "The account has as many SSL client certificates as its quota allows, in all regions together (50 unless raised). Delete those " +
		"of people who have left: the data source aliyun_ssl_vpn_client_certs lists them. A higher quota can be asked for in the Quota " +
		"Center (https://quotas.console.aliyun.com)."
)

// Kind is what aliyun_ssl_vpn_client_cert shares with other resources.
var Kind = &framework.Kind[model, *vpc.SslVpnClientCert, *model]{
	TypeName:  "aliyun_ssl_vpn_client_cert",
	Noun:      noun,
	IDPrefix:  "vsc-",
	ExampleID: exampleID,
	MovedFrom: "alicloud_ssl_vpn_client_cert",
	Schema:    schemaOf,
	Get: func(ctx context.Context, client *vpc.Client, m *model) (*vpc.SslVpnClientCert, error) {
		return client.GetSslVpnClientCert(ctx, m.Region.ValueString(), m.ID.ValueString())
	},
	Parameters: framework.Parameters(map[string]string{"SslVpnServerId": "ssl_vpn_server_id"}),
	Gone:       gone,
	Plan:       plan,
	Hint: framework.Hints(map[string]string{
		"CreateSslCertsQuotaFull.QuotaFull": quotaHint,
		"Resource.QuotaFull":                quotaHint,
		"SslVpnClientCreateTimes.ReachLimits": "Certificates that were deleted count here too, so deleting some does not help, and nor does trying " +
			"again. Keep the certificates that there are: replace one only if its key is lost or it expires. Alibaba Cloud can raise the limit: " +
			"open a ticket (https://smartservice.console.aliyun.com).",
		"InvalidSslVpnServerId.NotFound": "The SSL server does not exist in this region. Check ssl_vpn_server_id and region.",
		"VpnGateway.SslVpnDisabled":      "The VPN gateway of the SSL server has no SSL-VPN any more: it needs enable_ssl = true.",
		"VpnGateway.FinancialLocked":     "The VPN gateway of the SSL server is locked because a payment is overdue. Pay its bill, and apply again.",
	}),
}
