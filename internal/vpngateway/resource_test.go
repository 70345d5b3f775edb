package vpngateway_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/compare"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

const address = "aliyun_vpn_gateway.test"

// gateway is one resource block; arguments are HCL by attribute name. vpc_id,
// both vSwitches and bandwidth have values unless given, and "" takes one away.
func gateway(c *acctest.Cloud, arguments map[string]string) string {
	n := c.Network()
	all := map[string]string{
		"vpc_id": fmt.Sprintf("%q", n.VPC), "vswitch_id": fmt.Sprintf("%q", n.VSwitch),
		"disaster_recovery_vswitch_id": fmt.Sprintf("%q", n.SecondVSwitch), "bandwidth": "10",
	}
	maps.Copy(all, arguments)
	var b strings.Builder
	b.WriteString(c.Provider() + "resource \"aliyun_vpn_gateway\" \"test\" {\n")
	for _, name := range slices.Sorted(maps.Keys(all)) {
		switch {
		case all[name] == "":
		case name == "timeouts": // a block
			fmt.Fprintf(&b, "  %s %s\n", name, all[name])
		default:
			fmt.Fprintf(&b, "  %s = %s\n", name, all[name])
		}
	}
	b.WriteString("}\n")
	return b.String()
}

type args = map[string]string

func value(attribute string, want knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(attribute), want)
}

func text(s string) knownvalue.Check { return knownvalue.StringExact(s) }

func action(a plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, a)}}
}

func emptyPlan() resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}
}

func importID(s *terraform.State) string {
	return s.RootModule().Resources[address].Primary.ID
}

func TestVpnGateway_minimal(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{BuildTime: 3 * time.Minute})
	c.Test(
		resource.TestStep{
			Config:           gateway(c, nil),
			ConfigPlanChecks: action(plancheck.ResourceActionCreate),
			ConfigStateChecks: []statecheck.StateCheck{
				value("id", knownvalue.StringRegexp(regexp.MustCompile(`^vpn-`))),
				value("status", text("active")),
				value("business_status", text("Normal")),
				value("bandwidth", knownvalue.Int64Exact(10)),
				value("enable_ipsec", knownvalue.Bool(true)),
				value("enable_ssl", knownvalue.Bool(false)),
				value("ssl_connections", knownvalue.Null()),
				value("deletion_policy", text("delete")),
				value("region", text(c.Network().Region)),
				value("network_type", text("public")),
				value("vpn_type", text("Normal")),
				value("description", knownvalue.Null()),
				value("tags", knownvalue.Null()),
				value("internet_ip", knownvalue.NotNull()),
				value("create_time", knownvalue.StringRegexp(regexp.MustCompile(`^\d{4}-\d\d-\d\dT[\d:]+Z$`))),
				statecheck.CompareValuePairs(
					address,
					tfjsonpath.New("id"),
					address,
					tfjsonpath.New("name"),
					compare.ValuesSame(),
				),
			},
		},
		resource.TestStep{Config: gateway(c, nil), ConfigPlanChecks: emptyPlan()},
		resource.TestStep{
			ResourceName: address, ImportState: true, ImportStateVerify: true,
			ImportStateVerifyIgnore: []string{"order_id"}, // it cannot be read back
		},
		resource.TestStep{
			ResourceName:            address,
			ImportState:             true,
			ImportStateVerify:       true,
			ImportStateIdFunc:       func(s *terraform.State) (string, error) { return importID(s) + "@" + c.Network().Region, nil },
			ImportStateVerifyIgnore: []string{"order_id"},
		},
	)
}

// full is every argument that works at once on both sites' simulator.
func full(c *acctest.Cloud) args {
	n := c.Network()
	return args{
		"name":                         `"网关-a.b_c"`,
		"description":                  `"Site A to head office"`,
		"instance_charge_type":         `"PREPAY"`,
		"period":                       "3",
		"auto_pay":                     "true",
		"enable_ipsec":                 "true",
		"enable_ssl":                   "true",
		"ssl_connections":              "10",
		"vswitch_id":                   fmt.Sprintf("%q", n.VSwitch),
		"disaster_recovery_vswitch_id": fmt.Sprintf("%q", n.SecondVSwitch),
		"network_type":                 `"public"`,
		"vpn_type":                     `"Normal"`,
		"resource_group_id":            fmt.Sprintf("%q", sim.SecondResourceGroup),
		"auto_propagate":               "true",
		"tags":                         `{ env = "dev", "空" = "" }`,
		"region":                       fmt.Sprintf("%q", n.Region),
		"deletion_policy":              `"delete"`,
		"timeouts":                     "{\n    create = \"40m\"\n    update = \"10m\"\n    delete = \"10m\"\n  }",
	}
}

func TestVpnGateway_full(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{BuildTime: time.Minute, UpdateTime: time.Minute, DeleteTime: time.Minute})
	s := c.Sim()
	c.Test(
		resource.TestStep{
			Config: gateway(c, full(c)),
			ConfigStateChecks: []statecheck.StateCheck{
				value("name", text("网关-a.b_c")),
				value("description", text("Site A to head office")),
				value("instance_charge_type", text("PREPAY")),
				value("period", knownvalue.Int64Exact(3)),
				value("ssl_connections", knownvalue.Int64Exact(10)),
				value("resource_group_id", text(sim.SecondResourceGroup)),
				value("auto_propagate", knownvalue.Bool(true)),
				value("tags", knownvalue.MapExact(map[string]knownvalue.Check{"env": text("dev"), "空": text("")})),
				value("disaster_recovery_internet_ip", knownvalue.NotNull()),
				value("ssl_vpn_internet_ip", knownvalue.NotNull()),
				value("expire_time", knownvalue.NotNull()),
				value("order_id", knownvalue.StringRegexp(regexp.MustCompile(`^\d{15,}$`))),
			},
		},
		resource.TestStep{Config: gateway(c, full(c)), ConfigPlanChecks: emptyPlan()},
		resource.TestStep{
			ResourceName: address, ImportState: true, ImportStateVerify: true,
			ImportStateVerifyIgnore: []string{"order_id", "period", "auto_pay", "timeouts"}, // what no API returns
		},
		// Removing what is optional keeps the gateway as it is: there is nothing to do.
		resource.TestStep{
			Config: gateway(
				c,
				args{
					"enable_ssl": "true",
					"tags":       `{ env = "dev", "空" = "" }`,
					"period":     "3",
					"auto_pay":   "true",
					"timeouts":   "{\n    create = \"40m\"\n    update = \"10m\"\n    delete = \"10m\"\n  }",
				},
			),
			ConfigPlanChecks: emptyPlan(),
		},
		// A prepaid gateway is not released before it expires.
		resource.TestStep{
			PreConfig: func() {
				expired := s.Now().Add(-time.Hour)
				s.ChangeGateway(c.Only().VpnGatewayID, func(g *sim.Gateway) { g.EndTime = expired })
			},
			RefreshState: true,
		},
	)
}

// Each argument that can be changed in place is, with one call and no new ID.
func TestVpnGateway_updateInPlace(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		from, to args
		want     statecheck.StateCheck
		call     string
	}{
		"name":              {args{"name": `"before"`}, args{"name": `"after"`}, value("name", text("after")), "ModifyVpnGatewayAttribute"},
		"name given later":  {nil, args{"name": `"after"`}, value("name", text("after")), "ModifyVpnGatewayAttribute"},
		"description":       {args{"description": `"a"`}, args{"description": `"b"`}, value("description", text("b")), "ModifyVpnGatewayAttribute"},
		"auto_propagate":    {args{"auto_propagate": "true"}, args{"auto_propagate": "false"}, value("auto_propagate", knownvalue.Bool(false)), "ModifyVpnGatewayAttribute"},
		"resource_group_id": {nil, args{"resource_group_id": `"` + sim.SecondResourceGroup + `"`}, value("resource_group_id", text(sim.SecondResourceGroup)), "MoveVpnResourceGroup"},
		"tags added":        {nil, args{"tags": `{ a = "1" }`}, value("tags", knownvalue.MapExact(map[string]knownvalue.Check{"a": text("1")})), "TagResources"},
		"tags changed":      {args{"tags": `{ a = "1" }`}, args{"tags": `{ a = "2" }`}, value("tags", knownvalue.MapExact(map[string]knownvalue.Check{"a": text("2")})), "TagResources"},
		"tags removed":      {args{"tags": `{ a = "1" }`}, nil, value("tags", knownvalue.Null()), "UnTagResources"},
		"tags emptied":      {args{"tags": `{ a = "1" }`}, args{"tags": `{}`}, value("tags", knownvalue.MapSizeExact(0)), "UnTagResources"},
		"deletion_policy":   {nil, args{"deletion_policy": `"delete"`, "timeouts": `{ delete = "1m" }`}, value("deletion_policy", text("delete")), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{UpdateTime: time.Minute})
			s := c.Sim()
			same := statecheck.CompareValue(compare.ValuesSame())
			sameAddress := statecheck.CompareValue(compare.ValuesSame())
			c.Test(
				resource.TestStep{
					Config: gateway(c, test.from),
					ConfigStateChecks: []statecheck.StateCheck{
						same.AddStateValue(address, tfjsonpath.New("id")),
						sameAddress.AddStateValue(address, tfjsonpath.New("internet_ip")),
					},
				},
				resource.TestStep{
					PreConfig: s.ResetRequests,
					Config:    gateway(c, test.to),
					ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
						plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate),
						// What refers to the address is not planned anew for a changed name.
						plancheck.ExpectKnownValue(address, tfjsonpath.New("internet_ip"), knownvalue.NotNull()),
					}},
					ConfigStateChecks: []statecheck.StateCheck{
						same.AddStateValue(address, tfjsonpath.New("id")),
						sameAddress.AddStateValue(address, tfjsonpath.New("internet_ip")),
						test.want,
					},
				},
				resource.TestStep{
					PreConfig: func() {
						for _, call := range []string{"ModifyVpnGatewayAttribute", "MoveVpnResourceGroup", "TagResources", "UnTagResources"} {
							want := 0
							if call == test.call {
								want = 1
							}
							if got := c.Calls(call); got != want {
								t.Errorf("%s was called %d times, want %d", call, got, want)
							}
						}
						s.ResetRequests()
					},
					Config:           gateway(c, test.to),
					ConfigPlanChecks: emptyPlan(),
				},
			)
		})
	}
}

// A changed tag value is set in one call, never removed first.
func TestVpnGateway_changedTagIsNeverAway(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	c.Test(
		resource.TestStep{Config: gateway(c, args{"tags": `{ keep = "1", change = "1", drop = "1" }`})},
		resource.TestStep{PreConfig: s.ResetRequests, Config: gateway(c, args{"tags": `{ keep = "1", change = "2", new = "" }`})},
		resource.TestStep{
			PreConfig: func() {
				untag, tag := c.Last("UnTagResources"), c.Last("TagResources")
				if untag["TagKey.1"] != "drop" || untag["TagKey.2"] != "" {
					t.Errorf("UnTagResources got %v, want the key drop only", untag)
				}
				if tag["Tag.1.Key"] != "change" || tag["Tag.1.Value"] != "2" || tag["Tag.2.Key"] != "new" ||
					tag["Tag.3.Key"] != "" {
					t.Errorf("TagResources got %v, want change = 2 and new only", tag)
				}
			},
			RefreshState: true,
		},
	)
}
