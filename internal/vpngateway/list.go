package vpngateway

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// Finder finds gateways for terraform query and for data sources. The API does
// all of the filtering but that by name.
var Finder = &framework.Finder[model, *vpc.VpnGateway, *model]{
	Kind:   Kind,
	Plural: "gateways",
	Nouns:  "VPN gateways",
	Arguments: []framework.FilterArgument{
		{Name: "vpc_id", Description: "Only gateways of this VPC.", Validators: []validator.String{framework.IDWithPrefix("vpc-")}},
		{
			Name: "status", Description: "Only gateways with this status: `init`, `provisioning`, `active`, `updating` or `deleting`.",
			Validators: []validator.String{framework.StringOneOf(vpc.Statuses()...)},
		},
		{
			Name: "business_status", Description: "Only gateways with this business status: `Normal` or `FinancialLocked`.",
			Validators: []validator.String{framework.StringOneOf(vpc.BusinessStatuses()...)},
		},
		{
			Name: "gateway_type", Description: "Only gateways of this type: `Traditional` or `Enhanced.SiteToSite`.",
			Validators: []validator.String{framework.StringOneOf(vpc.GatewayTypes()...)},
			Query: &framework.FilterArgument{
				Description: "Can only be `Traditional`, the kind that the resource manages.",
				Validators:  []validator.String{framework.StringOneOf(vpc.GatewayTypeTraditional)},
			},
		},
		framework.GroupFilter("gateways"),
	},
	Lookups: []framework.Lookup{{
		Attribute: "name", Description: "Exact name of the gateway. Requires `vpc_id`.", One: "is named %q", Many: "are named %q",
		Within: "vpc_id", WithinDescription: "ID of the VPC. Requires `name`.", WithinNoun: "VPC",
		WithinValidators: []validator.String{framework.IDWithPrefix("vpc-")},
	}},
	List: func(ctx context.Context, client *vpc.Client, f framework.Filter) ([]*vpc.VpnGateway, error) {
		return client.DescribeVpnGateways(ctx, vpc.DescribeVpnGatewaysInput{
			RegionID: f.Region, VpcID: f.Text("vpc_id"), Status: f.Text("status"), BusinessStatus: f.Text("business_status"),
			GatewayType: f.Text("gateway_type"), ResourceGroupID: f.Text("resource_group_id"), Tags: f.Tags,
		})
	},
	// A data source also shows words that the resource does not take over.
	Show:    showWords,
	Managed: func(g *vpc.VpnGateway) bool { return !traditional.IsOther(g) },
	Hidden:  []string{"period", "auto_pay", "order_id", "deletion_policy", "allow_duplicate_name"},
	Describe: framework.Shown(map[string]string{
		"name":                         "Name. The same as the ID if none was set.",
		"vpc_id":                       "ID of the VPC.",
		"bandwidth":                    "Bandwidth in Mbit/s. Null for a gateway of type `Enhanced.SiteToSite`.",
		"instance_charge_type":         "How the gateway is billed: `PREPAY` or `POSTPAY`.",
		"enable_ipsec":                 "Whether IPsec-VPN is enabled.",
		"enable_ssl":                   "Whether SSL-VPN is enabled.",
		"ssl_connections":              "Maximum number of SSL-VPN clients connected at the same time. Null without SSL-VPN.",
		"vswitch_id":                   "ID of the vSwitch.",
		"disaster_recovery_vswitch_id": "ID of the second vSwitch of a dual-tunnel gateway.",
		"network_type":                 "Network type: `public` or `private`.",
		"vpn_type":                     "VPN type: `Normal` or `NationalStandard`.",
		"auto_propagate":               "Whether BGP routes are propagated to the VPC's route table.",
		"gateway_type":                 "Kind of gateway: `Traditional` or `Enhanced.SiteToSite`.",
		"status":                       "Status: `init`, `provisioning`, `active`, `updating` or `deleting`.",
	}),
}
