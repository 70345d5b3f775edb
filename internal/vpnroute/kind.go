// Package vpnroute is all that Terraform knows of the routes of VPN gateways:
// destination-based and policy-based ones, which have the same calls and rules but
// for source and priority, and the data source for all of a gateway's routes, those
// that it learns by BGP included.
package vpnroute

import (
	"context"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const (
	exampleGateway = "vpn-bp1q8bgx4xnkm2ogj0fiu"
	exampleHop     = "vco-bp15oes1py4i66rmd8i0o"
	exampleRoute   = exampleGateway + "_10.0.0.0/16_" + exampleHop
	examplePolicy  = exampleGateway + "_192.168.1.0/24_10.0.0.0/16_" + exampleHop
)

// Kind is what aliyun_vpn_route_entry shares with other resources.
var Kind = &framework.Kind[model, *vpc.VpnRoute, *model]{
	TypeName:    routeID.TypeName,
	Noun:        "VPN route",
	ExampleID:   exampleRoute,
	MovedFrom:   "alicloud_vpn_route_entry",
	ParseID:     routeID.Or(policyID, vcoID),
	Schema:      schemaOf,
	Get:         get[model],
	Parameters:  parameters,
	Hint:        hint,
	Refresh:     refresh[model],
	Plan:        plan[model],
	PrivateKeys: privateKeys,
}

// PolicyKind is the same of aliyun_vpn_pbr_route_entry.
var PolicyKind = &framework.Kind[policyModel, *vpc.VpnRoute, *policyModel]{
	TypeName:    policyID.TypeName,
	Noun:        "policy-based VPN route",
	ExampleID:   examplePolicy,
	MovedFrom:   "alicloud_vpn_pbr_route_entry",
	ParseID:     policyID.Or(routeID, vcoID),
	Schema:      policySchemaOf,
	Get:         get[policyModel],
	Parameters:  parameters,
	Hint:        hint,
	Refresh:     refresh[policyModel],
	Plan:        plan[policyModel],
	PrivateKeys: privateKeys,
}

// IDs of routes of all kinds look alike.
var (
	routeID  = framework.RouteID{TypeName: "aliyun_vpn_route_entry", Parse: parseID(false)}
	policyID = framework.RouteID{TypeName: "aliyun_vpn_pbr_route_entry", Parse: parseID(true)}
	vcoID    = framework.RouteID{TypeName: "aliyun_vco_route_entry", Parse: func(id string) error {
		_, err := vpc.ParseVcoRouteID(id)
		return err
	}}
)

func parseID(policy bool) func(string) error {
	return func(id string) error {
		_, err := vpc.ParseRouteID(id, policy)
		return err
	}
}

// get reads by the ID: the attributes of a route that is imported are not known
// yet.
func get[M any, P modelOf[M]](ctx context.Context, client *vpc.Client, m *M) (*vpc.VpnRoute, error) {
	r := P(m).common()
	key, err := vpc.ParseRouteID(r.ID.ValueString(), P(m).policy() != nil)
	if err != nil {
		return nil, err
	}
	return client.GetVpnRoute(ctx, r.Region.ValueString(), key)
}

var parameters = framework.Parameters(map[string]string{
	"VpnGatewayId": "vpn_gateway_id", "VpnGatewayInstanceId": "vpn_gateway_id", "VpnConnectionInstanceId": "next_hop", "NextHop": "next_hop",
	"RouteDest": "destination", "RouteSource": "source", "Weight": "weight", "NewWeight": "weight", "Priority": "priority",
	"NewPriority": "priority", "PublishVpc": "publish_vpc",
})

var hint = framework.Hints(map[string]string{
	"Resource.QuotaFull": "The VPN gateway has as many routes of this kind as its quota allows (20 unless raised). " +
		"Delete one that is not needed, route a larger network, or ask for a higher quota in the Quota Center (https://quotas.console.aliyun.com).",
	"InvalidVpnConnectionInstanceId.NotFound": "next_hop has to be the ID of an IPsec connection of this VPN gateway.",
	"VpnGateway.FinancialLocked":              "The VPN gateway is locked until its bill is paid.",
})
