package vpnroute

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

const (
	defaultWeight   = 100
	defaultPriority = 10
)

var checkDestination = framework.CheckRouteDestination(", which the API takes for policy-based routes only")

func checkPriority(n int64) error {
	if n < 1 || n > 100 {
		return fmt.Errorf("must be 1 to 100, got: %d", n)
	}
	return nil
}

// attributes are those that both kinds have.
func attributes(publish, example string) map[string]schema.Attribute {
	weight := framework.Weight(" On a single-tunnel VPN gateway it changes in place. On a dual-tunnel one the API cannot change it, so the route is replaced.")
	weight.Default = int64default.StaticInt64(defaultWeight)
	return map[string]schema.Attribute{
		"vpn_gateway_id": framework.ReplacingID("ID of the VPN gateway. Changing it replaces the route.", "vpn-"),
		"next_hop":       framework.ReplacingID("ID of the IPsec connection of this VPN gateway that the traffic leaves through. Changing it replaces the route.", "vco-"),
		"weight":         weight,
		"publish_vpc": schema.BoolAttribute{
			MarkdownDescription: "Whether the route is put into the VPC's route table. Defaults to `true`." + publish,
			Optional:            true, Computed: true, Default: booldefault.StaticBool(true),
		},
		"description": framework.UnreadDescription("route"),
		"id":          framework.ConstantString("What names the route, as it has no ID of its own, such as `" + example + "`."),
		"create_time": framework.CreateTimeAttribute("route"),
		"region":      framework.RegionAttribute(),
	}
}

var timeouts = map[string]schema.Block{
	"timeouts": framework.TimeoutsBlock(
		"How long creating may take, waiting included until no other change of the VPN gateway is under way. Defaults to `30m`.",
		"How long an update may take. Defaults to `30m`.", "How long deleting may take. Defaults to `30m`."),
}

func schemaOf(context.Context) schema.Schema {
	all := attributes("", exampleRoute)
	all["destination"] = framework.ReplacingNetwork("Network that the route leads to, in CIDR form, such as `10.0.0.0/16`, but not `0.0.0.0/0`. "+
		"Changing it replaces the route.", checkDestination)
	return schema.Schema{
		MarkdownDescription: "A destination-based route of a VPN gateway: which IPsec connection leads to a network.\n\n" +
			"API: [CreateVpnRouteEntry](https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createvpnrouteentry).",
		Attributes: all, Blocks: timeouts,
	}
}

func policySchemaOf(context.Context) schema.Schema {
	all := attributes(" The API's action for a change has no source: it changes all policy-based routes of the VPN gateway with the same "+
		"`destination` and `next_hop`.", examplePolicy)
	all["source"] = framework.ReplacingNetwork("Network that the traffic comes from, in CIDR form. Changing it replaces the route.", framework.CheckRouteNetwork)
	all["destination"] = framework.ReplacingNetwork("Network that the route leads to, in CIDR form. Changing it replaces the route.", framework.CheckRouteNetwork)
	all["priority"] = schema.Int64Attribute{
		MarkdownDescription: "Priority, 1 to 100. The smaller one wins. Defaults to `10`.",
		CustomType:          framework.WholeNumber{}, Optional: true, Computed: true, Default: int64default.StaticInt64(defaultPriority),
		Validators: []validator.Int64{framework.Int64Check("1 to 100", checkPriority)},
	}
	return schema.Schema{
		MarkdownDescription: "A policy-based route of a VPN gateway: which IPsec connection traffic takes from one network to another.\n\n" +
			"API: [CreateVpnPbrRouteEntry](https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createvpnpbrrouteentry).",
		Attributes: all, Blocks: timeouts,
	}
}
