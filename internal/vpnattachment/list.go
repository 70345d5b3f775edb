package vpnattachment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// Finder finds attachments. The API's list shows nothing of one but that it exists,
// so each is read by itself.
var Finder = &framework.Finder[model, *vpc.VpnAttachment, *model]{
	Kind:   Kind,
	Plural: "attachments",
	Nouns:  "VPN attachments",
	Arguments: []framework.FilterArgument{
		{
			Name: "transit_router_id", Description: "Only VPN attachments that this transit router has.",
			Validators: []validator.String{framework.IDWithPrefix("tr-")},
		},
		{
			Name: "customer_gateway_id", Description: "Only VPN attachments to this customer gateway.",
			Validators: []validator.String{framework.IDWithPrefix("cgw-")},
		},
		framework.GroupFilter("VPN attachments"),
	},
	Lookups: []framework.Lookup{
		{Attribute: "name", Description: "Exact name of the VPN attachment.", One: "is named %q", Many: "are named %q"},
	},
	List: func(ctx context.Context, client *vpc.Client, f framework.Filter) ([]*vpc.VpnAttachment, error) {
		return client.ListVpnAttachments(ctx, vpc.ListVpnAttachmentsInput{
			RegionID: f.Region, TransitRouterID: f.Text("transit_router_id"), CustomerGatewayID: f.Text("customer_gateway_id"),
			ResourceGroupID: f.Text("resource_group_id"), Tags: f.Tags,
		})
	},
	Hidden: []string{"psk", "psk_wo", "psk_wo_version", "auto_config_route"},
	Describe: framework.Shown(map[string]string{
		"network_type":        "Network of this end: `public` or `private`.",
		"tunnel_bandwidth":    "Bandwidth class of the tunnels: `Standard` or `Large`.",
		"customer_gateway_id": "ID of the customer gateway. Only of an attachment with a single tunnel.",
		"local_subnets":       "Networks behind the transit router.",
		"remote_subnets":      "Networks behind the other end.",
		"ike":                 "Phase 1 (IKE), where both tunnels have the same.",
		"ipsec":               "Phase 2 (IPsec), where both tunnels have the same.",
		"tunnels":             "The two tunnels. Null for an attachment with a single one.",
		"effect_immediately":  "Whether a change is negotiated at once.",
		"state":               "State: `init` while no transit router has it, `attached`, or `attaching`, `detaching` or `updating` on the way.",
	}),
}
