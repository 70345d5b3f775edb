package provider_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

const zones = `
data "aliyun_vpn_gateway_zones" "all" {
  bandwidth = 5
}
`

// A misspelt name in a block of the provider is an error, and nothing is called.
func TestProvider_misspeltNames(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ block, want string }{
		"endpoints":             {"", `An argument named "vcp" is not expected here. Did you mean "vpc"\?`},
		"assume_role":           {"assume_role {\n role_anr = \"x\"\n}", `An argument named "role_anr" is not expected here. Did you mean "role_arn"\?`},
		"assume_role_with_oidc": {"assume_role_with_oidc {\n polciy = \"x\"\n}", `An argument named "polciy" is not expected here.`},
		"default_tags":          {"default_tags {\n tgas = {}\n}", `An argument named "tgas" is not expected here. Did you mean "tags"\?`},
		"ignore_tags":           {"ignore_tags {\n key = []\n}", `An argument named "key" is not expected here. Did you mean "keys"\?`},
		"a block's name":        {"endpoint {\n vpc = \"example.com\"\n}", `Blocks of type "endpoint" are not expected here. Did you mean "endpoints"\?`},
		"an argument":           {"max_retry = 1", `An argument named "max_retry" is not expected here.`},
		"an object":             {"default_tags = { tags = {} }", `An argument named "default_tags" is not expected here. Did you mean to define\s+a block of type "default_tags"\?`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			config := c.Provider(test.block)
			if test.block == "" {
				config = strings.Replace(config, "endpoints { vpc", "endpoints { vcp", 1)
			}
			c.Test(
				resource.TestStep{Config: config + zones, ExpectError: regexp.MustCompile(test.want)},
				resource.TestStep{Config: c.Provider()}, // what is destroyed with
			)
			if n := c.Calls("DescribeVpnGatewayAvailableZones"); n != 0 {
				t.Errorf("%d calls were made", n)
			}
		})
	}
}
