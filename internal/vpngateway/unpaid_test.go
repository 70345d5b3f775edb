package vpngateway_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// What an unpaid gateway shows after an import is no change, and default tags,
// which it cannot have yet, wait for it.
func TestVpnGateway_importedUnpaidOrderPlansNothing(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	id := s.PutGateway(sim.Gateway{Name: "office", Status: "init", ChargeType: "Prepay"})
	block := fmt.Sprintf("import {\n  to = %s\n  id = %q\n}\n", address, id)
	config := gateway(c, args{"name": `"office"`, "instance_charge_type": `"PREPAY"`})
	config = strings.Replace(config, "provider \"aliyun\" {", "provider \"aliyun\" {\n  default_tags {\n    tags = { team = \"net\" }\n  }", 1)
	c.Test(
		resource.TestStep{
			Config: block + config,
			ConfigPlanChecks: resource.ConfigPlanChecks{
				PreApply:             []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, plancheck.ResourceActionNoop)},
				PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
			},
			ConfigStateChecks: []statecheck.StateCheck{value("name", text("office")), value("tags_all", knownvalue.MapSizeExact(0))},
		},
		// What is only remembered is no call.
		resource.TestStep{Config: strings.Replace(config, "bandwidth", "period = 1\n  bandwidth", 1)},
		resource.TestStep{
			PreConfig: func() {
				if n := c.Calls("ModifyVpnGatewayAttribute") + c.Calls("TagResources"); n != 0 {
					t.Errorf("the unpaid gateway was changed %d times", n)
				}
				s.ChangeGateway(id, func(g *sim.Gateway) { g.Status = "active" })
			},
			Config:            config,
			ConfigStateChecks: []statecheck.StateCheck{value("tags_all", mapOf(tags{"team": "net"}))},
		},
	)
}
