package vpngateway_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpngateway"
)

const otherVPC = "vpc-other00000000000000001"

// namesAnother carries creates out and answers them with the ID of another
// gateway.
func namesAnother(id string) sim.Fault {
	return sim.Fault{
		Action: "CreateVpnGateway", Applied: true, Kind: sim.KindRaw, ContentType: "application/json",
		Body: fmt.Sprintf(`{"RequestId":"1","VpnGatewayId":%q,"Name":"x","OrderId":1}`, id),
	}
}

// untouched fails the test if a gateway was changed or a write was sent to it.
func untouched(t *testing.T, c *acctest.Cloud, before sim.Gateway) {
	t.Helper()
	after, ok := c.Sim().Gateway(before.VpnGatewayID)
	was, _ := json.Marshal(before)
	is, _ := json.Marshal(after)
	if !ok || string(was) != string(is) {
		t.Errorf("the foreign gateway was\n%s\nand is\n%s", was, is)
	}
	for _, r := range c.Sim().Requests() {
		for _, parameter := range []string{"VpnGatewayId", "InstanceId", "ResourceId.1"} {
			switch r.Action {
			case "DescribeVpnGateway", "DescribeVpnGateways":
			default:
				if r.Params[parameter] == before.VpnGatewayID {
					t.Errorf("%s was sent to the foreign gateway", r.Action)
				}
			}
		}
	}
}

// A create that is answered with the ID of a gateway that was not ordered is an
// error that says so. Nothing is written to that gateway, and it is not in state.
func TestVpnGateway_createNamesAnotherGateway(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		foreign sim.Gateway
		with    map[string]any
		why     string
	}{
		"of another VPC":     {sim.Gateway{VpcID: otherVPC}, nil, `vpc_id is "` + otherVPC + `" and not "` + sim.DefaultVPC + `"`},
		"of other bandwidth": {sim.Gateway{VpcID: sim.DefaultVPC, Bandwidth: 100}, nil, "bandwidth is 100 and not 10"},
		"of other vSwitches": {
			sim.Gateway{VpcID: sim.DefaultVPC, VSwitchID: sim.DefaultVSwitchH},
			map[string]any{"vswitch_id": sim.DefaultVSwitchI},
			"vswitch_id is ",
		},
		"of the other type": {sim.Gateway{VpcID: sim.DefaultVPC, GatewayType: "Enhanced.SiteToSite"}, nil, `gateway_type is "Enhanced.SiteToSite"`},
		"from long before": {
			sim.Gateway{VpcID: sim.DefaultVPC, CreateTime: time.Now().Add(-48 * time.Hour)}, nil, "it was created at 20",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			s := c.Sim()
			test.foreign.RegionID = sim.DefaultRegion
			if test.foreign.Bandwidth == 0 {
				test.foreign.Bandwidth = 10
			}
			id := s.PutGateway(test.foreign)
			before, _ := s.Gateway(id)
			s.AddFault(namesAnother(id))
			i := c.Instance(vpngateway.TypeName, nil)
			config := map[string]any{"vpc_id": c.Network().VPC, "bandwidth": 10, "description": "d", "tags": map[string]string{"a": "1"}}
			maps.Copy(config, test.with)
			acctest.Contains(t, i.Apply(t.Context(), config).Errors(), "VPN gateway is not the one ordered",
				"The API answered the order with "+id+", but that is another gateway: ", test.why,
				"It was not changed, and it is not in state.",
				"aliyun vpc DescribeVpnGateways --RegionId cn-hangzhou --VpcId "+c.Network().VPC)
			if i.Exists() {
				t.Errorf("state holds %s", i.String("id"))
			}
			untouched(t, c, before)
		})
	}
}

// A gateway that nobody has looked at is looked at before it is taken for the one
// ordered, changed or deleted, by whatever comes first.
func TestVpnGateway_unseenForeignGatewayIsNotTouched(t *testing.T) {
	t.Parallel()
	for name, next := range map[string]func(*acctest.Instance, map[string]any) acctest.Diagnostics{
		"refresh": func(i *acctest.Instance, _ map[string]any) acctest.Diagnostics { return i.Refresh() },
		"update": func(i *acctest.Instance, config map[string]any) acctest.Diagnostics {
			config["name"] = "renamed"
			return i.Apply(context.Background(), config)
		},
		"destroy": func(i *acctest.Instance, _ map[string]any) acctest.Diagnostics {
			return i.Apply(context.Background(), nil)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				c := acctest.NewVirtual(t, sim.Options{})
				s := c.Sim()
				id := s.PutGateway(sim.Gateway{RegionID: sim.DefaultRegion, VpcID: otherVPC, Bandwidth: 10})
				before, _ := s.Gateway(id)
				s.AddFault(namesAnother(id))
				s.AddFault(sim.NotFound("DescribeVpnGateway", -1))
				i := c.Instance(vpngateway.TypeName, nil)
				config := map[string]any{"vpc_id": c.Network().VPC, "bandwidth": 10}
				if said := i.Apply(t.Context(), config); said.HasError() || i.String("id") != id {
					t.Fatalf("state has ID %q: %v", i.String("id"), said.Texts())
				}
				s.ClearFaults()
				acctest.Contains(t, next(i, config).Errors(), "VPN gateway is not the one ordered", "terraform state rm ADDRESS")
				if i.String("vpc_id") != c.Network().VPC {
					t.Error("state shows the foreign gateway")
				}
				untouched(t, c, before)
			})
		})
	}
}

// A read that is answered with another gateway leaves the state what it is about:
// the destroy that follows deletes the own gateway.
func TestVpnGateway_foreignAnswerKeepsID(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	i := c.Instance(vpngateway.TypeName, map[string]any{"max_retries": 1})
	config := map[string]any{"vpc_id": c.Network().VPC, "bandwidth": 10}
	i.Apply(t.Context(), config)
	id := i.String("id")
	foreign := s.PutGateway(sim.Gateway{RegionID: sim.DefaultRegion, VpcID: otherVPC, Bandwidth: 10})
	before, _ := s.Gateway(foreign)
	s.ResetRequests()
	body := fmt.Sprintf(`{"RequestId":"1","VpnGatewayId":%q,"Status":"active","VpcId":%q,"Spec":"10M"}`, foreign, otherVPC)
	s.AddFault(sim.Fault{Action: "DescribeVpnGateway", Times: 1, Kind: sim.KindRaw, ContentType: "application/json", Body: body})
	i.Refresh()
	if i.String("id") != id {
		t.Fatalf("state has ID %q, want %q", i.String("id"), id)
	}
	if said := i.Apply(t.Context(), nil); said.HasError() {
		t.Fatal(said.Errors())
	}
	if c.Only().VpnGatewayID != foreign {
		t.Error("the own gateway is left")
	}
	untouched(t, c, before)
}

// A damaged state asks nothing of the API.
func TestVpnGateway_damagedState(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	i := c.Instance(vpngateway.TypeName, nil)
	config := map[string]any{"vpc_id": c.Network().VPC, "bandwidth": 10}
	i.Apply(t.Context(), config)
	renamed := maps.Clone(config)
	renamed["name"] = "renamed"
	for _, id := range []any{nil, "", "  ", "vco-bp1", "vpn-"} {
		i.Change("id", id)
		c.Sim().ResetRequests()
		for name, said := range map[string]acctest.Diagnostics{
			"refresh": i.Refresh(), "update": i.Apply(t.Context(), renamed), "destroy": i.Apply(t.Context(), nil),
		} {
			t.Logf("%s with id %v", name, id)
			acctest.Contains(t, said.Errors(), "Unusable state of VPN gateway", "terraform state rm ADDRESS")
		}
		if n := len(c.Sim().Requests()); n != 0 || !i.Exists() {
			t.Errorf("id %v: %d requests, in state: %v", id, n, i.Exists())
		}
	}
}

// A word that says nothing of what destroying means destroys nothing.
func TestVpnGateway_unknownDeletionPolicyInState(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	config := map[string]any{"vpc_id": c.Network().VPC, "bandwidth": 10}
	for _, word := range []any{"Prevent", "retain", "", nil} {
		i := c.Instance(vpngateway.TypeName, nil)
		i.Apply(t.Context(), config)
		i.Change("deletion_policy", word)
		c.Sim().ResetRequests()
		acctest.Contains(t, i.Plan(nil).Errors(), "Unknown deletion_policy in state", "so nothing is destroyed")
		acctest.Contains(t, i.Destroy().Errors(), "Unknown deletion_policy in state")
		replaced := maps.Clone(config)
		replaced["bandwidth"] = 20
		acctest.Contains(t, i.Plan(replaced).Errors(), "Unknown deletion_policy in state")
		if !i.Exists() || c.Calls("DeleteVpnGateway") != 0 {
			t.Errorf("%v: DeleteVpnGateway was called", word)
		}
		if said := i.Apply(t.Context(), config); said.HasError() { // the default takes its place
			t.Fatal(said.Errors())
		}
		if said := i.Apply(t.Context(), nil); said.HasError() || i.Exists() {
			t.Error(said.Errors())
		}
	}
}

// Replacing a prepaid gateway fails in the plan, not when another is bought
// already. With abandon it is left behind, on purpose.
func TestVpnGateway_prepaidIsNotReplaced(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	config := args{"instance_charge_type": `"PREPAY"`, "period": "1", "auto_pay": "true"}
	other := maps.Clone(config)
	other["bandwidth"] = "20"
	abandoned := maps.Clone(config)
	abandoned["deletion_policy"] = `"abandon"`
	both := maps.Clone(abandoned)
	both["bandwidth"] = "20"
	c.Test(
		resource.TestStep{Config: gateway(c, config)},
		resource.TestStep{
			Config: gateway(c, other),
			ExpectError: acctest.Message(`Error: Prepaid VPN gateway cannot be replaced`, `bandwidth = 20`,
				`The API cannot change bandwidth of vpn-`, `in place, and the gateway is prepaid until 20`,
				`or make it in the console first and then here. To buy another one all the same, set deletion_policy = "abandon"`),
		},
		resource.TestStep{ // both at once: the policy in state counts
			Config: gateway(c, both), ExpectError: acctest.Message(`Error: Prepaid VPN gateway cannot be replaced`),
		},
		resource.TestStep{
			PreConfig: func() {
				if bought(s) != 1 {
					t.Errorf("bought %d", bought(s))
				}
			},
			Config: gateway(c, abandoned),
		},
		resource.TestStep{Config: gateway(c, both)},
		resource.TestStep{
			Config: c.Provider(),
		},
		resource.TestStep{
			PreConfig: func() {
				if all := s.Gateways(); len(all) != 2 || bought(s) != 2 || released(s) != 0 {
					t.Errorf("%d gateways, bought %d, released %d", len(all), bought(s), released(s))
				}
				for _, g := range s.Gateways() {
					s.RemoveGateway(g.VpnGatewayID)
				}
			},
			Config: c.Provider(),
		},
	)
}
