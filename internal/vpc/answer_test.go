package vpc_test

import (
	"encoding/json"
	"reflect"
	"slices"
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
		"unknown ID":     {`"VpcId":"perhaps","VSwitchId":"vsw-1"`, vpc.VpnGateway{VSwitchID: "vsw-1", Odd: []string{"VpcId"}}},
		"unknown switch": {`"IpsecVpn":"perhaps","SslVpn":"ENABLE"`, vpc.VpnGateway{SslVpn: new(true), Odd: []string{"IpsecVpn"}}},
		"known words in other cases": {
			`"Status":"Active","BusinessStatus":"normal","NetworkType":"Public","VpnType":"NORMAL","GatewayType":"traditional"`,
			vpc.VpnGateway{Status: "active", BusinessStatus: "Normal", NetworkType: "public", VpnType: "Normal", GatewayType: "Traditional"},
		},
		"unknown words": {
			`"Status":"Moving","BusinessStatus":"X","NetworkType":"hybrid","ChargeType":"Bandwidth"`,
			vpc.VpnGateway{Status: "Moving", BusinessStatus: "X", NetworkType: "hybrid", ChargeType: "Bandwidth"},
		},
		"switches as text": {`"EnableBgp":"true","AutoPropagate":"False"`, vpc.VpnGateway{EnableBgp: new(true), AutoPropagate: new(false)}},
		"with a space":     {`"Spec":"10 M"`, vpc.VpnGateway{Bandwidth: 10}},
		"times in ISO 8601": {`"CreateTime":"2017-04-21T05:46:20Z","EndTime":"2017-05-21T16:00Z"`, vpc.VpnGateway{
			CreateTime: time.Date(2017, 4, 21, 5, 46, 20, 0, time.UTC), EndTime: time.Date(2017, 5, 21, 16, 0, 0, 0, time.UTC),
		}},
		"numbers for text, as the reference's sample has them": {
			`"Spec":5,"ReservationData":{"Status":1,"ReservationOrderType":"TEMP_UPGRADE","ReservationSpec":5}`,
			vpc.VpnGateway{Bandwidth: 5, Reservation: &vpc.Reservation{Status: "1", OrderType: "TEMP_UPGRADE", Bandwidth: 5}},
		},
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

// everyField is an answer with all fields; the forms of each are documented.
const everyField = `{"VpnGatewayId":"` + id + `","Name":"n","Description":"d","Status":"active","BusinessStatus":"Normal","Spec":"10M",
	"ChargeType":"Prepay","CreateTime":1492753580000,"EndTime":1495382400000,"IpsecVpn":"enable","SslVpn":"disable","SslMaxConnections":5,
	"VpcId":"vpc-1","VSwitchId":"vsw-1","DisasterRecoveryVSwitchId":"vsw-2","InternetIp":"192.0.2.1","DisasterRecoveryInternetIp":"192.0.2.2",
	"SslVpnInternetIp":"192.0.2.3","EnableBgp":true,"AutoPropagate":true,"NetworkType":"public","VpnType":"Normal","GatewayType":"Traditional",
	"ResourceGroupId":"rg-1","Tags":{"Tag":[{"Key":"a","Value":"1"}]},"ReservationData":{"Status":"1","ReservationOrderType":"RENEWCHANGE",
	"ReservationEndTime":"2026-12-01T00:00:00Z","ReservationSpec":"100","ReservationIpsec":"disable","ReservationSsl":"enable","ReservationMaxConnections":50}}`

// TestOddFields: each field in each wrong form costs that field and nothing else,
// read alone and in a list, and is named. No call is repeated for it.
func TestOddFields(t *testing.T) {
	t.Parallel()
	var fields map[string]any
	decode(t, everyField, &fields)
	want, err := serve(t, ok(everyField)).DescribeVpnGateway(t.Context(), region, id)
	if err != nil || len(want.Odd) > 0 {
		t.Fatalf("got %+v, %v", want, err)
	}
	forms := []any{true, -1.5, 1e300, "-5M", "perhaps", strings.Repeat("9", 400), []any{}, []any{1}, map[string]any{"a": 1}}
	try := func(name string, form any) {
		raw, err := json.Marshal(fields)
		if err != nil {
			t.Fatal(err)
		}
		api := serve(t, ok(string(raw)))
		api.lists = []answer{list(1, string(raw))}
		got, err := api.DescribeVpnGateway(t.Context(), region, id)
		if err != nil {
			t.Errorf("%s as %v: %v", name, form, err)
			return
		}
		listed, err := api.DescribeVpnGateways(t.Context(), vpc.DescribeVpnGatewaysInput{RegionID: region})
		if err != nil || len(listed) != 1 || !reflect.DeepEqual(listed[0], got) {
			t.Errorf("%s as %v: alone %+v\nlisted %+v, %v", name, form, got, listed, err)
		}
		if reads, lists := api.looks(); reads != 1 || lists != 1 {
			t.Errorf("%s as %v: %d reads and %d lists", name, form, reads, lists)
		}
		whole, _, _ := strings.Cut(name, ".")
		if !slices.Equal(got.Odd, []string{name}) || !got.IsOdd(name) || !got.IsOdd(whole) || got.IsOdd("Vpc") {
			t.Errorf("%s as %v: odd are %v", name, form, got.Odd)
		}
		same, gotFields := reflect.ValueOf(*want), reflect.ValueOf(*got)
		changed := 0
		for i := range same.NumField() {
			if f := same.Type().Field(i).Name; f != "Odd" && !reflect.DeepEqual(same.Field(i).Interface(), gotFields.Field(i).Interface()) {
				changed++
			}
		}
		if changed > 1 {
			t.Errorf("%s as %v changed %d fields: %+v", name, form, changed, got)
		}
	}
	for name := range fields {
		if name == "VpnGatewayId" {
			continue
		}
		documented := fields[name]
		for _, form := range forms {
			_, isText := documented.(string)
			_, formIsText := form.(string)
			_, isObject := documented.(map[string]any)
			_, formIsObject := form.(map[string]any)
			isSwitch, _ := documented.(bool)
			_, formIsBool := form.(bool)
			plain := isText && formIsText && name != "Spec" && name != "IpsecVpn" && name != "SslVpn"
			if plain || isObject && formIsObject || isSwitch && formIsBool {
				continue // a documented form
			}
			fields[name] = form
			try(name, form)
		}
		fields[name] = documented
	}
	reservation := fields["ReservationData"].(map[string]any)
	for name, documented := range reservation {
		for _, form := range []any{true, []any{}, map[string]any{}} {
			reservation[name] = form
			try("ReservationData."+name, form)
		}
		reservation[name] = documented
	}
	tags := fields["Tags"].(map[string]any)
	for _, form := range []any{"x", []any{1}, []any{map[string]any{"Key": "a", "Value": 1}}, map[string]any{"Key": "a"}} {
		tags["Tag"] = form
		try("Tags.Tag", form)
	}
}

// TestAnswersThatCannotBeUsed are asked for once more here, as one retry is
// allowed, and end in an error that says what is wrong.
func TestAnswersThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"VpnGatewayId":"vpn-foreign","RequestId":"R"}`:  "VpnGatewayId " + id + " was asked for, and the answer is about vpn-foreign",
		`{"VpnGatewayId":7,"RequestId":"R"}`:              "VpnGatewayId " + id + " was asked for, and the answer is about 7",
		`{"VpnGatewayId":["` + id + `"],"RequestId":"R"}`: "VpnGatewayId " + id + " was asked for, and the answer is about",
	} {
		api := serve(t, ok(body))
		for name, read := range map[string]func() error{
			"DescribeVpnGateway": func() error { _, err := api.DescribeVpnGateway(t.Context(), region, id); return err },
			"GetVpnGateway":      func() error { _, err := api.GetVpnGateway(t.Context(), region, id); return err },
		} {
			before := len(api.received())
			err := read()
			if _, requestID := apiError(err); requestID != "R" || !contains(err, want) || len(api.received()) != before+2 {
				t.Errorf("%s of %s: got %v after %d calls", name, body, err, len(api.received())-before)
			}
		}
	}
	for _, body := range []string{`{"VpnGatewayId":7}`, `{"VpnGatewayId":{"a":1},"Name":"n"}`} {
		api := serve(t, ok(body))
		_, err := api.CreateVpnGateway(t.Context(), vpc.CreateVpnGatewayInput{RegionID: region})
		if _, unknown := vpc.UnknownOutcome(err); !unknown || !contains(err, "VpnGatewayId has another form") {
			t.Errorf("%s: got %v", body, err)
		}
	}
}

func decode(t *testing.T, text string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), into); err != nil {
		t.Fatal(err)
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
