package ipsecserver

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// Finder finds IPsec servers. The API filters by gateway and group.
var Finder = &framework.Finder[model, *vpc.IpsecServer, *model]{
	Kind:   Kind,
	Plural: "servers",
	Nouns:  "IPsec servers",
	Arguments: []framework.FilterArgument{
		{
			Name: "vpn_gateway_id", Description: "Only the IPsec server of this VPN gateway.",
			Validators: []validator.String{framework.IDWithPrefix("vpn-")},
		},
		framework.GroupFilter("IPsec servers"),
	},
	Lookups: []framework.Lookup{
		{Attribute: "name", Description: "Exact name of the IPsec server.", One: "is named %q", Many: "are named %q"},
		{Attribute: "vpn_gateway_id", Description: "ID of the VPN gateway that has the IPsec server.", One: "belongs to %q", Many: "belong to %q"},
	},
	List: func(ctx context.Context, client *vpc.Client, f framework.Filter) ([]*vpc.IpsecServer, error) {
		return client.ListIpsecServers(ctx, vpc.ListIpsecServersInput{
			RegionID: f.Region, VpnGatewayID: f.Text("vpn_gateway_id"), ResourceGroupID: f.Text("resource_group_id"),
		})
	},
	Hidden: []string{"psk", "psk_wo", "psk_wo_version"},
	Describe: framework.Shown(map[string]string{
		"vpn_gateway_id":     "ID of the VPN gateway.",
		"client_ip_pool":     "Network that clients get their addresses of.",
		"local_subnets":      "Networks that clients can reach.",
		"ike":                "Phase 1 (IKE).",
		"ipsec":              "Phase 2 (IPsec).",
		"local_id":           "How the server names itself in IKE.",
		"remote_id":          "How clients have to name themselves in IKE. Null if any name will do.",
		"effect_immediately": "Whether a change is negotiated at once.",
	}),
}
