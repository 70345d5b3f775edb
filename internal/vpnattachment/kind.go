// Package vpnattachment is all that Terraform knows of IPsec connections for
// transit routers.
package vpnattachment

import (
	"context"
	"fmt"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/tunnel"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const (
	noun      = "VPN attachment"
	exampleID = "vco-bp1bbi27hojx80nck7dvw"
)

// Kind is what aliyun_vpn_attachment shares with other resources.
var Kind = &framework.Kind[model, *vpc.VpnAttachment, *model]{
	TypeName:  "aliyun_vpn_attachment",
	Noun:      noun,
	IDPrefix:  "vco-",
	ExampleID: exampleID,
	MovedFrom: "alicloud_vpn_gateway_vpn_attachment",
	Schema:    schemaOf,
	Get: func(ctx context.Context, client *vpc.Client, m *model) (*vpc.VpnAttachment, error) {
		return client.GetVpnAttachment(ctx, m.Region.ValueString(), m.ID.ValueString())
	},
	Parameters:  parameters(),
	Refresh:     refresh,
	Check:       check,
	Plan:        plan,
	Unread:      func(m *model) { m.AutoConfigRoute = types.BoolValue(true) },
	PrivateKeys: form.Marks(),
	Hint: tunnel.Hints("aliyun_vpn_connection", map[string]string{
		"Resource.QuotaFull": "The region has as many VPN attachments as its quota allows. Delete one that is not needed, or ask for a higher " +
			"quota in the Quota Center (https://quotas.console.aliyun.com).",
		"IllegalParam.TunnelCidr":                   "Another tunnel of the attachment has the same tunnel_cidr. Each needs a network of its own.",
		"InvalidCustomerGatewayInstanceId.NotFound": "A customer gateway of the attachment does not exist in this region. Check customer_gateway_id, in each tunnel.",
		"InvalidResourceGroupId":                    "The resource group does not exist. Check resource_group_id.",
	}),
}

// parameters are the attributes behind parameters of requests.
func parameters() map[string]string {
	own := map[string]string{
		"NetworkType": "network_type", "TunnelBandwidth": "tunnel_bandwidth",
		"AutoConfigRoute": "auto_config_route", "EffectImmediately": "effect_immediately",
	}
	maps.Copy(own, tunnel.Parameters)
	return framework.Parameters(own)
}

// refresh takes over what was seen, and warns of a key that somebody else has
// changed.
func refresh(
	ctx context.Context, m *model, seen *vpc.VpnAttachment, tags framework.TagPolicy, private framework.PrivateState,
) diag.Diagnostics {
	m.FromAPI(seen, tags)
	return tunnel.RefreshKeys(ctx, private, form.ShownKeys(&m.Connection, &seen.VpnConnection), m.ID.ValueString())
}

// inUse says who has an attachment that cannot be deleted.
// No answer of the Vpc API has the ID of what attaches it, which is an object of
// Cloud Enterprise Network.
func inUse(a *vpc.VpnAttachment) string {
	router, list := "A transit router", ""
	if a.TransitRouterID != "" {
		router = "The transit router " + a.TransitRouterID
		list = "\n\nThis lists what is attached to it:\n  aliyun cbn ListTransitRouterVpnAttachments --TransitRouterId " + a.TransitRouterID
	}
	if a.AttachInstanceID != "" {
		router += " of the CEN instance " + a.AttachInstanceID
	}
	return fmt.Sprintf("%s has %s. Detach it from the transit router first: destroy the alicloud_cen_transit_router_vpn_attachment whose vpn_id it is, "+
		"or detach it in the console of Cloud Enterprise Network. If Terraform manages that, let its vpn_id refer to this resource's id, "+
		"so that it is destroyed before.%s", router, a.VpnConnectionID, list)
}
