package vpc

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// Problem is what DiagnoseVpnConnections finds in a tunnel. Its texts come from
// logs and are Printable; pre-shared keys of the connection in them are masked.
type Problem struct {
	// TunnelID is empty for a single-tunnel connection.
	TunnelID string
	// Reason and ReasonCode say what failed, and Severity how bad it is.
	Reason, ReasonCode, Severity string
	// Time is when it failed, in UTC; zero when the API names none.
	Time time.Time
	// LocalParameter is what Alibaba Cloud has and RemoteParameter what the other
	// end has, where they do not match.
	LocalParameter, RemoteParameter string
	// Log is the line of the log that tells.
	Log string
}

type diagnoseVpnConnectionsAnswer struct {
	TotalCount     integer
	VpnConnections []problemAnswer
}

type problemAnswer struct {
	VpnConnectionID     string `json:"VpnConnectionId"`
	TunnelID            string `json:"TunnelId"`
	FailedReason        string
	FailedReasonCode    string
	FailedTime          milliseconds
	MismatchLocalParam  string
	MismatchRemoteParam string
	Severity            string
	SourceLog           string
	Odd                 oddFields `json:"-"`
}

func (diagnoseVpnConnectionsAnswer) needs() []string {
	return []string{"TotalCount", "VpnConnections"}
}

// maxProblemText is how much of a text of a problem is kept, and maxLogLine how
// much of a line of a log.
const (
	maxProblemText = 300
	maxLogLine     = 2000
)

// DiagnoseVpnConnection asks what is wrong with a connection, which v is as it was
// read. No problem is found in one that is up.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-diagnosevpnconnections
func (c *Client) DiagnoseVpnConnection(ctx context.Context, region string, v *VpnConnection) ([]Problem, error) {
	if err := VpnConnectionObject(region, v.VpnConnectionID, "").check(); err != nil {
		return nil, err
	}
	p := params{}
	var tunnels []string
	for _, t := range v.Tunnels {
		if t.TunnelID != "" {
			tunnels = append(tunnels, t.TunnelID)
		}
	}
	// A dual-tunnel connection is named by its tunnels.
	if len(tunnels) > 0 {
		p.list("TunnelIds", tunnels)
	} else {
		p.list("VpnConnectionIds", []string{v.VpnConnectionID})
	}
	// A problem has no ID, and two can be alike.
	type numbered struct {
		number  int64
		problem problemAnswer
	}
	var count atomic.Int64
	all, err := listPages(ctx, c, "DiagnoseVpnConnections", region, p,
		func(n numbered) string { return strconv.FormatInt(n.number, 10) },
		func(answer *diagnoseVpnConnectionsAnswer) ([]numbered, integer) {
			found := make([]numbered, len(answer.VpnConnections))
			for i, problem := range answer.VpnConnections {
				found[i] = numbered{count.Add(1), problem}
			}
			return found, answer.TotalCount
		})
	if err != nil {
		return nil, vpnConnectionKind.goneError(err)
	}
	var problems []Problem
	for _, n := range all {
		a := n.problem
		// The answer is about what was asked.
		if a.VpnConnectionID != "" && a.VpnConnectionID != v.VpnConnectionID {
			return nil, fmt.Errorf("DiagnoseVpnConnections: %s was asked for, and the answer is about %s",
				v.VpnConnectionID, openapi.Printable(a.VpnConnectionID, maxStatus))
		}
		text := func(s string) string { return openapi.Printable(v.withoutKeys(s), maxProblemText) }
		problems = append(problems, Problem{
			TunnelID: openapi.Printable(a.TunnelID, maxStatus), Reason: text(a.FailedReason), ReasonCode: text(a.FailedReasonCode),
			Severity: text(a.Severity), Time: time.Time(a.FailedTime), LocalParameter: text(a.MismatchLocalParam),
			RemoteParameter: text(a.MismatchRemoteParam), Log: openapi.Printable(v.withoutKeys(a.SourceLog), maxLogLine),
		})
	}
	return problems, nil
}

// withoutKeys masks the connection's pre-shared keys in a text.
func (v *VpnConnection) withoutKeys(text string) string {
	mask := func(key *string) {
		if key != nil && *key != "" {
			text = strings.ReplaceAll(text, *key, "(masked)")
		}
	}
	mask(v.Ike.Psk)
	for i := range v.Tunnels {
		mask(v.Tunnels[i].Ike.Psk)
	}
	return text
}

// DescribeVpnConnectionLogsInput selects lines of the log of a connection.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describevpnconnectionlogs
type DescribeVpnConnectionLogsInput struct {
	RegionID string
	// Connection is the connection as it was read.
	Connection *VpnConnection
	// TunnelID is one of its tunnels; "" for a single-tunnel connection.
	TunnelID string
	// From and To bound the time, to the second. Zero values are not sent.
	From, To time.Time
	// MinutePeriod is 1 to 10, in place of From and To; 0 is not sent.
	MinutePeriod int64
}

// Logs are lines of a log, as the API orders them. They are Printable, and
// pre-shared keys of the connection in them are masked.
type Logs struct {
	Lines []string
	// Complete is false when the API says that there is more, or there are more
	// lines than are read.
	Complete bool
}

type describeVpnConnectionLogsAnswer struct {
	IsCompleted boolean
	Data        struct{ Logs []string }
}

func (describeVpnConnectionLogsAnswer) needs() []string { return []string{"Data"} }

// maxLogPages ends a log that does not end.
const maxLogPages = 40

// DescribeVpnConnectionLogs reads the log of a connection or a tunnel, at most
// 2,000 lines.
func (c *Client) DescribeVpnConnectionLogs(ctx context.Context, in DescribeVpnConnectionLogsInput) (Logs, error) {
	o := VpnConnectionObject(in.RegionID, in.Connection.VpnConnectionID, "")
	if err := o.check(); err != nil {
		return Logs{}, err
	}
	logs := Logs{Complete: true}
	for number := 1; ; number++ {
		p := params{}
		p.str("VpnConnectionId", o.ID)
		p.filter("TunnelId", in.TunnelID)
		if !in.From.IsZero() {
			p.str("From", strconv.FormatInt(in.From.Unix(), 10))
		}
		if !in.To.IsZero() {
			p.str("To", strconv.FormatInt(in.To.Unix(), 10))
		}
		if in.MinutePeriod != 0 {
			p.int64Ptr("MinutePeriod", &in.MinutePeriod)
		}
		p.str("PageSize", strconv.Itoa(pageSize))
		p.str("PageNumber", strconv.Itoa(number))
		var out tolerant[describeVpnConnectionLogsAnswer]
		if err := c.call(ctx, c.request("DescribeVpnConnectionLogs", in.RegionID, p), &out); err != nil {
			return Logs{}, vpnConnectionKind.goneError(err)
		}
		lines := out.value.Data.Logs
		for _, line := range lines {
			logs.Lines = append(logs.Lines, openapi.Printable(in.Connection.withoutKeys(line), maxLogLine))
		}
		if done := out.value.IsCompleted.value; done != nil && !*done {
			logs.Complete = false
		}
		if len(lines) < pageSize {
			return logs, nil
		}
		if number == maxLogPages {
			logs.Complete = false
			return logs, nil
		}
	}
}
