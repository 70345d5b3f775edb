package gatewaycertificate

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

type model struct {
	VpnGatewayID    types.String `tfsdk:"vpn_gateway_id"`
	CertificateID   types.String `tfsdk:"certificate_id"`
	CertificateType types.String `tfsdk:"certificate_type"`
	AssociationTime types.String `tfsdk:"association_time"`

	framework.Base
}

func (m *model) key() vpc.CertificateKey {
	return vpc.CertificateKey{
		VpnGatewayID: m.VpnGatewayID.ValueString(), CertificateID: m.CertificateID.ValueString(), CertificateType: m.CertificateType.ValueString(),
	}
}

// FromAPI takes over what was seen.
func (m *model) FromAPI(seen *vpc.GatewayCertificate, _ framework.TagPolicy) {
	if m.ID.ValueString() == "" {
		m.ID = types.StringValue(seen.ID())
	}
	m.VpnGatewayID = framework.StringOrPrior(seen.VpnGatewayID, m.VpnGatewayID)
	m.CertificateID = framework.StringOrPrior(seen.CertificateID, m.CertificateID)
	m.CertificateType = framework.StringOrPrior(seen.CertificateType, m.CertificateType)
	m.AssociationTime = framework.TimeOrPrior(seen.AssociationTime, m.AssociationTime)
}
