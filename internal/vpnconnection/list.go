package vpnconnection

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// Finder finds connections. The API filters by gateway, customer gateway, group
// and tags.
var Finder = &framework.Finder[model, *vpc.VpnConnection, *model]{
	Kind:   Kind,
	Plural: "connections",
	Nouns:  "IPsec connections",
	Arguments: []framework.FilterArgument{
		{
			Name: "vpn_gateway_id", Description: "Only IPsec connections of this VPN gateway.",
			Validators: []validator.String{framework.IDWithPrefix("vpn-")},
		},
		{
			Name: "customer_gateway_id", Description: "Only IPsec connections to this customer gateway.",
			Validators: []validator.String{framework.IDWithPrefix("cgw-")},
		},
		framework.GroupFilter("IPsec connections"),
	},
	Lookups: []framework.Lookup{
		{Attribute: "name", Description: "Exact name of the IPsec connection.", One: "is named %q", Many: "are named %q"},
	},
	List: func(ctx context.Context, client *vpc.Client, f framework.Filter) ([]*vpc.VpnConnection, error) {
		return client.DescribeVpnConnections(ctx, vpc.DescribeVpnConnectionsInput{
			RegionID: f.Region, VpnGatewayID: f.Text("vpn_gateway_id"), CustomerGatewayID: f.Text("customer_gateway_id"),
			ResourceGroupID: f.Text("resource_group_id"), Tags: f.Tags,
		})
	},
	Hidden: []string{"psk", "psk_wo", "psk_wo_version", "auto_config_route"},
	Describe: framework.Shown(map[string]string{
		"vpn_gateway_id":      "ID of the VPN gateway.",
		"customer_gateway_id": "ID of the customer gateway. Only of a connection with a single tunnel.",
		"local_subnets":       "Networks behind the VPN gateway.",
		"remote_subnets":      "Networks behind the other end.",
		"ike":                 "Phase 1 (IKE), where both tunnels have the same.",
		"ipsec":               "Phase 2 (IPsec), where both tunnels have the same.",
		"tunnels":             "The two tunnels. Null for a connection with a single one.",
		"effect_immediately":  "Whether a change is negotiated at once.",
	}),
}
