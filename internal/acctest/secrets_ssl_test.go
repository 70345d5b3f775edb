package acctest_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// TestSecrets_clientConfig makes a certificate, reads its key, and hands a part of it
// on to a write-only argument. The key is in no plan, no state, no log and no output,
// nor does it get there by answers that cannot be read.
func TestSecrets_clientConfig(t *testing.T) {
	t.Parallel()
	config := fmt.Sprintf(`
provider "aliyun" {
  region = %q
}

resource "aliyun_ssl_vpn_client_cert" %[2]q {
  name              = %[2]q
  ssl_vpn_server_id = %[3]q
}

ephemeral "aliyun_ssl_vpn_client_config" "person" {
  ssl_vpn_client_cert_id = aliyun_ssl_vpn_client_cert.%[2]s.id
}

data "aliyun_ssl_vpn_client_certs" "all" {
  ssl_vpn_server_id = %[3]q
  depends_on        = [aliyun_ssl_vpn_client_cert.%[2]s]
}

locals {
  key  = ephemeral.aliyun_ssl_vpn_client_config.person.client_key
  ovpn = ephemeral.aliyun_ssl_vpn_client_config.person.ovpn
}

resource "aliyun_vpn_customer_gateway" %[2]q {
  ip_address          = "198.51.100.77"
  name                = %[2]q
  auth_key_wo         = strcontains(local.ovpn, local.key) ? split("\n", local.key)[1] : null
  auth_key_wo_version = 1
}

output "certificates" {
  value = data.aliyun_ssl_vpn_client_certs.all.certificates
}
`, sim.DefaultRegion, harmless, certServer)
	server := sim.New(sim.Options{})
	addSslServer(server, certServer)
	l := newLifecycleOf(t, config, append(keyPair(), "ALIBABA_CLOUD_ENDPOINT_VPC="+serveSim(t, server), "ALIBABA_CLOUD_MAX_RETRIES=0")...)
	if c := l.run("validate", "-no-color"); strings.Contains(c.said(), "Unsupported argument") || strings.Contains(c.said(), "Write-only") || strings.Contains(c.said(), "Unsupported block type") {
		t.Skip("this CLI knows no ephemeral resources, or no write-only arguments")
	}
	l.do(nil, 0, "plan", "-out=create.tfplan")
	l.do(nil, 0, "show", "create.tfplan")
	l.do(nil, 0, "apply", "create.tfplan")
	l.do(nil, 0, "apply", "-refresh-only", "-auto-approve")
	certs := server.SslVpnClientCerts()
	if len(certs) != 1 {
		t.Fatalf("want one certificate, got %+v", certs)
	}
	key, cert := strings.Split(certs[0].Key, "\n"), strings.Split(certs[0].Cert, "\n")
	if len(key) < 4 || len(cert) < 4 {
		t.Fatal("the certificate was not read")
	}
	text, _ := json.Marshal(certs[0].Key)
	for _, broken := range []string{`{"ClientKey":` + string(text), `{"SslVpnClientCertId":"vsc-other","ClientKey":` + string(text) + `}`} {
		server.AddFault(sim.Fault{Action: "DescribeSslVpnClientCert", Kind: sim.KindRaw, Status: http.StatusOK, Body: broken, Times: -1})
		l.do(nil, 1, "plan")
		server.ClearFaults()
	}
	for _, wrong := range []string{`"` + key[1] + `"`, `"</key>\nup ` + key[1] + `"`} {
		server.AddFault(sim.Set("DescribeSslVpnClientCert", "ClientKey", wrong, -1))
		l.do(nil, 1, "plan")
		server.ClearFaults()
	}
	server.AddFault(sim.Set("DescribeSslVpnClientCert", "ClientConfig", `"client\nremote 203.0.113.9 1194\n`+key[1]+` `+key[2]+`\nsetenv `+key[1]+`"`, -1))
	l.do(nil, 0, "plan") // with a warning
	server.ClearFaults()
	l.do(nil, 0, "show")
	l.do(nil, 0, "output", "-json")
	l.keep("alive/")
	if all := server.CustomerGateways(); len(all) != 1 || all[0].AuthKey != key[1] {
		t.Error("the key was not handed on, so this test proves nothing")
	}
	l.do(nil, 0, "destroy", "-auto-approve")
	l.keep("")
	l.kept.check(t, map[string]string{"key": key[1], "more of the key": key[2], "certificate": cert[2]},
		"trace.log", "01 plan -out=create.tfplan (stdout)", "alive/terraform.tfstate")
}
