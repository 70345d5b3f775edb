package vpc_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// What the cloud answers can be read, odd forms included. The simulator is held
// against the same file.
func TestAnswersOfTheCloud(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../sim/testdata/answers.json")
	if err != nil {
		t.Fatal(err)
	}
	var samples []struct {
		About, Action string
		Status        int
		Answer        json.RawMessage
	}
	if err := json.Unmarshal(text, &samples); err != nil || len(samples) == 0 {
		t.Fatal(samples, err)
	}
	for _, s := range samples {
		t.Run(s.About, func(t *testing.T) {
			t.Parallel()
			var fields struct {
				VpnGatewayID string `json:"VpnGatewayId"`
				Code         string
			}
			if err := json.Unmarshal(s.Answer, &fields); err != nil {
				t.Fatal(err)
			}
			if s.Status >= 400 {
				// A gateway that is being worked on is asked again; the rest is for the caller.
				api := serve(t, answer{s.Status, string(s.Answer)}, refuse(http.StatusForbidden, "Forbidden.RAM"))
				want := fields.Code
				if strings.HasSuffix(want, ".conflict") {
					want = "Forbidden.RAM"
				}
				if got := vpc.ErrorCode(methods[s.Action](t.Context(), api.Client)); got != want {
					t.Errorf("the code is %q, want %q", got, want)
				}
				return
			}
			switch s.Action {
			case "CreateVpnGateway":
				got, err := serve(t, ok(string(s.Answer))).CreateVpnGateway(t.Context(), vpc.CreateVpnGatewayInput{RegionID: region})
				if err != nil || got.VpnGatewayID != fields.VpnGatewayID || got.OrderID != "210000000000123" {
					t.Errorf("got %+v, %v", got, err)
				}
			case "DescribeVpnGateway":
				got, err := serve(t, ok(string(s.Answer))).DescribeVpnGateway(t.Context(), region, fields.VpnGatewayID)
				checkSample(t, got, err, s.Answer)
			default:
				body := fmt.Sprintf(`{"RequestId":"R","PageNumber":1,"PageSize":50,"TotalCount":1,"VpnGateways":{"VpnGateway":[%s]}}`, s.Answer)
				api := serve(t, ok(body))
				api.lists = []answer{ok(body)}
				got, err := api.DescribeVpnGateways(t.Context(), vpc.DescribeVpnGatewaysInput{RegionID: region})
				if len(got) != 1 {
					t.Fatalf("got %v, %v", got, err)
				}
				checkSample(t, got[0], err, s.Answer)
			}
		})
	}
}

func checkSample(t *testing.T, got *vpc.VpnGateway, err error, sample json.RawMessage) {
	t.Helper()
	var want struct {
		VpnGatewayID               string `json:"VpnGatewayId"`
		Name, Status, ChargeType   string
		EndTime, SslMaxConnections int64
		InternetIP                 string `json:"InternetIp"`
	}
	if err := errors.Join(err, json.Unmarshal(sample, &want)); err != nil {
		t.Fatal(err)
	}
	if got.VpnGatewayID != want.VpnGatewayID || got.Name != want.Name || got.Status != want.Status || got.ChargeType != want.ChargeType ||
		got.SslMaxConnections != want.SslMaxConnections || got.InternetIP != want.InternetIP || len(got.Odd) > 0 {
		t.Errorf("got %+v of %s", got, sample)
	}
	if got.EndTime.IsZero() != (want.EndTime == 0) {
		t.Errorf("the end is %v of %s", got.EndTime, sample)
	}
	if r := got.Reservation; r != nil && (r.Status != "1" || r.Bandwidth != 5) {
		t.Errorf("the reservation is %+v", r)
	}
}
