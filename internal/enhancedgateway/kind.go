// Package enhancedgateway is all that Terraform knows of enhanced VPN gateways. What
// they have in common with the others is in package gateway.
package enhancedgateway

import (
	"context"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/gateway"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const (
	noun      = "enhanced VPN gateway"
	exampleID = "vpn-bp1e5hbnyvc9x2mkq7d3a"
)

// Kind is what aliyun_enhanced_vpn_gateway shares with other resources.
var Kind = &framework.Kind[model, *vpc.VpnGateway, *model]{
	TypeName:  gateway.EnhancedTypeName,
	Noun:      noun,
	IDPrefix:  "vpn-",
	ExampleID: exampleID,
	MovedFrom: "alicloud_vpn_gateway_enhanced_vpn_gateway",
	Schema:    schemaOf,
	Get: func(ctx context.Context, client *vpc.Client, m *model) (*vpc.VpnGateway, error) {
		return client.GetEnhancedVpnGateway(ctx, m.Region.ValueString(), m.ID.ValueString())
	},
	Parameters:  parameters,
	Hint:        hint,
	Refresh:     refresh,
	Gone:        gone,
	Plan:        plan,
	PrivateKeys: []string{gateway.KeyUnseen, gateway.KeyUnfinished},
}

// enhanced is what the resource has in common with the other one of gateways.
var enhanced = &gateway.Kind{
	TypeName: gateway.EnhancedTypeName, Noun: noun, Type: vpc.GatewayTypeEnhanced,
	Other: vpc.GatewayTypeTraditional, OtherTypeName: gateway.TypeName,
	Explain: func(f framework.Failure) framework.Failure { return f.Explained(parameters, hint) },
}

var parameters = framework.Parameters(map[string]string{
	"AutoPropagate": "auto_propagate", "DisasterRecoveryVSwitchId": "disaster_recovery_vswitch_id", "NetworkType": "network_type",
	"VSwitchId": "vswitch_id", "VpcId": "vpc_id", "VpnType": "vpn_type",
})

var hint = framework.Hints(map[string]string{
	"Resource.QuotaFull": "The account has as many VPN gateways as its quota allows (30 unless raised). " +
		"Release one that is not needed, or ask for a higher quota in the Quota Center (https://quotas.console.aliyun.com).",
	"InvalidVpcId.NotFound": "There is no such VPC in the region of this resource. Check vpc_id, and region if the VPC is in another one.",
	"InvalidVSwitchId.NotFound": "vswitch_id and disaster_recovery_vswitch_id have to be vSwitches of this VPC and region, " +
		"in two zones where the region has as many.",
	"VpnGateway.FinancialLocked": "A payment for the gateway is overdue. Pay it in the console, then apply again.",
})

// gone reports whether a gateway that does not exist is dropped from state: not
// one that was ordered and has not shown yet.
func gone(ctx context.Context, m *model, private framework.PrivateState, diags *diag.Diagnostics) bool {
	if gateway.MayAppear(ctx, private, time.Now()) {
		enhanced.AddNotShown(diags, m.ID.ValueString())
		return false
	}
	return true
}

func refresh(
	ctx context.Context, m *model, seen *vpc.VpnGateway, tags framework.TagPolicy, private framework.PrivateState,
) (diags diag.Diagnostics) {
	if !enhanced.CheckRefreshed(ctx, m.order(), seen, private, &diags) || enhanced.RefuseOther(seen, &diags) {
		return diags
	}
	if gateway.IsUnfinished(ctx, private) {
		m.ForgetPlanned()
		diags.Append(gateway.SetUnfinished(ctx, private, false)...)
	}
	m.FromAPI(seen, tags)
	return diags
}

// plan says what a change costs, and keeps the values that it does not touch.
func plan(_ context.Context, c *framework.Change[model]) {
	if c.State == nil || c.Plan == nil {
		return
	}
	enhanced.AddDeleting(c.Diags, &c.State.Common)
	replaced, neverRead := c.Replaced(nil)
	if len(replaced) > 0 {
		c.Diags.AddWarning("Enhanced VPN gateway will be replaced", "The API cannot change "+strings.Join(replaced, ", ")+" of "+c.State.ID.ValueString()+
			", so the plan destroys the gateway and buys another. Its addresses are lost: peers must be given the new ones. "+
			"Connections and routes of the gateway go with it.")
		return
	}
	c.WarnTakenOver(neverRead, "")
	if c.State.Status.ValueString() == vpc.StatusActive {
		c.Plan.KeepStable(&c.State.Common)
		c.Plan.EniInstanceIDs = c.State.EniInstanceIDs
	}
}
