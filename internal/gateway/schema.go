package gateway

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

// Arguments are those that are the same for both kinds.
func Arguments() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"vpc_id": schema.StringAttribute{
			MarkdownDescription: "ID of the VPC that the gateway belongs to. Changing it replaces the gateway.",
			Required:            true,
			PlanModifiers:       []planmodifier.String{framework.ReplaceString()},
			Validators:          []validator.String{framework.IDWithPrefix("vpc-")},
		},
		"name": framework.KeptString("Name of the gateway, 2 to 100 characters. It starts with a letter or a Chinese character; digits, `_`, `-` and `.` may follow. "+
			"Defaults to the gateway's ID. Removing the argument later keeps the name.", framework.StringCheck("2 to 100 characters", CheckName)),
		"description": framework.KeptString("Description of the gateway, 1 to 100 characters. It must not start with `http://` or `https://`. "+
			"The API cannot clear a description, so removing the argument later keeps it.", framework.Description()),
		"auto_propagate": schema.BoolAttribute{
			MarkdownDescription: "Whether to propagate BGP routes to the VPC's route table. " +
				"It can only be turned off once BGP is off on every IPsec connection.",
			Optional:      true,
			Computed:      true,
			PlanModifiers: []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
		},
		"allow_duplicate_name": schema.BoolAttribute{
			MarkdownDescription: "Whether to buy a gateway even if the VPC already has one with the same `name`. Defaults to `false`: " +
				"the provider lists the gateways of the VPC just before it buys one, and a gateway of that name from another run is an error, " +
				"because an interrupted run may have bought it. Gateways without a `name` are not checked.",
			Optional: true,
		},
		"tags":   framework.TagsAttribute(),
		"region": framework.RegionAttribute(),
	}
}

// Computed are the attributes that only the API sets, and that are the same for
// both kinds. UseStateForUnknown is on what never changes; the plan keeps the rest
// where it may.
func Computed(exampleID string) map[string]schema.Attribute {
	varying := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Computed: true}
	}
	return map[string]schema.Attribute{
		"id":              framework.IDAttribute("gateway", exampleID),
		"create_time":     framework.ConstantString("Creation time (RFC 3339, UTC)."),
		"business_status": varying("Billing status: `Normal`, or `FinancialLocked` when a payment is overdue."),
		"tags_all":        framework.TagsAllAttribute(),
		"enable_bgp": schema.BoolAttribute{
			MarkdownDescription: "Whether BGP is on. It is turned on and off on the connections of the gateway.",
			Computed:            true,
		},
	}
}
