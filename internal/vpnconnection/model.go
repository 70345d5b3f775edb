package vpnconnection

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/tunnel"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// The names of the two tunnels are their roles.
const (
	master = vpc.RoleMaster
	slave  = vpc.RoleSlave
)

var form = tunnel.NewForm(tunnel.Form{
	Names:  []string{master, slave},
	Labels: []string{"the master tunnel", "the slave tunnel"},
	Named: func(t *vpc.Tunnel) string {
		if t.Role == master || t.Role == slave {
			return t.Role
		}
		return ""
	},
	Mark: func(in *vpc.TunnelInput, name string) { in.Role = name },
	Words: tunnel.Words{
		Owner: "the VPN gateway", Near: "the gateway", Noun: "A connection",
		Tunnels: "The two tunnels of the connection, `master` and `slave`. Traffic takes the master tunnel while it is up. " +
			"Leave it out for a gateway with a single tunnel only.",
		Each: []string{"The master tunnel.", "The slave tunnel."},
		Without: "Write tunnels, with master and slave in it, or customer_gateway_id for a gateway with a single tunnel: " +
			"nearly all gateways have two tunnels.",
	},
})

type model struct {
	VpnGatewayID types.String `tfsdk:"vpn_gateway_id"`

	tunnel.Connection
	framework.Base
	framework.Tagged
}

// createRequest turns the plan into parameters. Write-only keys are known from
// the configuration only.
func (m *model) createRequest(config *model) vpc.CreateVpnConnectionInput {
	return vpc.CreateVpnConnectionInput{
		RegionID: m.Region.ValueString(), VpnGatewayID: m.VpnGatewayID.ValueString(), Tags: framework.CreateTags(m.TagsAll),
		ConnectionSettings: form.Settings(&m.Connection, &config.Connection),
	}
}

// FromAPI takes over what was seen, in the style in which the model has it.
func (m *model) FromAPI(seen *vpc.VpnConnection, tags framework.TagPolicy) {
	if m.ID.ValueString() == "" {
		m.ID = types.StringValue(seen.VpnConnectionID)
	}
	m.VpnGatewayID = framework.StringOrPrior(seen.VpnGatewayID, m.VpnGatewayID)
	form.FromAPI(&m.Connection, seen)
	m.Tags, m.TagsAll = tags.FromAPI(seen.Tags, m.Tags)
}

func (m *model) object() vpc.Object {
	return vpc.VpnConnectionObject(m.Region.ValueString(), m.ID.ValueString(), m.VpnGatewayID.ValueString())
}
