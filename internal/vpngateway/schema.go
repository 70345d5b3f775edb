package vpngateway

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/gateway"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const (
	policyDelete  = "delete"
	policyAbandon = "abandon"
	policyPrevent = "prevent"
)

// inConsole ends the description of what only the console can change in place.
const inConsole = "To keep the gateway, change it in the console first and then here. Otherwise, changing it replaces the gateway."

var (
	// bandwidths in Mbit/s: the specification's five, and what is sold since.
	bandwidths = []int64{5, 10, 20, 50, 100, 200, 500, 1000}
	// sslConnections are the numbers of clients that are sold.
	sslConnections = []int64{5, 10, 20, 50, 100, 200, 500, 1000}
)

// schemaOf is the resource's schema. Descriptions become the Registry page.
func schemaOf(context.Context) schema.Schema {
	attributes := arguments()
	maps.Copy(attributes, computedAttributes())
	return schema.Schema{
		MarkdownDescription: "Manages a VPN gateway, where the IPsec and SSL connections of a VPC end. A gateway is billed monthly or by use, " +
			"and takes a few minutes to create.\n\n" +
			"API: [CreateVpnGateway](https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createvpngateway).",
		Attributes: attributes,
		Blocks: map[string]schema.Block{"timeouts": framework.TimeoutsBlock(
			"Time to create the gateway. Defaults to `30m`.", "Time to update it. Defaults to `15m`.", "Time to delete it. Defaults to `15m`.",
		)},
	}
}

func arguments() map[string]schema.Attribute {
	all := gateway.Arguments()
	maps.Copy(all, map[string]schema.Attribute{
		"bandwidth": schema.Int64Attribute{
			MarkdownDescription: "Bandwidth in Mbit/s: `5`, `10`, `20`, `50`, `100`, `200`, `500` or `1000`. Not every region sells every value. " +
				"With `network_type = \"private\"`, only `200` and `1000` are sold. " + inConsole,
			CustomType:    framework.WholeNumber{},
			Required:      true,
			PlanModifiers: []planmodifier.Int64{framework.ReplaceInt64()},
			Validators:    []validator.Int64{framework.Int64OneOf("Mbit/s", bandwidths...)},
		},
		"instance_charge_type": schema.StringAttribute{
			MarkdownDescription: "How the gateway is billed: `PREPAY` (monthly, China site only, where it is required) or `POSTPAY` " +
				"(by use, international site only). Changing it replaces the gateway.",
			Optional: true,
			Computed: true,
			PlanModifiers: []planmodifier.String{
				stringplanmodifier.UseStateForUnknown(), framework.ReplaceString(),
			},
			Validators: []validator.String{framework.StringOneOfMoved(peerChargeTypes, vpc.ChargeTypePrepay, vpc.ChargeTypePostpay)},
		},
		"period": schema.Int64Attribute{
			MarkdownDescription: "Months to buy: `1` to `9`, `12`, `24` or `36`. Required with `PREPAY`. " +
				"Only used when a gateway is bought, so a later change does nothing. The API does not return it.",
			CustomType: framework.WholeNumber{},
			Optional:   true,
			Validators: []validator.Int64{framework.Int64OneOf("months", 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 24, 36)},
		},
		"auto_pay": schema.BoolAttribute{
			MarkdownDescription: "Whether to pay a `PREPAY` order from the account's balance immediately. Defaults to `false`: the order is placed, " +
				"and the gateway is built once someone has paid for it in the console. " +
				"Only used when a gateway is bought. The API does not return it.",
			Optional: true,
		},
		"enable_ipsec": schema.BoolAttribute{
			MarkdownDescription: "Whether to enable site-to-site connections (IPsec-VPN). Defaults to `true`. " +
				inConsole,
			Optional:      true,
			Computed:      true,
			Default:       booldefault.StaticBool(true),
			PlanModifiers: []planmodifier.Bool{framework.ReplaceBool()},
		},
		"enable_ssl": schema.BoolAttribute{
			MarkdownDescription: "Whether to enable point-to-site connections (SSL-VPN). Defaults to `false`. " +
				inConsole,
			Optional:      true,
			Computed:      true,
			Default:       booldefault.StaticBool(false),
			PlanModifiers: []planmodifier.Bool{framework.ReplaceBool()},
		},
		"ssl_connections": schema.Int64Attribute{
			MarkdownDescription: "Maximum number of SSL-VPN clients connected at the same time: `5`, `10`, `20`, `50`, `100`, `200`, `500` or `1000`. " +
				"Requires `enable_ssl = true`, and then defaults to `5`. " + inConsole,
			CustomType: framework.WholeNumber{},
			Optional:   true,
			Computed:   true,
			PlanModifiers: []planmodifier.Int64{
				int64planmodifier.UseStateForUnknown(), framework.ReplaceInt64(),
			},
			Validators: []validator.Int64{framework.Int64OneOf("clients at once", sslConnections...)},
		},
		"vswitch_id": schema.StringAttribute{
			MarkdownDescription: "ID of the vSwitch that the gateway is attached to. Nearly every region requires this and `disaster_recovery_vswitch_id`. " +
				"In a single-tunnel region, it defaults to a vSwitch that the API chooses. Changing it replaces the gateway.",
			Optional: true,
			Computed: true,
			PlanModifiers: []planmodifier.String{
				stringplanmodifier.UseStateForUnknown(), framework.ReplaceString(),
			},
			Validators: []validator.String{framework.IDWithPrefix("vsw-")},
		},
		"disaster_recovery_vswitch_id": schema.StringAttribute{
			MarkdownDescription: "ID of the second vSwitch of a dual-tunnel gateway, in another zone. Requires `vswitch_id`. " +
				"In a region with a single zone, both can be the same vSwitch. Changing it replaces the gateway.",
			Optional: true,
			Computed: true,
			PlanModifiers: []planmodifier.String{
				stringplanmodifier.UseStateForUnknown(), replaceSecondVSwitch(),
			},
			Validators: []validator.String{framework.IDWithPrefix("vsw-")},
		},
		"network_type": schema.StringAttribute{
			MarkdownDescription: "Network type: `public` or `private`. Defaults to `public`. Changing it replaces the gateway.",
			Optional:            true,
			Computed:            true,
			PlanModifiers: []planmodifier.String{
				stringplanmodifier.UseStateForUnknown(), framework.ReplaceString(),
			},
			Validators: []validator.String{framework.StringOneOf(gateway.NetworkTypes...)},
		},
		"vpn_type": schema.StringAttribute{
			MarkdownDescription: "VPN type: `Normal` or `NationalStandard` (SM ciphers, China site only). Defaults to `Normal`. Changing it replaces the gateway.",
			Optional:            true,
			Computed:            true,
			PlanModifiers: []planmodifier.String{
				stringplanmodifier.UseStateForUnknown(), framework.ReplaceString(),
			},
			Validators: []validator.String{framework.StringOneOf(gateway.VpnTypes...)},
		},
		"resource_group_id": framework.ResourceGroupAttribute(" When the gateway moves to another group, its servers, " +
			"certificates and connections move with it."),
		"deletion_policy": schema.StringAttribute{
			MarkdownDescription: "What a destroy does: `delete` releases the gateway, `abandon` only removes it from state and leaves it running and billed, " +
				"and `prevent` makes the plan fail. Defaults to `delete`. Apply a change of this argument before you destroy.",
			Optional:   true,
			Computed:   true,
			Default:    stringdefault.StaticString(policyDelete),
			Validators: []validator.String{framework.StringOneOf(policyDelete, policyAbandon, policyPrevent)},
		},
	})
	return all
}
