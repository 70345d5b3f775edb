// Package vcoroute is all that Terraform knows of the routes of IPsec connections to
// transit routers.
package vcoroute

import (
	"context"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const (
	typeName          = "aliyun_vco_route_entry"
	noun              = "VCO route"
	exampleConnection = "vco-bp15oes1py4i66rmd8i0o"
	exampleRoute      = exampleConnection + "_192.168.12.0/24_" + exampleConnection
)

// Kind is what aliyun_vco_route_entry shares with other resources.
var Kind = &framework.Kind[model, *vpc.VcoRoute, *model]{
	TypeName:  typeName,
	Noun:      noun,
	ExampleID: exampleRoute,
	MovedFrom: "alicloud_vpn_gateway_vco_route",
	ParseID: framework.RouteID{TypeName: typeName, Parse: func(id string) error {
		_, err := vpc.ParseVcoRouteID(id)
		return err
	}}.Or(ofGateway("aliyun_vpn_route_entry", false), ofGateway("aliyun_vpn_pbr_route_entry", true)),
	Schema: schemaOf,
	// It is read by the ID: the attributes of a route that is imported are not known yet.
	Get: func(ctx context.Context, client *vpc.Client, m *model) (*vpc.VcoRoute, error) {
		key, err := vpc.ParseVcoRouteID(m.ID.ValueString())
		if err != nil {
			return nil, err
		}
		return client.GetVcoRoute(ctx, m.Region.ValueString(), key)
	},
	Parameters: framework.Parameters(map[string]string{
		"VpnConnectionId": "vpn_connection_id", "VpnConnectionInstanceId": "vpn_connection_id", "RouteDest": "destination", "NextHop": "next_hop",
		"Weight": "weight",
	}),
	Hint: framework.Hints(map[string]string{
		"InvalidVpnConnectionInstanceId.NotFound": "vpn_connection_id has to be the ID of an IPsec connection to a transit router in this region.",
		"Resource.QuotaFull": "The connection has as many routes as its quota allows. " +
			"Delete one that is not needed, route a larger network, or ask for a higher quota in the Quota Center (https://quotas.console.aliyun.com).",
	}),
	Plan:        plan,
	PrivateKeys: []string{framework.KeyDescription},
}

// ofGateway reads the IDs of a kind of routes of VPN gateways.
func ofGateway(typeName string, policy bool) framework.RouteID {
	return framework.RouteID{TypeName: typeName, Parse: func(id string) error {
		_, err := vpc.ParseRouteID(id, policy)
		return err
	}}
}
