package vpc_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const vcoRouteList = "DescribeVcoRouteEntries"

var vcoKey = vpc.VcoRouteKey{VpnConnectionID: vco, Destination: "192.168.12.0/24", NextHop: vco}

func vcoRouteEntries(entries ...string) answer {
	return ok(fmt.Sprintf(`{"PageNumber":1,"PageSize":50,"TotalCount":%d,"RequestId":"R","VcoRouteEntries":[%s]}`, len(entries), strings.Join(entries, ",")))
}

// vcoEntry is the documented one.
var vcoEntry = `{"VpnConnectionId":"` + vco + `","RouteDest":"192.168.12.0/24","NextHop":"` + vco + `","Weight":100,"State":"published",` +
	`"RouteEntryType":"custom","CreateTime":1658217008000,"AsPath":"","Source":""}`

func TestVcoRouteID(t *testing.T) {
	t.Parallel()
	if got, err := vpc.ParseVcoRouteID(vcoKey.ID()); err != nil || got != vcoKey {
		t.Errorf("got %+v, %v", got, err)
	}
	for id, want := range map[string]string{
		"vco-1_10.0.0.0/16":               `the ID must be <connection>_<destination>_<next hop>, got: "vco-1_10.0.0.0/16"`,
		"vco-1_10.0.0.1/16_vco-1":         `"10.0.0.1/16" in it is not a network such as 10.0.0.0/16`,
		"vpn-1_10.0.0.0/16_vco-1":         `"vpn-1" is not the ID of an IPsec connection`,
		"vco-1_10.0.0.0/16_vpn-1":         `"vpn-1" is not the ID of an IPsec connection`,
		"vco-1:10.0.0.0/16:vco-1:100":     `the ID must be`,
		"vco-1_10.0.0.0/16_vco-1_weight-": `the ID must be`,
	} {
		if _, err := vpc.ParseVcoRouteID(id); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v", id, err)
		}
	}
}

// The documented answer is read, and one of three lists that shows a route is believed.
func TestVcoRoute_read(t *testing.T) {
	t.Parallel()
	api := play(t, map[string][]answer{vcoRouteList: {vcoRouteEntries(), vcoRouteEntries(), vcoRouteEntries(vcoEntry)}})
	got, err := api.GetVcoRoute(t.Context(), region, vcoKey)
	if err != nil || got.VcoRouteKey != vcoKey || *got.Weight != 100 || got.CreateTime.UnixMilli() != 1658217008000 || len(got.Odd) > 0 {
		t.Errorf("got %+v, %v", got, err)
	}
	api = play(t, map[string][]answer{vcoRouteList: {vcoRouteEntries()}})
	if _, err := api.GetVcoRoute(t.Context(), region, vcoKey); !errors.Is(err, vpc.ErrNotFound) || strings.Count(api.actions(), vcoRouteList) < 3 {
		t.Errorf("%s: got %v", api.actions(), err)
	}
}

// UnknownError says that the connection is gone, if a read of the connection agrees.
func TestVcoRoute_unknownError(t *testing.T) {
	t.Parallel()
	unknown, none := refuse(400, "UnknownError"), refuse(404, "InvalidVpnConnectionInstanceId.NotFound")
	gone := map[string][]answer{vcoRouteList: {unknown}, "DescribeVpnConnection": {none}, "DescribeVpnAttachments": {attachmentList()}}
	if _, err := play(t, gone).GetVcoRoute(t.Context(), region, vcoKey); !errors.Is(err, vpc.ErrNotFound) {
		t.Errorf("got %v", err)
	}
	there := map[string][]answer{vcoRouteList: {unknown, vcoRouteEntries(vcoEntry)}, "DescribeVpnConnection": {attachmentIn("attached")}}
	if got, err := play(t, there).GetVcoRoute(t.Context(), region, vcoKey); err != nil || got.VcoRouteKey != vcoKey {
		t.Errorf("got %v, %v", got, err)
	}
	there[vcoRouteList] = []answer{unknown}
	if _, err := play(t, there).GetVcoRoute(t.Context(), region, vcoKey); err == nil || errors.Is(err, vpc.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

// A write keeps the connection's turn until that is configured. A delete is done when
// three lists in a row lack the route.
func TestVcoRoute_writes(t *testing.T) {
	t.Parallel()
	answers := map[string][]answer{
		"CreateVcoRouteEntry": {ok(vcoEntry)}, "DeleteVcoRouteEntry": {ok(`{"RequestId":"R"}`)},
		"DescribeVpnConnection": {attachmentIn("updating"), attachmentIn("attached")},
		vcoRouteList:            {vcoRouteEntries(), vcoRouteEntries(), vcoRouteEntries(vcoEntry), vcoRouteEntries()},
	}
	api := play(t, answers)
	description := "office"
	got, created, err := api.CreateVcoRoute(t.Context(), vpc.CreateVcoRouteInput{RegionID: region, VcoRouteKey: vcoKey, Weight: 100, Description: &description})
	if err != nil || created.Unsettled != nil || got.VcoRouteKey != vcoKey || *got.Weight != 100 {
		t.Fatal(got, created, err)
	}
	form := api.form(1)
	for name, want := range map[string]string{
		"VpnConnectionId": vco, "RouteDest": vcoKey.Destination, "NextHop": vco, "Weight": "100", "Description": description, "RegionId": region,
	} {
		if form.Get(name) != want {
			t.Errorf("%s: got %q", name, form.Get(name))
		}
	}
	if err := api.DeleteVcoRoute(t.Context(), region, vcoKey, 100); err != nil {
		t.Fatal(err)
	}
	list := vcoRouteList + " "
	want := list + "CreateVcoRouteEntry DescribeVpnConnection DescribeVpnConnection DeleteVcoRouteEntry DescribeVpnConnection " + strings.Repeat(list, 5)
	if got := api.actions() + " "; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	answers[vcoRouteList] = []answer{vcoRouteEntries(vcoEntry)}
	api = play(t, answers)
	if _, _, err := api.CreateVcoRoute(t.Context(), vpc.CreateVcoRouteInput{RegionID: region, VcoRouteKey: vcoKey}); !errors.As(err, new(*vpc.VcoRouteExistsError)) ||
		strings.Contains(api.actions(), "Create") {
		t.Errorf("%s: got %v", api.actions(), err)
	}
}
