package vpngateway

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/gateway"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

type model struct {
	gateway.Common

	Bandwidth          types.Int64  `tfsdk:"bandwidth"`
	InstanceChargeType types.String `tfsdk:"instance_charge_type"`
	Period             types.Int64  `tfsdk:"period"`
	AutoPay            types.Bool   `tfsdk:"auto_pay"`
	EnableIpsec        types.Bool   `tfsdk:"enable_ipsec"`
	EnableSsl          types.Bool   `tfsdk:"enable_ssl"`
	SslConnections     types.Int64  `tfsdk:"ssl_connections"`
	DeletionPolicy     types.String `tfsdk:"deletion_policy"`
	OrderID            types.String `tfsdk:"order_id"`
	SslVpnInternetIP   types.String `tfsdk:"ssl_vpn_internet_ip"`
	ExpireTime         types.String `tfsdk:"expire_time"`
	PendingOrder       types.Object `tfsdk:"pending_order"`
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
	m.TakeOver(g, tags)
	m.InstanceChargeType = framework.StringOrPrior(chargeType(g.ChargeType), m.InstanceChargeType)
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

	m.ExpireTime = types.StringNull() // of a gateway billed by use the API names a date that means nothing
	if m.InstanceChargeType.ValueString() == vpc.ChargeTypePrepay {
		m.ExpireTime = framework.TimeOrNull(g.EndTime)
	}
	m.SslVpnInternetIP = framework.StringOrNull(g.SslVpnInternetIP)
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

// nullModel is a model with every computed attribute null: what is observed
// before a gateway has been read.
func nullModel() model {
	return model{
		PendingOrder: types.ObjectNull(pendingOrderTypes),
		Common:       gateway.Common{Tagged: framework.Tagged{TagsAll: types.MapNull(types.StringType)}},
	}
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
