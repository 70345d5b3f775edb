package vpngateway

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

type model struct {
	VpcID                     types.String `tfsdk:"vpc_id"`
	Bandwidth                 types.Int64  `tfsdk:"bandwidth"`
	Name                      types.String `tfsdk:"name"`
	Description               types.String `tfsdk:"description"`
	InstanceChargeType        types.String `tfsdk:"instance_charge_type"`
	Period                    types.Int64  `tfsdk:"period"`
	AutoPay                   types.Bool   `tfsdk:"auto_pay"`
	EnableIpsec               types.Bool   `tfsdk:"enable_ipsec"`
	EnableSsl                 types.Bool   `tfsdk:"enable_ssl"`
	SslConnections            types.Int64  `tfsdk:"ssl_connections"`
	VSwitchID                 types.String `tfsdk:"vswitch_id"`
	DisasterRecoveryVSwitchID types.String `tfsdk:"disaster_recovery_vswitch_id"`
	NetworkType               types.String `tfsdk:"network_type"`
	VpnType                   types.String `tfsdk:"vpn_type"`
	ResourceGroupID           types.String `tfsdk:"resource_group_id"`
	AutoPropagate             types.Bool   `tfsdk:"auto_propagate"`
	DeletionPolicy            types.String `tfsdk:"deletion_policy"`
	AllowDuplicateName        types.Bool   `tfsdk:"allow_duplicate_name"`

	framework.Base
	framework.Tagged

	OrderID                    types.String `tfsdk:"order_id"`
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

// createRequest turns the plan into parameters. Null and unknown are not sent.
func (m *model) createRequest() vpc.CreateVpnGatewayInput {
	in := vpc.CreateVpnGatewayInput{
		RegionID:                  m.Region.ValueString(),
		VpcID:                     m.VpcID.ValueString(),
		Bandwidth:                 m.Bandwidth.ValueInt64(),
		Name:                      framework.StringPtr(m.Name),
		InstanceChargeType:        framework.StringPtr(m.InstanceChargeType),
		Period:                    framework.Int64Ptr(m.Period),
		AutoPay:                   framework.BoolPtr(m.AutoPay),
		EnableIpsec:               framework.BoolPtr(m.EnableIpsec),
		EnableSsl:                 framework.BoolPtr(m.EnableSsl),
		VSwitchID:                 framework.StringPtr(m.VSwitchID),
		DisasterRecoveryVSwitchID: framework.StringPtr(m.DisasterRecoveryVSwitchID),
		NetworkType:               framework.StringPtr(m.NetworkType),
		VpnType:                   framework.StringPtr(m.VpnType),
		ResourceGroupID:           framework.StringPtr(m.ResourceGroupID),
	}
	if m.EnableSsl.ValueBool() {
		in.SslConnections = framework.Int64Ptr(m.SslConnections) // else UnnecessarySslConnection
	}
	return in
}

// unpaid reports that creating m only places an order, which somebody has to pay.
func (m *model) unpaid() bool {
	return m.InstanceChargeType.ValueString() == vpc.ChargeTypePrepay && !m.AutoPay.ValueBool()
}

// expires is when a prepaid gateway ends; false for any other.
func (m *model) expires() (time.Time, bool) {
	t, err := time.Parse(time.RFC3339, m.ExpireTime.ValueString())
	return t, err == nil
}

// FromAPI overwrites m with what g shows. It keeps what the API never returns
// (purchase arguments, order, policy, timeouts, region), and what this answer
// lacks or has in a form that nobody knows, so that an odd answer never looks
// like a change. The ID stays what it is: no answer changes what a state is about.
func (m *model) FromAPI(g *vpc.VpnGateway, tags framework.TagPolicy) {
	prior := *m
	m.ID = types.StringValue(g.VpnGatewayID)
	if id := prior.ID.ValueString(); id != "" {
		m.ID = prior.ID
	}
	m.Name = framework.StringOrPrior(g.Name, m.Name)
	if g.Description != nil {
		m.Description = framework.StringOrNull(*g.Description)
	} else {
		m.Description = framework.StringOrPrior("", m.Description)
	}
	m.VpcID = framework.StringOrPrior(g.VpcID, m.VpcID)
	m.VSwitchID = framework.StringOrPrior(g.VSwitchID, m.VSwitchID)
	m.DisasterRecoveryVSwitchID = framework.StringOrPrior(g.DisasterRecoveryVSwitchID, m.DisasterRecoveryVSwitchID)
	m.NetworkType = framework.StringOrPrior(knownWord(g.NetworkType, networkTypes), m.NetworkType)
	m.VpnType = framework.StringOrPrior(knownWord(g.VpnType, vpnTypes), m.VpnType)
	m.ResourceGroupID = framework.StringOrPrior(g.ResourceGroupID, m.ResourceGroupID)
	m.InstanceChargeType = framework.StringOrPrior(chargeType(g.ChargeType), m.InstanceChargeType)
	m.AutoPropagate = framework.BoolOrPrior(g.AutoPropagate, m.AutoPropagate)
	m.Tags, m.TagsAll = tags.FromAPI(g.Tags, m.Tags)

	bandwidth, ipsec, ssl, connections := g.Bandwidth, g.IpsecVpn, g.SslVpn, g.SslMaxConnections
	if r := g.Reservation; r.TemporaryUpgrade() {
		// The gateway returns to this by itself, so the upgrade is no drift.
		bandwidth, ipsec, ssl, connections = r.Bandwidth, r.IpsecVpn, r.SslVpn, r.SslMaxConnections
	}
	if bandwidth != 0 {
		m.Bandwidth = types.Int64Value(bandwidth)
	}
	if ipsec != nil {
		m.EnableIpsec = types.BoolValue(*ipsec)
	}
	if ssl != nil {
		m.EnableSsl = types.BoolValue(*ssl)
	}
	switch {
	case !m.EnableSsl.ValueBool(), connections == 0 && m.SslConnections.IsUnknown():
		m.SslConnections = types.Int64Null() // the API's number means nothing without SSL
	case connections != 0:
		m.SslConnections = types.Int64Value(connections)
	}

	if t := framework.TimeOrNull(g.CreateTime); !t.IsNull() || m.CreateTime.IsUnknown() {
		m.CreateTime = t
	}
	m.ExpireTime = types.StringNull() // of a gateway billed by use the API names a date that means nothing
	if m.InstanceChargeType.ValueString() == vpc.ChargeTypePrepay {
		m.ExpireTime = framework.TimeOrNull(g.EndTime)
	}
	m.GatewayType = framework.StringOrPrior(wordOr(g.GatewayType, vpc.GatewayTypes()), m.GatewayType)
	m.Status = framework.StringOrPrior(wordOr(g.Status, vpc.Statuses()), m.Status)
	m.BusinessStatus = framework.StringOrPrior(wordOr(g.BusinessStatus, vpc.BusinessStatuses()), m.BusinessStatus)
	m.InternetIP = framework.StringOrNull(g.InternetIP)
	m.DisasterRecoveryInternetIP = framework.StringOrNull(g.DisasterRecoveryInternetIP)
	m.SslVpnInternetIP = framework.StringOrNull(g.SslVpnInternetIP)
	m.EnableBgp = framework.BoolOrPrior(g.EnableBgp, m.EnableBgp)
	m.PendingOrder = pendingOrder(g.Reservation)
	m.keepUnread(&prior, g.Odd)
}

func pendingOrder(r *vpc.Reservation) types.Object {
	if r == nil {
		return types.ObjectNull(pendingOrderTypes)
	}
	return types.ObjectValueMust(pendingOrderTypes, map[string]attr.Value{
		"type":            framework.StringOrNull(r.OrderType),
		"status":          framework.StringOrNull(r.Status),
		"bandwidth":       types.Int64Value(r.Bandwidth),
		"enable_ipsec":    types.BoolPointerValue(r.IpsecVpn),
		"enable_ssl":      types.BoolPointerValue(r.SslVpn),
		"ssl_connections": types.Int64Value(r.SslMaxConnections),
		"end_time":        framework.StringOrNull(r.EndTime),
	})
}

// forgetPlanned gives up what state has only from a plan that was not carried out
// to its end, so that an answer without one of these shows it as missing.
func (m *model) forgetPlanned() {
	m.Name, m.Description = types.StringNull(), types.StringNull()
	m.ResourceGroupID, m.AutoPropagate = types.StringNull(), types.BoolNull()
}

// nullModel is a model with every computed attribute null: what is observed
// before a gateway has been read.
func nullModel() model {
	return model{PendingOrder: types.ObjectNull(pendingOrderTypes), Tagged: framework.Tagged{TagsAll: types.MapNull(types.StringType)}}
}

// parameters are the attributes behind parameters of requests, and behind a code
// that names none.
var parameters = framework.Parameters(map[string]string{
	"AutoPropagate":             "auto_propagate",
	"Bandwidth":                 "bandwidth",
	"DisasterRecoveryVSwitchId": "disaster_recovery_vswitch_id",
	"EnableIpsec":               "enable_ipsec",
	"EnableSsl":                 "enable_ssl",
	"InstanceChargeType":        "instance_charge_type",
	"NetworkType":               "network_type",
	"Period":                    "period",
	"SslConnections":            "ssl_connections",
	"VSwitchId":                 "vswitch_id",
	"VpcId":                     "vpc_id",
	"VpnType":                   "vpn_type",
	"UnnecessarySslConnection":  "ssl_connections",
})
