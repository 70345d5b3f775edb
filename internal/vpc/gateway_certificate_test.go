package vpc_test

import (
	"errors"
	"net/http"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

var certificate = vpc.CertificateKey{VpnGatewayID: id, CertificateID: "6bfe4218-ea1d_2", CertificateType: "Encryption"}

func TestCertificateKey(t *testing.T) {
	t.Parallel()
	if got, err := vpc.ParseCertificateKey(certificate.ID()); err != nil || got != certificate {
		t.Errorf("got %+v, %v", got, err)
	}
	for _, wrong := range []string{
		"", "vpn-1", "vpn-1_cert", "vpn-1_cert_encryption", "vpn-_cert_Encryption", "vco-1_cert_Encryption", "vpn-1__Encryption",
		"vpn-1_a b_Encryption", "vpn-1_a1b_Encryption", "vpn-1_certificate_Encryption", "vpn-1_cert_Encryption_", "_cert_Encryption",
	} {
		if got, err := vpc.ParseCertificateKey(wrong); err == nil {
			t.Errorf("%q is %+v", wrong, got)
		}
	}
}

func bindings(total, entries string) answer {
	return ok(`{"RequestId":"R","TotalCount":` + total + `,"NextToken":"","VpnCertificateRelations":[` + entries + `]}`)
}

const bound = `{"VpnGatewayId":"` + id + `","CertificateId":"6bfe4218-ea1d_2","CertificateType":"Encryption","AssociationTime":"2026-11-25T10:00Z"}`

// What the gateway uses already is not bound again, and a call is made once.
func TestAssociateVpnGatewayWithCertificate(t *testing.T) {
	t.Parallel()
	api := serve(t, bindings("1", bound))
	_, err := api.AssociateVpnGatewayWithCertificate(t.Context(), region, certificate)
	if there := (*vpc.CertificateBoundError)(nil); !errors.As(err, &there) || len(api.calls) != 1 {
		t.Errorf("%d calls, %v", len(api.calls), err)
	}
	api = serve(t, bindings("0", ""), lost, done, in("active"))
	created, err := api.AssociateVpnGatewayWithCertificate(t.Context(), region, certificate)
	if err != nil || created.ID != certificate.ID() || created.Token == "" || created.Unsettled != nil {
		t.Fatalf("got %+v, %v", created, err)
	}
	if listed := api.calls[0]; listed.Get("VpnGatewayId.1") != id || listed.Get("MaxResults") != "20" {
		t.Errorf("listed with %v", listed)
	}
	for _, sent := range api.calls[1:3] {
		if sent.Get("Action") != "AssociateVpnGatewayWithCertificate" || sent.Get("VpnGatewayId") != id || sent.Get("CertificateId") != certificate.CertificateID ||
			sent.Get("CertificateType") != "Encryption" || sent.Get("ClientToken") != created.Token {
			t.Errorf("sent %v", sent)
		}
	}
}

// Whatever code refuses it, ending a binding that the list lacks did nothing; one that
// is listed was refused.
func TestDissociateVpnGatewayWithCertificate(t *testing.T) {
	t.Parallel()
	refused := refuse(http.StatusBadRequest, "SomeCode")
	api := serve(t, refused, bindings("0", ""))
	if err := api.DissociateVpnGatewayWithCertificate(t.Context(), region, certificate); !errors.Is(err, vpc.ErrNotFound) {
		t.Errorf("got %v", err)
	}
	api = serve(t, refused, bindings("1", bound))
	if err := api.DissociateVpnGatewayWithCertificate(t.Context(), region, certificate); vpc.ErrorCode(err) != "SomeCode" {
		t.Errorf("got %v", err)
	}
	api = serve(t, done, in("active"), bindings("1", bound), bindings("0", ""))
	if err := api.DissociateVpnGatewayWithCertificate(t.Context(), region, certificate); err != nil || len(api.calls) < 4 {
		t.Errorf("%d calls, %v", len(api.calls), err)
	}
}

func TestListVpnCertificateAssociations(t *testing.T) {
	t.Parallel()
	api := serve(t, ok(`{"TotalCount":2,"NextToken":"more","VpnCertificateRelations":[`+bound+`]}`),
		ok(`{"TotalCount":2,"VpnCertificateRelations":[{"VpnGatewayId":"vpn-2","CertificateId":"6734215","CertificateType":"SIGNATURE","AssociationTime":"odd"}]}`))
	all, err := api.ListVpnCertificateAssociations(t.Context(), region, "", "")
	if err != nil || len(all) != 2 || api.calls[1].Get("NextToken") != "more" || api.calls[0].Has("VpnGatewayId.1") {
		t.Fatalf("got %v, %v, by %v", all, err, api.calls)
	}
	if all[0].CertificateKey != certificate || all[0].AssociationTime.Hour() != 10 {
		t.Errorf("got %+v", all[0])
	}
	if all[1].CertificateID != "6734215" || all[1].CertificateType != "Signature" {
		t.Errorf("got %+v", all[1])
	}
	api = serve(t, bindings("1", `{"VpnGatewayId":"vpn-2","CertificateId":"c","CertificateType":"Encryption"}`), bindings("1", bound))
	if all, err := api.ListVpnCertificateAssociations(t.Context(), region, id, ""); err != nil || len(all) != 1 || all[0].CertificateKey != certificate {
		t.Errorf("an answer about another gateway is believed: %v, %v", all, err)
	}
	api = serve(t, bindings("1", `{"VpnGatewayId":"vpn-1","CertificateId":"c","CertificateType":"Quantum"}`))
	if all, err := api.ListVpnCertificateAssociations(t.Context(), region, "", ""); err == nil {
		t.Errorf("an entry of an unknown type is listed: %v", all)
	}
	api = serve(t, bindings("1", `{"VpnGatewayId":"vpn-1"}`))
	if all, err := api.ListVpnCertificateAssociations(t.Context(), region, "", ""); err == nil {
		t.Errorf("an entry that names no certificate is listed: %v", all)
	}
}
