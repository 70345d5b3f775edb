package enhancedgateway

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/gateway"
)

func schemaOf(context.Context) schema.Schema {
	vSwitch := func(description string) schema.StringAttribute {
		return schema.StringAttribute{
			MarkdownDescription: description + " Changing it replaces the gateway.", Required: true,
			PlanModifiers: []planmodifier.String{framework.ReplaceString()},
			Validators:    []validator.String{framework.IDWithPrefix("vsw-")},
		}
	}
	only := func(description, value string) schema.StringAttribute {
		return schema.StringAttribute{
			MarkdownDescription: description + " Changing it replaces the gateway.", Optional: true, Computed: true,
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown(), framework.ReplaceString()},
			Validators:    []validator.String{framework.StringOneOf(value)},
		}
	}
	varying := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Computed: true}
	}
	attributes := gateway.Arguments()
	maps.Copy(attributes, gateway.Computed(exampleID))
	maps.Copy(attributes, map[string]schema.Attribute{
		"vswitch_id": vSwitch("ID of the vSwitch that the gateway is attached to."),
		"disaster_recovery_vswitch_id": vSwitch("ID of the second vSwitch, in another zone. " +
			"In a region with a single zone, both can be the same vSwitch."),
		"network_type":      only("Network type. The API sells `public` only, which is the default.", "public"),
		"vpn_type":          only("VPN type. The API sells `Normal` only, which is the default.", "Normal"),
		"resource_group_id": framework.ResourceGroupAttribute(" When the gateway moves to another group, its connections move with it."),

		"gateway_type": framework.ConstantString(
			"Always `Enhanced.SiteToSite`. Gateways of type `Traditional` are managed by `aliyun_vpn_gateway`."),
		"status":                        varying("Status: `init`, `provisioning`, `active`, `updating` or `deleting`."),
		"internet_ip":                   varying("IPsec address of the first tunnel. Null while the API shows none."),
		"disaster_recovery_internet_ip": varying("IPsec address of the second tunnel. Null while the API shows none."),
		"eni_instance_ids": schema.SetAttribute{
			MarkdownDescription: "IDs of the gateway's network interfaces in the vSwitches.", Computed: true, ElementType: types.StringType,
		},
	})
	return schema.Schema{
		MarkdownDescription: "Manages an enhanced VPN gateway (type `Enhanced.SiteToSite`), where the dual-tunnel IPsec connections of a VPC end. " +
			"It has no bandwidth to choose, no SSL-VPN and no charge type: it is billed by use, and takes a few minutes to create.\n\n" +
			"API: [CreateEnhancedVpnGateway](https://www.alibabacloud.com/help/en/vpn/developer-reference/" +
			"api-vpc-2016-04-28-createenhancedvpngateway).",
		Attributes: attributes,
		Blocks: map[string]schema.Block{"timeouts": framework.TimeoutsBlock(
			"Time to create the gateway. Defaults to `30m`.", "Time to update it. Defaults to `15m`.", "Time to delete it. Defaults to `15m`.",
		)},
	}
}
