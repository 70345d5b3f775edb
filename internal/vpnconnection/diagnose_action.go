package vpnconnection

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

var _ action.ActionWithConfigure = (*diagnoseAction)(nil)

type diagnoseAction struct{ framework.Action }

// NewDiagnoseAction returns the action aliyun_vpn_connection_diagnose.
func NewDiagnoseAction() action.Action { return &diagnoseAction{} }

// Metadata names the action.
func (*diagnoseAction) Metadata(_ context.Context, _ action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = "aliyun_vpn_connection_diagnose"
}

// Schema is the action's schema.
func (*diagnoseAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Asks Alibaba Cloud what is wrong with an IPsec connection, and reports each problem as a warning. It changes nothing. " +
			"Needs Terraform 1.14 or later.\n\n" +
			"API: [DiagnoseVpnConnections](https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-diagnosevpnconnections).",
		Attributes: map[string]schema.Attribute{
			"vpn_connection_id": schema.StringAttribute{
				Required: true, MarkdownDescription: "ID of the IPsec connection.", Validators: []validator.String{framework.IDWithPrefix("vco-")},
			},
			"region": schema.StringAttribute{
				Optional: true, MarkdownDescription: "Region of the connection. Defaults to the provider's region.", Validators: []validator.String{framework.Region()},
			},
		},
	}
}

// Invoke asks for the diagnosis.
func (a *diagnoseAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	const summary = "Unable to diagnose IPsec connection"
	var config struct {
		VpnConnectionID types.String `tfsdk:"vpn_connection_id"`
		Region          types.String `tfsdk:"region"`
	}
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, framework.ReadTimeout)
	defer cancel()
	v := readConnection(ctx, a.Data, summary, config.VpnConnectionID, &config.Region, &resp.Diagnostics)
	if v == nil {
		return
	}
	problems, err := a.Data.VPC.DiagnoseVpnConnection(ctx, config.Region.ValueString(), v)
	if err != nil {
		framework.AddFailure(&resp.Diagnostics, framework.Failure{Summary: summary, Err: err})
		return
	}
	for _, p := range problems {
		resp.Diagnostics.AddWarning("Problem of IPsec connection "+v.VpnConnectionID, problemText(v, p))
	}
	resp.SendProgress(action.InvokeProgressEvent{Message: fmt.Sprintf("%s: problems found: %d", v.VpnConnectionID, len(problems))})
}

// problemText is a problem in words.
func problemText(v *vpc.VpnConnection, p vpc.Problem) string {
	d := problemOf(v, p)
	text := d.Reason
	if d.ReasonCode != "" {
		text += " (" + d.ReasonCode + ")"
	}
	if tunnel := d.Tunnel.ValueString(); tunnel != "" {
		text = "Tunnel " + tunnel + ": " + text
	}
	if d.LocalParameter != "" || d.RemoteParameter != "" {
		text += fmt.Sprintf("\n\nAlibaba Cloud has %q, the other end has %q.", d.LocalParameter, d.RemoteParameter)
	}
	if d.Log != "" {
		text += "\n\nLog: " + d.Log
	}
	return text
}
