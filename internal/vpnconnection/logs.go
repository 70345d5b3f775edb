package vpnconnection

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

var (
	_ datasource.DataSourceWithConfigure      = (*logs)(nil)
	_ datasource.DataSourceWithValidateConfig = (*logs)(nil)
)

type logs struct{ framework.DataSource }

// NewLogs returns the data source aliyun_vpn_connection_logs.
func NewLogs() datasource.DataSource { return &logs{} }

// Metadata names the data source.
func (*logs) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "aliyun_vpn_connection_logs"
}

// defaultMinutes is how far back the log goes where nothing else is said: as far
// as the API's own words for a span allow.
const defaultMinutes = 10

// Schema is the data source's schema.
func (*logs) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads the log of an IPsec connection: the negotiation with the other end. Pre-shared keys are masked. " +
			"It reads 2,000 lines at most.\n\n" +
			"API: [DescribeVpnConnectionLogs](https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describevpnconnectionlogs).",
		Attributes: connectionAttributes(map[string]schema.Attribute{
			"tunnel_id": schema.StringAttribute{
				Optional: true, MarkdownDescription: "ID of the tunnel. Required if the connection has two tunnels.",
				Validators: []validator.String{framework.IDWithPrefix("tun-")},
			},
			"minutes": schema.Int64Attribute{
				CustomType: framework.WholeNumber{}, Optional: true,
				MarkdownDescription: "How many minutes to go back: 1 to 10. Defaults to `10`, unless `start_time` is set.",
				Validators:          []validator.Int64{int64validator.Between(1, defaultMinutes), int64validator.ConflictsWith(path.MatchRoot("start_time"))},
			},
			"start_time": schema.StringAttribute{
				Optional: true, MarkdownDescription: "Start of the time to read, in RFC 3339, such as `2026-01-02T15:04:05Z`. Needs `end_time`.",
				Validators: []validator.String{stringvalidator.AlsoRequires(path.MatchRoot("end_time"))},
			},
			"end_time": schema.StringAttribute{
				Optional: true, MarkdownDescription: "End of the time to read, in RFC 3339. Needs `start_time`.",
				Validators: []validator.String{stringvalidator.AlsoRequires(path.MatchRoot("start_time"))},
			},
			"lines":    schema.ListAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: "The lines, in the API's order."},
			"complete": schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether these are all lines of that time."},
		}),
	}
}

type logsData struct {
	VpnConnectionID types.String `tfsdk:"vpn_connection_id"`
	Region          types.String `tfsdk:"region"`
	TunnelID        types.String `tfsdk:"tunnel_id"`
	Minutes         types.Int64  `tfsdk:"minutes"`
	StartTime       types.String `tfsdk:"start_time"`
	EndTime         types.String `tfsdk:"end_time"`
	Lines           []string     `tfsdk:"lines"`
	Complete        types.Bool   `tfsdk:"complete"`
}

// ValidateConfig reads the times.
func (*logs) ValidateConfig(ctx context.Context, req datasource.ValidateConfigRequest, resp *datasource.ValidateConfigResponse) {
	var start, end types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("start_time"), &start)...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("end_time"), &end)...)
	from, to := readTime("start_time", start, &resp.Diagnostics), readTime("end_time", end, &resp.Diagnostics)
	if !from.IsZero() && !to.IsZero() && !from.Before(to) {
		resp.Diagnostics.AddAttributeError(path.Root("end_time"), "Invalid end_time", "end_time must be after start_time.")
	}
}

// readTime is the zero time for what is not set, not known or not a time.
func readTime(name string, value types.String, diags *diag.Diagnostics) time.Time {
	if value.ValueString() == "" {
		return time.Time{}
	}
	at, err := time.Parse(time.RFC3339, value.ValueString())
	if err != nil || at.Unix() < 0 {
		diags.AddAttributeError(path.Root(name), "Invalid "+name,
			fmt.Sprintf("%s must be a time in RFC 3339, such as 2026-01-02T15:04:05Z, got: %q", name, value.ValueString()))
		return time.Time{}
	}
	return at
}

// Read asks for the lines.
func (d *logs) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	const summary = "Unable to read the log of IPsec connection"
	var state logsData
	resp.Diagnostics.Append(req.Config.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, framework.ReadTimeout)
	defer cancel()
	v := readConnection(ctx, d.Data, summary, state.VpnConnectionID, &state.Region, &resp.Diagnostics)
	if v == nil || !ofConnection(v, state.TunnelID, &resp.Diagnostics) {
		return
	}
	in := vpc.DescribeVpnConnectionLogsInput{
		RegionID: state.Region.ValueString(), Connection: v, TunnelID: state.TunnelID.ValueString(), MinutePeriod: state.Minutes.ValueInt64(),
		From: readTime("start_time", state.StartTime, &resp.Diagnostics), To: readTime("end_time", state.EndTime, &resp.Diagnostics),
	}
	if in.From.IsZero() && in.MinutePeriod == 0 {
		in.MinutePeriod = defaultMinutes
	}
	found, err := d.Data.VPC.DescribeVpnConnectionLogs(ctx, in)
	if err != nil {
		framework.AddFailure(&resp.Diagnostics, framework.Failure{Summary: summary, Err: err})
		return
	}
	state.Lines, state.Complete = append([]string{}, found.Lines...), types.BoolValue(found.Complete)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}

// ofConnection checks that the tunnel is one of the connection, and named if it
// has two.
func ofConnection(v *vpc.VpnConnection, id types.String, diags *diag.Diagnostics) bool {
	var ways []string
	for i := range v.Tunnels {
		if v.Tunnels[i].TunnelID == id.ValueString() {
			return true
		}
		ways = append(ways, fmt.Sprintf("%s (%s)", v.Tunnels[i].TunnelID, tunnelName(v, &v.Tunnels[i])))
	}
	at := path.Root("tunnel_id")
	switch {
	case len(ways) == 0 && id.IsNull():
		return true
	case len(ways) == 0:
		diags.AddAttributeError(at, "Unexpected tunnel_id", fmt.Sprintf("%s has a single tunnel, which has no ID. Remove tunnel_id.", v.VpnConnectionID))
	case id.IsNull():
		diags.AddAttributeError(at, "Missing tunnel_id", fmt.Sprintf("%s has two tunnels: %s. Set tunnel_id to one of them.", v.VpnConnectionID, strings.Join(ways, ", ")))
	default:
		diags.AddAttributeError(at, "No such tunnel", fmt.Sprintf("%s is not a tunnel of %s, which has %s.", id.ValueString(), v.VpnConnectionID, strings.Join(ways, ", ")))
	}
	return false
}
