package vpngateway_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpngateway"
)

// data is a data source block with these arguments.
func data(c *acctest.Cloud, typeName, arguments string) string {
	return c.Provider() + fmt.Sprintf("data %q \"test\" {\n  %s\n}\n", typeName, arguments)
}

func dataValue(typeName string, want knownvalue.Check, attribute string, at ...any) statecheck.StateCheck {
	path := tfjsonpath.New(attribute)
	for _, step := range at {
		if index, ok := step.(int); ok {
			path = path.AtSliceIndex(index)
		} else {
			path = path.AtMapKey(fmt.Sprint(step))
		}
	}
	return statecheck.ExpectKnownValue("data."+typeName+".test", path, want)
}

// seed puts gateways into the simulator that no test step made.
func seed(s *sim.Server, gateways ...sim.Gateway) {
	for _, g := range gateways {
		if g.RegionID == "" {
			g.RegionID = sim.DefaultRegion
		}
		s.PutGateway(g)
	}
}

func TestDataSource_vpnGateway(t *testing.T) {
	t.Parallel()
	const typeName = "aliyun_vpn_gateway"
	c := acctest.New(t, sim.Options{})
	seed(c.Sim(),
		sim.Gateway{
			VpnGatewayID: "vpn-one", Name: "one", VpcID: sim.DefaultVPC, Bandwidth: 20, Description: "d", SslVpn: true, SslMaxConnections: 10,
			Tags: tags{"a": "1", "acs:x": "y"}, ChargeType: "Prepay", EndTime: time.Date(2099, 1, 2, 3, 4, 5, 0, time.UTC),
			Reservation: &sim.Reservation{Status: "1", OrderType: "RENEWCHANGE", Bandwidth: 50},
		},
		sim.Gateway{VpnGatewayID: "vpn-two", Name: "twin", VpcID: sim.DefaultVPC},
		sim.Gateway{VpnGatewayID: "vpn-three", Name: "twin", VpcID: sim.DefaultVPC},
		sim.Gateway{VpnGatewayID: "vpn-far", Name: "one", VpcID: sim.ShanghaiVPC, RegionID: sim.ShanghaiRegion},
	)
	check := func(arguments string, checks ...statecheck.StateCheck) resource.TestStep {
		return resource.TestStep{Config: data(c, typeName, arguments), ConfigStateChecks: checks}
	}
	refused := func(arguments string, want ...string) resource.TestStep {
		return resource.TestStep{Config: data(c, typeName, arguments), ExpectError: acctest.Message(want...)}
	}
	byName := func(name string) string { return fmt.Sprintf("name = %q\n  vpc_id = %q", name, sim.DefaultVPC) }
	c.Test(
		check(`id = "vpn-one"`,
			dataValue(typeName, text("one"), "name"), dataValue(typeName, text(sim.DefaultVPC), "vpc_id"),
			dataValue(typeName, text("cn-hangzhou"), "region"), dataValue(typeName, knownvalue.Int64Exact(20), "bandwidth"),
			dataValue(typeName, text("PREPAY"), "instance_charge_type"), dataValue(typeName, text("2099-01-02T03:04:05Z"), "expire_time"),
			dataValue(typeName, knownvalue.Int64Exact(10), "ssl_connections"), dataValue(typeName, mapOf(tags{"a": "1"}), "tags"),
			dataValue(typeName, text("RENEWCHANGE"), "pending_order", "type")),
		check(byName("one"), dataValue(typeName, text("vpn-one"), "id")),
		check(`id = "vpn-far"`+"\n  region = \"cn-shanghai\"", dataValue(typeName, text("cn-shanghai"), "region")),
		refused(`id = "vpn-far"`, `id = "vpn-far"`, `There is no VPN gateway vpn-far in cn-hangzhou. Check the ID, and region`, `request ID`),
		refused(byName("none"), `No VPN gateway in VPC vpc-bp1ub1yt9cvakoelj1y9c in cn-hangzhou is named "none". There are:`, `vpn-one "one" active`),
		refused(byName("twin"), `2 VPN gateways in VPC`, `are named "twin". Give the id of one:`, `vpn-t`, `vpn-t`),
		refused("name = \"x\"\n  vpc_id = \"vpc-empty\"", `There is no VPN gateway there at all.`),
		refused(``, `No attribute specified when one (and only one) of [id,name] is required`),
		refused(`id = "vpn-one"`+"\n  "+byName("one"), `2 attributes specified when one (and only one) of [id,name] is required`),
		refused(`name = "one"`, `Attribute "vpc_id" must be specified when "name" is specified`),
		refused(`id = "one"`, `id must be an ID that starts with "vpn-", got: "one".`),
		resource.TestStep{Config: c.Provider()}, // the last configuration is the one to destroy
	)
}

func TestDataSource_vpnGateways(t *testing.T) {
	t.Parallel()
	const typeName = "aliyun_vpn_gateways"
	c := acctest.New(t, sim.Options{Quota: -1})
	s := c.Sim()
	var all []sim.Gateway
	for i := range 120 {
		all = append(all, sim.Gateway{VpnGatewayID: fmt.Sprintf("vpn-%03d", i), Name: fmt.Sprintf("many-%03d", i), VpcID: "vpc-many"})
	}
	seed(s, all...)
	seed(s,
		sim.Gateway{VpnGatewayID: "vpn-a", Name: "web", VpcID: sim.DefaultVPC, Tags: tags{"env": "dev", "team": "net"}, ResourceGroupID: sim.SecondResourceGroup},
		sim.Gateway{VpnGatewayID: "vpn-b", Name: "db", VpcID: sim.DefaultVPC, Tags: tags{"env": "dev"}, BusinessStatus: "FinancialLocked", Status: "updating"},
		sim.Gateway{VpnGatewayID: "vpn-c", Name: "far", VpcID: sim.ShanghaiVPC, RegionID: sim.ShanghaiRegion},
		sim.Gateway{VpnGatewayID: "vpn-d", Name: "enhanced", VpcID: "vpc-d", GatewayType: "Enhanced.SiteToSite"},
	)
	var steps []resource.TestStep
	for _, test := range []struct {
		arguments string
		want      []string
		sent      map[string]string
	}{
		{`vpc_id = "` + sim.DefaultVPC + `"`, []string{"vpn-a", "vpn-b"}, tags{"VpcId": sim.DefaultVPC}},
		{"vpc_id = \"" + sim.DefaultVPC + "\"\n  status = \"active\"", []string{"vpn-a"}, tags{"Status": "active"}},
		{`business_status = "FinancialLocked"`, []string{"vpn-b"}, tags{"BusinessStatus": "FinancialLocked"}},
		{`resource_group_id = "` + sim.SecondResourceGroup + `"`, []string{"vpn-a"}, tags{"ResourceGroupId": sim.SecondResourceGroup}},
		{`gateway_type = "Enhanced.SiteToSite"`, []string{"vpn-d"}, tags{"GatewayType": "Enhanced.SiteToSite"}},
		{`tags = { env = "dev", team = "net" }`, []string{"vpn-a"}, tags{"Tag.1.Key": "env", "Tag.1.Value": "dev", "Tag.2.Key": "team"}},
		{`name_regex = "^(web|db)$"`, []string{"vpn-a", "vpn-b"}, nil},
		{`region = "cn-shanghai"`, []string{"vpn-c"}, tags{"RegionId": "cn-shanghai"}},
		{`vpc_id = "vpc-none"`, nil, nil},
	} {
		ids := make([]knownvalue.Check, len(test.want))
		for i, id := range test.want {
			ids[i] = text(id)
		}
		steps = append(steps, resource.TestStep{
			Config: data(c, typeName, test.arguments),
			ConfigStateChecks: []statecheck.StateCheck{
				dataValue(typeName, knownvalue.ListExact(ids), "ids"),
				dataValue(typeName, knownvalue.ListSizeExact(len(test.want)), "gateways"),
			},
		}, resource.TestStep{
			PreConfig: func() {
				sent := c.Last("DescribeVpnGateways")
				for name, want := range test.sent {
					if sent[name] != want {
						t.Errorf("%s: %s = %q was sent, want %q", test.arguments, name, sent[name], want)
					}
				}
			},
			Config: c.Provider(),
		})
	}
	steps = append(steps,
		resource.TestStep{ // all pages, in a stable order
			Config: data(c, typeName, `vpc_id = "vpc-many"`),
			ConfigStateChecks: []statecheck.StateCheck{
				dataValue(typeName, knownvalue.ListSizeExact(120), "ids"),
				dataValue(typeName, text("vpn-000"), "ids", 0), dataValue(typeName, text("vpn-119"), "ids", 119),
				dataValue(typeName, text("many-060"), "gateways", 60, "name"),
			},
		},
		resource.TestStep{Config: data(c, typeName, `name_regex = "("`), ExpectError: acctest.Message(`name_regex = "("`, `name_regex must be a regular expression (RE2): missing closing ): "(".`)},
		resource.TestStep{Config: data(c, typeName, `status = "Active"`), ExpectError: acctest.Message(`status = "Active"`, `status must be "init", "provisioning", "active", "updating" or "deleting", got: "Active": write "active".`)},
		resource.TestStep{Config: c.Provider()},
	)
	c.Test(steps...)
}

func TestDataSource_vpnGatewayZones(t *testing.T) {
	t.Parallel()
	const typeName = "aliyun_vpn_gateway_zones"
	c := acctest.New(t, sim.Options{})
	c.Sim()
	c.Test(
		resource.TestStep{
			Config: data(c, typeName, `bandwidth = 10`),
			ConfigStateChecks: []statecheck.StateCheck{
				dataValue(typeName, knownvalue.ListExact([]knownvalue.Check{text("cn-hangzhou-h"), text("cn-hangzhou-i")}), "ids"),
				dataValue(typeName, text("cn-hangzhou-h"), "zones", 0, "id"), dataValue(typeName, knownvalue.NotNull(), "zones", 0, "name"),
				dataValue(typeName, text("cn-hangzhou"), "region"),
			},
		},
		resource.TestStep{
			PreConfig: func() {
				if got := c.Last("DescribeVpnGatewayAvailableZones"); got["Spec"] != "10M" {
					t.Errorf("Spec = %q was sent", got["Spec"])
				}
			},
			Config: data(c, typeName, `bandwidth = 11`), ExpectError: acctest.Message(`bandwidth = 11`, `bandwidth must be 5, 10, 20, 50, 100, 200, 500 or 1000 (Mbit/s), got: 11.`),
		},
		resource.TestStep{
			Config: data(c, typeName, `bandwidth = 10.5`), ExpectError: acctest.Message(`bandwidth = 10.5`, `bandwidth must be a whole number, got: 10.5.`),
		},
		resource.TestStep{
			Config:      data(c, typeName, "bandwidth = 10\n  region = \"cn-nowhere\""),
			ExpectError: acctest.Message(`Unable to read the zones of VPN gateways`, `The region does not exist`, `API code: InvalidRegionId.NotFound`),
		},
		resource.TestStep{Config: c.Provider()},
	)
}

func TestBgpDataSource(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{RegionsWithoutBgp: []string{sim.DubaiRegion}})
	i := c.Instance(vpngateway.TypeName, nil)
	for region, want := range map[string]string{"": "true", sim.DubaiRegion: "false"} {
		config := map[string]any{}
		if region != "" {
			config["region"] = region
		}
		read, said := i.ReadData("aliyun_vpn_bgp", config)
		if said.HasError() || !strings.Contains(read["bgp_enabled"].String(), want) {
			t.Errorf("%s: got %v, %v", region, read, said.Errors())
		}
	}
	c.Sim().AddFault(sim.Fault{Action: "CheckVpnBgpEnabled", Times: -1, Kind: sim.KindError, Status: 403, Code: "Forbidden.RAM", Message: "no"})
	_, said := i.ReadData("aliyun_vpn_bgp", map[string]any{})
	acctest.Contains(t, said.Errors(), "Unable to read whether VPN has BGP", "Forbidden.RAM")
}
