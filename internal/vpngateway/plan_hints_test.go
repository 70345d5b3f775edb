package vpngateway_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpngateway"
)

// A plan says in these words what it will come to.
func TestVpnGateway_planHints(t *testing.T) {
	t.Parallel()
	const (
		pay = `AttributeName("auto_pay"): Somebody has to pay for this VPN gateway: With instance_charge_type = "PREPAY" and without auto_pay, ` +
			"the apply only places an order. The gateway is built after somebody has paid the order in the console, under Expenses and Costs > " +
			"My Orders.\n\nWith auto_pay = true the order is paid from the account's balance at once. " +
			"If somebody is to pay it, write auto_pay = false, and this warning ends."
		console = "To keep the gateway, make this change in the console instead, and plan again."
		site    = `Which charge type an account can buy depends on its site: the China site sells "PREPAY" only, and the international site ` +
			`"POSTPAY" only. The account bought this gateway with `
		toPrepay  = site + `"POSTPAY", so the API will most likely refuse to sell it the other one. To keep the gateway, write instance_charge_type = "POSTPAY".`
		toPostpay = site + `"PREPAY", so the API will most likely refuse to sell it the other one. To keep the gateway, write instance_charge_type = "PREPAY".`
	)
	dual := map[string]any{"vswitch_id": sim.DefaultVSwitchH, "disaster_recovery_vswitch_id": sim.DefaultVSwitchI}
	plain := map[string]any{"bandwidth": 10, "instance_charge_type": "POSTPAY"}
	prepaid := map[string]any{"bandwidth": 10, "instance_charge_type": "PREPAY", "period": 1, "auto_pay": true}
	with := func(base map[string]any, more map[string]any) map[string]any {
		all := map[string]any{"vpc_id": sim.DefaultVPC}
		for _, m := range []map[string]any{dual, base, more} {
			for k, v := range m {
				all[k] = v
			}
		}
		return all
	}
	for name, test := range map[string]struct {
		before, config map[string]any // before is applied first, unless nil
		want           string
		not            []string
	}{
		"nobody pays":                {nil, with(prepaid, map[string]any{"auto_pay": nil}), pay, nil},
		"paid at once":               {nil, with(prepaid, nil), "", []string{pay}},
		"somebody pays, as wanted":   {nil, with(prepaid, map[string]any{"auto_pay": false}), "", []string{pay}},
		"no order":                   {nil, with(plain, nil), "", []string{pay}},
		"bandwidth in the console":   {with(plain, nil), with(plain, map[string]any{"bandwidth": 50}), console, []string{site}},
		"SSL in the console":         {with(plain, nil), with(plain, map[string]any{"enable_ssl": true}), console, nil},
		"connections in the console": {with(plain, map[string]any{"enable_ssl": true, "ssl_connections": 5}), with(plain, map[string]any{"enable_ssl": true, "ssl_connections": 10}), console, nil},
		"all of it in the console":   {with(plain, nil), with(plain, map[string]any{"bandwidth": 50, "enable_ssl": true, "ssl_connections": 10}), console, nil},
		"a vSwitch is not":           {with(plain, nil), with(plain, map[string]any{"bandwidth": 50, "vswitch_id": "vsw-other"}), "will be replaced", []string{console}},
		"to PREPAY":                  {with(plain, nil), with(prepaid, nil), toPrepay, []string{console, pay}},
		"to PREPAY, nobody pays":     {with(plain, nil), with(prepaid, map[string]any{"auto_pay": nil}), pay, nil},
		"to POSTPAY":                 {with(prepaid, map[string]any{"deletion_policy": "abandon"}), with(plain, nil), toPostpay, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			i := c.Instance(vpngateway.TypeName, nil)
			if test.before != nil {
				if said := i.Apply(t.Context(), test.before); said.HasError() {
					t.Fatal(said.Texts())
				}
			}
			said := i.Plan(test.config)
			all := strings.Join(said.Warnings(), "\n")
			if said.HasError() || !strings.Contains(all, test.want) {
				t.Errorf("got\n%s\n%v, want\n%s", all, said.Errors(), test.want)
			}
			for _, not := range test.not {
				if strings.Contains(all, not) {
					t.Errorf("got\n%s", all)
				}
			}
		})
	}
}

// Also when its block is gone, where no argument can be changed any more.
func TestVpnGateway_preventedDestroy(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{BuildTime: time.Second})
	kept := gateway(c, args{"deletion_policy": `"prevent"`})
	c.Test(
		resource.TestStep{Config: kept},
		resource.TestStep{
			Config: c.Provider(),
			ExpectError: acctest.Message(`VPN gateway must not be destroyed`, `is "prevent" in state. To destroy the gateway, set it to "delete" and apply that first.`,
				`If the resource block is gone from the configuration already, put it back with deletion_policy = "delete", apply, and then remove it again.`,
				`To keep the gateway and only remove it from state, write in the block's place:`,
				`removed { from = ADDRESS lifecycle { destroy = false } }`,
				`ADDRESS stands for the resource's address, such as aliyun_vpn_gateway.office.`),
		},
		resource.TestStep{Config: gateway(c, args{"deletion_policy": `"delete"`})},
	)
}

// A change in place leaves nothing else to be known after apply.
func TestVpnGateway_renameKeepsTheRestKnown(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	id := c.Sim().PutGateway(sim.Gateway{Name: "old"})
	c.Test(
		resource.TestStep{Config: fmt.Sprintf("import {\n  to = %s\n  id = %q\n}\n", address, id) + gateway(c, args{"name": `"old"`})},
		resource.TestStep{
			Config:           gateway(c, args{"name": `"new"`, "description": `"d"`, "tags": `{ a = "1" }`, "auto_propagate": "true"}),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{knownBesides{}}},
		},
		resource.TestStep{
			Config:           gateway(c, args{"name": `"newer"`, "deletion_policy": `"abandon"`}),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{knownBesides{}}},
		},
		resource.TestStep{Config: gateway(c, args{"name": `"newer"`})},
	)
}

// knownBesides is the check that an update leaves nothing unknown but what it names.
type knownBesides []string

func (but knownBesides) CheckPlan(_ context.Context, req plancheck.CheckPlanRequest, resp *plancheck.CheckPlanResponse) {
	for _, change := range req.Plan.ResourceChanges {
		unknown, ok := change.Change.AfterUnknown.(map[string]any)
		if !ok || !change.Change.Actions.Update() {
			resp.Error = fmt.Errorf("%s: %v", change.Address, change.Change.Actions)
			return
		}
		for name, is := range unknown {
			if is == true && !slices.Contains(but, name) {
				resp.Error = fmt.Errorf("%s is known after apply", name)
			}
		}
	}
}

// An import that finds nothing says where it looked.
func TestVpnGateway_importOfUnknownID(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ id, region string }{
		"the provider's region": {"vpn-nowhere", sim.DefaultRegion},
		"a region of its own":   {"vpn-nowhere@" + sim.ShanghaiRegion, sim.ShanghaiRegion},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			c.Test(resource.TestStep{
				Config: fmt.Sprintf("import {\n  to = %s\n  id = %q\n}\n", address, test.id) + gateway(c, args{"region": `"` + test.region + `"`}),
				ExpectError: acctest.Message(`No such VPN gateway`, `There is no VPN gateway vpn-nowhere in `+test.region+`. Check the ID. `+
					`If the gateway is in another region, name that in the import ID: vpn-nowhere@<region>.`),
			})
		})
	}
}
