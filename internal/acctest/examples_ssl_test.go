package acctest_test

import (
	"strings"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// The SSL server that examples of certificates name, and a certificate of it.
const (
	exampleSslServer = "vss-t4n15j3du13gq1dgey2p2b"
	exampleSslCert   = "vsc-t4n13k5mp4tg8v3z9b1goe"
)

// seedSslServer adds the server where a text names it, or the certificate, and the
// certificate where nothing but an ephemeral resource reads it.
func seedSslServer(s *sim.Server, text string) {
	if !strings.Contains(text, exampleSslServer) && !strings.Contains(text, exampleSslCert) {
		return
	}
	gateway := s.PutGateway(sim.Gateway{RegionID: sim.SingaporeRegion, SslVpn: true, SslMaxConnections: 20})
	s.PutSslVpnServer(sim.SslVpnServer{SslVpnServerID: exampleSslServer, RegionID: sim.SingaporeRegion, VpnGatewayID: gateway})
	if strings.Contains(text, "ephemeral \"") {
		s.PutSslVpnClientCert(sim.SslVpnClientCert{SslVpnClientCertID: exampleSslCert, RegionID: sim.SingaporeRegion, SslVpnServerID: exampleSslServer})
	}
}
