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

// The VPN gateway and the connections that examples of routes name, and the gateway
// that those of certificates name.
const (
	exampleSMGateway = "vpn-t4nsm7y58gv1d0w2yzkjc"

	routedGateway = "vpn-t4nzl7y58gv1d0w2yzkjc"
	firstHop      = "vco-t4n15oes1py4i66rmd8io"
	secondHop     = "vco-t4n25oes1py4i66rmd8io"
	// routedVco is the connection that a transit router has.
	routedVco = "vco-t4n35oes1py4i66rmd8io"
)

// seedRouted adds them where a text names them.
func seedRouted(s *sim.Server, text string) {
	if strings.Contains(text, exampleSMGateway) {
		s.PutGateway(sim.Gateway{VpnGatewayID: exampleSMGateway, RegionID: sim.SingaporeRegion, VpnType: "NationalStandard"})
	}
	if strings.Contains(text, routedVco) {
		s.PutVpnAttachment(sim.VpnAttachment{VpnConnection: sim.VpnConnection{VpnConnectionID: routedVco, RegionID: sim.SingaporeRegion}})
		s.AttachVpn(routedVco)
	}
	if !strings.Contains(text, routedGateway) {
		return
	}
	s.PutGateway(sim.Gateway{VpnGatewayID: routedGateway, RegionID: sim.SingaporeRegion})
	for _, id := range []string{firstHop, secondHop} {
		s.PutVpnConnection(sim.VpnConnection{VpnConnectionID: id, RegionID: sim.SingaporeRegion, VpnGatewayID: routedGateway})
	}
}
