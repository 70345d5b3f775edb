package sim_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// bind are the parameters that bind a certificate to a gateway.
func bind(gateway, certificate, use string) params {
	return named(gateway).with(params{"CertificateId": certificate, "CertificateType": use})
}

const associate, dissociate, listBindings = "AssociateVpnGatewayWithCertificate", "DissociateVpnGatewayWithCertificate", "ListVpnCertificateAssociations"

func TestSim_certificateLife(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{UpdateTime: time.Minute})
	sm := server.PutGateway(sim.Gateway{VpnType: "NationalStandard"})
	c.refused(associate, bind(sm, "cert-1", "Encryption").with(params{"DryRun": "true"}), 400, "DryRunOperation")
	if r := c.ok(associate, bind(sm, "cert-1", "Encryption")); len(r.body) != 1 || r.str("RequestId") == "" {
		t.Errorf("odd answer %s", r.text)
	}
	if c.status(sm) != "updating" {
		t.Errorf("the gateway is %s", c.status(sm))
	}
	c.refused(associate, bind(sm, "cert-2", "Signature"), 400, "VpnGateway.Configuring")
	server.Advance(time.Minute)
	c.ok(associate, bind(sm, "cert-2", "Signature"))
	server.Advance(time.Minute)
	r := c.ok(listBindings, params{"RegionId": sim.DefaultRegion, "VpnGatewayId.1": sm, "CertificateType": "Signature"})
	relations, _ := r.body["VpnCertificateRelations"].([]any)
	if len(relations) != 1 || r.body["TotalCount"] != 1.0 || r.str("NextToken") != "" {
		t.Fatalf("odd list %s", r.text)
	}
	shown, _ := relations[0].(map[string]any)
	if _, err := time.Parse("2006-01-02T15:04Z", fmt.Sprint(shown["AssociationTime"])); err != nil || shown["RegionId"] != sim.DefaultRegion ||
		shown["VpnGatewayId"] != sm || shown["CertificateId"] != "cert-2" || shown["CertificateType"] != "Signature" {
		t.Errorf("odd binding %v", shown)
	}
	c.refused("DeleteVpnGateway", named(sm), 400, "DependencyViolation.Certificate")
	for certificate, use := range map[string]string{"cert-1": "Encryption", "cert-2": "Signature"} {
		c.ok(dissociate, bind(sm, certificate, use))
		server.Advance(time.Minute)
	}
	c.refused(dissociate, bind(sm, "cert-1", "Encryption"), 404, "InvalidCertificateAssociation.NotFound")
	c.ok("DeleteVpnGateway", named(sm))
}

func TestSim_certificateChecks(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	sm, plain := server.PutGateway(sim.Gateway{VpnType: "NationalStandard"}), server.PutGateway(sim.Gateway{})
	c.ok(associate, bind(sm, "cert-1", "Encryption").with(params{"ClientToken": "one"}))
	c.ok(associate, bind(sm, "cert-1", "Encryption").with(params{"ClientToken": "one"}))
	for _, tt := range []struct {
		p      params
		status int
		code   string
	}{
		{bind(plain, "cert-1", "Encryption"), 400, "OperationUnsupported.VpnType"},
		{bind("vpn-none", "cert-1", "Encryption"), 404, "InvalidVpnGatewayInstanceId.NotFound"},
		{bind(sm, "cert-1", "Encryption"), 400, "CertificateAssociation.AlreadyExists"},
		{bind(sm, "cert-2", "Encryption"), 400, "QuotaExceeded.Certificate"},
		{bind(sm, "cert-1", "Signature"), 400, "InvalidCertificateId.Duplicated"},
		{bind(sm, "cert-2", "signature"), 400, "InvalidCertificateType"},
		{bind(sm, "-", "Signature"), 400, "MissingCertificateId"},
	} {
		c.refused(associate, tt.p, tt.status, tt.code)
	}
	if n := len(server.GatewayCertificates()); n != 1 {
		t.Errorf("%d bindings", n)
	}
}

// Lists have at most 20 entries a page, and go on by NextToken.
func TestSim_certificatePages(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	for range 25 {
		server.PutGatewayCertificate(sim.GatewayCertificate{VpnGatewayID: server.PutGateway(sim.Gateway{VpnType: "NationalStandard"}), CertificateID: "cert-1"})
	}
	p := params{"RegionId": sim.DefaultRegion, "MaxResults": "20"}
	first := c.ok(listBindings, p)
	rest := c.ok(listBindings, p.with(params{"NextToken": first.str("NextToken")}))
	one, _ := first.body["VpnCertificateRelations"].([]any)
	two, _ := rest.body["VpnCertificateRelations"].([]any)
	if len(one) != 20 || len(two) != 5 || rest.str("NextToken") != "" || first.body["TotalCount"] != 25.0 {
		t.Errorf("%d and %d, %s", len(one), len(two), rest.text)
	}
	c.refused(listBindings, p.with(params{"MaxResults": "21"}), 400, "InvalidMaxResults")
	c.refused(listBindings, p.with(params{"NextToken": "x"}), 400, "InvalidNextToken")
}
