package sim_test

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// sslServerOn makes an SSL server with its gateway.
func sslServerOn(server *sim.Server, n int) (gateway, sslServer string) {
	gateway = fmt.Sprintf("vpn-bp1dialin%d", n)
	server.PutGateway(sim.Gateway{VpnGatewayID: gateway, SslVpn: true, SslMaxConnections: 5})
	return gateway, server.PutSslVpnServer(sim.SslVpnServer{SslVpnServerID: fmt.Sprintf("vss-bp1dialin%d", n), VpnGatewayID: gateway})
}

func certNamed(id string) params {
	return params{"RegionId": sim.DefaultRegion, "SslVpnClientCertId": id}
}

func certFor(sslServer, name string) params {
	return params{"RegionId": sim.DefaultRegion, "SslVpnServerId": sslServer, "Name": name}
}

func (c *client) certify(sslServer, name string) string {
	c.t.Helper()
	return c.ok("CreateSslVpnClientCert", certFor(sslServer, name)).str("SslVpnClientCertId")
}

// The read of one certificate has the fields of the SDK's example, and the list those
// without the certificate and its key.
func TestSim_clientCertAsTheCloud(t *testing.T) {
	t.Parallel()
	var sample map[string]any
	if err := json.Unmarshal([]byte(`{
		"SslVpnClientCertId": "vsc-xx1aaaaaaaaaaaaaaaaaa", "SslVpnServerId": "vss-xx1aaaaaaaaaaaaaaaaaa", "RegionId": "cn-hangzhou",
		"Name": "text", "Status": "normal", "CreateTime": 1552550980000, "EndTime": 1647158980000, "CaCert": "text", "ClientCert": "text",
		"ClientKey": "text", "ClientConfig": "text", "RequestId": "00000000-0000-0000-0000-000000000000"
	}`), &sample); err != nil {
		t.Fatal(err)
	}
	server, c := start(t, sim.Options{})
	_, sslServer := sslServerOn(server, 1)
	id := c.certify(sslServer, "anna")
	one := c.ok("DescribeSslVpnClientCert", certNamed(id))
	for _, wrong := range (cloudAnswer{}).differences("", sample, any(one.body)) {
		t.Error(wrong)
	}
	created, _ := one.body["CreateTime"].(float64)
	ended, _ := one.body["EndTime"].(float64)
	if ended-created != 1647158980000-1552550980000 {
		t.Errorf("it lasts %v ms", ended-created)
	}
	list := c.ok("DescribeSslVpnClientCerts", params{"RegionId": sim.DefaultRegion, "SslVpnServerId": sslServer})
	for _, secret := range []string{"CaCert", "ClientCert", "ClientKey", "ClientConfig", "RequestId"} {
		delete(sample, secret)
		if secret != "RequestId" && strings.Contains(list.text, `"`+secret+`"`) {
			t.Errorf("the list has %s", secret)
		}
	}
	for _, wrong := range (cloudAnswer{}).differences("", sample, list.at("SslVpnClientCertKeys.SslVpnClientCertKey.0")) {
		t.Error(wrong)
	}
}

// Certificates are real: the key fits, the SSL server's own authority signed it, it is
// good for its time, and a deleted one is on the list of those that are not let in.
func TestSim_clientCertIsReal(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	_, first := sslServerOn(server, 1)
	_, second := sslServerOn(server, 2)
	id, other := c.certify(first, "anna"), c.certify(first, "bert")
	one := c.ok("DescribeSslVpnClientCert", certNamed(id))
	pair, err := tls.X509KeyPair([]byte(one.str("ClientCert")), []byte(one.str("ClientKey")))
	if err != nil {
		t.Fatal(err)
	}
	if pair.Leaf.Subject.CommonName != id || pair.Leaf.NotAfter.UnixMilli()/1000*1000 != int64(one.body["EndTime"].(float64))/1000*1000 {
		t.Errorf("it is of %s until %s: %s", pair.Leaf.Subject.CommonName, pair.Leaf.NotAfter, one.text)
	}
	verify := func(cert *x509.Certificate, authority string, usage x509.ExtKeyUsage) error {
		roots := x509.NewCertPool()
		roots.AppendCertsFromPEM([]byte(authority))
		_, err := cert.Verify(x509.VerifyOptions{Roots: roots, CurrentTime: server.Now(), KeyUsages: []x509.ExtKeyUsage{usage}})
		return err
	}
	files, _ := server.SslVpnServerFiles(first)
	others, _ := server.SslVpnServerFiles(second)
	serverPair, err := tls.X509KeyPair([]byte(files.ServerCert), []byte(files.ServerKey))
	if err != nil {
		t.Fatal(err)
	}
	if err := verify(serverPair.Leaf, one.str("CaCert"), x509.ExtKeyUsageServerAuth); err != nil {
		t.Error(err)
	}
	if err := verify(pair.Leaf, files.CaCert, x509.ExtKeyUsageClientAuth); err != nil {
		t.Error(err)
	}
	if verify(pair.Leaf, others.CaCert, x509.ExtKeyUsageClientAuth) == nil || verify(pair.Leaf, files.CaCert, x509.ExtKeyUsageServerAuth) == nil {
		t.Error("the certificate is good for another SSL server, or as a server")
	}
	again := c.ok("DescribeSslVpnClientCert", certNamed(id))
	if again.str("ClientKey") != one.str("ClientKey") || again.str("ClientKey") == c.ok("DescribeSslVpnClientCert", certNamed(other)).str("ClientKey") {
		t.Error("a key changes, or two certificates have the same")
	}

	revoked := func() []x509.RevocationListEntry {
		files, _ := server.SslVpnServerFiles(first)
		block, _ := pem.Decode([]byte(files.Revocations))
		list, err := x509.ParseRevocationList(block.Bytes)
		if err != nil {
			t.Fatal(err)
		}
		authority, _ := pem.Decode([]byte(files.CaCert))
		issuer, err := x509.ParseCertificate(authority.Bytes)
		if err != nil || list.CheckSignatureFrom(issuer) != nil {
			t.Fatal("the list is not signed by the authority", err)
		}
		return list.RevokedCertificateEntries
	}
	if all := revoked(); len(all) > 0 {
		t.Errorf("revoked: %v", all)
	}
	c.ok("DeleteSslVpnClientCert", certNamed(id))
	if all := revoked(); len(all) != 1 || all[0].SerialNumber.Cmp(pair.Leaf.SerialNumber) != 0 {
		t.Errorf("want the deleted one, got %v", all)
	}
}

// What Save wrote still has the authority: certificates that people have stay good.
func TestSim_clientCertSaved(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	_, sslServer := sslServerOn(server, 1)
	before := c.ok("DescribeSslVpnClientCert", certNamed(c.certify(sslServer, "anna")))
	var saved bytes.Buffer
	if err := server.Save(&saved); err != nil {
		t.Fatal(err)
	}
	restored, again := start(t, sim.Options{})
	if err := restored.Load(&saved); err != nil {
		t.Fatal(err)
	}
	after := again.ok("DescribeSslVpnClientCert", certNamed(before.str("SslVpnClientCertId")))
	for _, name := range []string{"CaCert", "ClientCert", "ClientKey"} {
		if before.str(name) == "" || before.str(name) != after.str(name) {
			t.Errorf("%s changed", name)
		}
	}
}

func TestSim_clientCertStatus(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	_, sslServer := sslServerOn(server, 1)
	id := c.certify(sslServer, "anna")
	for _, step := range []struct {
		passes time.Duration
		want   string
	}{{0, "normal"}, {1064 * 24 * time.Hour, "normal"}, {2 * 24 * time.Hour, "expiring-soon"}, {30 * 24 * time.Hour, "expired"}} {
		server.Advance(step.passes)
		list := c.ok("DescribeSslVpnClientCerts", certNamed(id))
		if got := list.at("SslVpnClientCertKeys.SslVpnClientCertKey.0.Status"); got != step.want || c.ok("DescribeSslVpnClientCert", certNamed(id)).str("Status") != step.want {
			t.Errorf("after %s more: want %s, got %v", step.passes, step.want, got)
		}
	}
}

// A create and a deletion put the gateway to work, and another name does not. A
// deletion disconnects everybody, and the end of the server that of its certificates.
func TestSim_clientCertLife(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{UpdateTime: time.Minute})
	gateway, sslServer := sslServerOn(server, 1)
	_, elsewhere := sslServerOn(server, 2)
	gatewayIs := func(want string) {
		t.Helper()
		if got := c.status(gateway); got != want {
			t.Errorf("the gateway is %s, want %s", got, want)
		}
	}
	id := c.certify(sslServer, "anna")
	gatewayIs("updating")
	c.refused("CreateSslVpnClientCert", certFor(sslServer, "bert"), 400, "VpnGateway.Configuring")
	c.refused("DeleteSslVpnClientCert", certNamed(id), 400, "VpnGateway.Configuring")
	if renamed := c.ok("ModifySslVpnClientCert", certNamed(id).with(params{"Name": "Anna"})); renamed.str("Name") != "Anna" {
		t.Error(renamed.text)
	}
	server.Advance(time.Minute)
	bert := c.certify(sslServer, "bert")
	server.Advance(time.Minute)
	server.ChangeSslVpnServer(sslServer, func(v *sim.SslVpnServer) { v.Clients = []sim.SslVpnClient{{CommonName: bert}} })
	c.ok("DeleteSslVpnClientCert", certNamed(id))
	gatewayIs("updating")
	if v, _ := server.SslVpnServer(sslServer); len(v.Clients) > 0 {
		t.Error("somebody is still connected")
	}
	c.refused("DescribeSslVpnClientCert", certNamed(id), 404, "InvalidInstanceId.NotFound")
	c.refused("DeleteSslVpnClientCert", certNamed(id), 404, "InvalidSslVpnClientCertId.NotFound")
	c.refused("ModifySslVpnClientCert", certNamed(id).with(params{"Name": "x"}), 404, "InvalidSslVpnClientCertId.NotFound")
	server.Advance(time.Minute)
	stays := c.certify(elsewhere, "carl")
	c.ok("DeleteSslVpnServer", params{"RegionId": sim.DefaultRegion, "SslVpnServerId": sslServer})
	server.Advance(time.Minute)
	if all := server.SslVpnClientCerts(); len(all) != 1 || all[0].SslVpnClientCertID != stays {
		t.Errorf("want the certificate of the other server alone, got %+v", all)
	}
}

func TestSim_clientCertRefusals(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{ClientCertQuota: 2, ClientCertCreateTimes: 3})
	gateway, sslServer := sslServerOn(server, 1)
	_, other := sslServerOn(server, 2)
	first := c.certify(sslServer, "anna")
	c.certify(other, "bert") // all of the account count
	c.refused("CreateSslVpnClientCert", certFor(sslServer, "carl"), 400, "CreateSslCertsQuotaFull.QuotaFull")
	c.ok("DeleteSslVpnClientCert", certNamed(first))
	c.certify(sslServer, "carl")
	c.refused("CreateSslVpnClientCert", certFor(sslServer, "dora"), 400, "SslVpnClientCreateTimes.ReachLimits")
	c.refused("CreateSslVpnClientCert", certFor("vss-none", "dora"), 404, "InvalidSslVpnServerId.NotFound")
	c.refused("CreateSslVpnClientCert", certFor(sslServer, strings.Repeat("x", 101)), 400, "InvalidName")
	server.ChangeGateway(gateway, func(g *sim.Gateway) { g.BusinessStatus = "FinancialLocked" })
	c.refused("CreateSslVpnClientCert", certFor(sslServer, "dora"), 400, "VpnGateway.FinancialLocked")
}

// Fifty, unless it is told otherwise.
func TestSim_clientCertQuota(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	_, sslServer := sslServerOn(server, 1)
	for n := range sim.DefaultClientCertQuota {
		server.PutSslVpnClientCert(sim.SslVpnClientCert{SslVpnClientCertID: fmt.Sprintf("vsc-%d", n)})
	}
	c.refused("CreateSslVpnClientCert", certFor(sslServer, "x"), 400, "CreateSslCertsQuotaFull.QuotaFull")
	if sim.DefaultClientCertQuota != 50 {
		t.Error("the documents say 50")
	}
}
