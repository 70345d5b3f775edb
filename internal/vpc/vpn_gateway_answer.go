package vpc

import "time"

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
	EnableBgp, AutoPropagate   *bool
	NetworkType, VpnType       string
	GatewayType                string
	ResourceGroupID            string `json:"ResourceGroupId"`
	Tags                       struct {
		Tag []struct{ Key, Value string }
	}
	ReservationData *struct {
		Status                    string
		ReservationOrderType      string
		ReservationEndTime        string
		ReservationSpec           bandwidth
		ReservationIpsec          enabled
		ReservationSsl            enabled
		ReservationMaxConnections integer
	}
}

func (a *vpnGatewayAnswer) gateway() *VpnGateway {
	g := &VpnGateway{
		VpnGatewayID:               a.VpnGatewayID,
		Name:                       a.Name,
		Description:                a.Description,
		Status:                     a.Status,
		BusinessStatus:             a.BusinessStatus,
		Bandwidth:                  int64(a.Spec),
		ChargeType:                 a.ChargeType,
		CreateTime:                 time.Time(a.CreateTime),
		EndTime:                    time.Time(a.EndTime),
		IpsecVpn:                   a.IpsecVpn.value,
		SslVpn:                     a.SslVpn.value,
		SslMaxConnections:          int64(a.SslMaxConnections),
		VpcID:                      a.VpcID,
		VSwitchID:                  a.VSwitchID,
		DisasterRecoveryVSwitchID:  a.DisasterRecoveryVSwitchID,
		InternetIP:                 a.InternetIP,
		DisasterRecoveryInternetIP: a.DisasterRecoveryInternetIP,
		SslVpnInternetIP:           a.SslVpnInternetIP,
		EnableBgp:                  a.EnableBgp,
		AutoPropagate:              a.AutoPropagate,
		NetworkType:                a.NetworkType,
		VpnType:                    a.VpnType,
		GatewayType:                a.GatewayType,
		ResourceGroupID:            a.ResourceGroupID,
	}
	if len(a.Tags.Tag) > 0 {
		g.Tags = make(map[string]string, len(a.Tags.Tag))
		for _, t := range a.Tags.Tag {
			g.Tags[t.Key] = t.Value
		}
	}
	// An order type tells a reservation from the empty object that stands for none.
	if r := a.ReservationData; r != nil && r.ReservationOrderType != "" {
		g.Reservation = &Reservation{
			Status:            r.Status,
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
