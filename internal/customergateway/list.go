package customergateway

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// finder finds customer gateways. The API filters by group and tags.
var finder = &framework.Finder[model, *vpc.CustomerGateway, *model]{
	Kind:   Kind,
	Plural: "customer_gateways",
	Nouns:  "customer gateways",
	Arguments: []framework.FilterArgument{
		{
			Name: "ip_address", Description: "Only the customer gateway with this address.",
			Validators: []validator.String{framework.StringCheck("an IPv4 address", checkAddress)},
		},
		{
			Name: "resource_group_id", Description: "Only customer gateways of this resource group.",
			Validators: []validator.String{framework.IDWithPrefix("rg-")},
		},
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
	Describe: map[string]string{
		"ip_address":        "Address of the other end.",
		"asn":               "Autonomous system number of the other end. Null if there is none.",
		"name":              "Name.",
		"description":       "Description. Null if there is none.",
		"resource_group_id": "ID of the resource group.",
		"region":            "Region ID.",
	},
}

// NewListResource returns the list resource aliyun_vpn_customer_gateway.
func NewListResource() list.ListResource { return finder.ListResource() }

// NewDataSource returns the data source aliyun_vpn_customer_gateway.
func NewDataSource() datasource.DataSource { return finder.DataSource() }

// NewListDataSource returns the data source aliyun_vpn_customer_gateways.
func NewListDataSource() datasource.DataSource { return finder.DataSources() }
