package ipsecserver

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/tunnel"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

type model struct {
	VpnGatewayID      types.String `tfsdk:"vpn_gateway_id"`
	ClientIPPool      types.String `tfsdk:"client_ip_pool"`
	LocalSubnets      types.Set    `tfsdk:"local_subnets"`
	Name              types.String `tfsdk:"name"`
	Ike               types.Object `tfsdk:"ike"`
	Ipsec             types.Object `tfsdk:"ipsec"`
	LocalID           types.String `tfsdk:"local_id"`
	RemoteID          types.String `tfsdk:"remote_id"`
	Psk               types.String `tfsdk:"psk"`
	PskWO             types.String `tfsdk:"psk_wo"`
	PskWOVersion      types.Int64  `tfsdk:"psk_wo_version"`
	EffectImmediately types.Bool   `tfsdk:"effect_immediately"`
	InternetIP        types.String `tfsdk:"internet_ip"`
	MaxConnections    types.Int64  `tfsdk:"max_connections"`
	ResourceGroupID   types.String `tfsdk:"resource_group_id"`
	CreateTime        types.String `tfsdk:"create_time"`

	framework.Base
}

func (m *model) phases() tunnel.Phases { return tunnel.Phases{Ike: m.Ike, Ipsec: m.Ipsec} }

func (m *model) key() framework.Secret {
	return framework.Secret{Value: m.Psk, WriteOnly: m.PskWO, Version: m.PskWOVersion}
}

// createRequest turns the plan into parameters. A write-only key is known from the
// configuration only.
func (m *model) createRequest(config *model) vpc.CreateIpsecServerInput {
	return vpc.CreateIpsecServerInput{
		RegionID: m.Region.ValueString(), VpnGatewayID: m.VpnGatewayID.ValueString(),
		IpsecServerSettings: vpc.IpsecServerSettings{
			Name: framework.StringPtr(m.Name), ClientIPPool: framework.StringPtr(m.ClientIPPool), LocalSubnets: framework.Texts(m.LocalSubnets),
			EffectImmediately: framework.BoolPtr(m.EffectImmediately),
			Ike:               tunnel.IkeConfig(m.Ike, m.LocalID, m.RemoteID, config.key().Given()), Ipsec: tunnel.IpsecConfig(m.Ipsec),
		},
	}
}

// FromAPI takes over what was seen, and keeps what the answer lacks. The key goes
// into state only where it is there already: its owner chose that by the argument
// psk.
func (m *model) FromAPI(seen *vpc.IpsecServer, _ framework.TagPolicy) {
	if m.ID.ValueString() == "" {
		m.ID = types.StringValue(seen.IpsecServerID)
	}
	m.VpnGatewayID = framework.StringOrPrior(seen.VpnGatewayID, m.VpnGatewayID)
	m.ClientIPPool = framework.StringOrPrior(seen.ClientIPPool, m.ClientIPPool)
	m.LocalSubnets = framework.SetOrPrior(seen.LocalSubnets, m.LocalSubnets)
	m.Name = framework.StringOrPrior(seen.Name, m.Name)
	has := (&tunnel.Seen{Ike: seen.Ike, Ipsec: seen.Ipsec}).Phases(m.phases())
	m.Ike, m.Ipsec = has.Ike, has.Ipsec
	m.LocalID = framework.StringOrPrior(seen.Ike.LocalID, m.LocalID)
	m.RemoteID = framework.StringOrPrior(seen.Ike.RemoteID, m.RemoteID)
	if psk := seen.Ike.Psk; psk != nil && *psk != "" && !m.Psk.IsNull() {
		m.Psk = types.StringValue(*psk)
	}
	m.EffectImmediately = framework.BoolOrPrior(seen.EffectImmediately, m.EffectImmediately)
	m.InternetIP = framework.StringOrPrior(seen.InternetIP, m.InternetIP)
	m.MaxConnections = framework.Int64OrPrior(seen.MaxConnections, m.MaxConnections)
	m.ResourceGroupID = framework.StringOrPrior(seen.ResourceGroupID, m.ResourceGroupID)
	m.CreateTime = framework.TimeOrPrior(seen.CreateTime, m.CreateTime)
}
