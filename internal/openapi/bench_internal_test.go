package openapi

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// oneGateway is what the API answers of one gateway.
const oneGateway = `{"VpnGatewayId":"vpn-bp1q8bgx4xnkm2ogj0fiu","Name":"office","Description":"Connects an office","Status":"active",
"BusinessStatus":"Normal","Spec":"10M","ChargeType":"POSTPAY","CreateTime":1492753580000,"EndTime":1495382400000,"IpsecVpn":"enable",
"SslVpn":"disable","SslMaxConnections":5,"VpcId":"vpc-bp1ub1yt9cvakoelj1y9c","VSwitchId":"vsw-bp1zonea00000000000001",
"InternetIp":"192.0.2.1","EnableBgp":false,"AutoPropagate":true,"NetworkType":"public","VpnType":"Normal","GatewayType":"Traditional",
"ResourceGroupId":"rg-acfmzs372yfaaia","Tag":"{\"PbrPriority\":\"true\",\"VisuallySsl\":\"true\",\"VpnEnableBgp\":\"true\"}",
"Tags":{"Tag":[{"Key":"team","Value":"network"},{"Key":"stage","Value":"test"}]}}`

// BenchmarkDecodeAnswer reads answers as large as those that a refresh gets,
// into next to nothing: what the fields cost is package vpc's.
func BenchmarkDecodeAnswer(b *testing.B) {
	gateways := strings.Repeat(oneGateway+",", 49) + oneGateway
	for name, body := range map[string]string{
		"gateway": oneGateway,
		"page":    fmt.Sprintf(`{"TotalCount":1000,"PageNumber":1,"PageSize":50,"VpnGateways":{"VpnGateway":[%s]},"RequestId":"R"}`, gateways),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				var out struct{ TotalCount int }
				if err := decodeAnswer(Request{Action: "Test"}, http.StatusOK, nil, []byte(body), &out); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
