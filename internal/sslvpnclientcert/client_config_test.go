package sslvpnclientcert_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/echoprovider"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// sink shows, in the state of another provider, what no state of ours has.
const (
	sink   = "provider \"echo\" {\n  data = %s\n}\nresource \"echo\" \"sink\" {}\n"
	ofAnna = "ephemeral.aliyun_ssl_vpn_client_config.anna"
)

func configOf(id, value string) string {
	return fmt.Sprintf("ephemeral \"aliyun_ssl_vpn_client_config\" \"anna\" {\n  ssl_vpn_client_cert_id = %q\n}\n"+sink, id, value)
}

func testConfig(t *testing.T, c *acctest.Cloud, steps ...resource.TestStep) {
	t.Helper()
	factories := c.Factories()
	factories["echo"] = echoprovider.NewProviderServer()
	resource.UnitTest(t, resource.TestCase{
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_10_0)},
		ProtoV6ProviderFactories: factories, Steps: steps,
	})
}

// shows checks what the sink has got.
func shows(check knownvalue.Check) []statecheck.StateCheck {
	return []statecheck.StateCheck{statecheck.ExpectKnownValue("echo.sink", tfjsonpath.New("data"), check)}
}

// holds matches a text that has all of these in this order.
func holds(parts ...string) knownvalue.Check {
	quoted := make([]string, len(parts))
	for i, part := range parts {
		quoted[i] = regexp.QuoteMeta(part)
	}
	return knownvalue.StringRegexp(regexp.MustCompile("(?s)" + strings.Join(quoted, ".*")))
}

func existing(t *testing.T) (c *acctest.Cloud, id string) {
	t.Helper()
	c = withServers(t, sim.Options{})
	return c, c.Sim().PutSslVpnClientCert(sim.SslVpnClientCert{SslVpnServerID: server, Name: "anna"})
}

// All of the API's answer, and one file of it.
func TestSslVpnClientConfig(t *testing.T) {
	t.Parallel()
	begins := func(what string) knownvalue.Check { return holds("-----BEGIN " + what + "-----") }
	for name, check := range map[string]knownvalue.Check{
		"ca_cert": begins("CERTIFICATE"), "client_cert": begins("CERTIFICATE"), "client_key": begins("PRIVATE KEY"),
		"client_config": holds("remote 203.0.113.9 1194", "ca ca.crt"), "name": knownvalue.StringExact("anna"),
		"region": knownvalue.StringExact(sim.DefaultRegion),
		"ovpn": holds("proto udp", "remote 203.0.113.9 1194", "cipher AES-128-CBC\ndata-ciphers AES-256-GCM:AES-128-GCM:AES-128-CBC",
			"<ca>\n-----BEGIN CERTIFICATE-----", "<cert>\n-----BEGIN CERTIFICATE-----", "<key>\n-----BEGIN PRIVATE KEY-----"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, id := existing(t)
			testConfig(t, c, resource.TestStep{Config: c.Provider() + configOf(id, ofAnna+"."+name), ConfigStateChecks: shows(check)})
		})
	}
}

// An answer without an address is completed from the SSL server, whose address is not
// the gateway's with two tunnels.
func TestSslVpnClientConfig_fromTheServer(t *testing.T) {
	t.Parallel()
	for _, answered := range []string{`""`, `"a text of another kind"`, `null`} {
		c, id := existing(t)
		c.Sim().AddFault(sim.Fault{
			Action: "DescribeSslVpnClientCert", Kind: sim.KindAnswer, Times: -1, Set: map[string]json.RawMessage{"ClientConfig": json.RawMessage(answered)},
		})
		testConfig(t, c, resource.TestStep{
			Config:            c.Provider() + configOf(id, ofAnna+".ovpn"),
			ConfigStateChecks: shows(holds("proto udp", "remote 203.0.113.9 1194", "remote-cert-tls server", "cipher AES-128-CBC", "<key>")),
		})
	}
}

// What cannot be known is said, and nothing is made up.
func TestSslVpnClientConfig_errors(t *testing.T) {
	t.Parallel()
	c, id := existing(t)
	lacks := func(field string) func() {
		return func() {
			c.Sim().ClearFaults()
			c.Sim().AddFault(sim.Fault{Action: "DescribeSslVpnClientCert", Kind: sim.KindAnswer, Times: -1, Remove: []string{field}})
		}
	}
	config := c.Provider() + configOf(id, ofAnna+".name")
	testConfig(t, c,
		resource.TestStep{
			Config:      c.Provider() + configOf("vsc-none", ofAnna+".name"),
			ExpectError: acctest.Message("No such SSL client certificate", "There is no SSL client certificate vsc-none in cn-hangzhou."),
		},
		resource.TestStep{PreConfig: lacks("ClientKey"), Config: config, ExpectError: acctest.Message("has nothing in ClientKey that is a private key in PEM form")},
		resource.TestStep{PreConfig: lacks("CaCert"), Config: config, ExpectError: acctest.Message("has nothing in CaCert that is a certificate in PEM form")},
		resource.TestStep{PreConfig: lacks("Name"), Config: c.Provider()},
	)
}
