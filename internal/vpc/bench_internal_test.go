package vpc

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

func benchmarkID(i int) string { return fmt.Sprintf("vpn-bp1%020d", i) }

// gatewayJSON is what the API answers of one gateway.
func gatewayJSON(id string) string {
	return fmt.Sprintf(`{"VpnGatewayId":%q,"Name":"office","Description":"Connects an office","Status":"active",
"BusinessStatus":"Normal","Spec":"10M","ChargeType":"POSTPAY","CreateTime":1492753580000,"EndTime":1495382400000,"IpsecVpn":"enable",
"SslVpn":"disable","SslMaxConnections":5,"VpcId":"vpc-bp1ub1yt9cvakoelj1y9c","VSwitchId":"vsw-bp1zonea00000000000001",
"InternetIp":"192.0.2.1","EnableBgp":false,"AutoPropagate":true,"NetworkType":"public","VpnType":"Normal","GatewayType":"Traditional",
"ResourceGroupId":"rg-acfmzs372yfaaia","Tag":"{\"PbrPriority\":\"true\",\"VisuallySsl\":\"true\",\"VpnEnableBgp\":\"true\"}",
"Tags":{"Tag":[{"Key":"team","Value":"network"},{"Key":"stage","Value":"test"}]}}`, id)
}

// pagesOf serves n gateways as DescribeVpnGateways does.
func pagesOf(b *testing.B, n int) *Client {
	b.Helper()
	var pages []string
	for from := 0; from < n; from += pageSize {
		var page []string
		for i := from; i < min(from+pageSize, n); i++ {
			page = append(page, gatewayJSON(benchmarkID(i)))
		}
		pages = append(pages, fmt.Sprintf(`{"TotalCount":%d,"VpnGateways":{"VpnGateway":[%s]}}`, n, strings.Join(page, ",")))
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		parameters, _ := url.ParseQuery(string(body))
		if number, err := strconv.Atoi(parameters.Get("PageNumber")); err == nil {
			page := fmt.Sprintf(`{"TotalCount":%d,"VpnGateways":{"VpnGateway":[]}}`, n) // beyond the end
			if number <= len(pages) {
				page = pages[number-1]
			}
			_, _ = io.WriteString(w, page)
			return
		}
		_, _ = io.WriteString(w, gatewayJSON(parameters.Get("VpnGatewayId")))
	}))
	b.Cleanup(server.Close)
	endpoint, err := openapi.ParseEndpoint(server.URL)
	if err != nil {
		b.Fatal(err)
	}
	key, err := openapi.StaticCredential(openapi.Credential{AccessKeyID: "id", AccessKeySecret: "secret"})
	if err != nil {
		b.Fatal(err)
	}
	return NewClient(Config{API: openapi.NewClient(openapi.Config{Credentials: key}), Endpoint: endpoint, SnapshotAge: time.Hour})
}

// BenchmarkGateway decodes one gateway out of an answer.
func BenchmarkGateway(b *testing.B) {
	text := []byte(gatewayJSON(benchmarkID(1)))
	b.ReportAllocs()
	for b.Loop() {
		var answer vpnGatewayAnswer
		if err := json.Unmarshal(text, &answer); err != nil {
			b.Fatal(err)
		}
		if answer.gateway().VpnGatewayID == "" {
			b.Fatal("no gateway")
		}
	}
}

// BenchmarkList1000 lists 1,000 gateways over HTTP; the server's share is in it.
func BenchmarkList1000(b *testing.B) {
	c := pagesOf(b, 1000)
	b.ReportAllocs()
	for b.Loop() {
		if all, err := c.DescribeVpnGateways(b.Context(), DescribeVpnGatewaysInput{RegionID: "cn-hangzhou"}); err != nil || len(all) != 1000 {
			b.Fatal(len(all), err)
		}
	}
}

// BenchmarkSnapshot reads gateways of a region that has been listed.
func BenchmarkSnapshot(b *testing.B) {
	c := pagesOf(b, 1000)
	for i := range 2 * directReads {
		if _, err := c.GetVpnGateway(b.Context(), "cn-hangzhou", benchmarkID(i)); err != nil {
			b.Fatal(err)
		}
	}
	ids := make([]string, 1000)
	for i := range ids {
		ids[i] = benchmarkID(i)
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		i++
		if _, err := c.GetVpnGateway(b.Context(), "cn-hangzhou", ids[i%len(ids)]); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPollInterval computes, for builds of some lengths, how late their end
// is noticed and by how many polls, each the median and the worst of 1,000
// waits. It follows the intervals and does not wait itself; that every answer
// takes 50 ms is part of it.
func BenchmarkPollInterval(b *testing.B) {
	const (
		waits  = 1000
		answer = 50 * time.Millisecond
	)
	for _, build := range []time.Duration{3 * time.Second, 30 * time.Second, 180 * time.Second} {
		b.Run(build.String(), func(b *testing.B) {
			var late, polls []float64
			for b.Loop() {
				late, polls = late[:0], polls[:0]
				for wait := range waits {
					// Up to a tenth shorter, so that the ends meet every part of an interval.
					end := build - build/10*time.Duration(wait)/waits
					now, n := time.Duration(0), 1.0
					for ; now+answer < end; n++ {
						now += answer
						now += pollInterval(now, openapi.Jitter)
					}
					late, polls = append(late, (now+answer-end).Seconds()), append(polls, n)
				}
			}
			slices.Sort(late)
			slices.Sort(polls)
			b.ReportMetric(late[waits/2], "s-late")
			b.ReportMetric(late[waits-1], "s-late-worst")
			b.ReportMetric(polls[waits/2], "polls")
			b.ReportMetric(polls[waits-1], "polls-worst")
		})
	}
}
