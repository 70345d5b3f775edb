package sslvpnclientcert

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// Finder finds certificates. The API filters by SSL server and group.
var Finder = &framework.Finder[model, *vpc.SslVpnClientCert, *model]{
	Kind:   Kind,
	Plural: "certificates",
	Nouns:  "SSL client certificates",
	Arguments: []framework.FilterArgument{
		{
			Name: "ssl_vpn_server_id", Description: "Only SSL client certificates of this SSL server.",
			Validators: []validator.String{framework.IDWithPrefix("vss-")},
		},
		{
			Name: "status", Description: "Only SSL client certificates with this status: `normal`, `expiring-soon` or `expired`.",
			Validators: []validator.String{framework.StringOneOf(vpc.CertNormal, vpc.CertExpiringSoon, vpc.CertExpired)},
		},
		framework.GroupFilter("SSL client certificates"),
	},
	Lookups: []framework.Lookup{
		{
			Attribute: "name", Description: "Exact name of the SSL client certificate.", One: "is named %q", Many: "are named %q",
			Within: "ssl_vpn_server_id", WithinDescription: "ID of the SSL server. Requires `name`.", WithinNoun: "SSL server",
			WithinValidators: []validator.String{framework.IDWithPrefix("vss-")},
		},
	},
	List: func(ctx context.Context, client *vpc.Client, f framework.Filter) ([]*vpc.SslVpnClientCert, error) {
		all, err := client.DescribeSslVpnClientCerts(ctx, vpc.DescribeSslVpnClientCertsInput{
			RegionID: f.Region, SslVpnServerID: f.Text("ssl_vpn_server_id"), ResourceGroupID: f.Text("resource_group_id"),
		})
		status := f.Text("status")
		return slices.DeleteFunc(all, func(s *vpc.SslVpnClientCert) bool { return status != "" && !strings.EqualFold(s.Status, status) }), err
	},
	Describe: framework.Shown(map[string]string{
		"ssl_vpn_server_id": "ID of the SSL server.",
		"status":            "`normal`, `expiring-soon` or `expired`.",
	}),
}
