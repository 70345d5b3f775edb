package vpngateway_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

const anyGateway = `
data "aliyun_vpn_gateway" "test" {
  id = "vpn-1"
}
`

// A label of a name has at most 63 characters, so that nothing is asked about
// these hosts: the resolver itself knows that there are none.
var (
	noRegion = "cn" + strings.Repeat("-aaaaaaaaaaaaaaaaaaaa", 3)
	noHost   = strings.Repeat("a", 64) + ".example"
)

func provider(region string) string {
	return fmt.Sprintf("provider \"aliyun\" {\n  access_key = \"a\"\n  secret_key = \"s\"\n  %s\n}\n", region)
}

// An address at which no API answers is an error that says where it comes from.
func TestVpnGateway_wrongAddress(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		config func(*acctest.Cloud) string
		want   []string
	}{
		"region of the provider": {
			func(*acctest.Cloud) string { return provider(fmt.Sprintf("region = %q", noRegion)) },
			[]string{
				"Unable to read VPN gateway", "There is no host vpc." + noRegion + ".aliyuncs.com.",
				"The name comes from the region " + noRegion + ", which is set by the provider's argument region. " +
					"Check that first, then the network and the name server of this machine.",
			},
		},
		"region of a data source": {
			func(*acctest.Cloud) string {
				return provider(`region = "cn-hangzhou"`) + strings.Replace(anyGateway, "id ", fmt.Sprintf("region = %q\n  id ", noRegion), 1)
			},
			[]string{"The name comes from the region " + noRegion + ". Check that first"},
		},
		"endpoint": {
			func(c *acctest.Cloud) string { return strings.Replace(c.Provider(), c.URL, noHost, 1) },
			[]string{"There is no host " + noHost + ". The name comes from endpoints.vpc. Check that first"},
		},
		"no scheme for the simulator": {
			func(c *acctest.Cloud) string { return strings.Replace(c.Provider(), "http://", "", 1) },
			[]string{
				"The server at 127.0.0.1:PORT answers in plain HTTP, and an address without a scheme means HTTPS. " +
					"If it is the simulator, write http://127.0.0.1:PORT in endpoints.vpc.",
			},
		},
		"simulator is down": {
			func(c *acctest.Cloud) string {
				c.Stop()
				return c.Provider()
			},
			[]string{"Nothing listens at 127.0.0.1:PORT, the address from endpoints.vpc. Is the simulator running? `make sim` starts it."},
		},
		"key with a line break": {
			func(c *acctest.Cloud) string {
				return strings.Replace(c.Provider(), sim.DefaultAccessKeyID, sim.DefaultAccessKeyID+`\nmore`, 1)
			},
			[]string{"the access key ID holds white space or a character that no key has."},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			_, port, _ := strings.Cut(strings.TrimPrefix(c.URL, "http://"), ":")
			config := test.config(c)
			if !strings.Contains(config, "data ") {
				config += anyGateway
			}
			var want []string
			for _, text := range test.want {
				want = append(want, strings.ReplaceAll(text, "PORT", port))
			}
			c.Test(resource.TestStep{Config: config, ExpectError: acctest.Message(want...)})
			if n := len(c.Sim().Requests()); n != 0 {
				t.Errorf("%d requests arrived", n)
			}
		})
	}
}

func TestVpnGateway_wrongRegionOfTheEnvironment(t *testing.T) {
	t.Setenv("ALICLOUD_REGION", noRegion)
	c := acctest.New(t, sim.Options{})
	c.Test(resource.TestStep{
		Config:      provider("") + anyGateway,
		ExpectError: acctest.Message("The name comes from the region " + noRegion + ", which is set by the environment variable ALICLOUD_REGION."),
	})
}
