package vpnconnection

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/tunnel"
)

func schemaOf(context.Context) schema.Schema {
	attributes := tunnel.SingleAttributes()
	gateway, _ := attributes["customer_gateway_id"].(schema.StringAttribute)
	gateway.PlanModifiers = []planmodifier.String{framework.ReplaceString()}
	attributes["customer_gateway_id"] = gateway
	maps.Copy(attributes, map[string]schema.Attribute{
		"vpn_gateway_id": schema.StringAttribute{
			MarkdownDescription: "ID of the VPN gateway that the connection belongs to. It needs IPsec. Changing it replaces the connection.",
			Required:            true,
			PlanModifiers:       []planmodifier.String{framework.ReplaceString()},
			Validators:          []validator.String{framework.IDWithPrefix("vpn-")},
		},
		"local_subnets":  subnetsAttribute("Networks behind the VPN gateway (`LocalSubnet`), such as `10.0.0.0/16`. "),
		"remote_subnets": subnetsAttribute("Networks behind the other end (`RemoteSubnet`). They cannot overlap those behind the gateway. "),
		"name": framework.KeptString("Name, 1 to 100 characters, not beginning with `http://` or `https://`. If left out later, the name stays.",
			framework.Text(1, 100)),
		"ike":     tunnel.IkeAttribute("of both tunnels, or of the single one. A tunnel can have its own."),
		"ipsec":   tunnel.IpsecAttribute("of both tunnels, or of the single one. A tunnel can have its own."),
		"tunnels": tunnelsAttribute(),
		"health_check": schema.SingleNestedAttribute{
			MarkdownDescription: "Health check of the connection, by pinging an address at the other end. Only for a connection with a single tunnel.",
			Optional:            true,
			Attributes: map[string]schema.Attribute{
				"destination_ip": addressAttribute("Address at the other end to ping (`dip`)."),
				"source_ip":      addressAttribute("Address behind the gateway to ping from (`sip`)."),
				"interval":       countAttribute("Seconds between two pings (`interval`). Defaults to `3`."),
				"retry_times":    countAttribute("How many pings in a row have to fail (`retry`). Defaults to `3`."),
			},
		},
		"effect_immediately": schema.BoolAttribute{
			MarkdownDescription: "Whether a change is negotiated with the other end at once, which interrupts the tunnels, or when there is traffic " +
				"(`EffectImmediately`). Defaults to `false`.",
			Optional: true, Computed: true, Default: booldefault.StaticBool(false),
		},
		"auto_config_route": schema.BoolAttribute{
			MarkdownDescription: "Whether the gateway adds routes for the subnets by itself (`AutoConfigRoute`). It cannot be read back. Defaults to `true`.",
			Optional:            true, Computed: true, Default: booldefault.StaticBool(true),
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

func subnetsAttribute(description string) schema.SetAttribute {
	return schema.SetAttribute{
		MarkdownDescription: description + "With `0.0.0.0/0` in both sets, routes say what goes through the tunnels; otherwise these networks do.",
		Required:            true,
		ElementType:         types.StringType,
		Validators: []validator.Set{
			notEmpty{}, setvalidator.ValueStringsAre(subnetCheck()),
		},
	}
}

func subnetCheck() validator.String {
	return framework.StringCheck("an IPv4 network", tunnel.CheckSubnet)
}

// notEmpty refuses an empty set.
type notEmpty struct{}

func (notEmpty) Description(context.Context) string               { return "at least one network" }
func (v notEmpty) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (notEmpty) ValidateSet(_ context.Context, req validator.SetRequest, resp *validator.SetResponse) {
	if !req.ConfigValue.IsNull() && !req.ConfigValue.IsUnknown() && len(req.ConfigValue.Elements()) == 0 {
		resp.Diagnostics.AddAttributeError(req.Path, fmt.Sprintf("Invalid %s", req.Path),
			fmt.Sprintf("%s must name at least one network, such as 10.0.0.0/16.", req.Path))
	}
}

func tunnelsAttribute() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		MarkdownDescription: "The two tunnels of the connection, `master` and `slave`. Traffic takes the master tunnel while it is up. " +
			"Leave it out for a gateway with a single tunnel only. A connection that has one tunnel and is to have two, or the reverse, is replaced.",
		Optional: true,
		PlanModifiers: []planmodifier.Object{objectplanmodifier.RequiresReplaceIf(
			func(_ context.Context, req planmodifier.ObjectRequest, resp *objectplanmodifier.RequiresReplaceIfFuncResponse) {
				resp.RequiresReplace = !req.StateValue.IsNull() && req.ConfigValue.IsNull()
			}, framework.Replaces, framework.Replaces)},
		Attributes: map[string]schema.Attribute{
			master: tunnel.Attribute("The master tunnel."),
			slave:  tunnel.Attribute("The slave tunnel."),
		},
	}
}

func addressAttribute(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, Required: true,
		Validators: []validator.String{framework.InObject(framework.StringCheck("an IPv4 address", tunnel.CheckIPv4))},
	}
}

func countAttribute(description string) schema.Int64Attribute {
	return schema.Int64Attribute{
		MarkdownDescription: description, Optional: true, Computed: true, CustomType: framework.WholeNumber{},
		Validators: []validator.Int64{framework.InObjectInt64(framework.Int64Check("at least 1", func(n int64) error {
			if n < 1 {
				return errors.New("must be at least 1")
			}
			return nil
		}))},
	}
}
