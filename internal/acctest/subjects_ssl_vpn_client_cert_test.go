package acctest_test

import (
	"net/http"
	"strings"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sslvpnclientcert"
)

// certServer is the SSL server of the certificates, and theirCertServer that of other
// people.
const certServer, theirCertServer = "vss-bp1certs00000000000001", "vss-bp1others0000000000001"

func addSslServer(s *sim.Server, id string) {
	gateway := strings.Replace(id, "vss-", "vpn-", 1)
	s.PutGateway(sim.Gateway{VpnGatewayID: gateway, SslVpn: true, SslMaxConnections: 20})
	s.PutSslVpnServer(sim.SslVpnServer{SslVpnServerID: id, VpnGatewayID: gateway})
}

// sslClientCert is the subject aliyun_ssl_vpn_client_cert. Any number of certificates
// may have the same name.
func sslClientCert() *acctest.Subject {
	const list = "SslVpnClientCertKeys.SslVpnClientCertKey"
	entry := list + ".0."
	minimal := attributes{"ssl_vpn_server_id": certServer}
	return &acctest.Subject{
		TypeName: sslvpnclientcert.Kind.TypeName, Minimal: minimal, Full: with(minimal, attributes{"name": "matrix"}),
		Seed:    func(s *sim.Server) { addSslServer(s, certServer) },
		Updates: []acctest.Update{{Attribute: "name", Value: "renamed"}},

		CreateAction: "CreateSslVpnClientCert", ReadAction: "DescribeSslVpnClientCerts", ListAction: "DescribeSslVpnClientCerts", ListPath: list,
		DeleteAction: "DeleteSslVpnClientCert",
		TokenActions: []string{"CreateSslVpnClientCert", "ModifySslVpnClientCert", "DeleteSslVpnClientCert"},
		Created:      fields("SslVpnClientCertId", "Name", "RequestId"),
		Shown: append(fields(entry+"SslVpnClientCertId", entry+"SslVpnServerId", entry+"Name", entry+"ResourceGroupId", "RequestId"),
			acctest.Field{Name: entry + "Status", OtherCase: `"Normal"`}, acctest.Field{Name: entry + "CreateTime", Number: true},
			acctest.Field{Name: entry + "EndTime", Number: true}),
		IDField: entry + "SslVpnClientCertId", CreatedID: "SslVpnClientCertId",
		NotFound: func(action string) sim.Fault {
			f := sim.NotFound(action, 1)
			f.Status, f.Code = http.StatusNotFound, "InvalidSslVpnClientCertId.NotFound"
			return f
		},

		Foreign: func(s *sim.Server) string {
			addSslServer(s, theirCertServer)
			return s.PutSslVpnClientCert(sim.SslVpnClientCert{SslVpnClientCertID: "vsc-bp1others0000000000001", SslVpnServerID: theirCertServer, Name: "theirs"})
		},
		Put: func(s *sim.Server, id string) {
			s.PutSslVpnClientCert(sim.SslVpnClientCert{SslVpnClientCertID: id, SslVpnServerID: certServer})
		},
		Remove: (*sim.Server).RemoveSslVpnClientCert,
		Live: func(s *sim.Server) []string {
			var ids []string
			for _, v := range s.SslVpnClientCerts() {
				ids = append(ids, v.SslVpnClientCertID)
			}
			return ids
		},
		Object:  func(s *sim.Server, id string) any { v, _ := s.SslVpnClientCert(id); return v },
		Leaving: func(*sim.Server, string) bool { return false },
		Differences: func(s *sim.Server, id string, wants attributes) []string {
			v, _ := s.SslVpnClientCert(id)
			return differences(wants, attributes{"ssl_vpn_server_id": v.SslVpnServerID, "name": v.Name})
		},
		WayBack: []string{certServer, sim.DefaultRegion, "terraform import ADDRESS"},
		Nothing: "Nothing was created",
	}
}
