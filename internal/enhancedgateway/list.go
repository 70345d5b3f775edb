package enhancedgateway

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// Finder finds enhanced gateways. The API does all of the filtering but that by
// name.
var Finder = &framework.Finder[model, *vpc.VpnGateway, *model]{
	Kind:   Kind,
	Plural: "gateways",
	Nouns:  "enhanced VPN gateways",
	Arguments: []framework.FilterArgument{
		{Name: "vpc_id", Description: "Only gateways of this VPC.", Validators: []validator.String{framework.IDWithPrefix("vpc-")}},
		framework.GroupFilter("gateways"),
	},
	Lookups: []framework.Lookup{{
		Attribute: "name", Description: "Exact name of the gateway. Requires `vpc_id`.", One: "is named %q", Many: "are named %q",
		Within: "vpc_id", WithinDescription: "ID of the VPC. Requires `name`.", WithinNoun: "VPC",
		WithinValidators: []validator.String{framework.IDWithPrefix("vpc-")},
	}},
	List: func(ctx context.Context, client *vpc.Client, f framework.Filter) ([]*vpc.VpnGateway, error) {
		return client.DescribeEnhancedVpnGateways(ctx, vpc.DescribeVpnGatewaysInput{
			RegionID: f.Region, VpcID: f.Text("vpc_id"), ResourceGroupID: f.Text("resource_group_id"), Tags: f.Tags,
		})
	},
	Show:    func(m *model, seen *vpc.VpnGateway) { m.ShowWords(seen) },
	Managed: func(g *vpc.VpnGateway) bool { return !enhanced.IsOther(g) },
	Refuse:  enhanced.RefuseOther,
	Hidden:  []string{"allow_duplicate_name"},
	Describe: framework.Shown(map[string]string{
		"name":                         "Name. The same as the ID if none was set.",
		"vpc_id":                       "ID of the VPC.",
		"vswitch_id":                   "ID of the vSwitch.",
		"disaster_recovery_vswitch_id": "ID of the second vSwitch.",
		"network_type":                 "Network type: `public`.",
		"vpn_type":                     "VPN type: `Normal`.",
		"auto_propagate":               "Whether BGP routes are propagated to the VPC's route table.",
		"gateway_type":                 "Kind of gateway: `Enhanced.SiteToSite`.",
	}),
}
