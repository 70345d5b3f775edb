// Package sslvpnserver is all that Terraform knows of SSL servers of VPN gateways,
// which people dial in to.
package sslvpnserver

import (
	"context"
	"fmt"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const (
	noun      = "SSL server"
	exampleID = "vss-bp15j3du13gq1dgey63ab"
)

// Kind is what aliyun_ssl_vpn_server shares with other resources.
var Kind = &framework.Kind[model, *server, *model]{
	TypeName:  "aliyun_ssl_vpn_server",
	Noun:      noun,
	IDPrefix:  "vss-",
	ExampleID: exampleID,
	MovedFrom: "alicloud_ssl_vpn_server",
	Schema:    schemaOf,
	Get: func(ctx context.Context, client *vpc.Client, m *model) (*server, error) {
		v, err := client.GetSslVpnServer(ctx, m.Region.ValueString(), m.ID.ValueString())
		if err != nil {
			return nil, err
		}
		return dialled(ctx, client, m.Region.ValueString(), v)
	},
	Parameters: framework.Parameters(parameters),
	Check:      check,
	Plan:       plan,
	Hint: framework.Hints(map[string]string{
		"VpnGateway.SslVpnDisabled": "The VPN gateway has no SSL. Use one with enable_ssl = true.",
		"QuotaExceeded.VpnRouteEntry": "The route table of the VPC has as many routes to the VPN gateway as its quota allows, and the server needs one for its pool. " +
			"Delete routes that are not needed, or ask for a higher quota in the Quota Center (https://quotas.console.aliyun.com).",
		"InvalidVpnGatewayInstanceId.NotFound": "The VPN gateway does not exist in this region. Check vpn_gateway_id and region.",
		"VpnGateway.FinancialLocked":           "The VPN gateway is locked because a payment is overdue. Pay its bill, and apply again.",
	}),
}

// server is an SSL server as the API shows it, and the address to dial.
type server struct {
	*vpc.SslVpnServer
	// address is "" where the gateway shows none.
	address string
}

// dialled adds the address to dial. With two tunnels, that is an address of the
// gateway which answers about the server do not show.
func dialled(ctx context.Context, client *vpc.Client, region string, v *vpc.SslVpnServer) (*server, error) {
	s := &server{SslVpnServer: v}
	if v.VpnGatewayID == "" { // the answer lacks it
		return s, nil
	}
	g, err := client.GetVpnGateway(ctx, region, v.VpnGatewayID)
	switch {
	case framework.NotFound(err): // which says nothing of the server
	case err != nil:
		return nil, fmt.Errorf("the VPN gateway %s of the SSL server %s, which has the address to dial, could not be read: %w", v.VpnGatewayID, v.SslVpnServerID, err)
	case g.SslVpnInternetIP != "":
		s.address = g.SslVpnInternetIP
	case !g.DualTunnel():
		s.address = v.InternetIP
	}
	return s, nil
}
