package vpngateway

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// configured is what every data source here begins with.
type configured struct {
	data *framework.ProviderData
}

// Configure takes the provider's client.
func (c *configured) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	c.data = framework.Configured(req.ProviderData, &resp.Diagnostics)
}

// gatewayData is a gateway as the data sources show it.
type gatewayData struct {
	ID                         types.String `tfsdk:"id"`
	Name                       types.String `tfsdk:"name"`
	VpcID                      types.String `tfsdk:"vpc_id"`
	Region                     types.String `tfsdk:"region"`
	Bandwidth                  types.Int64  `tfsdk:"bandwidth"`
	Description                types.String `tfsdk:"description"`
	InstanceChargeType         types.String `tfsdk:"instance_charge_type"`
	EnableIpsec                types.Bool   `tfsdk:"enable_ipsec"`
	EnableSsl                  types.Bool   `tfsdk:"enable_ssl"`
	SslConnections             types.Int64  `tfsdk:"ssl_connections"`
	VSwitchID                  types.String `tfsdk:"vswitch_id"`
	DisasterRecoveryVSwitchID  types.String `tfsdk:"disaster_recovery_vswitch_id"`
	NetworkType                types.String `tfsdk:"network_type"`
	VpnType                    types.String `tfsdk:"vpn_type"`
	ResourceGroupID            types.String `tfsdk:"resource_group_id"`
	AutoPropagate              types.Bool   `tfsdk:"auto_propagate"`
	Tags                       types.Map    `tfsdk:"tags"`
	CreateTime                 types.String `tfsdk:"create_time"`
	GatewayType                types.String `tfsdk:"gateway_type"`
	Status                     types.String `tfsdk:"status"`
	BusinessStatus             types.String `tfsdk:"business_status"`
	InternetIP                 types.String `tfsdk:"internet_ip"`
	DisasterRecoveryInternetIP types.String `tfsdk:"disaster_recovery_internet_ip"`
	SslVpnInternetIP           types.String `tfsdk:"ssl_vpn_internet_ip"`
	ExpireTime                 types.String `tfsdk:"expire_time"`
	EnableBgp                  types.Bool   `tfsdk:"enable_bgp"`
	PendingOrder               types.Object `tfsdk:"pending_order"`
}

// dataOf goes through the resource's model, so that a gateway looks the same
// wherever it is read.
func dataOf(g *vpc.VpnGateway, region string, tags framework.TagPolicy) gatewayData {
	var m model
	m.fromAPI(g, tags)
	// A word without a meaning for the resource is still one to show.
	showWord(&m.InstanceChargeType, g.ChargeType)
	showWord(&m.NetworkType, g.NetworkType)
	showWord(&m.VpnType, g.VpnType)
	return gatewayData{
		ID: m.ID, Name: m.Name, VpcID: m.VpcID, Region: types.StringValue(region), Bandwidth: m.Bandwidth,
		Description: m.Description, InstanceChargeType: m.InstanceChargeType, EnableIpsec: m.EnableIpsec,
		EnableSsl: m.EnableSsl, SslConnections: m.SslConnections, VSwitchID: m.VSwitchID,
		DisasterRecoveryVSwitchID: m.DisasterRecoveryVSwitchID, NetworkType: m.NetworkType, VpnType: m.VpnType,
		ResourceGroupID: m.ResourceGroupID, AutoPropagate: m.AutoPropagate, Tags: m.TagsAll, CreateTime: m.CreateTime,
		GatewayType: m.GatewayType, Status: m.Status, BusinessStatus: m.BusinessStatus, InternetIP: m.InternetIP,
		DisasterRecoveryInternetIP: m.DisasterRecoveryInternetIP, SslVpnInternetIP: m.SslVpnInternetIP,
		ExpireTime: m.ExpireTime, EnableBgp: m.EnableBgp, PendingOrder: m.PendingOrder,
	}
}

func showWord(to *types.String, shown string) {
	if to.IsNull() {
		*to = orNull(shown)
	}
}

// dataAttributes are the computed attributes of a gateway in a data source.
func dataAttributes() map[string]schema.Attribute {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Computed: true, MarkdownDescription: description}
	}
	number := func(description string) schema.Int64Attribute {
		return schema.Int64Attribute{Computed: true, MarkdownDescription: description}
	}
	truth := func(description string) schema.BoolAttribute {
		return schema.BoolAttribute{Computed: true, MarkdownDescription: description}
	}
	return map[string]schema.Attribute{
		"id":                            text("ID of the gateway, such as `vpn-bp1q8bgx4xnkm2ogj0fiu`."),
		"name":                          text("Name; the ID where none was given."),
		"vpc_id":                        text("ID of its VPC."),
		"region":                        text("Region ID."),
		"bandwidth":                     number("Bandwidth in Mbit/s; null for a gateway of type `Enhanced.SiteToSite`."),
		"description":                   text("Description; null when there is none."),
		"instance_charge_type":          text("`PREPAY` or `POSTPAY`."),
		"enable_ipsec":                  truth("Whether IPsec-VPN is possible."),
		"enable_ssl":                    truth("Whether SSL-VPN is possible."),
		"ssl_connections":               number("How many clients may be connected over SSL-VPN; null without it."),
		"vswitch_id":                    text("ID of its vSwitch."),
		"disaster_recovery_vswitch_id":  text("ID of the second vSwitch of a dual-tunnel gateway."),
		"network_type":                  text("`public` or `private`."),
		"vpn_type":                      text("`Normal` or `NationalStandard`."),
		"resource_group_id":             text("ID of its resource group."),
		"auto_propagate":                truth("Whether BGP routes are propagated to the VPC's route table."),
		"tags":                          schema.MapAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: "Its tags, without those of the system and those that `ignore_tags` names."},
		"create_time":                   text("When it was created (RFC 3339, UTC)."),
		"gateway_type":                  text("`Traditional` or `Enhanced.SiteToSite`."),
		"status":                        text("`init`, `provisioning`, `active`, `updating` or `deleting`."),
		"business_status":               text("`Normal`, or `FinancialLocked` when payment is overdue."),
		"internet_ip":                   text("Public address; with dual tunnels the first IPsec address."),
		"disaster_recovery_internet_ip": text("Second IPsec address of a dual-tunnel gateway."),
		"ssl_vpn_internet_ip":           text("SSL address of a dual-tunnel gateway."),
		"expire_time":                   text("When a prepaid gateway expires (RFC 3339, UTC)."),
		"enable_bgp":                    truth("Whether BGP is on."),
		"pending_order": schema.SingleNestedAttribute{
			Computed: true,
			MarkdownDescription: "An order made in the console that is not over yet; null when there is none. " +
				"While a temporary upgrade runs, `bandwidth` and the like keep the specification from before it.",
			Attributes: map[string]schema.Attribute{
				"type":            text("`RENEWCHANGE`, `TEMP_UPGRADE` or `RENEW`."),
				"status":          text("`1`: not effective yet. `2`: a temporary upgrade is running."),
				"bandwidth":       number("Bandwidth in Mbit/s, to come or to return to."),
				"enable_ipsec":    truth("IPsec-VPN, to come or to return to."),
				"enable_ssl":      truth("SSL-VPN, to come or to return to."),
				"ssl_connections": number("SSL connections, to come or to return to."),
				"end_time":        text("When the pending state ends (ISO 8601)."),
			},
		},
	}
}
