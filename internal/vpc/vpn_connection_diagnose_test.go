package vpc_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// problems reads a diagnosis of one answer.
func problems(t *testing.T, v *vpc.VpnConnection, answers ...answer) ([]vpc.Problem, *script, error) {
	t.Helper()
	api := play(t, map[string][]answer{"DiagnoseVpnConnections": answers})
	found, err := api.DiagnoseVpnConnection(t.Context(), region, v)
	return found, api, err
}

func TestDiagnoseVpnConnection(t *testing.T) {
	t.Parallel()
	key := "topsecret"
	dual := &vpc.VpnConnection{VpnConnectionID: vco, Tunnels: []vpc.Tunnel{{TunnelID: "tun-1", Ike: vpc.IkeConfig{Psk: &key}}, {TunnelID: "tun-2"}}}
	single := &vpc.VpnConnection{VpnConnectionID: vco, Ike: vpc.IkeConfig{Psk: &key}}
	one := fmt.Sprintf(`{"VpnConnectionId":%q,"TunnelId":"tun-1","FailedReason":"with topsecret","FailedReasonCode":"C","FailedTime":"1735689600000",`+
		`"MismatchLocalParam":"topsecret","MismatchRemoteParam":"b\u001b[0m","Severity":7,"SourceLog":"l"}`, vco)
	page := func(total, n int) answer {
		return ok(fmt.Sprintf(`{"TotalCount":%d,"VpnConnections":[%s]}`, total, strings.TrimSuffix(strings.Repeat(one+",", n), ",")))
	}
	found, api, err := problems(t, dual, page(1, 1))
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	p := found[0]
	if p.Reason != "with (masked)" || p.LocalParameter != "(masked)" || p.RemoteParameter != "b [0m" || p.Severity != "" || p.Time.Year() != 2025 ||
		p.TunnelID != "tun-1" || p.ReasonCode != "C" || p.Log != "l" {
		t.Errorf("got %+v", p)
	}
	if form := api.form(0); form.Get("TunnelIds.1") != "tun-1" || form.Get("TunnelIds.2") != "tun-2" || form.Has("VpnConnectionIds.1") {
		t.Errorf("sent %v", form)
	}
	found, api, err = problems(t, single, page(51, 50), page(51, 1))
	if form := api.form(0); err != nil || len(found) != 51 || form.Get("VpnConnectionIds.1") != vco {
		t.Errorf("got %d, %v after %v", len(found), err, form)
	}
	if found, _, err := problems(t, single, ok(`{"TotalCount":0,"VpnConnections":[]}`)); err != nil || len(found) != 0 {
		t.Errorf("got %v, %v", found, err)
	}
	other := ok(`{"TotalCount":1,"VpnConnections":[{"VpnConnectionId":"vco-other","SourceLog":"topsecret"}]}`)
	for name, answers := range map[string][]answer{"another's": {other}, "cut short": {page(9, 1)}, "no list": {ok(`{"TotalCount":1,"VpnConnections":"topsecret"}`)}} {
		if found, _, err := problems(t, single, answers...); err == nil || found != nil || strings.Contains(err.Error(), key) {
			t.Errorf("%s: got %v, %v", name, found, err)
		}
	}
	if _, _, err := problems(t, &vpc.VpnConnection{}, page(1, 1)); err == nil {
		t.Error("no connection was named, and all were diagnosed")
	}
}

func TestDescribeVpnConnectionLogs(t *testing.T) {
	t.Parallel()
	key := "topsecret"
	v := &vpc.VpnConnection{VpnConnectionID: vco, Tunnels: []vpc.Tunnel{{TunnelID: "tun-1", Ike: vpc.IkeConfig{Psk: &key}}}}
	page := func(lines int, complete string) answer {
		return ok(fmt.Sprintf(`{"Count":9,"IsCompleted":%s,"Data":{"Logs":[%s]}}`, complete, strings.TrimSuffix(strings.Repeat(`"a topsecret\u001bline",`, lines), ",")))
	}
	in := vpc.DescribeVpnConnectionLogsInput{RegionID: region, Connection: v, TunnelID: "tun-1", From: time.Unix(100, 9), To: time.Unix(200, 0)}
	read := func(answers ...answer) (vpc.Logs, *script, error) {
		api := play(t, map[string][]answer{"DescribeVpnConnectionLogs": answers})
		logs, err := api.DescribeVpnConnectionLogs(t.Context(), in)
		return logs, api, err
	}
	logs, api, err := read(page(50, "true"), page(1, "true"))
	if err != nil || len(logs.Lines) != 51 || !logs.Complete || logs.Lines[0] != "a (masked) line" {
		t.Errorf("got %+v, %v", logs, err)
	}
	if form := api.form(1); form.Get("PageNumber") != "2" || form.Get("From") != "100" || form.Get("To") != "200" || form.Get("TunnelId") != "tun-1" ||
		form.Get("VpnConnectionId") != vco || form.Has("MinutePeriod") {
		t.Errorf("sent %v", form)
	}
	if logs, _, err := read(page(2, "false")); err != nil || logs.Complete {
		t.Errorf("got %+v, %v", logs, err)
	}
	if logs, _, err := read(page(50, "true")); err != nil || logs.Complete || len(logs.Lines) != 2000 {
		t.Errorf("a log without end: %d lines, %v", len(logs.Lines), err)
	}
	for _, odd := range []string{`{"Data":"topsecret"}`, `{"Data":{"Logs":{"a":"topsecret"}}}`} {
		if logs, _, err := read(ok(odd)); err == nil || strings.Contains(err.Error(), key) {
			t.Errorf("%s: got %+v, %v", odd, logs, err)
		}
	}
	if _, _, err := read(refuse(http.StatusNotFound, "InvalidVpnConnectionInstanceId.NotFound")); !errors.Is(err, vpc.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}
