package vpngateway

import (
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/gateway"
)

// computedAttributes are those that only the API sets. UseStateForUnknown is on
// what never changes; ModifyPlan keeps the rest where it may (plan.go).
func computedAttributes() map[string]schema.Attribute {
	constant := func(description string) schema.StringAttribute {
		return schema.StringAttribute{
			MarkdownDescription: description,
			Computed:            true,
			PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
		}
	}
	varying := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Computed: true}
	}
	all := gateway.Computed(exampleID)
	maps.Copy(all, map[string]schema.Attribute{
		"order_id": constant(
			"ID of the order that bought the gateway. Null after an import, because the API does not return it.",
		),
		"gateway_type": constant("Always `Traditional`. This resource does not manage gateways of type `Enhanced.SiteToSite`."),
		"status": varying("Status: `init`, `provisioning`, `active`, `updating` or `deleting`. " +
			"Null while the order is not paid."),
		"internet_ip": varying("Public IP address. On a dual-tunnel gateway, the IPsec address of the first tunnel; " +
			"otherwise, the address for IPsec and SSL."),
		"disaster_recovery_internet_ip": varying("IPsec address of the second tunnel of a dual-tunnel gateway."),
		"ssl_vpn_internet_ip":           varying("SSL address of a dual-tunnel gateway."),
		"expire_time":                   varying("Expiry time of a prepaid gateway (RFC 3339, UTC)."),
		"pending_order": schema.SingleNestedAttribute{
			MarkdownDescription: "An order placed in the console that is still pending. Null if there is none. " +
				"During a temporary upgrade, this object and attributes such as `bandwidth` show the specification from before the upgrade.",
			Computed: true,
			Attributes: map[string]schema.Attribute{
				"type": schema.StringAttribute{
					Computed:            true,
					MarkdownDescription: "Type of the order: `RENEWCHANGE`, `TEMP_UPGRADE` or `RENEW`.",
				},
				"status": schema.StringAttribute{
					Computed:            true,
					MarkdownDescription: "`1` if the order has not taken effect yet, `2` during a temporary upgrade.",
				},
				"bandwidth": schema.Int64Attribute{
					Computed:            true,
					MarkdownDescription: "Bandwidth in Mbit/s after the order takes effect or ends.",
				},
				"enable_ipsec": schema.BoolAttribute{
					Computed:            true,
					MarkdownDescription: "Whether IPsec-VPN is enabled then.",
				},
				"enable_ssl": schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether SSL-VPN is enabled then."},
				"ssl_connections": schema.Int64Attribute{
					Computed:            true,
					MarkdownDescription: "Maximum number of SSL-VPN clients then.",
				},
				"end_time": schema.StringAttribute{
					Computed:            true,
					MarkdownDescription: "Time when the order takes effect or ends (ISO 8601).",
				},
			},
		},
	})
	return all
}

var pendingOrderTypes = map[string]attr.Type{
	"type":            types.StringType,
	"status":          types.StringType,
	"bandwidth":       types.Int64Type,
	"enable_ipsec":    types.BoolType,
	"enable_ssl":      types.BoolType,
	"ssl_connections": types.Int64Type,
	"end_time":        types.StringType,
}
