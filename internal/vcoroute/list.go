package vcoroute

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// Finder finds routes. The API lists by connection.
var Finder = &framework.Finder[model, *vpc.VcoRoute, *model]{
	Kind: Kind, Plural: "routes", Nouns: "VCO routes",
	Arguments: []framework.FilterArgument{{
		Name: "vpn_connection_id", Description: "Only VCO routes of this IPsec connection. Without it, those of each IPsec connection of the region " +
			"that is for a transit router are listed.",
		Validators: []validator.String{framework.IDWithPrefix("vco-")},
	}},
	List: func(ctx context.Context, client *vpc.Client, f framework.Filter) ([]*vpc.VcoRoute, error) {
		return client.ListVcoRoutes(ctx, f.Region, f.Text("vpn_connection_id"))
	},
	Hidden: []string{"description"},
	Describe: framework.Shown(map[string]string{
		"vpn_connection_id": "ID of the IPsec connection.", "destination": "Network behind the other end.",
		"next_hop": "ID of the IPsec connection that the traffic leaves through.", "weight": "`100`, or `0` for a standby.",
	}),
}
