package vpc_test

import (
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// Account IDs have more digits than floating point, and the time is in seconds.
func TestDescribeVpnCrossAccountAuthorizations(t *testing.T) {
	t.Parallel()
	api := serve(t, ok(`{"RequestId":"R","TotalCount":2,"PageNumber":1,"PageSize":50,"CrossAccountAuthorizations":[
		{"AliUid":1234567890123457,"BindUid":9007199254740993,"BindProduct":"CEN","BindInstance":"cen-1","CreationTime":1700000000,"VpnConnectionId":"vco-1"},
		{"AliUid":"1234567890123457","BindUid":"9007199254740995","BindInstance":"cen-1","CreationTime":"odd"}]}`))
	all, err := api.DescribeVpnCrossAccountAuthorizations(t.Context(), region, "vco-1")
	if err != nil || len(all) != 2 || api.calls[0].Get("VpnConnectionId") != "vco-1" {
		t.Fatalf("got %v, %v, by %v", all, err, api.calls)
	}
	want := vpc.CrossAccountAuthorization{
		AliUID: "1234567890123457", BindUID: "9007199254740993", BindProduct: "CEN", BindInstance: "cen-1", CreationTime: time.Unix(1700000000, 0).UTC(),
	}
	if all[0] != want || all[1].BindUID != "9007199254740995" || !all[1].CreationTime.IsZero() {
		t.Errorf("got %+v", all)
	}
}

func TestCheckVpnBgpEnabled(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]bool{`{"BgpEnabled":true}`: true, `{"BgpEnabled":"false"}`: false} {
		if got, err := serve(t, ok(body)).CheckVpnBgpEnabled(t.Context(), region); err != nil || got != want {
			t.Errorf("%s: got %v, %v", body, got, err)
		}
	}
	for _, body := range []string{`{"RequestId":"R"}`, `{"BgpEnabled":null}`, `{"BgpEnabled":"maybe"}`} {
		if got, err := serve(t, ok(body)).CheckVpnBgpEnabled(t.Context(), region); err == nil {
			t.Errorf("%s: got %v", body, got)
		}
	}
}
