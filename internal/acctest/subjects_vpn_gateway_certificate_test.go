package acctest_test

import (
	"fmt"
	"strings"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/gatewaycertificate"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

const (
	smGateway     = "vpn-bp1certs0000000000a"
	smCertificate = "6bfe4218-ea1d-4a2e-9d12-0c1f5e7a9b34"
)

// gatewayCertificate is the subject aliyun_vpn_gateway_certificate. Nothing of it can
// be changed in place.
func gatewayCertificate() *acctest.Subject {
	const list, bind, end = "ListVpnCertificateAssociations", "AssociateVpnGatewayWithCertificate", "DissociateVpnGatewayWithCertificate"
	const entry = "VpnCertificateRelations.0."
	minimal := attributes{"vpn_gateway_id": smGateway, "certificate_id": smCertificate, "certificate_type": "Encryption"}
	key := func(n int) string { return fmt.Sprintf("%s_cert-%d_Encryption", smGateway, n) }
	addGateway := func(s *sim.Server, id string) {
		s.PutGateway(sim.Gateway{VpnGatewayID: id, VpcID: sim.DefaultVPC, VSwitchID: sim.DefaultVSwitchH, VpnType: "NationalStandard"})
	}
	put := func(s *sim.Server, id string) string {
		parts := strings.Split(id, "_")
		return s.PutGatewayCertificate(sim.GatewayCertificate{VpnGatewayID: parts[0], CertificateID: parts[1], CertificateType: parts[2]})
	}
	// many is how many gateways there are for as many certificates.
	const many = 60
	nth := func(n int) string { return fmt.Sprintf("vpn-bp1certs0000000%04d", n) }
	return &acctest.Subject{
		TypeName: gatewaycertificate.Kind.TypeName, Minimal: minimal, Full: minimal, Fixed: true,
		Seed: func(s *sim.Server) {
			addGateway(s, smGateway)
			for n := range many {
				addGateway(s, nth(n))
			}
		},
		Many:   func(n int) attributes { return with(minimal, attributes{"vpn_gateway_id": nth(n % many)}) },
		Unique: "certificate_id", TakeOver: "import {",

		CreateAction: bind, ReadAction: list, ListAction: list, DeleteAction: end, ListPath: "VpnCertificateRelations",
		TokenActions: []string{bind, end},
		Created:      fields("RequestId"),
		Shown:        fields(entry+"VpnGatewayId", entry+"CertificateId", entry+"CertificateType", entry+"AssociationTime", entry+"RegionId", "NextToken", "RequestId"),
		IDField:      entry + "VpnGatewayId", CreatedID: "RequestId",
		NotFound: func(action string) sim.Fault {
			f := sim.NotFound("DescribeVpnGateway", 1)
			f.Action = action
			return f
		},

		Foreign: func(s *sim.Server) string {
			addGateway(s, theirGateway)
			return put(s, theirGateway+"_"+smCertificate+"_Encryption")
		},
		NthID: key,
		List: func(i *acctest.Instance) ([]string, acctest.Diagnostics) {
			read, said := i.ReadData("aliyun_vpn_gateway_certificates", attributes{"vpn_gateway_id": smGateway})
			if said.HasError() {
				return nil, said
			}
			var ids []string
			for _, quoted := range strings.Split(read["ids"].String(), `"`) {
				if strings.HasPrefix(quoted, "vpn-") {
					ids = append(ids, quoted)
				}
			}
			return ids, said
		},
		Put:    func(s *sim.Server, id string) { put(s, id) },
		Remove: (*sim.Server).RemoveGatewayCertificate,
		Live: func(s *sim.Server) []string {
			var ids []string
			for _, b := range s.GatewayCertificates() {
				ids = append(ids, b.Key)
			}
			return ids
		},
		Object:  func(s *sim.Server, id string) any { b, _ := s.GatewayCertificate(id); return b },
		Leaving: func(*sim.Server, string) bool { return false },
		Differences: func(s *sim.Server, id string, wants attributes) []string {
			b, _ := s.GatewayCertificate(id)
			return differences(wants, attributes{
				"vpn_gateway_id": b.VpnGatewayID, "certificate_id": b.CertificateID, "certificate_type": b.CertificateType,
			})
		},
		WayBack: []string{smCertificate, smGateway, sim.DefaultRegion, "Apply again"},
		Nothing: "Nothing was created",
	}
}
