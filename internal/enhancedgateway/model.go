package enhancedgateway

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/gateway"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

type model struct {
	gateway.Common

	EniInstanceIDs types.Set `tfsdk:"eni_instance_ids"`
}

// createRequest turns the plan into parameters. Null and unknown are not sent.
func (m *model) createRequest() vpc.CreateEnhancedVpnGatewayInput {
	return vpc.CreateEnhancedVpnGatewayInput{
		RegionID:                  m.Region.ValueString(),
		VpcID:                     m.VpcID.ValueString(),
		VSwitchID:                 m.VSwitchID.ValueString(),
		DisasterRecoveryVSwitchID: m.DisasterRecoveryVSwitchID.ValueString(),
		Name:                      framework.StringPtr(m.Name),
		NetworkType:               framework.StringPtr(m.NetworkType),
		VpnType:                   framework.StringPtr(m.VpnType),
		ResourceGroupID:           framework.StringPtr(m.ResourceGroupID),
	}
}

// FromAPI takes over what was seen.
func (m *model) FromAPI(g *vpc.VpnGateway, tags framework.TagPolicy) {
	m.TakeOver(g, tags)
	switch {
	case len(g.EniInstanceIDs) > 0:
		ids := make([]attr.Value, len(g.EniInstanceIDs))
		for i, id := range slices.Sorted(slices.Values(g.EniInstanceIDs)) { // as Terraform keeps a set
			ids[i] = types.StringValue(id)
		}
		m.EniInstanceIDs = types.SetValueMust(types.StringType, ids)
	case m.EniInstanceIDs.IsUnknown():
		m.EniInstanceIDs = types.SetNull(types.StringType)
	}
}

func (m *model) order() gateway.Order { return gateway.Order{Common: &m.Common} }

func (m *model) object() vpc.Object {
	return vpc.EnhancedVpnGatewayObject(m.Region.ValueString(), m.ID.ValueString())
}
