package vpnroute

import (
	"context"
	"errors"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

var described = framework.Shown(map[string]string{
	"vpn_gateway_id": "ID of the VPN gateway.", "source": "Network that the traffic comes from.", "destination": "Network that the route leads to.",
	"next_hop": "ID of the IPsec connection.", "weight": "`100`, or `0` for a standby.", "priority": "Priority, the smaller one wins.",
	"publish_vpc": "Whether the route is in the VPC's route table.",
})

// Finder finds destination-based routes.
var Finder = &framework.Finder[model, *vpc.VpnRoute, *model]{
	Kind: Kind, Plural: "routes", Nouns: "VPN routes", Arguments: arguments("VPN routes"), Describe: described, Hidden: []string{"description"},
	List: func(ctx context.Context, client *vpc.Client, f framework.Filter) ([]*vpc.VpnRoute, error) {
		return listed(ctx, client, f, func(gateway string) ([]*vpc.VpnRoute, error) {
			return client.DescribeVpnRouteEntries(ctx, f.Region, gateway, vpc.RouteTypeCustom)
		})
	},
}

// PolicyFinder finds policy-based routes.
var PolicyFinder = &framework.Finder[policyModel, *vpc.VpnRoute, *policyModel]{
	Kind: PolicyKind, Plural: "routes", Nouns: "policy-based VPN routes", Arguments: arguments("policy-based VPN routes"), Describe: described,
	Hidden: []string{"description"},
	List: func(ctx context.Context, client *vpc.Client, f framework.Filter) ([]*vpc.VpnRoute, error) {
		return listed(ctx, client, f, func(gateway string) ([]*vpc.VpnRoute, error) {
			return client.DescribeVpnPbrRouteEntries(ctx, f.Region, gateway)
		})
	},
}

func arguments(nouns string) []framework.FilterArgument {
	return []framework.FilterArgument{
		{
			Name: "vpn_gateway_id", Description: "Only " + nouns + " of this VPN gateway. Without it, those of each VPN gateway of the region are listed.",
			Validators: []validator.String{framework.IDWithPrefix("vpn-")},
		},
		{
			Name: "next_hop", Description: "Only " + nouns + " that lead through this IPsec connection.",
			Validators: []validator.String{framework.IDWithPrefix("vco-")},
		},
	}
}

// listed lists the routes of one gateway, or of all: the API lists by gateway.
func listed(
	ctx context.Context, client *vpc.Client, f framework.Filter, of func(gateway string) ([]*vpc.VpnRoute, error),
) ([]*vpc.VpnRoute, error) {
	gateways := []string{f.Text("vpn_gateway_id")}
	if gateways[0] == "" {
		gateways = nil
		there, err := client.DescribeVpnGateways(ctx, vpc.DescribeVpnGatewaysInput{RegionID: f.Region})
		if err != nil {
			return nil, err
		}
		for _, g := range there {
			gateways = append(gateways, g.VpnGatewayID)
		}
	}
	var all []*vpc.VpnRoute
	for _, gateway := range gateways {
		routes, err := of(gateway)
		if err != nil && !errors.Is(err, vpc.ErrNotFound) { // a gateway that does not exist has none
			return nil, err
		}
		all = append(all, routes...)
	}
	hop := f.Text("next_hop")
	return slices.DeleteFunc(all, func(r *vpc.VpnRoute) bool { return hop != "" && r.NextHop != hop }), nil
}
