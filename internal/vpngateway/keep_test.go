package vpngateway_test

import (
	"maps"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpngateway"
)

// released counts the gateways that were deleted through the API.
func released(s *sim.Server) int {
	n := 0
	for _, entry := range s.Ledger() {
		if entry.Kind == sim.LedgerRelease {
			n++
		}
	}
	return n
}

func denied(action string) sim.Fault {
	return sim.Fault{
		Action: action, Times: -1, Kind: sim.KindError, Status: 403, Code: "Forbidden.RAM",
		Message: "User not authorized to operate on the specified resource.",
	}
}

// A gateway that could not be finished is kept by the real CLI, untainted: the
// plan shows what is missing, applies try again, and nothing is bought or
// released for it. When the cause is gone, the next apply finishes it.
func TestVpnGateway_deniedForEver(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		action string
		with   args
		done   statecheck.StateCheck
	}{
		"TagResources": {
			"TagResources", args{"tags": `{ a = "1" }`}, value("tags_all", knownvalue.MapSizeExact(1)),
		},
		"ModifyVpnGatewayAttribute": {
			"ModifyVpnGatewayAttribute", args{"description": `"d"`, "tags": `{ a = "1" }`}, value("description", text("d")),
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{BuildTime: time.Minute})
			s := c.Sim()
			s.AddFault(denied(test.action))
			config := gateway(c, test.with)
			missing := action(plancheck.ResourceActionUpdate)
			again := resource.TestStep{
				Config: config, ConfigPlanChecks: missing,
				ExpectError: acctest.Message("Error: Unable to update VPN gateway", "Grant the RAM action vpc:"+test.action),
			}
			c.Test(
				resource.TestStep{Config: config, ExpectNonEmptyPlan: true},
				again,
				again,
				resource.TestStep{
					PreConfig: s.ClearFaults, Config: config, ConfigPlanChecks: missing,
					ConfigStateChecks: []statecheck.StateCheck{test.done},
				},
				resource.TestStep{
					PreConfig: func() {
						if bought(s) != 1 || released(s) != 0 {
							t.Errorf("bought %d, released %d, want one and none", bought(s), released(s))
						}
					},
					Config: config, ConfigPlanChecks: emptyPlan(),
				},
			)
		})
	}
}

// Whatever the wait and the steps after it meet, create ends with a warning that
// says what is missing and what to grant, and a later apply finishes the gateway.
func TestVpnGateway_keptInsteadOfTainted(t *testing.T) {
	t.Parallel()
	raw := func(body string) sim.Fault {
		return sim.Fault{Action: "DescribeVpnGateway", Times: -1, Kind: sim.KindRaw, ContentType: "application/json", Body: body}
	}
	for name, test := range map[string]struct {
		fault sim.Fault
		want  []string
	}{
		"status that stays":    {sim.Stuck("provisioning", -1), []string{"its status was still provisioning.", "Raise timeouts.create"}},
		"tags denied":          {denied("TagResources"), []string{`AttributeName("tags")`, "tags is not as configured", "Grant the RAM action vpc:TagResources", "API code: Forbidden.RAM"}},
		"description denied":   {denied("ModifyVpnGatewayAttribute"), []string{`AttributeName("description")`, "Grant the RAM action vpc:ModifyVpnGatewayAttribute"}},
		"reads denied":         {denied("DescribeVpnGateway"), []string{"Grant the RAM action vpc:DescribeVpnGateway"}},
		"answer of a stranger": {raw(`<html></html>`), []string{"was created, but is not finished"}},
		"expired token": {sim.Fault{
			Action: "DescribeVpnGateway", Times: -1, Kind: sim.KindError, Status: 403,
			Code: "InvalidSecurityToken.Expired", Message: "Specified SecurityToken is expired.",
		}, []string{"Get new temporary credentials"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				c := acctest.NewVirtual(t, sim.Options{BuildTime: time.Minute})
				s := c.Sim()
				i := c.Instance(vpngateway.TypeName, map[string]any{"max_retries": 1})
				s.AddFault(test.fault)
				config := map[string]any{
					"vpc_id": c.Network().VPC, "bandwidth": 10, "name": "kept", "description": "d",
					"tags": map[string]string{"a": "1"}, "timeouts": map[string]any{"create": "10m"},
				}
				said := i.Apply(t.Context(), config)
				if said.HasError() {
					t.Fatalf("the gateway would be tainted: %v", said.Errors())
				}
				acctest.Contains(t, said.Warnings(), append(test.want, "VPN gateway was created, but is not finished",
					i.String("id")+" exists, is billed, and is in state, and it is kept.")...)
				if i.String("id") != c.Only().VpnGatewayID {
					t.Fatalf("state has ID %q", i.String("id"))
				}

				s.ClearFaults()
				s.Advance(time.Hour)
				if said := i.Refresh(); said.HasError() {
					t.Fatal(said.Errors())
				}
				if i.Unchanged(config) {
					t.Error("the plan does not show what is missing")
				}
				if said := i.Apply(t.Context(), config); said.HasError() || len(said.Warnings()) > 0 {
					t.Fatal(said.Texts())
				}
				g := c.Only()
				if g.Description != "d" || g.Tags["a"] != "1" || bought(s) != 1 || released(s) != 0 {
					t.Errorf("description %q, tags %v, bought %d, released %d", g.Description, g.Tags, bought(s), released(s))
				}
				i.Refresh()
				if !i.Unchanged(config) {
					t.Error("the finished gateway is planned again")
				}
			})
		})
	}
}

// What was planned and not set is missing in the next plan, also where the API
// leaves a field out that has no value.
func TestVpnGateway_unfinishedShowsMissingFields(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	i := c.Instance(vpngateway.TypeName, nil)
	s.AddFault(denied("ModifyVpnGatewayAttribute"))
	config := map[string]any{"vpc_id": c.Network().VPC, "bandwidth": 10, "description": "d", "auto_propagate": true}
	if said := i.Apply(t.Context(), config); said.HasError() {
		t.Fatal(said.Errors())
	}
	g := c.Only()
	bare := `{"RequestId":"1","VpnGatewayId":"` + g.VpnGatewayID + `","Status":"active","VpcId":"` + g.VpcID + `","Spec":"10M"}`
	s.AddFault(sim.Fault{Action: "DescribeVpnGateway", Kind: sim.KindRaw, ContentType: "application/json", Body: bare})
	i.Refresh()
	if i.String("description") != "" {
		t.Errorf("state says that the description is %q", i.String("description"))
	}
	if i.Unchanged(config) {
		t.Error("the plan does not show what is missing")
	}
}

// A gateway that the API still hides is not dropped from state, which would make
// the next apply buy another. One that was seen, and is gone, is.
func TestVpnGateway_hiddenGatewayIsKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, hiddenGatewayIsKept)
}

func hiddenGatewayIsKept(t *testing.T) {
	c := acctest.NewVirtual(t, sim.Options{})
	s := c.Sim()
	i := c.Instance(vpngateway.TypeName, nil)
	s.AddFault(sim.NotFound("DescribeVpnGateway", -1))
	config := map[string]any{"vpc_id": c.Network().VPC, "bandwidth": 10}
	if said := i.Apply(t.Context(), config); said.HasError() {
		t.Fatal(said.Errors())
	}
	id := i.String("id")
	hidden := s.Gateways()[0]
	s.RemoveGateway(id)
	acctest.Contains(t, i.Refresh().Warnings(), "VPN gateway does not show yet", "terraform state rm ADDRESS")
	if i.String("id") != id {
		t.Fatalf("state has ID %q, want %q", i.String("id"), id)
	}
	s.AddFault(sim.NotFound("DeleteVpnGateway", -1))
	acctest.Contains(t, i.Apply(t.Context(), nil).Errors(), "Unable to delete VPN gateway", "It may appear, and be billed, so it stays in state.")
	s.ClearFaults()
	s.PutGateway(hidden)
	if said := i.Refresh(); len(said) > 0 || i.String("id") != id || i.String("status") != "active" {
		t.Errorf("state has ID %q, status %q: %v", i.String("id"), i.String("status"), said.Texts())
	}
	s.RemoveGateway(id)
	if said := i.Refresh(); said.HasError() || i.Exists() {
		t.Errorf("a gateway that is gone stays in state: %v", said.Texts())
	}
}

// An update that fails half-way leaves state as the gateway is.
func TestVpnGateway_failedUpdateShowsWhatIs(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	i := c.Instance(vpngateway.TypeName, nil)
	config := map[string]any{"vpc_id": c.Network().VPC, "bandwidth": 10, "name": "first"}
	i.Apply(t.Context(), config)
	s.AddFault(denied("MoveVpnResourceGroup"))
	s.AddResourceGroup("rg-other")
	next := maps.Clone(config)
	next["name"], next["resource_group_id"], next["tags"] = "second", "rg-other", map[string]string{"a": "1"}
	next["deletion_policy"] = "prevent"
	said := i.Apply(t.Context(), next)
	acctest.Contains(t, said.Errors(), "Unable to update VPN gateway", "Grant the RAM action vpc:MoveVpnResourceGroup")
	if i.String("name") != "second" || i.String("resource_group_id") == "rg-other" || i.String("deletion_policy") != "delete" {
		t.Errorf("state has name %q, resource group %q, policy %q",
			i.String("name"), i.String("resource_group_id"), i.String("deletion_policy"))
	}
	if g := c.Only(); g.Tags["a"] != "1" {
		t.Errorf("the step after the one that failed was not tried: tags %v", g.Tags)
	}
	s.ClearFaults()
	s.ResetRequests()
	if said := i.Apply(t.Context(), next); said.HasError() {
		t.Fatal(said.Errors())
	}
	if c.Calls("ModifyVpnGatewayAttribute") != 0 || c.Calls("TagResources") != 0 || c.Calls("MoveVpnResourceGroup") != 1 {
		t.Error("the next apply repeats what was done")
	}
}
