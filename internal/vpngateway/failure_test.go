package vpngateway_test

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpngateway"
)

// bought counts what money was spent on.
func bought(s *sim.Server) int {
	n := 0
	for _, entry := range s.Ledger() {
		if entry.Kind == sim.LedgerPurchase {
			n++
		}
	}
	return n
}

// Faults that pass are not noticed, and nothing is bought twice.
func TestVpnGateway_passingFaults(t *testing.T) {
	t.Parallel()
	for name, faults := range map[string][]sim.Fault{
		"not found right after create": nil, // by HideAfterCreate
		"throttling":                   {sim.Throttle("", 6)},
		"server errors":                {sim.ServerError("", 500, 2), sim.ServerError("", 503, 2), sim.BadGateway("", 2)},
		"lost answer of create":        {sim.LostAnswer("CreateVpnGateway", 3)},
		"lost answers of everything":   {sim.LostAnswer("", 4)},
		"busy create":                  {sim.Busy("CreateVpnGateway", "TaskConflict", 3)},
		"busy modify":                  {sim.Busy("ModifyVpnGatewayAttribute", "", 3)},
		"busy delete":                  {sim.Busy("DeleteVpnGateway", "IncorrectStatus.VpnGateway", 3)},
		"busy tags":                    {sim.Busy("TagResources", "OperationConflict", 3)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(
				t,
				sim.Options{BuildTime: time.Minute, UpdateTime: time.Minute, DeleteTime: time.Minute, HideAfterCreate: 4},
			)
			s := c.Sim()
			for _, f := range faults {
				s.AddFault(f)
			}
			config := gateway(c, args{"description": `"d"`, "tags": `{ a = "1" }`})
			c.Test(
				resource.TestStep{
					Config:            config,
					ConfigStateChecks: []statecheck.StateCheck{value("status", text("active")), value("description", text("d"))},
				},
				resource.TestStep{Config: config, ConfigPlanChecks: emptyPlan()},
			)
			if n := bought(s); n != 1 {
				t.Errorf("%d gateways were bought, want 1", n)
			}
		})
	}
}

// A refusal says what, why, where and what to do, and creates nothing.
func TestVpnGateway_refusals(t *testing.T) {
	t.Parallel()
	refuse := func(action, code string, status int) []sim.Fault {
		return []sim.Fault{
			{Action: action, Times: -1, Kind: sim.KindError, Status: status, Code: code, Message: "The text of the API."},
		}
	}
	const line = `bandwidth = 10`
	for name, test := range map[string]struct {
		with    args
		options sim.Options
		faults  []sim.Fault
		want    []string
	}{
		"VPC not found": {
			with: args{"vpc_id": `"vpc-nowhere"`},
			want: []string{`vpc_id = "vpc-nowhere"`, `CreateVpnGateway: `, `There is no such VPC in the region of this resource.`, `Nothing was bought.`, `API code: InvalidVpcId.NotFound`, `Request ID: `},
		},
		"second vSwitch missing": {
			with: args{"disaster_recovery_vswitch_id": ""},
			want: []string{`vswitch_id = "`, `this region builds dual-tunnel gateways only: those need both vswitch_id and disaster_recovery_vswitch_id, in two zones.`, `Nothing was bought.`},
		},
		"denied": {
			faults: refuse("CreateVpnGateway", "Forbidden.RAM", 403),
			want:   []string{`Grant the RAM action vpc:CreateVpnGateway to the identity whose credentials the provider uses.`, `Nothing was bought.`, `API code: Forbidden.RAM`},
		},
		"denied in the old spelling": {
			faults: refuse("CreateVpnGateway", "Forbbiden.SubUser", 403),
			want:   []string{`Grant the RAM action vpc:CreateVpnGateway`, `Nothing was bought.`},
		},
		"no money": {
			faults: refuse("CreateVpnGateway", "InsufficientBalance", 400),
			want:   []string{`The account cannot pay: its balance is too low.`, `Nothing was bought.`},
		},
		"parameter named by the code": {
			faults: refuse("CreateVpnGateway", "InvalidParameter.Bandwidth", 400),
			want:   []string{line, `Nothing was bought.`, `API code: InvalidParameter.Bandwidth`},
		},
		"unknown code": {
			faults: refuse("CreateVpnGateway", "Brand.New", 400),
			want:   []string{`Unable to create VPN gateway`, `CreateVpnGateway: The text of the API.`, `Nothing was bought.`, `API code: Brand.New`, `Request ID: `},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, test.options)
			s := c.Sim()
			for _, f := range test.faults {
				s.AddFault(f)
			}
			c.Test(resource.TestStep{Config: gateway(c, test.with), ExpectError: acctest.Message(test.want...)})
			if n := bought(s); n != 0 {
				t.Errorf("a refusal bought %d gateways", n)
			}
		})
	}
}

// Whatever ends a create, the gateway is in state, or the error tells how to
// find it.
func TestVpnGateway_interruptedCreate(t *testing.T) {
	t.Parallel()
	config := func(c *acctest.Cloud) map[string]any {
		return map[string]any{"vpc_id": c.Network().VPC, "bandwidth": 10, "name": "precious"}
	}
	t.Run("while waiting", func(t *testing.T) {
		t.Parallel()
		c := acctest.New(t, sim.Options{BuildTime: 1000 * time.Hour})
		s := c.Sim()
		i := c.Instance(vpngateway.TypeName, nil)
		ctx, stop := context.WithCancel(t.Context())
		s.AddFault(sim.Before("DescribeVpnGateway", 3, func(*sim.Server) { stop() }))
		said := i.Apply(ctx, config(c))
		acctest.Contains(t, said.Warnings(), "Interrupted while VPN gateway was being created", "is in state", "Apply again when it is active")
		if said.HasError() {
			t.Errorf("an interruption taints the gateway: %v", said.Errors())
		}
		if i.String("id") != c.Only().VpnGatewayID {
			t.Errorf("state has ID %q, the cloud %q", i.String("id"), c.Only().VpnGatewayID)
		}
	})
	t.Run("while the answer is on its way", func(t *testing.T) {
		t.Parallel()
		c := acctest.New(t, sim.Options{})
		s := c.Sim()
		i := c.Instance(vpngateway.TypeName, nil)
		ctx, stop := context.WithCancel(t.Context())
		s.AddFault(sim.Before("CreateVpnGateway", 1, func(*sim.Server) { stop() }))
		s.AddFault(sim.LostAnswer("CreateVpnGateway", 1))
		i.Apply(ctx, config(c))
		if i.String("id") != c.Only().VpnGatewayID || bought(s) != 1 {
			t.Errorf("state has ID %q, the cloud %q, bought %d", i.String("id"), c.Only().VpnGatewayID, bought(s))
		}
	})
	t.Run("and no answer ever", func(t *testing.T) {
		t.Parallel()
		c := acctest.New(t, sim.Options{})
		s := c.Sim()
		i := c.Instance(vpngateway.TypeName, map[string]any{"max_retries": 2})
		s.AddFault(sim.LostAnswer("CreateVpnGateway", -1))
		said := i.Apply(t.Context(), config(c))
		acctest.Contains(
			t,
			said.Errors(),
			"VPN gateway may have been created",
			`a gateway named "precious" may exist in cn-hangzhou, in VPC `+c.Network().VPC,
			"client token "+c.Last("CreateVpnGateway")["ClientToken"],
			"aliyun vpc DescribeVpnGateways --RegionId cn-hangzhou --VpcId "+c.Network().VPC,
			"terraform import ADDRESS <VpnGatewayId>@cn-hangzhou",
		)
		if i.Exists() || bought(s) != 1 {
			t.Errorf("state exists: %v, bought %d", i.Exists(), bought(s))
		}
		all := strings.Join(said.Errors(), "\n")
		if n := strings.Count(all, c.Last("CreateVpnGateway")["ClientToken"]); n != 1 || strings.Contains(all, "Nothing was bought") {
			t.Errorf("the token is named %d times in\n%s", n, all)
		}
	})
	t.Run("before it was sent", func(t *testing.T) {
		t.Parallel()
		c := acctest.New(t, sim.Options{})
		i := c.Instance(vpngateway.TypeName, nil)
		ctx, stop := context.WithCancel(t.Context())
		stop()
		acctest.Contains(
			t,
			i.Apply(ctx, config(c)).Errors(),
			"Unable to create VPN gateway",
			"DescribeVpnGateways: not sent: the operation was interrupted.",
			"Nothing was bought: whether a gateway named \"precious\" is in VPC "+c.Network().VPC+" already could not be checked.",
		)
		if n := len(c.Sim().Requests()); n != 0 || i.Exists() {
			t.Errorf("%d requests were sent, state exists: %v", n, i.Exists())
		}
	})
}

// What an update or a delete could not do is said, and the gateway stays in state.
func TestVpnGateway_failedChangeKeepsState(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	i := c.Instance(vpngateway.TypeName, nil)
	config := map[string]any{"vpc_id": c.Network().VPC, "bandwidth": 10}
	i.Apply(t.Context(), config)
	id := i.String("id")
	for _, step := range []struct {
		fault  sim.Fault
		change map[string]any
		want   []string
	}{
		{
			sim.Fault{Action: "ModifyVpnGatewayAttribute", Kind: sim.KindError, Status: 400, Code: "InvalidName", Message: "bad"},
			map[string]any{"name": "other"},
			[]string{`AttributeName("name"): Unable to update VPN gateway`, "InvalidName", `What was changed before this stays changed; the next apply does the rest.`},
		},
		{
			sim.Fault{Action: "TagResources", Kind: sim.KindError, Status: 403, Code: "Forbidden", Message: "no"},
			map[string]any{"tags": map[string]string{"a": "b"}},
			[]string{`AttributeName("tags"): Unable to update VPN gateway`, "Grant the RAM action vpc:TagResources"},
		},
		{
			sim.Fault{Action: "DeleteVpnGateway", Kind: sim.KindError, Status: 400, Code: "DependencyViolation.VpnConnection", Message: "used"},
			nil,
			[]string{"Unable to delete VPN gateway", "The gateway still has IPsec connections. Delete that first", id + " still exists, is still billed, and is still in state."},
		},
	} {
		s.ClearFaults()
		s.AddFault(step.fault)
		next := map[string]any(nil)
		if step.change != nil {
			next = map[string]any{"vpc_id": c.Network().VPC, "bandwidth": 10}
			for k, v := range step.change {
				next[k] = v
			}
		}
		acctest.Contains(t, i.Apply(t.Context(), next).Errors(), step.want...)
		if i.String("id") != id {
			t.Fatalf("after %s the state has ID %q, want %q", step.fault.Code, i.String("id"), id)
		}
	}
	s.ClearFaults()
	s.RemoveGateway(id)
	if said := i.Apply(t.Context(), nil); len(said) > 0 || i.Exists() {
		t.Errorf("a gateway that is gone already is deleted: %v", said.Texts())
	}
}

// A wait that ran out says so in words, and which timeout to raise.
func TestVpnGateway_waitsThatRunOut(t *testing.T) {
	t.Parallel()
	synctest.Test(t, waitsThatRunOut)
}

func waitsThatRunOut(t *testing.T) {
	const years = 50_000 * time.Hour
	c := acctest.NewVirtual(t, sim.Options{DeleteTime: years})
	s := c.Sim()
	config := map[string]any{
		"vpc_id": c.Network().VPC, "bandwidth": 10,
		"timeouts": map[string]any{"create": "40m", "update": "20m", "delete": "10m"},
	}
	renamed := maps.Clone(config)
	renamed["name"] = "other"

	unready := c.Instance(vpngateway.TypeName, nil)
	s.AddFault(sim.Stuck("provisioning", -1))
	acctest.Contains(t, unready.Apply(t.Context(), config).Warnings(),
		"VPN gateway was created, but is not finished", "was not active within the timeout: after waiting 40m0s its status was still provisioning.",
		"Raise timeouts.create if the API needs longer.", "exists, is billed, and is in state, and it is kept.")
	if unready.String("id") != c.Only().VpnGatewayID {
		t.Errorf("the state has ID %q, want %q", unready.String("id"), c.Only().VpnGatewayID)
	}

	s.ClearFaults()
	i := c.Instance(vpngateway.TypeName, nil)
	i.Apply(t.Context(), config)
	id := i.String("id")
	for _, step := range []struct {
		status string
		change map[string]any
		want   []string
	}{
		{"updating", renamed, []string{
			"Unable to update VPN gateway: VPN gateway " + id + " was not active within the timeout: after waiting 20m0s" +
				" its status was still updating.\n\nRaise timeouts.update if the API needs longer.\n\n" +
				"The gateway is still in state. What was changed before this stays changed; the next apply does the rest.",
		}},
		{"deleting", nil, []string{
			"Unable to delete VPN gateway: VPN gateway " + id + " was not deleted within the timeout: after waiting 10m0s" +
				" its status was still deleting.\n\nRaise timeouts.delete if the API needs longer.\n\n" +
				"Whether " + id + " is gone is not known yet, so it stays in state. Destroy again: what is gone already is a success.",
		}},
	} {
		s.ClearFaults()
		s.AddFault(sim.Stuck(step.status, -1))
		acctest.Contains(t, i.Apply(t.Context(), step.change).Errors(), step.want...)
		if i.String("id") != id {
			t.Fatalf("the state has ID %q, want %q", i.String("id"), id)
		}
	}
}

func TestVpnGateway_importRefusals(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	enhanced := s.PutGateway(sim.Gateway{RegionID: sim.DefaultRegion, GatewayType: "Enhanced.SiteToSite"})
	for id, want := range map[string][]string{
		"gateway-1":               {`"gateway-1" is not an import ID of aliyun_vpn_gateway: the ID must start with "vpn-", got: "gateway-1".`},
		"vpn-1@Nowhere/":          {`what follows the @ must be a region ID such as "cn-hangzhou", got: "Nowhere/"`},
		"vpn-1@":                  {`what follows the @ must be a region ID such as "cn-hangzhou", got: ""`},
		"vpn-doesnotexist":        {`There is no VPN gateway vpn-doesnotexist in cn-hangzhou.`},
		enhanced:                  {`Not a gateway of this resource`, `is of type Enhanced.SiteToSite, which aliyun_vpn_gateway does not manage.`},
		enhanced + "@cn-shanghai": {`There is no VPN gateway ` + enhanced + ` in cn-shanghai.`},
	} {
		block := fmt.Sprintf("import {\n  to = %s\n  id = %q\n}\n", address, id)
		c.Test(resource.TestStep{Config: gateway(c, nil) + block, ExpectError: acctest.Message(want...)})
	}
}
