package sslvpnclientcert_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// Bad input is refused in these words, on its argument, and before any call.
func TestSslVpnClientCert_badInput(t *testing.T) {
	t.Parallel()
	cert := func(lines ...string) string {
		return "resource \"aliyun_ssl_vpn_client_cert\" \"test\" {\n  " + strings.Join(lines, "\n  ") + "\n}\n"
	}
	data := func(kind string, lines ...string) string {
		return fmt.Sprintf("data %q \"test\" {\n  %s\n}\n", kind, strings.Join(lines, "\n  "))
	}
	ephemeral := func(lines ...string) string {
		return "ephemeral \"aliyun_ssl_vpn_client_config\" \"test\" {\n  " + strings.Join(lines, "\n  ") + "\n}\n"
	}
	const one, many = "aliyun_ssl_vpn_client_cert", "aliyun_ssl_vpn_client_certs"
	for name, test := range map[string]struct{ config, want string }{
		"no server":          {cert(`name = "anna"`), `The argument "ssl_vpn_server_id" is required, but no definition was found.`},
		"a gateway":          {cert(`ssl_vpn_server_id = "vpn-bp1"`), `ssl_vpn_server_id must be an ID that starts with "vss-", got: "vpn-bp1".`},
		"an empty server":    {cert(`ssl_vpn_server_id = ""`), `ssl_vpn_server_id must be an ID that starts with "vss-", got: "".`},
		"odd characters":     {cert(`ssl_vpn_server_id = "vss-a b"`), `ssl_vpn_server_id must be an ID that starts with "vss-", got: "vss-a b".`},
		"no name":            {cert(of(server), `name = ""`), `name must have 1 to 100 characters, got 0.`},
		"a long name":        {cert(of(server), `name = "`+strings.Repeat("x", 101)+`"`), `name must have 1 to 100 characters, got 101.`},
		"a name like a URL":  {cert(of(server), `name = "https://x"`), `name must not start with "https://".`},
		"a key":              {cert(of(server), `client_key = "x"`), `An argument named "client_key" is not expected here.`},
		"a status":           {cert(of(server), `status = "normal"`), `Cannot set value for this attribute as the provider has marked it as read-only.`},
		"tags":               {cert(of(server), `tags = {}`), `An argument named "tags" is not expected here.`},
		"a region":           {cert(of(server), `region = "cn hangzhou"`), `region must be a region ID`},
		"a timeout":          {cert(of(server), "timeouts {\n    create = \"soon\"\n  }"), `timeouts.create must be a duration`},
		"neither ID":         {data(one), `No attribute specified when one (and only one) of [id,name] is required`},
		"a name alone":       {data(one, `name = "anna"`), `Attribute "ssl_vpn_server_id" must be specified when "name" is specified`},
		"another kind of ID": {data(one, `id = "vss-1"`), `id must be an ID that starts with "vsc-", got: "vss-1".`},
		"no such status":     {data(many, `status = "revoked"`), `status must be "normal", "expiring-soon" or "expired", got: "revoked".`},
		"its case":           {data(many, `status = "Expired"`), `status must be "normal", "expiring-soon" or "expired", got: "Expired": write "expired".`},
		"a bad pattern":      {data(many, `name_regex = "("`), `name_regex must be a regular expression (RE2): missing closing ): "("`},
		"no certificate":     {ephemeral(), `The argument "ssl_vpn_client_cert_id" is required, but no definition was found.`},
		"a server's config":  {ephemeral(`ssl_vpn_client_cert_id = "vss-1"`), `ssl_vpn_client_cert_id must be an ID that starts with "vsc-", got: "vss-1".`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			resource.UnitTest(t, resource.TestCase{
				ProtoV6ProviderFactories: c.Factories(),
				Steps:                    []resource.TestStep{{Config: c.Provider() + test.config, PlanOnly: true, ExpectError: acctest.Message(test.want)}},
			})
			if n := len(c.Sim().Requests()); n > 0 {
				t.Errorf("it made %d calls", n)
			}
		})
	}
}
