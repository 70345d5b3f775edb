package vpngateway

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
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
	return map[string]schema.Attribute{
		"id": constant("ID of the gateway, such as `vpn-bp1q8bgx4xnkm2ogj0fiu`."),
		"order_id": constant(
			"ID of the order that bought the gateway, with every digit. Null after import: it cannot be read back.",
		),
		"create_time":  constant("When the gateway was created (RFC 3339, UTC)."),
		"gateway_type": constant("`Traditional`. Gateways of type `Enhanced.SiteToSite` are not managed by this resource."),
		"status": varying("`init`, `provisioning`, `active`, `updating` or `deleting`. " +
			"Null while an unpaid order has no gateway yet."),
		"business_status": varying("`Normal`, or `FinancialLocked` when payment is overdue."),
		"internet_ip": varying("Public address. With a single tunnel it serves IPsec and SSL; " +
			"with dual tunnels it is the first IPsec address."),
		"disaster_recovery_internet_ip": varying("Second IPsec address of a dual-tunnel gateway."),
		"ssl_vpn_internet_ip":           varying("SSL address of a dual-tunnel gateway."),
		"expire_time":                   varying("When a prepaid gateway expires (RFC 3339, UTC)."),
		"tags_all":                      framework.TagsAllAttribute(),
		"enable_bgp": schema.BoolAttribute{
			MarkdownDescription: "Whether BGP is on. It is switched on the gateway's connections.",
			Computed:            true,
		},
		"pending_order": schema.SingleNestedAttribute{
			MarkdownDescription: "An order made in the console that is not over yet; null when there is none. " +
				"While a temporary upgrade runs, `bandwidth` and the like keep the specification from before it, and this object shows it too.",
			Computed: true,
			Attributes: map[string]schema.Attribute{
				"type": schema.StringAttribute{
					Computed:            true,
					MarkdownDescription: "`RENEWCHANGE`, `TEMP_UPGRADE` or `RENEW`.",
				},
				"status": schema.StringAttribute{
					Computed:            true,
					MarkdownDescription: "`1`: not effective yet. `2`: a temporary upgrade is running.",
				},
				"bandwidth": schema.Int64Attribute{
					Computed:            true,
					MarkdownDescription: "Bandwidth in Mbit/s, to come or to return to.",
				},
				"enable_ipsec": schema.BoolAttribute{
					Computed:            true,
					MarkdownDescription: "IPsec-VPN, to come or to return to.",
				},
				"enable_ssl": schema.BoolAttribute{Computed: true, MarkdownDescription: "SSL-VPN, to come or to return to."},
				"ssl_connections": schema.Int64Attribute{
					Computed:            true,
					MarkdownDescription: "SSL connections, to come or to return to.",
				},
				"end_time": schema.StringAttribute{
					Computed:            true,
					MarkdownDescription: "When the pending state ends (ISO 8601).",
				},
			},
		},
	}
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
