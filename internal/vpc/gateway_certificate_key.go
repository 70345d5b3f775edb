package vpc

import (
	"fmt"
	"slices"
	"strings"
)

// Values of CertificateType: what an SM gateway uses a certificate for.
const (
	CertificateEncryption = "Encryption"
	CertificateSignature  = "Signature"
)

// CertificateTypes lists the values of CertificateType.
func CertificateTypes() []string { return []string{CertificateEncryption, CertificateSignature} }

// CertificateKey names the use of a certificate by a VPN gateway, which has no ID.
type CertificateKey struct {
	VpnGatewayID, CertificateID string
	// CertificateType is Encryption or Signature.
	CertificateType string
}

// ID is the key as one text: its parts joined by underscores.
func (k CertificateKey) ID() string {
	return strings.Join([]string{k.VpnGatewayID, k.CertificateID, k.CertificateType}, "_")
}

// ParseCertificateKey reads what ID writes. The certificate's own ID may have
// underscores.
func ParseCertificateKey(id string) (CertificateKey, error) {
	gateway, rest, _ := strings.Cut(id, "_")
	last := strings.LastIndexByte(rest, '_')
	if len(gateway) <= len("vpn-") || !strings.HasPrefix(gateway, "vpn-") || last < 1 || CheckCertificateID(rest[:last]) != nil {
		return CertificateKey{}, fmt.Errorf("the ID must be <VPN gateway>_<certificate>_<type>, got: %q", id)
	}
	k := CertificateKey{VpnGatewayID: gateway, CertificateID: rest[:last], CertificateType: rest[last+1:]}
	if !slices.Contains(CertificateTypes(), k.CertificateType) {
		return CertificateKey{}, fmt.Errorf("the type in the ID must be %s or %s, got: %q", CertificateEncryption, CertificateSignature, id)
	}
	return k, nil
}

// CheckCertificateID says what cannot be the ID of a certificate. The reference names
// no form, so that this is wide: it tells an ID from a word.
func CheckCertificateID(id string) error {
	const digits, others = "0123456789", "-._abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	if len(id) < 5 || len(id) > 128 || strings.Trim(id, digits+others) != "" || !strings.ContainsAny(id, digits) {
		return fmt.Errorf("must be the ID of a certificate: 5 to 128 letters, digits, hyphens, underscores and dots, "+
			"with a digit among them, got: %q", id)
	}
	return nil
}
