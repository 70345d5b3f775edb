package vcoroute

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

const defaultWeight = 100

func schemaOf(context.Context) schema.Schema {
	weight := framework.Weight(" Changing it replaces the route.")
	weight.Default, weight.PlanModifiers = int64default.StaticInt64(defaultWeight), []planmodifier.Int64{framework.ReplaceInt64()}
	return schema.Schema{
		MarkdownDescription: "A route of an IPsec connection to a transit router: which network is behind the other end of the connection.\n\n" +
			"API: [CreateVcoRouteEntry](https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createvcorouteentry).",
		Attributes: map[string]schema.Attribute{
			"vpn_connection_id": framework.ReplacingID("ID of the IPsec connection. A transit router has to have it: let the route name the resource that "+
				"attaches it in `depends_on`. Changing it replaces the route.", "vco-"),
			"destination": framework.ReplacingNetwork("Network behind the other end, in CIDR form, such as `192.168.12.0/24`, but not `0.0.0.0/0`. "+
				"Changing it replaces the route.", framework.CheckRouteDestination(", which the API does not take")),
			"next_hop": framework.ReplacingID("ID of the IPsec connection that the traffic leaves through, which is `vpn_connection_id`. "+
				"Changing it replaces the route.", "vco-"),
			"weight":      weight,
			"description": framework.UnreadDescription("route"),
			"id":          framework.ConstantString("What names the route, as it has no ID of its own, such as `" + exampleRoute + "`."),
			"create_time": framework.CreateTimeAttribute("route"),
			"region":      framework.RegionAttribute(),
		},
		Blocks: map[string]schema.Block{
			"timeouts": framework.TimeoutsBlock(
				"How long creating may take, waiting included until no other change of the connection is under way. Defaults to `30m`.",
				"", "How long deleting may take. Defaults to `30m`."),
		},
	}
}
