package vpngateway

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const (
	policyDelete  = "delete"
	policyAbandon = "abandon"
	policyPrevent = "prevent"

	networkPrivate = "private"
)

// inConsole ends the description of what only the console can change in place.
const inConsole = "Changing it replaces the gateway: to keep the gateway, change it in the console first and then here."

var (
	// bandwidths in Mbit/s: the specification's five, and what is sold since.
	bandwidths = []int64{5, 10, 20, 50, 100, 200, 500, 1000}
	// sslConnections are the numbers of clients that are sold.
	sslConnections = []int64{5, 10, 20, 50, 100, 200, 500, 1000}
)

var namePattern = regexp.MustCompile(`^[A-Za-z\p{Han}][A-Za-z\p{Han}0-9_.-]*$`)

func checkName(s string) error {
	if err := framework.CheckText(s, 2, 100); err != nil {
		return err
	}
	if !namePattern.MatchString(s) {
		return fmt.Errorf(`must begin with a letter or a Chinese character and hold only letters, `+
			`Chinese characters, digits, "_", "-" and ".", got: %q`, s)
	}
	return nil
}

func checkDescription(s string) error {
	if s == "" {
		return errors.New(
			"must not be empty: the API cannot clear a description, so leave the argument out to keep what is there",
		)
	}
	return framework.CheckText(s, 1, 100)
}

// schemaOf is the resource's schema. Descriptions become the Registry page.
func schemaOf(context.Context) schema.Schema {
	attributes := arguments()
	maps.Copy(attributes, computedAttributes())
	return schema.Schema{
		MarkdownDescription: "A VPN gateway: the end of IPsec and SSL connections in a VPC. It is billed by the month or by use. " +
			"Creating one takes a few minutes.\n\n" +
			"API: [CreateVpnGateway](https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createvpngateway).",
		Attributes: attributes,
		Blocks: map[string]schema.Block{"timeouts": framework.TimeoutsBlock(
			"Creating. Defaults to `30m`.", "Updating. Defaults to `15m`.", "Deleting. Defaults to `15m`.",
		)},
	}
}

func arguments() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"vpc_id": schema.StringAttribute{
			MarkdownDescription: "ID of the VPC that the gateway belongs to. Changing it replaces the gateway.",
			Required:            true,
			PlanModifiers:       []planmodifier.String{framework.ReplaceString()},
			Validators:          []validator.String{framework.IDWithPrefix("vpc-")},
		},
		"bandwidth": schema.Int64Attribute{
			MarkdownDescription: "Bandwidth in Mbit/s: `5`, `10`, `20`, `50`, `100`, `200`, `500` or `1000`; not every region sells every value. " +
				"With `network_type = \"private\"` only `200` and `1000`. " + inConsole,
			CustomType:    framework.WholeNumber{},
			Required:      true,
			PlanModifiers: []planmodifier.Int64{framework.ReplaceInt64()},
			Validators:    []validator.Int64{framework.Int64OneOf("Mbit/s", bandwidths...)},
		},
		"name": schema.StringAttribute{
			MarkdownDescription: "Name, 2 to 100 characters: first a letter or a Chinese character, then also digits, `_`, `-` and `.`. " +
				"Left out when creating, the API uses the gateway's ID; left out later, the name stays.",
			Optional:      true,
			Computed:      true,
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			Validators:    []validator.String{framework.StringCheck("2 to 100 characters", checkName)},
		},
		"description": schema.StringAttribute{
			MarkdownDescription: "Description, 1 to 100 characters, not beginning with `http://` or `https://`. " +
				"The API cannot clear it: left out later, it stays.",
			Optional:      true,
			Computed:      true,
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			Validators:    []validator.String{framework.StringCheck("1 to 100 characters", checkDescription)},
		},
		"instance_charge_type": schema.StringAttribute{
			MarkdownDescription: "`PREPAY` (by the month; the only one on the China site, where it must be given) or `POSTPAY` " +
				"(by use; the only one on the international site). Changing it replaces the gateway.",
			Optional: true,
			Computed: true,
			PlanModifiers: []planmodifier.String{
				stringplanmodifier.UseStateForUnknown(), framework.ReplaceString(),
			},
			Validators: []validator.String{framework.StringOneOfMoved(peerChargeTypes, vpc.ChargeTypePrepay, vpc.ChargeTypePostpay)},
		},
		"period": schema.Int64Attribute{
			MarkdownDescription: "Months to buy with `PREPAY`, which needs it: `1` to `9`, `12`, `24` or `36`. " +
				"It counts when the gateway is bought; changing it later changes nothing until then, and it cannot be read back.",
			CustomType: framework.WholeNumber{},
			Optional:   true,
			Validators: []validator.Int64{framework.Int64OneOf("months", 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 24, 36)},
		},
		"auto_pay": schema.BoolAttribute{
			MarkdownDescription: "Whether a `PREPAY` order is paid from the account's balance at once. When left out, the API's `false` holds: " +
				"it places an order, and the gateway is built only after somebody has paid that in the console. " +
				"It counts when the gateway is bought, and it cannot be read back.",
			Optional: true,
		},
		"enable_ipsec": schema.BoolAttribute{
			MarkdownDescription: "Whether site-to-site connections (IPsec-VPN) are possible. Defaults to `true`. " +
				inConsole,
			Optional:      true,
			Computed:      true,
			Default:       booldefault.StaticBool(true),
			PlanModifiers: []planmodifier.Bool{framework.ReplaceBool()},
		},
		"enable_ssl": schema.BoolAttribute{
			MarkdownDescription: "Whether point-to-site connections (SSL-VPN) are possible. Defaults to `false`. " +
				inConsole,
			Optional:      true,
			Computed:      true,
			Default:       booldefault.StaticBool(false),
			PlanModifiers: []planmodifier.Bool{framework.ReplaceBool()},
		},
		"ssl_connections": schema.Int64Attribute{
			MarkdownDescription: "How many clients may be connected at once over SSL-VPN: `5`, `10`, `20`, `50`, `100`, `200`, `500` or `1000`. " +
				"Only with `enable_ssl = true`; defaults to `5` then. " + inConsole,
			CustomType: framework.WholeNumber{},
			Optional:   true,
			Computed:   true,
			PlanModifiers: []planmodifier.Int64{
				int64planmodifier.UseStateForUnknown(), framework.ReplaceInt64(),
			},
			Validators: []validator.Int64{framework.Int64OneOf("clients at once", sslConnections...)},
		},
		"vswitch_id": schema.StringAttribute{
			MarkdownDescription: "ID of the vSwitch for the gateway. Nearly every region needs this and `disaster_recovery_vswitch_id`; " +
				"in a single-tunnel region the API chooses a vSwitch when this is left out. Changing it replaces the gateway.",
			Optional: true,
			Computed: true,
			PlanModifiers: []planmodifier.String{
				stringplanmodifier.UseStateForUnknown(), framework.ReplaceString(),
			},
			Validators: []validator.String{framework.IDWithPrefix("vsw-")},
		},
		"disaster_recovery_vswitch_id": schema.StringAttribute{
			MarkdownDescription: "ID of the second vSwitch of a dual-tunnel gateway, in another zone; needs `vswitch_id`. " +
				"In a region with one zone, both may be the same. Changing it replaces the gateway.",
			Optional: true,
			Computed: true,
			PlanModifiers: []planmodifier.String{
				stringplanmodifier.UseStateForUnknown(), replaceSecondVSwitch(),
			},
			Validators: []validator.String{framework.IDWithPrefix("vsw-")},
		},
		"network_type": schema.StringAttribute{
			MarkdownDescription: "`public` (the API's default) or `private`. Changing it replaces the gateway.",
			Optional:            true,
			Computed:            true,
			PlanModifiers: []planmodifier.String{
				stringplanmodifier.UseStateForUnknown(), framework.ReplaceString(),
			},
			Validators: []validator.String{framework.StringOneOf(networkTypes...)},
		},
		"vpn_type": schema.StringAttribute{
			MarkdownDescription: "`Normal` (the API's default) or `NationalStandard` (SM ciphers; China site only). Changing it replaces the gateway.",
			Optional:            true,
			Computed:            true,
			PlanModifiers: []planmodifier.String{
				stringplanmodifier.UseStateForUnknown(), framework.ReplaceString(),
			},
			Validators: []validator.String{framework.StringOneOf(vpnTypes...)},
		},
		"resource_group_id": schema.StringAttribute{
			MarkdownDescription: "ID of the resource group. Defaults to the account's default group. Servers, certificates and connections " +
				"of the gateway follow it into another group.",
			Optional:      true,
			Computed:      true,
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			Validators:    []validator.String{framework.IDWithPrefix("rg-")},
		},
		"auto_propagate": schema.BoolAttribute{
			MarkdownDescription: "Whether routes learnt over BGP are propagated to the VPC's route table. " +
				"It can be switched off only after BGP is off on every IPsec connection.",
			Optional:      true,
			Computed:      true,
			PlanModifiers: []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
		},
		"allow_duplicate_name": schema.BoolAttribute{
			MarkdownDescription: "Whether to buy a gateway even though another one of the same `name` is in the VPC. Defaults to `false`: " +
				"just before buying, the VPC's gateways are listed, and a gateway of that name that this run did not create is an error, " +
				"since it may be the one that an interrupted run has bought. It counts when a gateway is bought, and needs `name`: " +
				"a gateway without one is not checked.",
			Optional: true,
		},
		"tags":   framework.TagsAttribute(),
		"region": framework.RegionAttribute(),
		"deletion_policy": schema.StringAttribute{
			MarkdownDescription: "What destroying means: `delete` (the default) releases the gateway; `abandon` leaves it, with its bill, " +
				"and only removes it from state; `prevent` makes the plan fail. A change takes effect when it has been applied.",
			Optional:   true,
			Computed:   true,
			Default:    stringdefault.StaticString(policyDelete),
			Validators: []validator.String{framework.StringOneOf(policyDelete, policyAbandon, policyPrevent)},
		},
	}
}
