package gateway

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// Common is what the models of both kinds have. They embed it.
type Common struct {
	VpcID                     types.String `tfsdk:"vpc_id"`
	VSwitchID                 types.String `tfsdk:"vswitch_id"`
	DisasterRecoveryVSwitchID types.String `tfsdk:"disaster_recovery_vswitch_id"`
	NetworkType               types.String `tfsdk:"network_type"`
	VpnType                   types.String `tfsdk:"vpn_type"`
	Name                      types.String `tfsdk:"name"`
	Description               types.String `tfsdk:"description"`
	ResourceGroupID           types.String `tfsdk:"resource_group_id"`
	AutoPropagate             types.Bool   `tfsdk:"auto_propagate"`
	AllowDuplicateName        types.Bool   `tfsdk:"allow_duplicate_name"`

	framework.Base
	framework.Tagged

	CreateTime                 types.String `tfsdk:"create_time"`
	GatewayType                types.String `tfsdk:"gateway_type"`
	Status                     types.String `tfsdk:"status"`
	BusinessStatus             types.String `tfsdk:"business_status"`
	InternetIP                 types.String `tfsdk:"internet_ip"`
	DisasterRecoveryInternetIP types.String `tfsdk:"disaster_recovery_internet_ip"`
	EnableBgp                  types.Bool   `tfsdk:"enable_bgp"`
}

// TakeOver overwrites c with what g shows. It keeps what the API never returns
// (timeouts, region), and what this answer lacks or has in a form that nobody
// knows, so that an odd answer never looks like a change. The ID stays what it is: no
// answer changes what a state is about.
func (c *Common) TakeOver(g *vpc.VpnGateway, tags framework.TagPolicy) {
	prior := *c
	c.ID = types.StringValue(g.VpnGatewayID)
	if id := prior.ID.ValueString(); id != "" {
		c.ID = prior.ID
	}
	c.Name = framework.StringOrPrior(g.Name, c.Name)
	c.Description = framework.TextOrPrior(g.Description, c.Description)
	c.VpcID = framework.StringOrPrior(g.VpcID, c.VpcID)
	c.VSwitchID = framework.StringOrPrior(g.VSwitchID, c.VSwitchID)
	c.DisasterRecoveryVSwitchID = framework.StringOrPrior(g.DisasterRecoveryVSwitchID, c.DisasterRecoveryVSwitchID)
	c.NetworkType = framework.StringOrPrior(KnownWord(g.NetworkType, NetworkTypes), c.NetworkType)
	c.VpnType = framework.StringOrPrior(KnownWord(g.VpnType, VpnTypes), c.VpnType)
	c.ResourceGroupID = framework.StringOrPrior(g.ResourceGroupID, c.ResourceGroupID)
	c.AutoPropagate = framework.BoolOrPrior(g.AutoPropagate, c.AutoPropagate)
	c.Tags, c.TagsAll = tags.FromAPI(g.Tags, c.Tags)
	if t := framework.TimeOrNull(g.CreateTime); !t.IsNull() || c.CreateTime.IsUnknown() {
		c.CreateTime = t
	}
	c.GatewayType = framework.StringOrPrior(wordOr(g.GatewayType, vpc.GatewayTypes()), c.GatewayType)
	c.Status = framework.StringOrPrior(wordOr(g.Status, vpc.Statuses()), c.Status)
	c.BusinessStatus = framework.StringOrPrior(wordOr(g.BusinessStatus, vpc.BusinessStatuses()), c.BusinessStatus)
	c.InternetIP = framework.StringOrNull(g.InternetIP)
	c.DisasterRecoveryInternetIP = framework.StringOrNull(g.DisasterRecoveryInternetIP)
	c.EnableBgp = framework.BoolOrPrior(g.EnableBgp, c.EnableBgp)
	for _, field := range g.Odd {
		switch field, _, _ := strings.Cut(field, "."); field {
		case "Tags":
			Keep(&c.Tags, prior.Tags)
			Keep(&c.TagsAll, prior.TagsAll)
		case "InternetIp":
			Keep(&c.InternetIP, prior.InternetIP)
		case "DisasterRecoveryInternetIp":
			Keep(&c.DisasterRecoveryInternetIP, prior.DisasterRecoveryInternetIP)
		}
	}
}

// ForgetPlanned gives up what state has only from a plan that was not carried out
// to its end, so that an answer without one of these shows it as missing.
func (c *Common) ForgetPlanned() {
	c.Name, c.Description = types.StringNull(), types.StringNull()
	c.ResourceGroupID, c.AutoPropagate = types.StringNull(), types.BoolNull()
}

// KeepStable keeps in a plan the values of an active gateway that an update in
// place does not touch. Else everything that refers to, say, the address would be
// planned anew for a changed name.
func (c *Common) KeepStable(state *Common) {
	c.InternetIP, c.DisasterRecoveryInternetIP = state.InternetIP, state.DisasterRecoveryInternetIP
	c.EnableBgp, c.Status, c.BusinessStatus = state.EnableBgp, state.Status, state.BusinessStatus
}

// Keep sets *to to a value from before, if there was one.
func Keep[T interface {
	IsNull() bool
	IsUnknown() bool
}](to *T, before T) {
	if !before.IsNull() && !before.IsUnknown() {
		*to = before
	}
}
