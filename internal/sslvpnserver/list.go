package sslvpnserver

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// Finder finds SSL servers. The API filters by gateway and group.
var Finder = &framework.Finder[model, *server, *model]{
	Kind:   Kind,
	Plural: "servers",
	Nouns:  "SSL servers",
	Arguments: []framework.FilterArgument{
		{
			Name: "vpn_gateway_id", Description: "Only the SSL server of this VPN gateway.",
			Validators: []validator.String{framework.IDWithPrefix("vpn-")},
		},
		framework.GroupFilter("SSL servers"),
	},
	Lookups: []framework.Lookup{
		{Attribute: "name", Description: "Exact name of the SSL server.", One: "is named %q", Many: "are named %q"},
		{Attribute: "vpn_gateway_id", Description: "ID of the VPN gateway that has the SSL server.", One: "belongs to %q", Many: "belong to %q"},
	},
	List: func(ctx context.Context, client *vpc.Client, f framework.Filter) ([]*server, error) {
		all, err := client.DescribeSslVpnServers(ctx, vpc.DescribeSslVpnServersInput{
			RegionID: f.Region, VpnGatewayID: f.Text("vpn_gateway_id"), ResourceGroupID: f.Text("resource_group_id"),
		})
		if err != nil {
			return nil, err
		}
		servers := make([]*server, len(all))
		for i, v := range all {
			if servers[i], err = dialled(ctx, client, f.Region, v); err != nil {
				return nil, err
			}
		}
		return servers, nil
	},
	Describe: framework.Shown(map[string]string{
		"vpn_gateway_id": "ID of the VPN gateway.",
		"client_ip_pool": "Network that clients get their addresses of.",
		"local_subnets":  "Networks that clients can reach.",
		"protocol":       "Protocol that clients dial with.",
		"port":           "Port that clients dial.",
		"cipher":         "Encryption of clients older than OpenVPN 2.4.",
		"compress":       "Whether data is compressed.",
		"dns_servers":    "Addresses of the DNS servers that clients are to use. Null if there are none.",
		"mfa":            "Multi-factor authentication. Null if it is off.",
	}),
}
