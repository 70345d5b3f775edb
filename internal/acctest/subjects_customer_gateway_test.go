package acctest_test

import (
	"fmt"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/customergateway"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// customerGateway is the subject aliyun_vpn_customer_gateway.
func customerGateway() *acctest.Subject {
	const address = "203.0.113.1"
	minimal := attributes{"ip_address": address}
	full := with(minimal, attributes{
		"name": "matrix", "asn": 65001, "description": "before", "auth_key": "first key",
		"tags":              map[string]string{"stays": "1", "changes": "1", "goes": "1"},
		"resource_group_id": sim.SecondResourceGroup,
	})
	return &acctest.Subject{
		TypeName: customergateway.Kind.TypeName, Minimal: minimal, Full: full,
		Many: func(n int) attributes {
			return attributes{"ip_address": fmt.Sprintf("198.51.%d.%d", 100+n/250, 1+n%250)}
		},
		Unique: "ip_address", TakeOver: "import {", NotImported: []string{"auth_key"},
		Updates: []acctest.Update{
			{Attribute: "name", Value: "renamed"},
			{Attribute: "description", Value: "after"},
			{Attribute: "auth_key", Value: "second key"},
			{Attribute: "tags", Value: map[string]string{"stays": "1", "changes": "2", "comes": "1"}},
			{Attribute: "resource_group_id", Value: sim.DefaultResourceGroup},
		},

		CreateAction: "CreateCustomerGateway", ReadAction: "DescribeCustomerGateway",
		ListAction: "DescribeCustomerGateways", ListPath: "CustomerGateways.CustomerGateway", DeleteAction: "DeleteCustomerGateway",
		TokenActions: []string{"CreateCustomerGateway", "ModifyCustomerGatewayAttribute", "DeleteCustomerGateway"},
		Created:      fields("CustomerGatewayId", "Name", "IpAddress", "Description", "CreateTime", "RequestId"),
		Shown: append(fields(
			"CustomerGatewayId", "Name", "Description", "IpAddress", "AuthKey", "ResourceGroupId", "Tags", "Tags.Tag", "RequestId"),
			acctest.Field{Name: "Asn", Number: true}, acctest.Field{Name: "CreateTime", Number: true}),
		IDField:  "CustomerGatewayId",
		NotFound: notFoundOf("DescribeCustomerGateway"),

		Foreign: func(s *sim.Server) string {
			return s.PutCustomerGateway(sim.CustomerGateway{
				CustomerGatewayID: "cgw-bp1others00000000001", Name: "theirs", Description: "not ours", IPAddress: "198.51.100.1",
				AuthKey: "their key", Tags: map[string]string{"owner": "others"},
			})
		},
		Put:    func(s *sim.Server, id string) { s.PutCustomerGateway(sim.CustomerGateway{CustomerGatewayID: id}) },
		Remove: (*sim.Server).RemoveCustomerGateway,
		Live: func(s *sim.Server) []string {
			var ids []string
			for _, g := range s.CustomerGateways() {
				ids = append(ids, g.CustomerGatewayID)
			}
			return ids
		},
		Object:  func(s *sim.Server, id string) any { g, _ := s.CustomerGateway(id); return g },
		Leaving: func(*sim.Server, string) bool { return false },
		Differences: func(s *sim.Server, id string, wants attributes) []string {
			g, _ := s.CustomerGateway(id)
			return differences(wants, attributes{
				"ip_address": g.IPAddress, "asn": g.Asn, "name": g.Name, "description": g.Description, "auth_key": g.AuthKey, "tags": g.Tags,
				"resource_group_id": g.ResourceGroupID,
			})
		},
		WayBack: []string{address, sim.DefaultRegion, "Apply again"},
		Nothing: "Nothing was created",
	}
}
