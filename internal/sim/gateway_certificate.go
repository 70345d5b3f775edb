package sim

import (
	"cmp"
	"net/http"
	"strings"
	"time"
)

// The values of CertificateType.
const (
	certificateEncryption = "Encryption"
	certificateSignature  = "Signature"
)

// certificateRefusal keeps a gateway from being deleted that has certificates: the
// simulator's choice.
const certificateRefusal = "DependencyViolation.Certificate"

// GatewayCertificate says that a VPN gateway uses a certificate. It has no status.
type GatewayCertificate struct {
	// Key stands for the ID that bindings do not have: gateway, certificate and type,
	// joined by underscores.
	Key           string `json:"key"`
	RegionID      string `json:"region_id"`
	VpnGatewayID  string `json:"vpn_gateway_id"`
	CertificateID string `json:"certificate_id"`
	// CertificateType is Encryption or Signature.
	CertificateType string    `json:"certificate_type"`
	AssociationTime time.Time `json:"association_time"`

	name string
	life
}

func (g *GatewayCertificate) key() string {
	return strings.Join([]string{g.VpnGatewayID, g.CertificateID, g.CertificateType}, "_")
}

var gatewayCertificates = &kind[GatewayCertificate]{
	kindInfo: kindInfo{
		name: "gateway_certificate", noun: "GatewayCertificate", prefix: "gatewaycertificate-",
		// No code is documented for a binding that is not there.
		notFound: apiError{
			status: http.StatusNotFound, code: "InvalidCertificateAssociation.NotFound",
			message: "The specified certificate is not associated with the vpn gateway.",
		},
	},
	common: func(g *GatewayCertificate) common {
		return common{id: &g.Key, region: &g.RegionID, name: &g.name, created: &g.AssociationTime, life: &g.life}
	},
	show: func(_ *Server, _ *call, g *GatewayCertificate) fields { return g.fields() },
	fill: func(_ *Server, g *GatewayCertificate) {
		g.CertificateType = cmp.Or(g.CertificateType, certificateEncryption)
	},
	links: []link[GatewayCertificate]{{
		to: vpnGateways, ids: func(g *GatewayCertificate) []string { return []string{g.VpnGatewayID} },
		refusal: certificateRefusal, configures: true,
	}},
}

// GatewayCertificates returns copies of all bindings, oldest first.
func (s *Server) GatewayCertificates() []GatewayCertificate { return gatewayCertificates.all(s) }

// GatewayCertificate returns a copy of one, by its key.
func (s *Server) GatewayCertificate(key string) (GatewayCertificate, bool) {
	return gatewayCertificates.get(s, key)
}

// PutGatewayCertificate adds or replaces one, and returns its key.
func (s *Server) PutGatewayCertificate(seed GatewayCertificate) string {
	seed.Key = seed.key()
	return gatewayCertificates.put(s, seed)
}

// RemoveGatewayCertificate removes one, and tells whether there was one.
func (s *Server) RemoveGatewayCertificate(key string) bool { return gatewayCertificates.remove(s, key) }
