package vpngateway

import (
	"reflect"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

type model struct {
	VpcID                     types.String   `tfsdk:"vpc_id"`
	Bandwidth                 types.Int64    `tfsdk:"bandwidth"`
	Name                      types.String   `tfsdk:"name"`
	Description               types.String   `tfsdk:"description"`
	InstanceChargeType        types.String   `tfsdk:"instance_charge_type"`
	Period                    types.Int64    `tfsdk:"period"`
	AutoPay                   types.Bool     `tfsdk:"auto_pay"`
	EnableIpsec               types.Bool     `tfsdk:"enable_ipsec"`
	EnableSsl                 types.Bool     `tfsdk:"enable_ssl"`
	SslConnections            types.Int64    `tfsdk:"ssl_connections"`
	VSwitchID                 types.String   `tfsdk:"vswitch_id"`
	DisasterRecoveryVSwitchID types.String   `tfsdk:"disaster_recovery_vswitch_id"`
	NetworkType               types.String   `tfsdk:"network_type"`
	VpnType                   types.String   `tfsdk:"vpn_type"`
	ResourceGroupID           types.String   `tfsdk:"resource_group_id"`
	AutoPropagate             types.Bool     `tfsdk:"auto_propagate"`
	Tags                      types.Map      `tfsdk:"tags"`
	TagsAll                   types.Map      `tfsdk:"tags_all"`
	Region                    types.String   `tfsdk:"region"`
	DeletionPolicy            types.String   `tfsdk:"deletion_policy"`
	AllowDuplicateName        types.Bool     `tfsdk:"allow_duplicate_name"`
	Timeouts                  timeouts.Value `tfsdk:"timeouts"`

	ID                         types.String `tfsdk:"id"`
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

// equal compares attribute by attribute, as Terraform does.
func (m *model) equal(other *model) bool {
	a, b := reflect.ValueOf(m).Elem(), reflect.ValueOf(other).Elem()
	for i := range a.NumField() {
		x, _ := a.Field(i).Interface().(attr.Value)
		y, _ := b.Field(i).Interface().(attr.Value)
		if !x.Equal(y) {
			return false
		}
	}
	return true
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

// fromAPI overwrites m with what g shows. It keeps what the API never returns
// (purchase arguments, order, policy, timeouts, region), and what this answer
// lacks or has in a form that nobody knows, so that an odd answer never looks
// like a change. The ID stays what it is: no answer changes what a state is about.
func (m *model) fromAPI(g *vpc.VpnGateway, tags framework.TagPolicy) {
	prior := *m
	m.ID = types.StringValue(g.VpnGatewayID)
	if id := prior.ID.ValueString(); id != "" {
		m.ID = prior.ID
	}
	m.Name = present(g.Name, m.Name)
	if g.Description != nil {
		m.Description = orNull(*g.Description)
	} else {
		m.Description = present("", m.Description)
	}
	m.VpcID = present(g.VpcID, m.VpcID)
	m.VSwitchID = present(g.VSwitchID, m.VSwitchID)
	m.DisasterRecoveryVSwitchID = present(g.DisasterRecoveryVSwitchID, m.DisasterRecoveryVSwitchID)
	m.NetworkType = present(knownWord(g.NetworkType, networkTypes), m.NetworkType)
	m.VpnType = present(knownWord(g.VpnType, vpnTypes), m.VpnType)
	m.ResourceGroupID = present(g.ResourceGroupID, m.ResourceGroupID)
	m.InstanceChargeType = present(chargeType(g.ChargeType), m.InstanceChargeType)
	m.AutoPropagate = presentBool(g.AutoPropagate, m.AutoPropagate)
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

	if t := timestamp(g.CreateTime); !t.IsNull() || m.CreateTime.IsUnknown() {
		m.CreateTime = t
	}
	m.ExpireTime = types.StringNull() // of a gateway billed by use the API names a date that means nothing
	if m.InstanceChargeType.ValueString() == vpc.ChargeTypePrepay {
		m.ExpireTime = timestamp(g.EndTime)
	}
	m.GatewayType = present(wordOr(g.GatewayType, vpc.GatewayTypes()), m.GatewayType)
	m.Status = present(wordOr(g.Status, vpc.Statuses()), m.Status)
	m.BusinessStatus = present(wordOr(g.BusinessStatus, vpc.BusinessStatuses()), m.BusinessStatus)
	m.InternetIP = orNull(g.InternetIP)
	m.DisasterRecoveryInternetIP = orNull(g.DisasterRecoveryInternetIP)
	m.SslVpnInternetIP = orNull(g.SslVpnInternetIP)
	m.EnableBgp = presentBool(g.EnableBgp, m.EnableBgp)
	m.PendingOrder = pendingOrder(g.Reservation)
	m.keepUnread(&prior, g.Odd)
}

func pendingOrder(r *vpc.Reservation) types.Object {
	if r == nil {
		return types.ObjectNull(pendingOrderTypes)
	}
	return types.ObjectValueMust(pendingOrderTypes, map[string]attr.Value{
		"type":            orNull(r.OrderType),
		"status":          orNull(r.Status),
		"bandwidth":       types.Int64Value(r.Bandwidth),
		"enable_ipsec":    types.BoolPointerValue(r.IpsecVpn),
		"enable_ssl":      types.BoolPointerValue(r.SslVpn),
		"ssl_connections": types.Int64Value(r.SslMaxConnections),
		"end_time":        orNull(r.EndTime),
	})
}

func present(s string, prior types.String) types.String {
	if s == "" && !prior.IsUnknown() {
		return prior
	}
	return orNull(s)
}

func presentBool(b *bool, prior types.Bool) types.Bool {
	if b == nil && !prior.IsUnknown() {
		return prior
	}
	return types.BoolPointerValue(b)
}

func orNull(s string) types.String {
	if s == "" {
		return types.StringNull()
	}
	return types.StringValue(s)
}

func timestamp(t time.Time) types.String {
	if t.IsZero() {
		return types.StringNull()
	}
	return types.StringValue(t.Format(time.RFC3339))
}

// complete fills what the plan left unknown with what was observed. Known
// values stay as planned: Terraform demands it, and if the gateway shows
// something else by now, the next refresh reports that as drift.
func (m *model) complete(observed model) {
	m.ID = framework.Known(m.ID, observed.ID)
	m.OrderID = framework.Known(m.OrderID, observed.OrderID)
	m.Name = framework.Known(m.Name, observed.Name)
	m.Description = framework.Known(m.Description, observed.Description)
	m.InstanceChargeType = framework.Known(m.InstanceChargeType, observed.InstanceChargeType)
	m.SslConnections = framework.Known(m.SslConnections, observed.SslConnections)
	m.VSwitchID = framework.Known(m.VSwitchID, observed.VSwitchID)
	m.DisasterRecoveryVSwitchID = framework.Known(m.DisasterRecoveryVSwitchID, observed.DisasterRecoveryVSwitchID)
	m.NetworkType = framework.Known(m.NetworkType, observed.NetworkType)
	m.VpnType = framework.Known(m.VpnType, observed.VpnType)
	m.ResourceGroupID = framework.Known(m.ResourceGroupID, observed.ResourceGroupID)
	m.AutoPropagate = framework.Known(m.AutoPropagate, observed.AutoPropagate)
	m.TagsAll = framework.Known(m.TagsAll, observed.TagsAll)
	m.CreateTime = framework.Known(m.CreateTime, observed.CreateTime)
	m.GatewayType = framework.Known(m.GatewayType, observed.GatewayType)
	m.Status = framework.Known(m.Status, observed.Status)
	m.BusinessStatus = framework.Known(m.BusinessStatus, observed.BusinessStatus)
	m.InternetIP = framework.Known(m.InternetIP, observed.InternetIP)
	m.DisasterRecoveryInternetIP = framework.Known(m.DisasterRecoveryInternetIP, observed.DisasterRecoveryInternetIP)
	m.SslVpnInternetIP = framework.Known(m.SslVpnInternetIP, observed.SslVpnInternetIP)
	m.ExpireTime = framework.Known(m.ExpireTime, observed.ExpireTime)
	m.EnableBgp = framework.Known(m.EnableBgp, observed.EnableBgp)
	m.PendingOrder = framework.Known(m.PendingOrder, observed.PendingOrder)
}

// forgetPlanned gives up what state has only from a plan that was not carried out
// to its end, so that an answer without one of these shows it as missing.
func (m *model) forgetPlanned() {
	m.Name, m.Description = types.StringNull(), types.StringNull()
	m.ResourceGroupID, m.AutoPropagate = types.StringNull(), types.BoolNull()
}

// nothing is a model with every computed attribute null: what is observed
// before a gateway has been read.
func nothing() model {
	return model{PendingOrder: types.ObjectNull(pendingOrderTypes), TagsAll: types.MapNull(types.StringType)}
}

// attributeOf names the attribute behind a request parameter, to point errors
// of the API at it.
var attributeOf = map[string]string{
	"AutoPropagate":             "auto_propagate",
	"Bandwidth":                 "bandwidth",
	"Description":               "description",
	"DisasterRecoveryVSwitchId": "disaster_recovery_vswitch_id",
	"EnableIpsec":               "enable_ipsec",
	"EnableSsl":                 "enable_ssl",
	"InstanceChargeType":        "instance_charge_type",
	"Name":                      "name",
	"NetworkType":               "network_type",
	"Period":                    "period",
	"RegionId":                  "region",
	"ResourceGroupId":           "resource_group_id",
	"SslConnections":            "ssl_connections",
	"TagKey":                    "tags",
	"TagValue":                  "tags",
	"VSwitchId":                 "vswitch_id",
	"VpcId":                     "vpc_id",
	"VpnType":                   "vpn_type",
}
