package vpngateway

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/gateway"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// traditional is what aliyun_vpn_gateway has in common with the other resource of
// gateways.
var traditional = &gateway.Kind{
	TypeName: TypeName, Noun: noun, Type: vpc.GatewayTypeTraditional,
	Other: vpc.GatewayTypeEnhanced, OtherTypeName: gateway.EnhancedTypeName,
	Explain: func(f framework.Failure) framework.Failure { return f.Explained(parameters, hint) },
}

// order is the order of m.
func (m *model) order() gateway.Order {
	return gateway.Order{
		Common: &m.Common, Note: m.orderNote(),
		Differences: func(g *vpc.VpnGateway, differ func(name string, want, shown attr.Value)) {
			shown := nullModel()
			shown.FromAPI(g, framework.TagPolicy{})
			differ("bandwidth", m.Bandwidth, shown.Bandwidth)
		},
	}
}
