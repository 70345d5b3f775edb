// Package ipsecserver is all that Terraform knows of IPsec servers of VPN gateways,
// which people dial in to.
package ipsecserver

import (
	"context"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const (
	noun      = "IPsec server"
	exampleID = "iss-bp1jougp8cfsbo8y9cvbn"
)

// Kind is what aliyun_vpn_ipsec_server shares with other resources.
var Kind = &framework.Kind[model, *vpc.IpsecServer, *model]{
	TypeName:  "aliyun_vpn_ipsec_server",
	Noun:      noun,
	IDPrefix:  "iss-",
	ExampleID: exampleID,
	MovedFrom: "alicloud_vpn_ipsec_server",
	Schema:    schemaOf,
	Get: func(ctx context.Context, client *vpc.Client, m *model) (*vpc.IpsecServer, error) {
		return client.GetIpsecServer(ctx, m.Region.ValueString(), m.ID.ValueString())
	},
	Parameters: framework.Parameters(map[string]string{
		"VpnGatewayId": "vpn_gateway_id", "VpnGatewayInstanceId": "vpn_gateway_id", "ClientIpPool": "client_ip_pool", "LocalSubnet": "local_subnets",
		"IpSecServerName": "name", "IpsecServerName": "name", "EffectImmediately": "effect_immediately",
		"IkeConfig": "ike", "IpsecConfig": "ipsec", "LocalId": "local_id", "RemoteId": "remote_id",
		"VpnGateway.SslVpnDisabled": "vpn_gateway_id", "OperationUnsupported.IPsecServer": "vpn_gateway_id", "OperationFailed.IPsecServerExist": "vpn_gateway_id",
	}),
	Refresh:     refresh,
	Check:       check,
	Plan:        plan,
	PrivateKeys: []string{keyPsk},
	Hint: framework.Hints(map[string]string{
		"VpnGateway.SslVpnDisabled": "The VPN gateway has no SSL, which an IPsec server needs too. Use one with enable_ssl = true.",
		"OperationUnsupported.IPsecServer": "The API knows no IPsec server for the version of this VPN gateway. " +
			"Upgrade the gateway in the console, or use one that was bought later.",
		"QuotaExceeded.VpnRouteEntry": "The route table of the VPC has as many routes to the VPN gateway as its quota allows, and the server needs one for its pool. " +
			"Delete routes that are not needed, or ask for a higher quota in the Quota Center (https://quotas.console.aliyun.com).",
		"InvalidVpnGatewayInstanceId.NotFound": "The VPN gateway does not exist in this region. Check vpn_gateway_id and region.",
		"VpnGateway.FinancialLocked":           "The VPN gateway is locked because a payment is overdue. Pay its bill, and apply again.",
	}),
}
