package sim

import (
	"cmp"
	"fmt"
	"net/http"
	"strings"
)

// The statuses of a certificate, which follow from the time.
const (
	certNormal       = "normal"
	certExpiringSoon = "expiring-soon"
	certExpired      = "expired"
)

// describeClientCert has a code of its own for a certificate that does not exist.
func (s *Server) describeClientCert(c *call) (fields, *apiError) {
	answer, err := sslVpnClientCerts.describe(s, c)
	if err != nil && err.code == sslVpnClientCerts.notFound.code {
		return nil, refuseWith(http.StatusNotFound, "InvalidInstanceId.NotFound", "The specified instance is not found.")
	}
	return answer, err
}

// listClientCerts names its list otherwise than other actions do.
func (s *Server) listClientCerts(c *call) (fields, *apiError) {
	answer, err := sslVpnClientCerts.list(s, c)
	if err != nil {
		return nil, err
	}
	noun := sslVpnClientCerts.noun
	list, _ := answer[noun+"s"].(fields)
	delete(answer, noun+"s")
	answer[noun+"Keys"] = fields{noun + "Key": list[noun]}
	return answer, nil
}

func (s *Server) listedClientCert(_ *call, v *SslVpnClientCert) fields {
	return fields{
		"SslVpnClientCertId": v.SslVpnClientCertID, "SslVpnServerId": v.SslVpnServerID, "RegionId": v.RegionID, "Name": v.Name,
		"Status": s.clientCertStatus(v), "CreateTime": v.CreateTime.UnixMilli(), "EndTime": v.EndTime.UnixMilli(),
		"ResourceGroupId": v.ResourceGroupID,
	}
}

// showClientCert also shows the certificates, the key and the configuration.
func (s *Server) showClientCert(c *call, v *SslVpnClientCert) fields {
	a := s.authority(v.SslVpnServerID)
	if v.Cert == "" {
		v.Cert, v.Key = a.client(v.SslVpnClientCertID, v.CreateTime, v.EndTime)
	}
	o := s.listedClientCert(c, v)
	o["CaCert"], o["ClientCert"], o["ClientKey"], o["ClientConfig"] = a.Cert, v.Cert, v.Key, s.clientConfig(v)
	return o
}

func (s *Server) clientCertStatus(v *SslVpnClientCert) string {
	switch left := v.EndTime.Sub(s.clock.now()); {
	case left <= 0:
		return certExpired
	case left <= clientCertWarning:
		return certExpiringSoon
	default:
		return certNormal
	}
}

// clientConfig is a configuration for OpenVPN beside three files. The API documents
// no more of it than that it configures the client: the lines are the simulator's
// choice.
func (s *Server) clientConfig(v *SslVpnClientCert) string {
	server, g := sslVpnServers.in(s).find(v.SslVpnServerID), vpnGateways.in(s).find(v.VpnGatewayID)
	if server == nil || g == nil {
		return ""
	}
	lines := []string{
		"client", "dev tun", "proto " + strings.ToLower(server.Proto),
		fmt.Sprintf("remote %s %d", cmp.Or(g.SslVpnInternetIP, g.InternetIP), server.Port),
		"resolv-retry infinite", "nobind", "persist-key", "persist-tun", "remote-cert-tls server",
		"ca ca.crt", "cert " + v.SslVpnClientCertID + ".crt", "key " + v.SslVpnClientCertID + ".key",
		"cipher " + server.Cipher,
	}
	if server.Compress {
		lines = append(lines, "comp-lzo")
	}
	if server.Idaas != nil {
		lines = append(lines, "auth-user-pass")
	}
	return strings.Join(append(lines, "verb 3", ""), "\n")
}

// SslVpnServerFiles is what an OpenVPN server needs to stand in for the gateway, all
// as PEM.
type SslVpnServerFiles struct {
	CaCert, ServerCert, ServerKey string
	// Revocations is the list of certificates that were deleted.
	Revocations string
}

// SslVpnServerFiles returns those of an SSL server, and tells whether there is one.
func (s *Server) SslVpnServerFiles(id string) (SslVpnServerFiles, bool) {
	files := outside(s, func() *SslVpnServerFiles {
		if sslVpnServers.in(s).find(id) == nil {
			return nil
		}
		a := s.authority(id)
		exists := func(cert string) bool { return sslVpnClientCerts.in(s).find(cert) != nil }
		return &SslVpnServerFiles{a.Cert, a.ServerCert, a.ServerKey, a.revocations(s.clock.now(), exists)}
	})
	if files == nil {
		return SslVpnServerFiles{}, false
	}
	return *files, true
}

// SslVpnClientCerts returns copies of all certificates, oldest first.
func (s *Server) SslVpnClientCerts() []SslVpnClientCert { return sslVpnClientCerts.all(s) }

// SslVpnClientCert returns a copy of one, wherever it is.
func (s *Server) SslVpnClientCert(id string) (SslVpnClientCert, bool) {
	return sslVpnClientCerts.get(s, id)
}

// PutSslVpnClientCert adds or replaces one, and returns its ID. Blank fields are
// filled.
func (s *Server) PutSslVpnClientCert(seed SslVpnClientCert) string {
	return sslVpnClientCerts.put(s, seed)
}

// ChangeSslVpnClientCert changes any field of one, as ChangeGateway does.
func (s *Server) ChangeSslVpnClientCert(id string, change func(*SslVpnClientCert)) bool {
	return sslVpnClientCerts.change(s, id, change)
}

// RemoveSslVpnClientCert removes one, and tells whether there was one.
func (s *Server) RemoveSslVpnClientCert(id string) bool { return sslVpnClientCerts.remove(s, id) }
