package vpngateway_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpngateway"
)

// Listing and importing by identity need a newer Terraform than many have, so
// they are shown over the protocol here, and with the binary where it can.
func TestListResource_vpnGateway(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	seed(c.Sim(),
		sim.Gateway{VpnGatewayID: "vpn-a", Name: "web", VpcID: sim.DefaultVPC, Tags: tags{"env": "dev"}},
		sim.Gateway{VpnGatewayID: "vpn-b", VpcID: sim.DefaultVPC},
		sim.Gateway{VpnGatewayID: "vpn-d", Name: "enhanced", VpcID: sim.DefaultVPC, GatewayType: "Enhanced.SiteToSite"},
		sim.Gateway{VpnGatewayID: "vpn-far", Name: "far", VpcID: sim.ShanghaiVPC, RegionID: sim.ShanghaiRegion},
	)
	i := c.Instance(vpngateway.TypeName, nil)
	for name, test := range map[string]struct {
		config map[string]any
		limit  int64
		want   []string
	}{
		"all":       {nil, 0, []string{"vpn-a@cn-hangzhou web (vpn-a)", "vpn-b@cn-hangzhou vpn-b"}},
		"limited":   {nil, 1, []string{"vpn-a@cn-hangzhou web (vpn-a)"}},
		"by tag":    {map[string]any{"tags": map[string]string{"env": "dev"}}, 0, []string{"vpn-a@cn-hangzhou web (vpn-a)"}},
		"by name":   {map[string]any{"name_regex": "^vpn-"}, 0, []string{"vpn-b@cn-hangzhou vpn-b"}},
		"elsewhere": {map[string]any{"region": "cn-shanghai"}, 0, []string{"vpn-far@cn-shanghai far (vpn-far)"}},
		"none":      {map[string]any{"vpc_id": "vpc-none"}, 0, nil},
	} {
		found, said := i.List(test.config, test.limit)
		var got []string
		for _, f := range found {
			got = append(got, fmt.Sprintf("%s@%s %s", f.Identity["id"], f.Identity["region"], f.DisplayName))
			if f.Resource.String("id") != f.Identity["id"] || f.Resource.String("status") != "active" || f.Resource.String("deletion_policy") != "delete" {
				t.Errorf("%s: the resource of %s is incomplete", name, f.DisplayName)
			}
		}
		if len(said) > 0 || !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, %v, want %q", name, got, said.Texts(), test.want)
		}
	}
	_, said := i.List(map[string]any{"region": "cn-nowhere"}, 0)
	acctest.Contains(t, said.Errors(), "Unable to list VPN gateways", "InvalidRegionId.NotFound", "Request ID: ")
}

func TestVpnGateway_importByIdentity(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	seed(c.Sim(),
		sim.Gateway{VpnGatewayID: "vpn-a", Name: "near", VpcID: sim.DefaultVPC, Bandwidth: 5},
		sim.Gateway{VpnGatewayID: "vpn-far", Name: "far", VpcID: sim.ShanghaiVPC, RegionID: sim.ShanghaiRegion, Bandwidth: 5},
	)
	for _, test := range []struct {
		identity map[string]any
		name     string
	}{
		{map[string]any{"id": "vpn-a"}, "near"},
		{map[string]any{"id": "vpn-far", "region": "cn-shanghai"}, "far"},
	} {
		i := c.Instance(vpngateway.TypeName, nil)
		if said := i.ImportByIdentity(test.identity); said.HasError() || i.String("name") != test.name {
			t.Errorf("%v: got %q, %v", test.identity, i.String("name"), said.Errors())
		}
		if said := i.Plan(map[string]any{"vpc_id": i.String("vpc_id"), "bandwidth": 5}); strings.Contains(strings.Join(said.Texts(), ""), "replace") {
			t.Errorf("%v: the plan after the import says %v", test.identity, said.Texts())
		}
	}
	i := c.Instance(vpngateway.TypeName, nil)
	acctest.Contains(t, i.ImportByIdentity(map[string]any{"id": "gateway"}).Errors(), "Invalid identity", `the ID must start with "vpn-", got: "gateway"`)
}

func TestVpnGateway_identityInState(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	resource.UnitTest(t, resource.TestCase{
		// Terraform keeps identities from 1.12 on; the matrix of the workflow runs this.
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_12_0)},
		ProtoV6ProviderFactories: c.Factories(),
		Steps: []resource.TestStep{
			{
				Config: gateway(c, nil),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectIdentity(address, map[string]knownvalue.Check{"id": knownvalue.NotNull(), "region": text(c.Network().Region)}),
				},
			},
			{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
			{PreConfig: func() { c.Sim().RemoveGateway(c.Only().VpnGatewayID) }, RefreshState: true, ExpectNonEmptyPlan: true},
		},
	})
}
