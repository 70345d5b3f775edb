// Package vpnconnection is all that Terraform knows of IPsec connections of VPN
// gateways.
package vpnconnection

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/tunnel"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const (
	noun      = "IPsec connection"
	exampleID = "vco-bp1bbi27hojx80nck7dvw"
)

// Kind is what aliyun_vpn_connection shares with other resources.
var Kind = &framework.Kind[model, *vpc.VpnConnection, *model]{
	TypeName:  "aliyun_vpn_connection",
	Noun:      noun,
	IDPrefix:  "vco-",
	ExampleID: exampleID,
	MovedFrom: "alicloud_vpn_connection",
	Schema:    schemaOf,
	Get: func(ctx context.Context, client *vpc.Client, m *model) (*vpc.VpnConnection, error) {
		return client.GetVpnConnection(ctx, m.Region.ValueString(), m.ID.ValueString())
	},
	Parameters:  parameters(),
	Refresh:     refresh,
	Check:       check,
	Plan:        plan,
	Unread:      func(m *model) { m.AutoConfigRoute = types.BoolValue(true) },
	PrivateKeys: form.Marks(),
	Hint: tunnel.Hints("aliyun_vpn_attachment", map[string]string{
		"Resource.QuotaFull": "The gateway has as many IPsec connections as its quota allows (10 unless raised). " +
			"Delete one that is not needed, or ask for a higher quota in the Quota Center (https://quotas.console.aliyun.com).",
		"QuotaExceeded.PolicyBasedRoute": "The gateway has as many policy-based routes as its quota allows (20 unless raised), and a connection " +
			"with subnets other than 0.0.0.0/0 adds its own. Name fewer subnets, set auto_config_route = false, or ask for a higher quota in the " +
			"Quota Center (https://quotas.console.aliyun.com).",
		"InvalidVpnConnection.AlreadyExists": "The gateway has a connection with the same customer gateway and subnets already. " +
			"Import that one, or give this one others.",
		"IllegalParam.TunnelCidr":                   "Another tunnel of the gateway has the same tunnel_cidr. Each needs a network of its own.",
		"InvalidCustomerGatewayInstanceId.NotFound": "A customer gateway of the connection does not exist in this region. Check customer_gateway_id, in each tunnel.",
		"InvalidVpnGatewayInstanceId.NotFound":      "The VPN gateway does not exist in this region. Check vpn_gateway_id and region.",
		"VpnGateway.FinancialLocked":                "The VPN gateway is locked because a payment is overdue. Pay its bill, and apply again.",
	}),
}

// parameters are the attributes behind parameters of requests.
func parameters() map[string]string {
	own := map[string]string{
		"VpnGatewayId": "vpn_gateway_id", "VpnGatewayInstanceId": "vpn_gateway_id",
		"AutoConfigRoute": "auto_config_route", "EffectImmediately": "effect_immediately",
	}
	maps.Copy(own, tunnel.Parameters)
	return framework.Parameters(own)
}

// refresh takes over what was seen, and warns of a key that somebody else has
// changed.
func refresh(
	ctx context.Context, m *model, seen *vpc.VpnConnection, tags framework.TagPolicy, private framework.PrivateState,
) diag.Diagnostics {
	m.FromAPI(seen, tags)
	return tunnel.RefreshKeys(ctx, private, form.ShownKeys(&m.Connection, seen), m.ID.ValueString())
}
