package acctest_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// TestSecrets_peerConfig reads the keys of a connection, writes them into a
// configuration for the other end, and hands one on to a write-only argument. They
// are in no plan, no state, no log and no output, nor do they get there by answers
// that cannot be read, or by what a diagnosis and the log of the tunnels hold.
func TestSecrets_peerConfig(t *testing.T) {
	t.Parallel()
	const id, first, second = "vco-bp1secret00000000001", marked + "psk-of-the-first", marked + "psk-of-the-second"
	config := fmt.Sprintf(`
provider "aliyun" {
  region = %q
}

ephemeral "aliyun_vpn_connection_peer_config" "office" {
  vpn_connection_id = %[2]q
}

data "aliyun_vpn_connection_diagnosis" "office" {
  vpn_connection_id = %[2]q
}

data "aliyun_vpn_connection_logs" "office" {
  vpn_connection_id = %[2]q
  tunnel_id         = "tun-1"
}

locals {
  conf = provider::aliyun::peer_config("strongswan", ephemeral.aliyun_vpn_connection_peer_config.office)
}

resource "aliyun_vpn_customer_gateway" %[3]q {
  ip_address          = "198.51.100.77"
  name                = %[3]q
  auth_key_wo         = length(local.conf) > 0 ? ephemeral.aliyun_vpn_connection_peer_config.office.tunnels[0].psk : null
  auth_key_wo_version = 1
}

output "found" {
  value = [data.aliyun_vpn_connection_diagnosis.office.problems, data.aliyun_vpn_connection_logs.office.lines]
}
`, sim.DefaultRegion, id, harmless)
	server := sim.New(sim.Options{})
	addConnection(server, sim.DefaultRegion, `"`+id+`" "tun-1"`)
	now := server.Now()
	server.ChangeVpnConnection(id, func(v *sim.VpnConnection) {
		v.Name = harmless
		v.Tunnels[0].Ike.Psk, v.Tunnels[1].Ike.Psk = first, second
		v.Problems = []sim.Problem{{TunnelID: "tun-1", Reason: harmless, LocalParam: first, RemoteParam: second, SourceLog: "refused " + first}}
		v.Logs = []sim.LogLine{{TunnelID: "tun-1", Time: now, Text: "the key is " + first}}
	})
	l := newLifecycleOf(t, config, append(keyPair(), "ALIBABA_CLOUD_ENDPOINT_VPC="+serveSim(t, server), "ALIBABA_CLOUD_MAX_RETRIES=0")...)
	if c := l.run("validate", "-no-color"); strings.Contains(c.said(), "Unsupported argument") || strings.Contains(c.said(), "Write-only") || strings.Contains(c.said(), "Unsupported block type") {
		t.Skip("this CLI knows no ephemeral resources, or no write-only arguments")
	}
	for _, broken := range []string{`{"IkeConfig":"` + first, `{"VpnConnectionId":"vco-other","IkeConfig":{"Psk":"` + first + `"}}`} {
		server.AddFault(sim.Fault{Action: "DescribeVpnConnection", Kind: sim.KindRaw, Status: http.StatusOK, Body: broken, Times: -1})
		l.do(nil, 1, "plan")
		server.ClearFaults()
	}
	l.do(nil, 0, "plan", "-out=create.tfplan")
	l.do(nil, 0, "show", "create.tfplan")
	l.do(nil, 0, "apply", "create.tfplan")
	l.do(nil, 0, "apply", "-refresh-only", "-auto-approve")
	l.do(nil, 0, "show")
	l.do(nil, 0, "output", "-json")
	l.keep("alive/")
	sent := false
	for _, g := range server.CustomerGateways() {
		sent = sent || g.AuthKey == first
	}
	if !sent {
		t.Error("the key was not handed on, so this test proves nothing")
	}
	l.do(nil, 0, "destroy", "-auto-approve")
	l.keep("")
	l.kept.check(t, map[string]string{"first key": first, "second key": second}, "trace.log", "03 plan -out=create.tfplan (stdout)", "07 show (stdout)", "alive/terraform.tfstate")
}
