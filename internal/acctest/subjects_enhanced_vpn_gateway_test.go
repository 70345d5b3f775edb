package acctest_test

import (
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/enhancedgateway"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

const enhancedType = "Enhanced.SiteToSite"

// enhancedGateway is the subject aliyun_enhanced_vpn_gateway.
func enhancedGateway() *acctest.Subject {
	minimal := attributes{
		"vpc_id": sim.DefaultVPC, "vswitch_id": sim.DefaultVSwitchH, "disaster_recovery_vswitch_id": sim.DefaultVSwitchI,
	}
	full := with(minimal, attributes{
		"name": "matrix", "description": "before", "auto_propagate": false,
		"tags":              map[string]string{"stays": "1", "changes": "1", "goes": "1"},
		"resource_group_id": sim.SecondResourceGroup,
	})
	const create, change, remove = "CreateEnhancedVpnGateway", "UpdateEnhancedVpnGateway", "DeleteEnhancedVpnGateway"
	return &acctest.Subject{
		TypeName: enhancedgateway.Kind.TypeName, Minimal: minimal, Full: full,
		Unique: "name", TakeOver: "terraform import ADDRESS",
		Updates: []acctest.Update{
			{Attribute: "name", Value: "renamed"},
			{Attribute: "description", Value: "after"},
			{Attribute: "auto_propagate", Value: true},
			{Attribute: "tags", Value: map[string]string{"stays": "1", "changes": "2", "comes": "1"}},
			{Attribute: "resource_group_id", Value: sim.DefaultResourceGroup},
		},

		CreateAction: create, ReadAction: "DescribeVpnGateway", ListAction: "DescribeVpnGateways", DeleteAction: remove,
		ListPath:     "VpnGateways.VpnGateway",
		TokenActions: []string{create, change, remove},
		Created:      fields("VpnGatewayId", "Name", "RequestId"),
		Shown: append(fields(
			"VpnGatewayId", "Name", "Description", "VpcId", "VSwitchId", "InternetIp", "DisasterRecoveryVSwitchId",
			"DisasterRecoveryInternetIp", "EnableBgp", "AutoPropagate", "ResourceGroupId", "Tag", "Tags", "Tags.Tag", "EniInstanceIds", "RequestId"),
			acctest.Field{Name: "Status", OtherCase: `"Active"`}, acctest.Field{Name: "BusinessStatus", OtherCase: `"NORMAL"`},
			acctest.Field{Name: "CreateTime", Number: true},
			acctest.Field{Name: "NetworkType", OtherCase: `"Public"`}, acctest.Field{Name: "VpnType", OtherCase: `"normal"`},
			acctest.Field{Name: "GatewayType", OtherCase: `"enhanced.sitetosite"`}),
		IDField: "VpnGatewayId", StatusField: "Status",
		NotFound: notFoundOf("DescribeVpnGateway"),

		Foreign: func(s *sim.Server) string {
			id := foreignGateway(s)
			s.ChangeGateway(id, func(g *sim.Gateway) { g.GatewayType = enhancedType })
			return id
		},
		Put:         func(s *sim.Server, id string) { s.PutGateway(sim.Gateway{VpnGatewayID: id, GatewayType: enhancedType}) },
		Remove:      (*sim.Server).RemoveGateway,
		Live:        liveGateways,
		Object:      func(s *sim.Server, id string) any { g, _ := s.Gateway(id); return g },
		Leaving:     func(s *sim.Server, id string) bool { g, _ := s.Gateway(id); return g.Status == "deleting" },
		Differences: gatewayDifferences,
		Paid:        func(s *sim.Server, id string) bool { g, _ := s.Gateway(id); return g.Paid },
		WayBack:     []string{sim.DefaultVPC, "terraform import ADDRESS"},
		Nothing:     "Nothing was bought",
		Billed:      []string{" is still billed", " is billed"},
	}
}
