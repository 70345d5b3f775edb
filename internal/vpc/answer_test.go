package vpc_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

func TestDescribeVpnGateway(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		json string
		want vpc.VpnGateway
	}{
		"an ID alone": {`"Name":""`, vpc.VpnGateway{}},
		"everything": {
			`"Name":"n","Description":"d","Status":"active","BusinessStatus":"Normal","Spec":"10M","ChargeType":"Prepay",
			"CreateTime":1492753580000,"EndTime":1495382400000,"IpsecVpn":"enable","SslVpn":"disable","SslMaxConnections":5,
			"VpcId":"vpc-1","VSwitchId":"vsw-1","DisasterRecoveryVSwitchId":"vsw-2","InternetIp":"192.0.2.1","DisasterRecoveryInternetIp":"192.0.2.2",
			"SslVpnInternetIp":"192.0.2.3","EnableBgp":true,"AutoPropagate":true,"NetworkType":"public","VpnType":"Normal","GatewayType":"Traditional",
			"ResourceGroupId":"rg-1","Tags":{"Tag":[{"Key":"a","Value":"1"},{"Key":"b","Value":""}]},"Tag":"{\"VpnEnableBgp\":\"true\"}",
			"ReservationData":{"Status":"1","ReservationOrderType":"RENEWCHANGE","ReservationEndTime":"2026-12-01T00:00:00Z",
			"ReservationSpec":"100","ReservationIpsec":"disable","ReservationSsl":"enable","ReservationMaxConnections":50}`,
			vpc.VpnGateway{
				Name: "n", Description: new("d"), Status: "active", BusinessStatus: "Normal", Bandwidth: 10, ChargeType: "Prepay",
				CreateTime: time.Date(2017, 4, 21, 5, 46, 20, 0, time.UTC), EndTime: time.Date(2017, 5, 21, 16, 0, 0, 0, time.UTC),
				IpsecVpn: new(true), SslVpn: new(false), SslMaxConnections: 5, VpcID: "vpc-1", VSwitchID: "vsw-1", DisasterRecoveryVSwitchID: "vsw-2",
				InternetIP: "192.0.2.1", DisasterRecoveryInternetIP: "192.0.2.2", SslVpnInternetIP: "192.0.2.3", EnableBgp: new(true), AutoPropagate: new(true),
				NetworkType: "public", VpnType: "Normal", GatewayType: "Traditional", ResourceGroupID: "rg-1", Tags: map[string]string{"a": "1", "b": ""},
				Reservation: &vpc.Reservation{
					Status: "1", OrderType: "RENEWCHANGE", EndTime: "2026-12-01T00:00:00Z", Bandwidth: 100, IpsecVpn: new(false), SslVpn: new(true), SslMaxConnections: 50,
				},
			},
		},
		"numbers as strings": {
			`"CreateTime":"1492753580001","SslMaxConnections":"5"`,
			vpc.VpnGateway{CreateTime: time.Date(2017, 4, 21, 5, 46, 20, 1e6, time.UTC), SslMaxConnections: 5},
		},
		"nulls and empty values": {
			`"Spec":null,"CreateTime":null,"EndTime":0,"SslMaxConnections":"","IpsecVpn":null,"SslVpn":"","Tags":{},"ReservationData":{},"Name":null`,
			vpc.VpnGateway{},
		},
		"unknown switch":            {`"IpsecVpn":"perhaps","SslVpn":"ENABLE"`, vpc.VpnGateway{SslVpn: new(true)}},
		"digits and small m":        {`"Spec":"20m"`, vpc.VpnGateway{Bandwidth: 20}},
		"digits alone":              {`"Spec":"1000"`, vpc.VpnGateway{Bandwidth: 1000}},
		"a number":                  {`"Spec":50`, vpc.VpnGateway{Bandwidth: 50}},
		"no bandwidth":              {`"Spec":""`, vpc.VpnGateway{}},
		"no reservation data":       {`"ReservationData":null,"Tags":null`, vpc.VpnGateway{}},
		"no tags":                   {`"Tags":{"Tag":[]}`, vpc.VpnGateway{}},
		"temporary upgrade running": {`"ReservationData":{"Status":"2","ReservationOrderType":"TEMP_UPGRADE","ReservationSpec":"5M"}`, vpc.VpnGateway{Reservation: &vpc.Reservation{Status: "2", OrderType: "TEMP_UPGRADE", Bandwidth: 5}}},
	} {
		tc.want.VpnGatewayID = id
		if got, err := gateway(t, tc.json); err != nil || !reflect.DeepEqual(*got, tc.want) {
			t.Errorf("%s: got %+v, %v\nwant %+v", name, got, err, tc.want)
		}
	}
}

// TestUnreadableFields: a value of no documented form is an error with the
// request ID, not a zero that looks like a change.
func TestUnreadableFields(t *testing.T) {
	t.Parallel()
	for json, want := range map[string]string{
		`"Spec":"fast"`:                             `"fast" is not a bandwidth such as "10M"`,
		`"Spec":"-5M"`:                              `"-5M" is not a bandwidth such as "10M"`,
		`"Spec":1.5`:                                `1.5 is not a bandwidth such as "10M"`,
		`"Spec":{}`:                                 `{} is not a bandwidth such as "10M"`,
		`"SslMaxConnections":"many"`:                `"many" is not a 64-bit integer`,
		`"EndTime":9223372036854775808`:             `9223372036854775808 is not a 64-bit integer`,
		`"CreateTime":"2017-04-21"`:                 `"2017-04-21" is not a 64-bit integer`,
		`"IpsecVpn":1`:                              `1 is neither "enable" nor "disable"`,
		`"Spec":"` + strings.Repeat("9", 400) + `"`: strings.Repeat("9", 39) + "... is not a bandwidth",
	} {
		_, err := gateway(t, json)
		if _, requestID := apiError(err); requestID != "R" || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", json, err, want)
		}
	}
	_, err := serve(t, ok(`{"VpnGatewayId":"vpn-1","OrderId":12.5}`)).CreateVpnGateway(t.Context(), vpc.CreateVpnGatewayInput{})
	if err == nil || !strings.Contains(err.Error(), "12.5 is not a whole number") {
		t.Errorf("got %v", err)
	}
}

func TestTemporaryUpgrade(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		reservation *vpc.Reservation
		want        bool
	}{
		{nil, false},
		{&vpc.Reservation{}, false},
		{&vpc.Reservation{OrderType: "TEMP_UPGRADE", Status: "1"}, false},
		{&vpc.Reservation{OrderType: "RENEWCHANGE", Status: "2"}, false},
		{&vpc.Reservation{OrderType: "TEMP_UPGRADE", Status: "2"}, true},
	} {
		if got := tc.reservation.TemporaryUpgrade(); got != tc.want {
			t.Errorf("%+v: got %v", tc.reservation, got)
		}
	}
}
