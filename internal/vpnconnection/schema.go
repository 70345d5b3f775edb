package vpnconnection

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

func schemaOf(context.Context) schema.Schema {
	attributes := form.Attributes()
	maps.Copy(attributes, map[string]schema.Attribute{
		"vpn_gateway_id": schema.StringAttribute{
			MarkdownDescription: "ID of the VPN gateway that the connection belongs to. It needs IPsec. Changing it replaces the connection.",
			Required:            true,
			PlanModifiers:       []planmodifier.String{framework.ReplaceString()},
			Validators:          []validator.String{framework.IDWithPrefix("vpn-")},
		},
		"id":                framework.IDAttribute(noun, exampleID),
		"resource_group_id": framework.ConstantString("ID of the resource group, which is that of the VPN gateway."),
		"create_time":       framework.CreateTimeAttribute(noun),
		"tags":              framework.TagsAttribute(),
		"tags_all":          framework.TagsAllAttribute(),
		"region":            framework.RegionAttribute(),
	})
	return schema.Schema{
		MarkdownDescription: "An IPsec connection of a VPN gateway: two tunnels to one or two customer gateways, or, with gateways from before " +
			"and in few regions, a single one.\n\n" +
			"API: [CreateVpnConnection](https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createvpnconnection), " +
			"[ModifyTunnelAttribute](https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-modifytunnelattribute).",
		Attributes: attributes,
		Blocks: map[string]schema.Block{
			"timeouts": framework.TimeoutsBlock(
				"How long creating may take, waiting included until the gateway is configured. Defaults to `15m`.",
				"How long an update may take. Defaults to `15m`.", "How long deleting may take. Defaults to `15m`."),
		},
	}
}
