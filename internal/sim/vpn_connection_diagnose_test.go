package sim_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

func TestSim_vpnConnectionDiagnosis(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	o := c.office(nil)
	id := c.connect(o.dual())
	region := params{"RegionId": sim.DefaultRegion}
	if r := c.ok("DiagnoseVpnConnections", region); r.body["TotalCount"] != 0.0 {
		t.Errorf("got %s", r.text)
	}
	v, _ := server.VpnConnection(id)
	at := server.Now()
	server.ChangeVpnConnection(id, func(v *sim.VpnConnection) {
		v.Problems = []sim.Problem{
			{TunnelID: v.Tunnels[0].TunnelID, Reason: "Mismatch", ReasonCode: "PhaseOneMismatch", Severity: "high", Time: at, LocalParam: "aes", RemoteParam: "aes256", SourceLog: "line"},
			{TunnelID: v.Tunnels[1].TunnelID, Reason: "No answer", ReasonCode: "PeerUnreachable", Severity: "low", Time: at},
		}
	})
	r := c.ok("DiagnoseVpnConnections", region.with(params{"TunnelIds.1": v.Tunnels[0].TunnelID}))
	for path, want := range map[string]any{
		"TotalCount": 1.0, "VpnConnections.0.VpnConnectionId": id, "VpnConnections.0.TunnelId": v.Tunnels[0].TunnelID, "VpnConnections.0.FailedReason": "Mismatch",
		"VpnConnections.0.FailedReasonCode": "PhaseOneMismatch", "VpnConnections.0.Severity": "high", "VpnConnections.0.FailedTime": float64(at.UnixMilli()),
		"VpnConnections.0.MismatchLocalParam": "aes", "VpnConnections.0.MismatchRemoteParam": "aes256", "VpnConnections.0.SourceLog": "line",
	} {
		if got := r.at(path); got != want {
			t.Errorf("%s: want %v, got %v", path, want, got)
		}
	}
	for _, tt := range []struct {
		p    params
		want float64
	}{
		{params{"VpnConnectionIds.1": id}, 2},
		{params{"VpnConnectionIds.1": "vco-none"}, 0},
		{params{"VpnGatewayId": o.gateway}, 2},
		{params{"VpnGatewayId": "vpn-none"}, 0},
		{params{"RegionId": sim.ShanghaiRegion}, 0},
	} {
		if r := c.ok("DiagnoseVpnConnections", region.with(tt.p)); r.body["TotalCount"] != tt.want {
			t.Errorf("%v: got %s", tt.p, r.text)
		}
	}
}

func TestSim_vpnConnectionLogs(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	id := c.connect(c.office(nil).dual())
	v, _ := server.VpnConnection(id)
	one, two := v.Tunnels[0].TunnelID, v.Tunnels[1].TunnelID
	now := server.Now()
	server.ChangeVpnConnection(id, func(v *sim.VpnConnection) {
		v.Logs = []sim.LogLine{
			{Time: now.Add(-time.Hour), TunnelID: one, Text: "old"},
			{Time: now.Add(-time.Minute), TunnelID: one, Text: "first"},
			{Time: now, TunnelID: one, Text: "last"},
			{Time: now, TunnelID: two, Text: "other"},
		}
	})
	ask := connected(id).with(params{"TunnelId": one})
	r := c.ok("DescribeVpnConnectionLogs", ask)
	if r.at("Data.Logs.0") != now.UTC().Format(time.DateTime)+" last" || r.at("Data.Logs.2") != nil || r.body["Count"] != 2.0 || r.body["IsCompleted"] != true {
		t.Errorf("got %s", r.text)
	}
	if r := c.ok("DescribeVpnConnectionLogs", ask.with(params{"PageSize": "1", "PageNumber": "2"})); r.body["Count"] != 1.0 || r.at("Data.Logs.0") == nil {
		t.Errorf("got %s", r.text)
	}
	c.refused("DescribeVpnConnectionLogs", connected(id), 400, "MissingTunnelId")
	c.refused("DescribeVpnConnectionLogs", ask.with(params{"TunnelId": "tun-none"}), http.StatusNotFound, "InvalidTunnelId.NotFound")
	c.refused("DescribeVpnConnectionLogs", ask.with(params{"MinutePeriod": "11"}), 400, "InvalidMinutePeriod")
}

func TestSim_vpnConnectionDownload(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	id := c.connect(c.office(nil).dual())
	v, _ := server.VpnConnection(id)
	r := c.ok("DownloadVpnConnectionConfig", connected(id))
	config := "VpnConnectionConfig."
	if r.at(config+"LocalSubnet") != "10.0.0.0/16" || r.at(config+"TunnelsConfig.TunnelConfig.1.TunnelId") != v.Tunnels[1].TunnelID ||
		r.at(config+"TunnelsConfig.TunnelConfig.0.IkeConfig.Psk") != v.Tunnels[0].Ike.Psk || r.at(config+"TunnelsConfig.TunnelConfig.0.IkeConfig.IkeLifetime") != 86400.0 ||
		r.at(config+"TunnelsConfig.TunnelConfig.0.Remote") != "203.0.113.7" {
		t.Errorf("got %s", r.text)
	}
	c.refused("DownloadVpnConnectionConfig", connected("vco-none"), http.StatusNotFound, "InvalidVpnConnectionInstanceId.NotFound")
}
