package vpngateway_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpngateway"
)

// strange answers reads of the only gateway with words that nobody knows, with
// words in another case, and without its bandwidth.
func strange(c *acctest.Cloud) sim.Fault {
	g := c.Only()
	return sim.Fault{
		Action: "DescribeVpnGateway", Times: -1, Kind: sim.KindRaw, ContentType: "application/json",
		Body: fmt.Sprintf(`{"RequestId":"1","VpnGatewayId":%q,"VpcId":%q,"VSwitchId":%q,"DisasterRecoveryVSwitchId":%q,"Status":"active","BusinessStatus":"NORMAL",
			"ChargeType":"Bandwidth","NetworkType":"hybrid","VpnType":"Quantum","IpsecVpn":"partly","SslVpn":"DISABLE",
			"GatewayType":"TRADITIONAL","Name":%q,"InternetIp":%q,"CreateTime":%d,"AutoPropagate":%t,"ResourceGroupId":%q}`,
			g.VpnGatewayID, g.VpcID, g.VSwitchID, g.DisasterRecoveryVSwitchID, g.Name, g.InternetIP, g.CreateTime.UnixMilli(), g.AutoPropagate, g.ResourceGroupID),
	}
}

// Words that nobody knows replace nothing: a gateway that was read before stays as
// it is in state.
func TestVpnGateway_unknownWordsChangeNothing(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	config := gateway(c, args{"timeouts": `{ delete = "10m" }`, "network_type": `"public"`, "vpn_type": `"Normal"`, "instance_charge_type": `"PREPAY"`, "period": "1", "auto_pay": "true"})
	c.Test(
		resource.TestStep{Config: config},
		resource.TestStep{
			PreConfig: func() { c.Sim().AddFault(strange(c)) },
			Config:    config, ConfigPlanChecks: emptyPlan(),
			ConfigStateChecks: []statecheck.StateCheck{
				value("status", text("active")), value("instance_charge_type", text("PREPAY")), value("network_type", text("public")),
				value("bandwidth", knownvalue.Int64Exact(10)), value("enable_ipsec", knownvalue.Bool(true)),
			},
		},
		resource.TestStep{
			PreConfig: func() {
				c.Sim().ClearFaults()
				c.Sim().RemoveGateway(c.Only().VpnGatewayID) // a prepaid one is not released
			},
			Config: c.Provider(),
		},
	)
}

// An import that meets such words takes the arguments from the configuration, with
// a warning, and plans no replacement. What can be read later counts.
func TestVpnGateway_importOfUnknownWords(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	id := s.PutGateway(sim.Gateway{
		RegionID: sim.DefaultRegion, VpcID: c.Network().VPC, VSwitchID: c.Network().VSwitch,
		DisasterRecoveryVSwitchID: c.Network().SecondVSwitch, Bandwidth: 10, ChargeType: "POSTPAY",
	})
	config := gateway(c, args{"timeouts": `{ delete = "10m" }`, "network_type": `"public"`, "vpn_type": `"Normal"`, "instance_charge_type": `"POSTPAY"`})
	s.AddFault(strange(c))
	c.Test(
		resource.TestStep{
			Config:           config + fmt.Sprintf("import {\n  to = %s\n  id = %q\n}\n", address, id),
			ConfigPlanChecks: action(plancheck.ResourceActionUpdate),
			ConfigStateChecks: []statecheck.StateCheck{
				value("id", text(id)), value("bandwidth", knownvalue.Int64Exact(10)), value("network_type", text("public")),
			},
		},
		resource.TestStep{Config: config, ConfigPlanChecks: emptyPlan()},
		resource.TestStep{PreConfig: s.ClearFaults, Config: config, ConfigPlanChecks: emptyPlan()},
		resource.TestStep{
			PreConfig: func() {
				if bought(s) != 0 || released(s) != 0 || c.Calls("ModifyVpnGatewayAttribute") != 0 {
					t.Errorf("bought %d, released %d", bought(s), released(s))
				}
				s.ChangeGateway(id, func(g *sim.Gateway) { g.Bandwidth = 20 })
			},
			Config: config, PlanOnly: true, ExpectNonEmptyPlan: true,
		},
	)
	i := c.Instance(vpngateway.TypeName, nil)
	id = s.PutGateway(sim.Gateway{RegionID: sim.DefaultRegion, VpcID: c.Network().VPC, Bandwidth: 10})
	s.AddFault(strange(c))
	i.Import(id)
	acctest.Contains(t, i.Plan(map[string]any{"vpc_id": c.Network().VPC, "bandwidth": 10, "network_type": "public"}).Warnings(),
		`AttributeName("bandwidth"): bandwidth could not be read`, `AttributeName("network_type"): network_type could not be read`,
		"So the plan takes \"public\" over from the configuration, without a call and without a replacement.")
}
