package acctest_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

var (
	connectionIDs = regexp.MustCompile(`"(vco-\w+)"`)
	tunnelIDs     = regexp.MustCompile(`"(tun-\w+)"`)
)

// addConnection adds the connection that an example names, with its gateways.
func addConnection(s *sim.Server, region, text string) {
	id := connectionIDs.FindStringSubmatch(text)
	if id == nil {
		return
	}
	gateway := s.PutGateway(sim.Gateway{RegionID: region, InternetIP: "203.0.113.101", DisasterRecoveryInternetIP: "203.0.113.102"})
	far := s.PutCustomerGateway(sim.CustomerGateway{RegionID: region, IPAddress: "198.51.100.101"})
	connection := s.PutVpnConnection(sim.VpnConnection{VpnConnectionID: id[1], RegionID: region, VpnGatewayID: gateway})
	s.PutCrossAccountAuthorization(sim.CrossAccountAuthorization{
		RegionID: region, VpnConnectionID: connection, BindUID: 9876543210987654, BindInstance: "cen-dbh0d41ynr6wwqsgxy",
	})
	s.ChangeVpnConnection(connection, func(v *sim.VpnConnection) {
		for i := range v.Tunnels {
			v.Tunnels[i].CustomerGatewayID = far
		}
		if tunnel := tunnelIDs.FindStringSubmatch(text); tunnel != nil {
			v.Tunnels[0].TunnelID = tunnel[1]
		}
	})
}

// aboutConnection matches examples of data sources that tell more of a connection
// than its resource shows.
func aboutConnection(path string) bool {
	return strings.Contains(path, "/aliyun_vpn_connection_") || strings.Contains(path, "/aliyun_vpn_cross_account_")
}

// Each example of such a data source works on the connection that it names.
func TestExamples_connectionDataSources(t *testing.T) {
	t.Parallel()
	for _, e := range findExamples(t, false, func(path string) bool { return ofDataSources(path) && aboutConnection(path) }) {
		t.Run(e.name, func(t *testing.T) {
			t.Parallel()
			c, provider := exampleCloud(t, e.text)
			addConnection(c.Sim(), sim.SingaporeRegion, e.text)
			c.Test(applyTwice(c, provider+e.text, nil)...)
		})
	}
}

// Each example of an ephemeral resource works by itself, and leaves nothing in
// state.
func TestExamples_ephemeralResources(t *testing.T) {
	t.Parallel()
	for _, e := range findExamples(t, false, below("ephemeral-resources")) {
		t.Run(e.name, func(t *testing.T) {
			t.Parallel()
			c, provider := exampleCloud(t, e.text)
			addConnection(c.Sim(), sim.SingaporeRegion, e.text)
			resource.UnitTest(t, resource.TestCase{
				TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_10_0)},
				ProtoV6ProviderFactories: c.Factories(), Steps: applyTwice(c, required+provider+e.text, nil),
			})
			if c.Calls("DescribeVpnConnection")+c.Calls("DescribeSslVpnClientCert") == 0 {
				t.Error("nothing was read")
			}
		})
	}
}

// Each example of an action can be run: here over the protocol, since few CLIs
// have actions.
func TestExamples_actions(t *testing.T) {
	t.Parallel()
	for _, e := range findExamples(t, false, below("actions")) {
		t.Run(e.name, func(t *testing.T) {
			t.Parallel()
			c, _ := exampleCloud(t, e.text)
			addConnection(c.Sim(), sim.DefaultRegion, e.text)
			file, diags := hclsyntax.ParseConfig([]byte(e.text), e.name, hcl.InitialPos)
			if diags.HasErrors() {
				t.Fatal(diags)
			}
			body, _ := file.Body.(*hclsyntax.Body)
			block := body.Blocks[0]
			config := map[string]any{}
			for name, attribute := range block.Body.Blocks[0].Body.Attributes {
				value, diags := attribute.Expr.Value(nil)
				if diags.HasErrors() {
					t.Fatal(diags)
				}
				config[name] = value.AsString()
			}
			if block.Type != "action" || !slices.Contains(strings.Split(e.name, "/"), block.Labels[0]) {
				t.Errorf("shows %s %s", block.Type, block.Labels)
			}
			progress, said := c.Instance("aliyun_vpn_gateway", nil).Invoke(block.Labels[0], config)
			if said.HasError() || len(progress) == 0 {
				t.Errorf("got %v, %v", progress, said.Texts())
			}
		})
	}
}
