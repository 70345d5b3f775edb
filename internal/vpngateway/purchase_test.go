package vpngateway_test

import (
	"maps"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpngateway"
)

// example is the request of the specification's page, as HCL. The page orders 2
// SSL connections, which are not sold, and is older than dual-tunnel gateways.
var example = args{
	"vpc_id": `"vpc-bp1ub1yt9cvakoelj1y9c"`, "bandwidth": "5", "name": `"MYVPN"`, "region": `"cn-hangzhou"`,
	"instance_charge_type": `"PREPAY"`, "period": "1", "auto_pay": "false",
	"enable_ipsec": "true", "enable_ssl": "true", "vswitch_id": "", "disaster_recovery_vswitch_id": "", "ssl_connections": "5",
}

func TestVpnGateway_specificationExample(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{
		WrappedAnswers: true, FirstOrderID: 202249400220415, SingleTunnelRegions: []string{sim.DefaultRegion},
	})
	s := c.Sim()
	c.Test(
		resource.TestStep{
			Config: gateway(c, example),
			ConfigStateChecks: []statecheck.StateCheck{
				value("id", knownvalue.NotNull()),
				value("name", text("MYVPN")),
				value("order_id", text("202249400220415")),
			},
		},
		resource.TestStep{
			PreConfig: func() {
				want := map[string]string{
					"RegionId": "cn-hangzhou", "VpcId": "vpc-bp1ub1yt9cvakoelj1y9c", "Bandwidth": "5", "Name": "MYVPN",
					"InstanceChargeType": "PREPAY", "Period": "1", "AutoPay": "false",
					"EnableIpsec": "true", "EnableSsl": "true", "SslConnections": "5",
				}
				got := maps.Clone(c.Last("CreateVpnGateway"))
				if token := got["ClientToken"]; len(token) == 0 || len(token) > 64 {
					t.Errorf("ClientToken is %q, want 1 to 64 characters", token)
				}
				delete(got, "ClientToken")
				if !maps.Equal(got, want) {
					t.Errorf("the request is\n%v\nwant\n%v", got, want)
				}
				if entries := s.Ledger(); len(entries) != 1 || entries[0].Kind != sim.LedgerOrder {
					t.Errorf("the ledger is %v, want one unpaid order", entries)
				}
			},
			Config: gateway(c, example), ConfigPlanChecks: emptyPlan(),
		},
	)
}

func TestVpnGateway_quotaFull(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	c.Sim().
		AddFault(sim.Fault{Action: "CreateVpnGateway", Times: -1, Kind: sim.KindError, Status: 400, Code: "Resource.QuotaFull", Message: "The quota of resource is full"})
	c.Test(resource.TestStep{
		Config: gateway(c, nil),
		ExpectError: acctest.Message(`Error: Unable to create VPN gateway`,
			`CreateVpnGateway: The quota of resource is full.`,
			`Release one that is not needed, or ask for a higher quota in the Quota Center`, `Nothing was bought.`,
			`API code: Resource.QuotaFull`, `Request ID: `),
	})
}

func TestVpnGateway_postpay(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{Site: sim.SiteInternational})
	c.Test(resource.TestStep{
		Config: gateway(c, args{"instance_charge_type": `"POSTPAY"`}),
		ConfigStateChecks: []statecheck.StateCheck{
			value("instance_charge_type", text("POSTPAY")),
			value("expire_time", knownvalue.Null()),
			value("status", text("active")),
		},
	})
}

func TestVpnGateway_chargeTypeOfTheOtherSite(t *testing.T) {
	t.Parallel()
	for site, config := range map[sim.Site]args{
		sim.SiteChina:         {"instance_charge_type": `"POSTPAY"`},
		sim.SiteInternational: {"instance_charge_type": `"PREPAY"`, "period": "1"},
	} {
		c := acctest.New(t, sim.Options{Site: site})
		c.Sim()
		c.Test(resource.TestStep{
			Config: gateway(c, config),
			ExpectError: acctest.Message(
				`instance_charge_type`,
				`The China site sells gateways with instance_charge_type = "PREPAY" only (with period), `+
					`the international site with "POSTPAY" only.`,
				`Nothing was bought.`,
			),
		})
	}
}

func TestVpnGateway_prepaidIsNotReleased(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	config := args{"instance_charge_type": `"PREPAY"`, "period": "1", "auto_pay": "true"}
	abandoned := maps.Clone(config)
	abandoned["deletion_policy"] = `"abandon"`
	c.Test(
		resource.TestStep{Config: gateway(c, config)},
		resource.TestStep{
			Config: c.Provider(),
			ExpectError: acctest.Message(`Error: Unable to delete VPN gateway`,
				`The gateway is prepaid, and the API does not release it before 20`, `terraform untaint ADDRESS`, `deletion_policy = "abandon"`,
				`Terraform buys another gateway.`,
				`ADDRESS stands for the resource's address, such as aliyun_vpn_gateway.office.`, `is still in state`, `API code: ForbiddenRelease`),
		},
		resource.TestStep{ // it is in state as before
			Config: gateway(c, config), ConfigPlanChecks: emptyPlan(),
		},
		resource.TestStep{
			Config: gateway(c, abandoned), ConfigPlanChecks: action(plancheck.ResourceActionUpdate),
		},
		resource.TestStep{
			PreConfig: s.ResetRequests,
			Config:    c.Provider(),
		},
		resource.TestStep{
			PreConfig: func() {
				if n := c.Calls("DeleteVpnGateway"); n != 0 {
					t.Errorf("abandoning called DeleteVpnGateway %d times", n)
				}
				s.RemoveGateway(c.Only().VpnGatewayID) // it was abandoned, not released
			},
			Config: c.Provider(), PlanOnly: true,
		},
	)
}

func TestVpnGateway_deletionPolicyPrevent(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	refused := acctest.Message(
		`Error: VPN gateway must not be destroyed`,
		`is "prevent" in state. To destroy the gateway, set it to "delete" and apply that first.`,
	)
	c.Test(
		resource.TestStep{Config: gateway(c, args{"deletion_policy": `"prevent"`})},
		resource.TestStep{Config: c.Provider(), PlanOnly: true, ExpectError: refused},
		resource.TestStep{
			Config:      gateway(c, args{"deletion_policy": `"delete"`, "bandwidth": "20"}),
			PlanOnly:    true,
			ExpectError: refused,
		},
		resource.TestStep{
			PreConfig: func() {
				if n := c.Calls("DeleteVpnGateway"); n != 0 {
					t.Errorf("DeleteVpnGateway was called %d times", n)
				}
				s.ResetRequests()
			},
			Config: gateway(c, args{"deletion_policy": `"delete"`}),
		},
	)
}

// An unpaid order is waited for by nobody and forgotten by nobody.
func TestVpnGateway_unpaidOrder(t *testing.T) {
	t.Parallel()
	for name, hidden := range map[string]bool{"not found until paid": true, "shown as init until paid": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{UnpaidHidden: hidden, BuildTime: time.Second})
			s := c.Sim()
			config := gateway(
				c,
				args{"instance_charge_type": `"PREPAY"`, "period": "1", "description": `"d"`, "tags": `{ a = "1" }`},
			)
			c.Test(
				resource.TestStep{
					Config: config,
					ConfigStateChecks: []statecheck.StateCheck{
						value("order_id", knownvalue.NotNull()),
						value("description", text("d")),
						value("internet_ip", knownvalue.Null()),
					},
				},
				resource.TestStep{Config: config, ConfigPlanChecks: emptyPlan()},
				resource.TestStep{
					PreConfig: func() {
						orders := s.Ledger()
						if len(orders) != 1 || orders[0].Kind != sim.LedgerOrder || !s.PayOrder(orders[0].OrderID) {
							t.Errorf("the ledger is %v, want one unpaid order", orders)
						}
					},
					RefreshState: true,
					// What the unbuilt gateway could not be given shows as a change now.
					ExpectNonEmptyPlan: true,
				},
				resource.TestStep{
					Config: config, ConfigPlanChecks: action(plancheck.ResourceActionUpdate),
					ConfigStateChecks: []statecheck.StateCheck{
						value("status", text("active")),
						value("description", text("d")),
						value("internet_ip", knownvalue.NotNull()),
						value("expire_time", knownvalue.NotNull()),
					},
				},
				resource.TestStep{
					PreConfig: func() {
						bought := 0
						for _, entry := range s.Ledger() {
							if entry.Kind == sim.LedgerPurchase {
								bought++
							}
						}
						if bought != 1 {
							t.Errorf("%d gateways were bought, want 1", bought)
						}
						s.ChangeGateway(c.Only().VpnGatewayID, func(g *sim.Gateway) { g.EndTime = time.Time{} })
					},
					Config: config, ConfigPlanChecks: emptyPlan(),
				},
			)
		})
	}
}

func TestVpnGateway_unpaidOrderIsToldAndCannotBeUpdated(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{UnpaidHidden: true, FirstOrderID: 9007199254740993})
	c.Sim()
	i := c.Instance(vpngateway.TypeName, nil)
	config := map[string]any{"vpc_id": c.Network().VPC, "bandwidth": 10, "instance_charge_type": "PREPAY", "period": 1}
	said := i.Apply(t.Context(), config)
	acctest.Contains(
		t,
		said.Warnings(),
		"VPN gateway awaits payment",
		"Order 9007199254740993 for vpn-",
		"was placed without payment",
	)
	if said.HasError() || i.String("id") == "" || i.String("order_id") != "9007199254740993" {
		t.Fatalf("state holds id %q and order %q, errors %v", i.String("id"), i.String("order_id"), said.Errors())
	}
	acctest.Contains(t, i.Refresh().Warnings(), "VPN gateway awaits payment")

	config["name"] = "later"
	acctest.Contains(
		t,
		i.Apply(t.Context(), config).Errors(),
		"Unable to update VPN gateway",
		"order 9007199254740993 awaits payment",
		"Then apply again.",
	)
	delete(config, "name")
	config["period"] = 2 // only remembered, so it is no reason to wait
	if said := i.Apply(t.Context(), config); said.HasError() {
		t.Errorf("a remembered argument cannot be changed: %v", said.Errors())
	}
	if said := i.Apply(t.Context(), nil); said.HasError() || i.Exists() || len(c.Sim().Gateways()) != 0 {
		t.Errorf("the unpaid order cannot be destroyed: %v", said.Errors())
	}
}

// Importing is the way back from a create of unknown outcome, so what comes back
// may be an order that nobody has paid.
func TestVpnGateway_importedUnpaidOrder(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	i := c.Instance(vpngateway.TypeName, nil)
	config := map[string]any{"vpc_id": c.Network().VPC, "bandwidth": 10, "instance_charge_type": "PREPAY", "period": 1}
	i.Apply(t.Context(), config)
	id := i.String("id")

	i = c.Instance(vpngateway.TypeName, nil)
	acctest.Contains(t, i.Import(id).Warnings(), "VPN gateway awaits payment", "The order for "+id)
	s.ResetRequests()
	config["description"] = "d"
	acctest.Contains(t, i.Apply(t.Context(), config).Errors(), "Unable to update VPN gateway", "awaits payment")
	if n := c.Calls("ModifyVpnGatewayAttribute"); n != 0 {
		t.Errorf("an unpaid gateway was modified %d times", n)
	}
	s.PayOrder(s.Ledger()[0].OrderID)
	i.Refresh()
	if said := i.Apply(t.Context(), config); said.HasError() || c.Only().Description != "d" {
		t.Errorf("the paid gateway cannot be finished: %v", said.Errors())
	}
}

// contains reports texts that are in none of the messages.
