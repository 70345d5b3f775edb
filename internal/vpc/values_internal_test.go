package vpc

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

func TestRegionHost(t *testing.T) {
	t.Parallel()
	for region, want := range map[string]string{
		"cn-hangzhou": "vpc.aliyuncs.com", "cn-shanghai-finance-1": "vpc.aliyuncs.com", "cn-north-2-gov-1": "vpc.aliyuncs.com",
		"cn-shanghai": "vpc.cn-shanghai.aliyuncs.com", "eu-central-1": "vpc.eu-central-1.aliyuncs.com", "ap-south-1": "vpc.ap-south-1.aliyuncs.com",
		"xx-new-1": "vpc.xx-new-1.aliyuncs.com", "cn-zhangjiakou-na62-a01": "vpc.cn-zhangjiakou.aliyuncs.com",
	} {
		req := NewClient(Config{}).request("DescribeVpnGateway", region, params{})
		if got := req.Endpoint.String(); got != "https://"+want {
			t.Errorf("%s: %s, want %s", region, got, want)
		}
		if got := req.Params.Get("RegionId"); got != region {
			t.Errorf("%s: RegionId %q", region, got)
		}
	}
	for region, host := range regionHosts {
		if host == "vpc."+region+".aliyuncs.com" {
			t.Errorf("%s follows the rule and needs no entry", region)
		}
	}
}

func TestPollIntervalGrows(t *testing.T) {
	t.Parallel()
	for watched, longest := range map[time.Duration]time.Duration{
		0: 750 * time.Millisecond, 14 * time.Second: 1750 * time.Millisecond, 32 * time.Second: 8 * time.Second,
		2 * time.Minute: 9900 * time.Millisecond, time.Hour: 9900 * time.Millisecond,
	} {
		for range 100 {
			if d := pollInterval(watched, openapi.Jitter); d > longest || d <= longest*9/10-time.Nanosecond {
				t.Fatalf("after %v: %v, want up to a tenth less than %v", watched, d, longest)
			}
		}
	}
}

// How late a change is noticed, and in how many looks, over many jitters. Every
// answer tells how it was when it was asked for, and takes its time.
func TestPollIntervalGoals(t *testing.T) {
	t.Parallel()
	const answer = 50 * time.Millisecond
	for ready, late := range map[time.Duration]time.Duration{
		3 * time.Second: time.Second, 30 * time.Second: 3 * time.Second, 180 * time.Second: 10 * time.Second,
	} {
		for i := range 2000 {
			at := ready - ready*time.Duration(i)/100000 // not always the same moment
			asked, watched, looks := time.Duration(0), answer, 1
			for ; asked < at; looks++ {
				asked = watched + pollInterval(watched, openapi.Jitter)
				watched = asked + answer
			}
			if watched-at > late || looks > 40 {
				t.Fatalf("a change after %v was noticed %v late, in %d looks", at, watched-at, looks)
			}
		}
	}
}

// FuzzGatewayAnswer: any JSON object is a gateway or an error, and what was read
// is not beyond what the model can hold.
func FuzzGatewayAnswer(f *testing.F) {
	for _, s := range []string{
		`{"Spec":"10M","CreateTime":1492753580000,"IpsecVpn":"enable","Tags":{"Tag":[{"Key":"a","Value":"b"}]}}`,
		`{"Spec":10,"SslMaxConnections":"5","SslVpn":"","EnableBgp":true}`,
		`{"Spec":null,"EndTime":null,"ReservationData":{"ReservationOrderType":"RENEW","ReservationSpec":"M"}}`,
		`{"Spec":"-1","Tags":[]}`, `{"EndTime":9223372036854775807}`, `null`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var answer vpnGatewayAnswer
		if json.Unmarshal(raw, &answer) != nil {
			return
		}
		g := answer.gateway()
		if g.Bandwidth < 0 || g.CreateTime.Location() != time.UTC || (g.Tags != nil && len(g.Tags) == 0) {
			t.Fatalf("%s became %+v", raw, g)
		}
		if r := g.Reservation; r != nil && (r.OrderType == "" || r.Bandwidth < 0) {
			t.Fatalf("%s has reservation %+v", raw, r)
		}
	})
}
