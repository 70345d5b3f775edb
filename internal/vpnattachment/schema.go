package vpnattachment

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

func schemaOf(context.Context) schema.Schema {
	attributes := form.Attributes()
	maps.Copy(attributes, map[string]schema.Attribute{
		"network_type": replacing("Network of this end of the tunnels (`NetworkType`): `public`, with addresses on the internet, or `private`. Defaults to `public`.",
			framework.StringOneOf(vpc.NetworkPublic, vpc.NetworkPrivate)),
		"tunnel_bandwidth": replacing("Bandwidth class of the tunnels (`TunnelBandwidth`): `Standard` or `Large`. Defaults to `Standard`.",
			framework.StringOneOf(vpc.TunnelsStandard, vpc.TunnelsLarge)),
		"resource_group_id": framework.ResourceGroupAttribute(""),
		"id":                framework.IDAttribute(noun, exampleID),
		"create_time":       framework.CreateTimeAttribute(noun),
		"state": framework.ConstantString("State of the attachment when it was read last: `init` while no transit router has it, `attached`, or `attaching`, " +
			"`detaching` or `updating` on the way."),
		"transit_router_id": framework.ConstantString("ID of the transit router that has the attachment. Null while none has."),
		"cen_id":            framework.ConstantString("ID of the Cloud Enterprise Network (CEN) instance of the transit router (`AttachInstanceId`). Null while none has it."),
		"internet_ip":       framework.ConstantString("Address of this end. Only of an attachment with a single tunnel."),
		"tags":              framework.TagsAttribute(),
		"tags_all":          framework.TagsAllAttribute(),
		"region":            framework.RegionAttribute(),
	})
	return schema.Schema{
		MarkdownDescription: "An IPsec connection for a transit router: two tunnels, or a single one, to customer gateways. A transit router takes it " +
			"when the resource `alicloud_cen_transit_router_vpn_attachment` of aliyun/alicloud attaches it.\n\n" +
			"API: [CreateVpnAttachment](https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createvpnattachment), " +
			"[ModifyVpnAttachmentAttribute](https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-modifyvpnattachmentattribute).",
		Attributes: attributes,
		Blocks: map[string]schema.Block{
			"timeouts": framework.TimeoutsBlock(
				"How long creating may take, waiting included until the attachment is configured. Defaults to `15m`.",
				"How long an update may take. Defaults to `15m`.", "How long deleting may take. Defaults to `15m`."),
		},
	}
}

// replacing is an argument whose value stays when it is left out, and that replaces
// the attachment when it changes.
func replacing(description string, check validator.String) schema.StringAttribute {
	a := framework.KeptString(description+" If left out later, it stays. Changing it replaces the attachment.", check)
	a.PlanModifiers = append(a.PlanModifiers, framework.ReplaceString())
	return a
}
