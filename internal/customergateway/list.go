package customergateway

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// Finder finds customer gateways. The API filters by group and tags.
var Finder = &framework.Finder[model, *vpc.CustomerGateway, *model]{
	Kind:   Kind,
	Plural: "customer_gateways",
	Nouns:  "customer gateways",
	Arguments: []framework.FilterArgument{
		{Name: "ip_address", Description: "Only the customer gateway with this address.", Validators: []validator.String{framework.IPv4Address(refused)}},
		framework.GroupFilter("customer gateways"),
	},
	Lookups: []framework.Lookup{
		{Attribute: "ip_address", Description: "Address of the other end.", One: "has the address %q", Many: "have the address %q"},
		{Attribute: "name", Description: "Exact name of the customer gateway.", One: "is named %q", Many: "are named %q"},
	},
	List: func(ctx context.Context, client *vpc.Client, f framework.Filter) ([]*vpc.CustomerGateway, error) {
		all, err := client.DescribeCustomerGateways(ctx, vpc.DescribeCustomerGatewaysInput{
			RegionID: f.Region, ResourceGroupID: f.Text("resource_group_id"), Tags: f.Tags,
		})
		address := f.Text("ip_address")
		return slices.DeleteFunc(all, func(g *vpc.CustomerGateway) bool { return address != "" && g.IPAddress != address }), err
	},
	Hidden: []string{"auth_key", "auth_key_wo_version"},
	Describe: framework.Shown(map[string]string{
		"ip_address": "Address of the other end.",
		"asn":        "Autonomous system number of the other end. Null if there is none.",
	}),
}
