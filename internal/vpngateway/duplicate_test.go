package vpngateway_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"strings"
	"sync"
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

// A gateway of the same name stops the purchase with the import command, and that
// command makes the next apply finish the gateway instead of buying another.
func TestVpnGateway_nameIsTaken(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	id := s.PutGateway(sim.Gateway{
		RegionID: sim.DefaultRegion, VpcID: c.Network().VPC, VSwitchID: c.Network().VSwitch,
		DisasterRecoveryVSwitchID: c.Network().SecondVSwitch, Name: "office", Bandwidth: 10,
	})
	config := gateway(c, args{"name": `"office"`, "description": `"d"`})
	c.Test(
		resource.TestStep{
			Config: config,
			ExpectError: acctest.Message(`Error: VPN gateway of this name exists already`, `name = "office"`,
				id+` is named "office" already, in VPC `+c.Network().VPC+` in cn-hangzhou, and this run did not create it. Nothing was bought.`,
				`terraform import ADDRESS `+id+`@cn-hangzhou`,
				`import { to = ADDRESS id = "`+id+`@cn-hangzhou" }`,
				`give the new gateway another name, or set allow_duplicate_name = true.`),
		},
		resource.TestStep{
			PreConfig: func() {
				if bought(s) != 0 {
					t.Errorf("bought %d", bought(s))
				}
			},
			Config:            config + fmt.Sprintf("import {\n  to = %s\n  id = %q\n}\n", address, id+"@cn-hangzhou"),
			ConfigPlanChecks:  action(plancheck.ResourceActionUpdate),
			ConfigStateChecks: []statecheck.StateCheck{value("id", text(id)), value("description", text("d"))},
		},
		resource.TestStep{
			PreConfig: func() {
				if bought(s) != 0 {
					t.Errorf("bought %d", bought(s))
				}
			},
			Config: config, ConfigPlanChecks: emptyPlan(),
		},
	)
}

// What is another's, cannot be this resource's, or is wanted, does not stop it.
func TestVpnGateway_nameIsFree(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		there  sim.Gateway
		config map[string]any
		lists  int
	}{
		"another name":           {sim.Gateway{Name: "branch"}, map[string]any{"name": "office"}, 1},
		"another case":           {sim.Gateway{Name: "Office"}, map[string]any{"name": "office"}, 1},
		"in another VPC":         {sim.Gateway{Name: "office", VpcID: otherVPC}, map[string]any{"name": "office"}, 1},
		"of another resource":    {sim.Gateway{Name: "office", GatewayType: "Enhanced.SiteToSite"}, map[string]any{"name": "office"}, 1},
		"on its way out":         {sim.Gateway{Name: "office", Status: "deleting"}, map[string]any{"name": "office"}, 1},
		"allowed":                {sim.Gateway{Name: "office"}, map[string]any{"name": "office", "allow_duplicate_name": true}, 0},
		"no name is nobody's":    {sim.Gateway{Name: "office"}, map[string]any{}, 0},
		"not allowed, and alone": {sim.Gateway{Name: "branch"}, map[string]any{"name": "office", "allow_duplicate_name": false}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{DeleteTime: 1000 * time.Hour})
			s := c.Sim()
			test.there.RegionID, test.there.Bandwidth = sim.DefaultRegion, 10
			if test.there.VpcID == "" {
				test.there.VpcID = c.Network().VPC
			}
			s.PutGateway(test.there)
			i := c.Instance(vpngateway.TypeName, nil)
			config := map[string]any{"vpc_id": c.Network().VPC, "bandwidth": 10}
			maps.Copy(config, test.config)
			if said := i.Apply(t.Context(), config); said.HasError() || bought(s) != 1 {
				t.Errorf("bought %d: %v", bought(s), said.Errors())
			}
			if n := c.Calls("DescribeVpnGateways"); n != test.lists {
				t.Errorf("the gateways were listed %d times, want %d", n, test.lists)
			}
		})
	}
}

// Gateways of one name that one run creates do not stop each other, whatever the
// order in which their calls arrive. The next run's do.
func TestVpnGateway_sameNameInOneRun(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	first := c.Instance(vpngateway.TypeName, nil)
	config := map[string]any{"vpc_id": c.Network().VPC, "bandwidth": 10, "name": "office"}
	var all sync.WaitGroup
	for range 8 {
		other := first.Another()
		all.Go(func() {
			if said := other.Apply(t.Context(), config); said.HasError() {
				t.Error(said.Errors())
			}
		})
	}
	all.Wait()
	if bought(s) != 8 {
		t.Errorf("bought %d, want 8", bought(s))
	}
	next := c.Instance(vpngateway.TypeName, nil)
	acctest.Contains(t, next.Apply(t.Context(), config).Errors(), "VPN gateway of this name exists already", "are named \"office\" already")
	if bought(s) != 8 {
		t.Errorf("bought %d, want 8", bought(s))
	}
}

// A purchase whose outcome is unknown stops the next one of that name in the same
// run, and in the next.
func TestVpnGateway_unknownOutcomeStopsTheNextPurchase(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	i := c.Instance(vpngateway.TypeName, map[string]any{"max_retries": 1})
	s.AddFault(sim.LostAnswer("CreateVpnGateway", -1))
	config := map[string]any{"vpc_id": c.Network().VPC, "bandwidth": 10, "name": "office"}
	acctest.Contains(t, i.Apply(t.Context(), config).Errors(), "VPN gateway may have been created")
	s.ClearFaults()
	for _, next := range []*acctest.Instance{i.Another(), c.Instance(vpngateway.TypeName, nil)} {
		acctest.Contains(t, next.Apply(t.Context(), config).Errors(),
			"terraform import ADDRESS "+c.Only().VpnGatewayID+"@cn-hangzhou")
	}
	if bought(s) != 1 {
		t.Errorf("bought %d", bought(s))
	}
}

// A check that cannot be made buys nothing, and says how to go without it.
func TestVpnGateway_nameCannotBeChecked(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	s.AddFault(denied("DescribeVpnGateways"))
	i := c.Instance(vpngateway.TypeName, nil)
	config := map[string]any{"vpc_id": c.Network().VPC, "bandwidth": 10, "name": "office"}
	acctest.Contains(t, i.Apply(t.Context(), config).Errors(), "Unable to create VPN gateway", "Grant the RAM action vpc:DescribeVpnGateways",
		`Nothing was bought: whether a gateway named "office" is in VPC `+c.Network().VPC+` already could not be checked.`,
		"With allow_duplicate_name = true it is not checked.")
	if i.Exists() || bought(s) != 0 {
		t.Errorf("bought %d", bought(s))
	}
	config["allow_duplicate_name"] = true
	if said := i.Apply(t.Context(), config); said.HasError() || bought(s) != 1 {
		t.Errorf("bought %d: %v", bought(s), said.Errors())
	}
}

// A replacement with create_before_destroy meets its own old gateway, and is told
// both ways.
func TestVpnGateway_createBeforeDestroyMeetsItsOwn(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	config := func(bandwidth, allow string) string {
		return gateway(c, args{"name": `"office"`, "bandwidth": bandwidth, "allow_duplicate_name": allow})
	}
	before := func(config string) string {
		return strings.Replace(config, "  vpc_id", "  lifecycle {\n    create_before_destroy = true\n  }\n  vpc_id", 1)
	}
	c.Test(
		resource.TestStep{Config: before(config("10", ""))},
		resource.TestStep{
			Config: before(config("20", "")),
			ExpectError: acctest.Message(`VPN gateway of this name exists already`, `as the gateway that create_before_destroy is to replace, there are two ways`,
				`another name, or set allow_duplicate_name = true`),
		},
		resource.TestStep{
			PreConfig: func() {
				if bought(s) != 1 || released(s) != 0 {
					t.Errorf("bought %d, released %d", bought(s), released(s))
				}
			},
			Config:            before(config("20", "true")),
			ConfigStateChecks: []statecheck.StateCheck{value("bandwidth", knownvalue.Int64Exact(20))},
		},
		resource.TestStep{
			PreConfig: func() {
				if bought(s) != 2 || released(s) != 1 {
					t.Errorf("bought %d, released %d", bought(s), released(s))
				}
			},
			Config: before(config("20", "true")), ConfigPlanChecks: emptyPlan(),
		},
	)
}

// The ID and the token are logged before anything is waited for.
func TestVpnGateway_orderIsLogged(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{BuildTime: 1000 * time.Hour})
	s := c.Sim()
	var log bytes.Buffer
	i := c.Instance(vpngateway.TypeName, nil)
	i.Log = &log
	ctx, stop := context.WithCancel(t.Context())
	var soFar string
	s.AddFault(sim.Before("DescribeVpnGateway", 1, func(*sim.Server) { soFar = log.String(); stop() }))
	i.Apply(ctx, map[string]any{"vpc_id": c.Network().VPC, "bandwidth": 10})
	for _, want := range []string{
		`"@level":"warn"`, `"@message":"VPN gateway ordered"`, `"vpn_gateway_id":"` + c.Only().VpnGatewayID + `"`,
		`"client_token":"` + c.Last("CreateVpnGateway")["ClientToken"] + `"`, `"region":"cn-hangzhou"`,
	} {
		if !strings.Contains(soFar, want) {
			t.Errorf("the log before the wait lacks %s:\n%s", want, soFar)
		}
	}
}
