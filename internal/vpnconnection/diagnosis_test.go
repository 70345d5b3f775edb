package vpnconnection_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// A check block is what the data source is made for.
const checkedOffice = `check "office" {
  data "aliyun_vpn_connection_diagnosis" "office" {
    vpn_connection_id = "` + existingID + `"
  }
  assert {
    condition = data.aliyun_vpn_connection_diagnosis.office.healthy
    error_message = join(", ", [for p in data.aliyun_vpn_connection_diagnosis.office.problems : "${p.tunnel}: ${p.reason_code} ${p.local_parameter}/${p.remote_parameter}"])
  }
}
`

// broken gives the first tunnel a problem whose texts hold its key.
func broken(c *acctest.Cloud) {
	c.Sim().ChangeVpnConnection(existingID, func(v *sim.VpnConnection) {
		v.Problems = []sim.Problem{
			{
				TunnelID: v.Tunnels[0].TunnelID, Reason: "The algorithms\x1b[31m do not match.", ReasonCode: "PhaseOneMismatch", Severity: "high",
				Time: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), LocalParam: "aes256", RemoteParam: "3des", SourceLog: "psk key-of-the-first-tunnel refused",
			},
			{TunnelID: "tun-2", Reason: "No answer.", ReasonCode: "PeerUnreachable"},
		}
	})
}

func TestVpnConnectionDiagnosis(t *testing.T) {
	t.Parallel()
	c := existing(t, true)
	name := "data.aliyun_vpn_connection_diagnosis.office"
	config := c.Provider() + "data \"aliyun_vpn_connection_diagnosis\" \"office\" {\n  vpn_connection_id = \"" + existingID + "\"\n}\n"
	exact := knownvalue.StringExact
	check := func(path string, want knownvalue.Check) statecheck.StateCheck {
		return statecheck.ExpectKnownValue(name, tfjsonpath.New(path), want)
	}
	c.Test(
		resource.TestStep{Config: config, ConfigStateChecks: []statecheck.StateCheck{
			check("healthy", knownvalue.Bool(true)), check("problems", knownvalue.ListSizeExact(0)), check("region", exact(sim.DefaultRegion)),
		}},
		resource.TestStep{PreConfig: func() { broken(c) }, Config: config, ConfigStateChecks: []statecheck.StateCheck{
			check("healthy", knownvalue.Bool(false)),
			check("problems", knownvalue.ListExact([]knownvalue.Check{
				knownvalue.ObjectExact(map[string]knownvalue.Check{
					"tunnel": exact("master"), "tunnel_id": exact("tun-1"), "reason": exact("The algorithms [31m do not match."),
					"reason_code": exact("PhaseOneMismatch"), "severity": exact("high"), "time": exact("2026-01-02T03:04:05Z"),
					"local_parameter": exact("aes256"), "remote_parameter": exact("3des"), "log": exact("psk (masked) refused"),
				}),
				knownvalue.ObjectPartial(map[string]knownvalue.Check{"tunnel": exact("slave"), "reason_code": exact("PeerUnreachable"), "local_parameter": exact("")}),
			})),
		}},
		// With a check block the apply goes on, and says what is wrong.
		resource.TestStep{Config: c.Provider() + checkedOffice, ExpectNonEmptyPlan: true}, // it is read again in each plan
		resource.TestStep{
			Config:      strings.Replace(config, existingID, "vco-none", 1),
			ExpectError: regexp.MustCompile(`(?s)No such IPsec connection.*There is no IPsec connection vco-none in cn-hangzhou`),
		},
		resource.TestStep{Config: strings.Replace(config, existingID, "cgw-1", 1), ExpectError: regexp.MustCompile(`(?s)starts\s+with\s+"vco-"`)},
		resource.TestStep{Config: c.Provider()},
	)
	for _, r := range c.Sim().Requests() {
		if r.Action == "DiagnoseVpnConnections" && (r.Params["TunnelIds.1"] != "tun-1" || r.Params["TunnelIds.2"] != "tun-2" || r.Params["VpnConnectionIds.1"] != "") {
			t.Errorf("asked for %v", r.Params)
		}
	}
}

// A connection with a single tunnel is named by its ID.
func TestVpnConnectionDiagnosis_single(t *testing.T) {
	t.Parallel()
	c := existing(t, false)
	c.Sim().ChangeVpnConnection(existingID, func(v *sim.VpnConnection) { v.Problems = []sim.Problem{{ReasonCode: "PeerUnreachable"}} })
	c.Test(resource.TestStep{
		Config: c.Provider() + "data \"aliyun_vpn_connection_diagnosis\" \"office\" {\n  vpn_connection_id = \"" + existingID + "\"\n}\n",
		ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownValue("data.aliyun_vpn_connection_diagnosis.office", tfjsonpath.New("problems"),
			knownvalue.ListExact([]knownvalue.Check{knownvalue.ObjectPartial(map[string]knownvalue.Check{
				"tunnel": knownvalue.Null(), "tunnel_id": knownvalue.Null(), "time": knownvalue.Null(), "reason_code": knownvalue.StringExact("PeerUnreachable"),
			})}))},
	})
}

// The action says the same in warnings, and changes nothing.
func TestVpnConnectionDiagnose_action(t *testing.T) {
	t.Parallel()
	c := existing(t, true)
	p := c.Instance("aliyun_vpn_gateway", nil)
	const action = "aliyun_vpn_connection_diagnose"
	progress, said := p.Invoke(action, map[string]any{"vpn_connection_id": existingID})
	if len(said) > 0 || len(progress) != 1 || progress[0] != existingID+": problems found: 0" {
		t.Errorf("got %v, %s", progress, said.Texts())
	}
	broken(c)
	c.Sim().ResetRequests()
	progress, said = p.Invoke(action, map[string]any{"vpn_connection_id": existingID, "region": sim.DefaultRegion})
	want := "Tunnel master: The algorithms [31m do not match. (PhaseOneMismatch)\n\nAlibaba Cloud has \"aes256\", the other end has \"3des\".\n\nLog: psk (masked) refused"
	if len(said) != 2 || said.HasError() || said[0].Summary != "Problem of IPsec connection "+existingID || said[0].Detail != want || progress[0] != existingID+": problems found: 2" {
		t.Errorf("got %v, %s", progress, said.Texts())
	}
	for _, r := range c.Sim().Requests() {
		if r.Action != "DescribeVpnConnection" && r.Action != "DiagnoseVpnConnections" {
			t.Errorf("called %s", r.Action)
		}
	}
	for id, summary := range map[string]string{"vco-none": "No such IPsec connection", "vpn-1": "Invalid vpn_connection_id"} {
		if _, said := p.Invoke(action, map[string]any{"vpn_connection_id": id}); len(said) != 1 || !said.HasError() || !strings.Contains(strings.Join(said.Texts(), "\n"), summary) {
			t.Errorf("%s: got %s", id, said.Texts())
		}
	}
	c.Sim().AddFault(sim.Fault{Action: "DiagnoseVpnConnections", Code: "Forbidden.RAM", Status: 403})
	if _, said := p.Invoke(action, map[string]any{"vpn_connection_id": existingID}); !said.HasError() || !strings.Contains(strings.Join(said.Texts(), "\n"), "Forbidden.RAM") {
		t.Errorf("got %s", said.Texts())
	}
}

func TestVpnConnectionLogs(t *testing.T) {
	t.Parallel()
	c := existing(t, true)
	config := func(more string) string {
		return c.Provider() + fmt.Sprintf("data \"aliyun_vpn_connection_logs\" \"office\" {\n  vpn_connection_id = %q\n  %s\n}\n", existingID, more)
	}
	write := func() {
		now := c.Sim().Now()
		c.Sim().ChangeVpnConnection(existingID, func(v *sim.VpnConnection) {
			v.Logs = nil
			for i := range 60 {
				v.Logs = append(v.Logs, sim.LogLine{Time: now, TunnelID: "tun-1", Text: fmt.Sprintf("line %d with key-of-the-first-tunnel", i)})
			}
			v.Logs = append(v.Logs,
				sim.LogLine{Time: now, TunnelID: "tun-2", Text: "of the other tunnel"},
				sim.LogLine{Time: time.Date(2020, 5, 6, 7, 8, 9, 0, time.UTC), TunnelID: "tun-2", Text: "long ago"})
		})
	}
	lines := func(want knownvalue.Check) []statecheck.StateCheck {
		return []statecheck.StateCheck{
			statecheck.ExpectKnownValue("data.aliyun_vpn_connection_logs.office", tfjsonpath.New("lines"), want),
			statecheck.ExpectKnownValue("data.aliyun_vpn_connection_logs.office", tfjsonpath.New("complete"), knownvalue.Bool(true)),
		}
	}
	masked := knownvalue.StringRegexp(regexp.MustCompile(`^\S+ \S+ line 59 with \(masked\)$`))
	fails := func(more, pattern string) resource.TestStep {
		return resource.TestStep{Config: config(more), ExpectError: regexp.MustCompile(pattern)}
	}
	c.Test(
		resource.TestStep{PreConfig: write, Config: config(`tunnel_id = "tun-1"`), ConfigStateChecks: lines(knownvalue.ListSizeExact(60))},
		resource.TestStep{
			PreConfig: write, Config: config("tunnel_id = \"tun-1\"\n  minutes = 1"),
			ConfigStateChecks: lines(knownvalue.ListPartial(map[int]knownvalue.Check{0: masked})),
		},
		resource.TestStep{
			Config:            config("tunnel_id = \"tun-2\"\n  start_time = \"2020-05-06T07:00:00Z\"\n  end_time = \"2020-05-06T10:00:00+02:00\""),
			ConfigStateChecks: lines(knownvalue.ListExact([]knownvalue.Check{knownvalue.StringExact("2020-05-06 07:08:09 long ago")})),
		},
		fails("", `(?s)Missing tunnel_id.*has two tunnels:\s+tun-1\s+\(master\),\s+tun-2\s+\(slave\)`),
		fails(`tunnel_id = "tun-9"`, `(?s)No such tunnel.*tun-9\s+is\s+not\s+a\s+tunnel`),
		fails(`tunnel_id = "vco-1"`, `(?s)starts\s+with\s+"tun-"`),
		fails(`minutes = 11`, `(?s)minutes`),
		fails(`start_time = "2020-05-06T07:00:00Z"`, `(?s)end_time`),
		fails("minutes = 1\n  start_time = \"2020-05-06T07:00:00Z\"\n  end_time = \"2020-05-06T08:00:00Z\"", `(?s)start_time`),
		fails("start_time = \"yesterday\"\n  end_time = \"2020-05-06T08:00:00Z\"", `(?s)start_time\s+must\s+be\s+a\s+time\s+in\s+RFC\s+3339.*yesterday`),
		fails("start_time = \"2020-05-06T09:00:00Z\"\n  end_time = \"2020-05-06T08:00:00Z\"", `(?s)end_time\s+must\s+be\s+after\s+start_time`),
		resource.TestStep{Config: c.Provider()},
	)
}

func TestVpnConnectionLogs_single(t *testing.T) {
	t.Parallel()
	c := existing(t, false)
	config := func(more string) string {
		return c.Provider() + "data \"aliyun_vpn_connection_logs\" \"office\" {\n  vpn_connection_id = \"" + existingID + "\"\n" + more + "}\n"
	}
	c.Test(
		resource.TestStep{
			PreConfig: func() {
				at := c.Sim().Now()
				c.Sim().ChangeVpnConnection(existingID, func(v *sim.VpnConnection) { v.Logs = []sim.LogLine{{Time: at, Text: "text"}} })
			},
			Config: config(""),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue("data.aliyun_vpn_connection_logs.office", tfjsonpath.New("lines"), knownvalue.ListSizeExact(1)),
			},
		},
		resource.TestStep{Config: config("  tunnel_id = \"tun-1\"\n"), ExpectError: regexp.MustCompile(`(?s)Unexpected tunnel_id.*has\s+a\s+single\s+tunnel`)},
		resource.TestStep{Config: c.Provider()},
	)
}
