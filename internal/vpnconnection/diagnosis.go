package vpnconnection

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

var _ datasource.DataSourceWithConfigure = (*diagnosis)(nil)

type diagnosis struct{ framework.DataSource }

// NewDiagnosis returns the data source aliyun_vpn_connection_diagnosis.
func NewDiagnosis() datasource.DataSource { return &diagnosis{} }

// Metadata names the data source.
func (*diagnosis) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "aliyun_vpn_connection_diagnosis"
}

// connectionAttributes are the arguments that name a connection.
func connectionAttributes(more map[string]schema.Attribute) map[string]schema.Attribute {
	more["vpn_connection_id"] = schema.StringAttribute{
		Required: true, MarkdownDescription: "ID of the IPsec connection, of a VPN gateway or for a transit router.", Validators: []validator.String{framework.IDWithPrefix("vco-")},
	}
	more["region"] = schema.StringAttribute{
		Optional: true, Computed: true, MarkdownDescription: framework.RegionDescription, Validators: []validator.String{framework.Region()},
	}
	return more
}

// Schema is the data source's schema.
func (*diagnosis) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Computed: true, MarkdownDescription: description}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Asks Alibaba Cloud what is wrong with an IPsec connection, such as a parameter that does not match the other end's. " +
			"Made for `check` blocks. Pre-shared keys are masked.\n\n" +
			"API: [DiagnoseVpnConnections](https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-diagnosevpnconnections).",
		Attributes: connectionAttributes(map[string]schema.Attribute{
			"healthy": schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether no problem was found."},
			"problems": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "The problems found, in the API's order.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"tunnel":           text("`master` or `slave`, or `tunnel1` or `tunnel2` for an attachment. Null for a connection with a single tunnel."),
					"tunnel_id":        text("ID of the tunnel. Null for a connection with a single tunnel."),
					"reason":           text("What failed."),
					"reason_code":      text("Code of the reason."),
					"severity":         text("How bad it is."),
					"time":             text("When it failed, in UTC (RFC 3339). Null if it is not known."),
					"local_parameter":  text("What Alibaba Cloud has, where the two ends do not match. Empty otherwise."),
					"remote_parameter": text("What the other end has, where the two ends do not match. Empty otherwise."),
					"log":              text("The line of the log that shows it."),
				}},
			},
		}),
	}
}

type diagnosisData struct {
	VpnConnectionID types.String  `tfsdk:"vpn_connection_id"`
	Region          types.String  `tfsdk:"region"`
	Healthy         types.Bool    `tfsdk:"healthy"`
	Problems        []problemData `tfsdk:"problems"`
}

type problemData struct {
	Tunnel          types.String `tfsdk:"tunnel"`
	TunnelID        types.String `tfsdk:"tunnel_id"`
	Reason          string       `tfsdk:"reason"`
	ReasonCode      string       `tfsdk:"reason_code"`
	Severity        string       `tfsdk:"severity"`
	Time            types.String `tfsdk:"time"`
	LocalParameter  string       `tfsdk:"local_parameter"`
	RemoteParameter string       `tfsdk:"remote_parameter"`
	Log             string       `tfsdk:"log"`
}

// Read asks for the diagnosis.
func (d *diagnosis) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	const summary = "Unable to diagnose IPsec connection"
	var state diagnosisData
	resp.Diagnostics.Append(req.Config.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, framework.ReadTimeout)
	defer cancel()
	v := readConnection(ctx, d.Data, summary, state.VpnConnectionID, &state.Region, &resp.Diagnostics)
	if v == nil {
		return
	}
	problems, err := d.Data.VPC.DiagnoseVpnConnection(ctx, state.Region.ValueString(), v)
	if err != nil {
		framework.AddFailure(&resp.Diagnostics, framework.Failure{Summary: summary, Err: err})
		return
	}
	state.Healthy = types.BoolValue(len(problems) == 0)
	state.Problems = make([]problemData, len(problems))
	for i, p := range problems {
		state.Problems[i] = problemOf(v, p)
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}

func problemOf(v *vpc.VpnConnection, p vpc.Problem) problemData {
	data := problemData{
		TunnelID: framework.StringOrNull(p.TunnelID), Time: framework.TimeOrNull(p.Time),
		Reason: p.Reason, ReasonCode: p.ReasonCode, Severity: p.Severity, LocalParameter: p.LocalParameter, RemoteParameter: p.RemoteParameter, Log: p.Log,
	}
	for i := range v.Tunnels {
		if v.Tunnels[i].TunnelID == p.TunnelID && p.TunnelID != "" {
			data.Tunnel = types.StringValue(tunnelName(v, &v.Tunnels[i]))
		}
	}
	return data
}
