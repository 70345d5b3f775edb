package vpnattachment

import (
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/tunnel"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// The names of the two tunnels, by their index in the API. They are equals: the
// transit router uses both.
const (
	tunnel1 = "tunnel1"
	tunnel2 = "tunnel2"
)

var form = tunnel.NewForm(tunnel.Form{
	Names:  []string{tunnel1, tunnel2},
	Labels: []string{tunnel1, tunnel2},
	Named: func(t *vpc.Tunnel) string {
		if t.Index == 1 || t.Index == 2 {
			return "tunnel" + strconv.FormatInt(t.Index, 10)
		}
		return ""
	},
	Mark: func(in *vpc.TunnelInput, name string) {
		in.Index = 1
		if name == tunnel2 {
			in.Index = 2
		}
	},
	Policy: true, MovesSingle: true,
	Words: tunnel.Words{
		Owner: "the transit router", Near: "the transit router", Noun: "An attachment",
		Tunnels: "The two tunnels of the attachment, `tunnel1` and `tunnel2` (`TunnelIndex`). Traffic takes both. " +
			"Leave it out where the region builds attachments with a single tunnel only.",
		Each: []string{"The first tunnel.", "The second tunnel."},
		Without: "Write tunnels, with tunnel1 and tunnel2 in it, or customer_gateway_id in a region that builds attachments " +
			"with a single tunnel.",
	},
})

type model struct {
	NetworkType     types.String `tfsdk:"network_type"`
	TunnelBandwidth types.String `tfsdk:"tunnel_bandwidth"`
	State           types.String `tfsdk:"state"`
	TransitRouterID types.String `tfsdk:"transit_router_id"`
	CenID           types.String `tfsdk:"cen_id"`
	InternetIP      types.String `tfsdk:"internet_ip"`

	tunnel.Connection
	framework.Base
	framework.Tagged
}

// createRequest turns the plan into parameters. Write-only keys are known from
// the configuration only.
func (m *model) createRequest(config *model) vpc.CreateVpnAttachmentInput {
	return vpc.CreateVpnAttachmentInput{
		RegionID: m.Region.ValueString(), ConnectionSettings: form.Settings(&m.Connection, &config.Connection),
		NetworkType: framework.StringPtr(m.NetworkType), TunnelBandwidth: framework.StringPtr(m.TunnelBandwidth),
		ResourceGroupID: framework.StringPtr(m.ResourceGroupID), Tags: framework.CreateTags(m.TagsAll),
	}
}

// FromAPI takes over what was seen, in the style in which the model has it.
func (m *model) FromAPI(seen *vpc.VpnAttachment, tags framework.TagPolicy) {
	if m.ID.ValueString() == "" {
		m.ID = types.StringValue(seen.VpnConnectionID)
	}
	m.NetworkType = framework.StringOrPrior(seen.NetworkType, m.NetworkType)
	m.TunnelBandwidth = framework.StringOrPrior(seen.TunnelBandwidth, m.TunnelBandwidth)
	m.State = framework.StringOrPrior(seen.State, m.State)
	m.InternetIP = framework.StringOrPrior(seen.InternetIP, m.InternetIP)
	m.TransitRouterID = heldBy(seen, "TransitRouterId", seen.TransitRouterID, m.TransitRouterID)
	m.CenID = heldBy(seen, "AttachInstanceId", seen.AttachInstanceID, m.CenID)
	form.FromAPI(&m.Connection, &seen.VpnConnection)
	m.Tags, m.TagsAll = tags.FromAPI(seen.Tags, m.Tags)
}

// heldBy is who has the attachment: nobody where the answer says that nothing is
// attached, and as before where it lacks the field.
func heldBy(seen *vpc.VpnAttachment, field, value string, prior types.String) types.String {
	if value == "" && !seen.IsOdd(field) && (seen.State == "init" || prior.IsUnknown()) {
		return types.StringNull()
	}
	return framework.StringOrPrior(value, prior)
}

func (m *model) object() vpc.Object {
	return vpc.VpnAttachmentObject(m.Region.ValueString(), m.ID.ValueString())
}

// foreign says what tells another attachment from the one that is planned, "" where
// nothing does. What the answer lacks tells nothing.
func (m *model) foreign(seen *vpc.VpnAttachment) string {
	differ := func(have, want []string) bool {
		sorted := func(all []string) []string { return slices.Sorted(slices.Values(all)) }
		return len(have) > 0 && !slices.Contains(have, "") && !slices.Equal(sorted(have), sorted(want))
	}
	var have, want []string
	for i := range seen.Tunnels {
		have = append(have, seen.Tunnels[i].CustomerGatewayID)
	}
	for _, name := range form.Names {
		t := form.Tunnel(&m.Connection, name)
		want = append(want, t.CustomerGatewayID.ValueString())
	}
	if !m.Dual() {
		have, want = []string{seen.CustomerGatewayID}, []string{m.CustomerGatewayID.ValueString()}
	}
	is := func(have, want []string) string {
		return strings.Join(have, ", ") + " and not " + strings.Join(want, ", ")
	}
	switch {
	case differ(have, want):
		return "leads to " + is(have, want)
	case differ(seen.RemoteSubnets, framework.Texts(m.RemoteSubnets)):
		return "has the remote subnets " + is(seen.RemoteSubnets, framework.Texts(m.RemoteSubnets))
	case differ(seen.LocalSubnets, framework.Texts(m.LocalSubnets)):
		return "has the local subnets " + is(seen.LocalSubnets, framework.Texts(m.LocalSubnets))
	default:
		return ""
	}
}
