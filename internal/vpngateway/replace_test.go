package vpngateway_test

import (
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/compare"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// Each argument that the API cannot change replaces the gateway, and leaves one.
func TestVpnGateway_replace(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ from, to args }{
		"vpc_id":                       {nil, args{"vpc_id": `"vpc-second"`, "vswitch_id": `"vsw-second"`, "disaster_recovery_vswitch_id": `"vsw-third"`}},
		"bandwidth":                    {nil, args{"bandwidth": "20"}},
		"instance_charge_type":         {args{"instance_charge_type": `"POSTPAY"`}, args{"instance_charge_type": `"PREPAY"`, "period": "1", "auto_pay": "true"}},
		"enable_ipsec":                 {args{"enable_ssl": "true"}, args{"enable_ssl": "true", "enable_ipsec": "false"}},
		"enable_ssl":                   {nil, args{"enable_ssl": "true"}},
		"enable_ssl off":               {args{"enable_ssl": "true", "ssl_connections": "5"}, nil},
		"ssl_connections":              {args{"enable_ssl": "true", "ssl_connections": "5"}, args{"enable_ssl": "true", "ssl_connections": "20"}},
		"vswitch_id":                   {nil, args{"vswitch_id": `"vsw-h2"`}},
		"disaster_recovery_vswitch_id": {nil, args{"disaster_recovery_vswitch_id": `"vsw-i2"`}},
		"network_type":                 {args{"bandwidth": "200"}, args{"bandwidth": "200", "network_type": `"private"`}},
		"vpn_type":                     {nil, args{"vpn_type": `"NationalStandard"`}},
		"region":                       {nil, args{"region": `"` + sim.ShanghaiRegion + `"`, "vpc_id": `"` + sim.ShanghaiVPC + `"`, "vswitch_id": `"` + sim.ShanghaiVSwitchA + `"`, "disaster_recovery_vswitch_id": `"` + sim.ShanghaiVSwitchB + `"`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			s := c.Sim()
			s.AddVPC(sim.DefaultRegion, sim.VPC{ID: "vpc-second", VSwitches: []sim.VSwitch{
				{ID: "vsw-second", ZoneID: "cn-hangzhou-h"}, {ID: "vsw-third", ZoneID: "cn-hangzhou-i"},
			}})
			s.AddVPC(sim.DefaultRegion, sim.VPC{ID: sim.DefaultVPC, VSwitches: []sim.VSwitch{
				{ID: sim.DefaultVSwitchH, ZoneID: "cn-hangzhou-h"},
				{ID: sim.DefaultVSwitchI, ZoneID: "cn-hangzhou-i"},
				{ID: "vsw-h2", ZoneID: "cn-hangzhou-h"},
				{ID: "vsw-i2", ZoneID: "cn-hangzhou-i"},
			}})
			differs := statecheck.CompareValue(compare.ValuesDiffer())
			c.Test(
				resource.TestStep{
					Config:            gateway(c, test.from),
					ConfigStateChecks: []statecheck.StateCheck{differs.AddStateValue(address, tfjsonpath.New("id"))},
				},
				resource.TestStep{
					Config:            gateway(c, test.to),
					ConfigPlanChecks:  action(plancheck.ResourceActionReplace),
					ConfigStateChecks: []statecheck.StateCheck{differs.AddStateValue(address, tfjsonpath.New("id"))},
				},
				resource.TestStep{
					PreConfig: func() {
						id := c.Only().VpnGatewayID
						s.ChangeGateway(id, func(g *sim.Gateway) { g.EndTime = time.Time{} }) // let a prepaid one go
					},
					RefreshState: true,
				},
			)
		})
	}
}

// An unchanged configuration changes nothing, and asks one question.
func TestVpnGateway_noChange(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	config := gateway(c, args{"description": `"d"`, "tags": `{ a = "1" }`})
	c.Test(
		resource.TestStep{Config: config},
		resource.TestStep{PreConfig: s.ResetRequests, Config: config, PlanOnly: true},
		resource.TestStep{
			PreConfig: func() {
				for _, r := range s.Requests() {
					if r.Action != "DescribeVpnGateway" {
						t.Errorf("a plan without changes called %s", r.Action)
					}
				}
				if got := c.Calls("DescribeVpnGateway"); got == 0 {
					t.Error("the plan did not refresh: this test proves nothing")
				}
			},
			Config: config, PlanOnly: true,
		},
	)
}
