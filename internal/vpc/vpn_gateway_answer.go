package vpc

import "time"

// Answers are read by their fields: one that has an undocumented form is absent
// from the gateway and named in Odd (fields.go).

// vpnGatewayAnswer is the wire form of VpnGateway, shared by DescribeVpnGateway
// and the entries of DescribeVpnGateways.
type vpnGatewayAnswer struct {
	VpnGatewayID               string `json:"VpnGatewayId"`
	Name                       string
	Description                *string
	Status, BusinessStatus     string
	Spec                       bandwidth
	ChargeType                 string
	CreateTime, EndTime        milliseconds
	IpsecVpn, SslVpn           enabled
	SslMaxConnections          integer
	VpcID                      string `json:"VpcId"`
	VSwitchID                  string `json:"VSwitchId"`
	DisasterRecoveryVSwitchID  string `json:"DisasterRecoveryVSwitchId"`
	InternetIP                 string `json:"InternetIp"`
	DisasterRecoveryInternetIP string `json:"DisasterRecoveryInternetIp"`
	SslVpnInternetIP           string `json:"SslVpnInternetIp"`
	EnableBgp, AutoPropagate   boolean
	NetworkType, VpnType       string
	GatewayType                string
	ResourceGroupID            string `json:"ResourceGroupId"`
	Tags                       tagList
	EniInstanceIDs             struct {
		EniInstanceID []string `json:"EniInstanceId"`
	} `json:"EniInstanceIds"`
	ReservationData *struct {
		Status                    word
		ReservationOrderType      string
		ReservationEndTime        string
		ReservationSpec           bandwidth
		ReservationIpsec          enabled
		ReservationSsl            enabled
		ReservationMaxConnections integer
	}
	Odd oddFields `json:"-"`
}

func (vpnGatewayAnswer) needs() []string { return []string{"VpnGatewayId"} }

func (a *vpnGatewayAnswer) gateway() *VpnGateway {
	g := &VpnGateway{
		VpnGatewayID:               a.VpnGatewayID,
		Name:                       a.Name,
		Description:                a.Description,
		Status:                     spelled(a.Status, Statuses()...),
		BusinessStatus:             spelled(a.BusinessStatus, BusinessStatuses()...),
		Bandwidth:                  int64(a.Spec),
		ChargeType:                 a.ChargeType,
		CreateTime:                 time.Time(a.CreateTime),
		EndTime:                    time.Time(a.EndTime),
		IpsecVpn:                   a.IpsecVpn.value,
		SslVpn:                     a.SslVpn.value,
		SslMaxConnections:          int64(a.SslMaxConnections),
		InternetIP:                 a.InternetIP,
		DisasterRecoveryInternetIP: a.DisasterRecoveryInternetIP,
		SslVpnInternetIP:           a.SslVpnInternetIP,
		EnableBgp:                  a.EnableBgp.value,
		AutoPropagate:              a.AutoPropagate.value,
		NetworkType:                spelled(a.NetworkType, "public", "private"),
		VpnType:                    spelled(a.VpnType, "Normal", "NationalStandard"),
		GatewayType:                spelled(a.GatewayType, GatewayTypes()...),
		ResourceGroupID:            a.ResourceGroupID,
		Tags:                       a.Tags.asMap(),
		EniInstanceIDs:             a.EniInstanceIDs.EniInstanceID,
		Odd:                        a.Odd,
	}
	odd := oddities{&g.Odd}
	g.VpcID = odd.identifier("VpcId", a.VpcID, "vpc-")
	g.VSwitchID = odd.identifier("VSwitchId", a.VSwitchID, "vsw-")
	g.DisasterRecoveryVSwitchID = odd.identifier("DisasterRecoveryVSwitchId", a.DisasterRecoveryVSwitchID, "vsw-")
	// An order type tells a reservation from the empty object that stands for none.
	if r := a.ReservationData; r != nil && r.ReservationOrderType != "" {
		g.Reservation = &Reservation{
			Status:            string(r.Status),
			OrderType:         r.ReservationOrderType,
			EndTime:           r.ReservationEndTime,
			Bandwidth:         int64(r.ReservationSpec),
			IpsecVpn:          r.ReservationIpsec.value,
			SslVpn:            r.ReservationSsl.value,
			SslMaxConnections: int64(r.ReservationMaxConnections),
		}
	}
	return g
}
