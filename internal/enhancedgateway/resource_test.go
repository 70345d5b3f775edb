package enhancedgateway_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/enhancedgateway"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

const (
	address  = "aliyun_enhanced_vpn_gateway.test"
	enhanced = "Enhanced.SiteToSite"
)

// args are arguments of the resource: with replaces some, and "" leaves one out.
type args map[string]string

func config(c *acctest.Cloud, with args) string {
	n := c.Network()
	all := args{
		"vpc_id": fmt.Sprintf("%q", n.VPC), "vswitch_id": fmt.Sprintf("%q", n.VSwitch), "disaster_recovery_vswitch_id": fmt.Sprintf("%q", n.SecondVSwitch),
	}
	maps.Copy(all, with)
	var b strings.Builder
	b.WriteString(c.Provider() + "resource \"aliyun_enhanced_vpn_gateway\" \"test\" {\n")
	for name, value := range all {
		switch {
		case value == "":
		case name == "timeouts":
			fmt.Fprintf(&b, "  timeouts %s\n", value)
		default:
			fmt.Fprintf(&b, "  %s = %s\n", name, value)
		}
	}
	return b.String() + "}\n"
}

// minimal is the same for the protocol.
func minimal(more map[string]any) map[string]any {
	all := map[string]any{
		"vpc_id": sim.DefaultVPC, "vswitch_id": sim.DefaultVSwitchH, "disaster_recovery_vswitch_id": sim.DefaultVSwitchI,
	}
	maps.Copy(all, more)
	return all
}

func value(name string, want knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(name), want)
}

func planned(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}}
}

func TestEnhancedVpnGateway_life(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{BuildTime: time.Minute, UpdateTime: time.Minute, DeleteTime: time.Minute})
	text := knownvalue.StringExact
	var id string
	c.Test(
		resource.TestStep{ // as little as possible
			Config: config(c, nil),
			ConfigStateChecks: []statecheck.StateCheck{
				value("gateway_type", text(enhanced)), value("status", text("active")), value("network_type", text("public")),
				value("vpn_type", text("Normal")), value("business_status", text("Normal")), value("create_time", knownvalue.NotNull()),
				value("region", text(sim.DefaultRegion)), value("eni_instance_ids", knownvalue.SetSizeExact(2)), value("tags_all", knownvalue.MapSizeExact(0)),
			},
		},
		resource.TestStep{ResourceName: address, ImportState: true, ImportStateVerify: true},
		resource.TestStep{ // in place
			PreConfig: func() { id = c.Only().VpnGatewayID },
			Config: config(c, args{
				"name": `"branches"`, "description": `"d"`, "auto_propagate": "true", "tags": `{ a = "1" }`,
				"resource_group_id": fmt.Sprintf("%q", sim.SecondResourceGroup),
			}),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
				plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate),
				plancheck.ExpectKnownValue(address, tfjsonpath.New("status"), text("active")), // kept, since nothing here touches it
			}},
			ConfigStateChecks: []statecheck.StateCheck{value("name", text("branches")), value("description", text("d"))},
		},
		resource.TestStep{ // left out, they stay
			PreConfig: func() {
				if g := c.Only(); g.VpnGatewayID != id || g.Tags["a"] != "1" || !g.AutoPropagate || g.ResourceGroupID != sim.SecondResourceGroup {
					t.Errorf("got %+v", g)
				}
			},
			Config:           config(c, args{"tags": `{ a = "1" }`}),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
		},
		resource.TestStep{ // another hand
			PreConfig:        func() { c.Sim().ChangeGateway(id, func(g *sim.Gateway) { g.Name, g.Tags = "theirs", nil }) },
			Config:           config(c, args{"name": `"branches"`, "tags": `{ a = "1" }`}),
			ConfigPlanChecks: planned(plancheck.ResourceActionUpdate),
		},
		resource.TestStep{ // replaced
			Config: config(c, args{
				"vswitch_id": fmt.Sprintf("%q", sim.DefaultVSwitchI), "disaster_recovery_vswitch_id": fmt.Sprintf("%q", sim.DefaultVSwitchH),
			}),
			ConfigPlanChecks: planned(plancheck.ResourceActionReplace),
		},
		resource.TestStep{ // gone
			PreConfig: func() { c.Sim().RemoveGateway(c.Only().VpnGatewayID) },
			Config:    config(c, nil), ConfigPlanChecks: planned(plancheck.ResourceActionCreate),
		},
	)
	for action, want := range map[string]int{"CreateVpnGateway": 0, "ModifyVpnGatewayAttribute": 0, "DeleteVpnGateway": 0, "DeleteEnhancedVpnGateway": 2} {
		if got := c.Calls(action); got != want {
			t.Errorf("%s was called %d times, want %d", action, got, want)
		}
	}
}

// Bad input is refused when planning, on the attribute, with these very words, and
// nothing reaches the API.
func TestEnhancedVpnGateway_badInput(t *testing.T) {
	t.Parallel()
	required := func(name string) string {
		return `The argument "` + name + `" is required, but no definition was found.`
	}
	for name, test := range map[string]struct {
		with args
		want string
	}{
		"no VPC":                 {args{"vpc_id": ""}, required("vpc_id")},
		"no vSwitch":             {args{"vswitch_id": ""}, required("vswitch_id")},
		"no second vSwitch":      {args{"disaster_recovery_vswitch_id": ""}, required("disaster_recovery_vswitch_id")},
		"VPC of another kind":    {args{"vpc_id": `"vsw-1"`}, `vpc_id must be an ID that starts with "vpc-", got: "vsw-1".`},
		"vSwitch of another":     {args{"vswitch_id": `"vpc-1"`}, `vswitch_id must be an ID that starts with "vsw-", got: "vpc-1".`},
		"second of another kind": {args{"disaster_recovery_vswitch_id": `"x"`}, `disaster_recovery_vswitch_id must be an ID that starts with "vsw-", got: "x".`},
		"private":                {args{"network_type": `"private"`}, `network_type must be "public", got: "private".`},
		"in capitals":            {args{"network_type": `"Public"`}, `network_type must be "public", got: "Public": write "public".`},
		"SM":                     {args{"vpn_type": `"NationalStandard"`}, `vpn_type must be "Normal", got: "NationalStandard".`},
		"name too short":         {args{"name": `"a"`}, `name must have 2 to 100 characters, got 1.`},
		"name with a space":      {args{"name": `"a b"`}, `name must begin with a letter or a Chinese character and hold only letters, Chinese characters, digits, "_", "-" and ".", got: "a b".`},
		"name like a URL":        {args{"name": `"http://ab"`}, `name must not start with "http://".`},
		"no description":         {args{"description": `""`}, `description must not be empty: the API cannot clear a description, so leave the argument out to keep what is there.`},
		"resource group":         {args{"resource_group_id": `"default"`}, `resource_group_id must be an ID that starts with "rg-", got: "default".`},
		"region":                 {args{"region": `"evil.com/"`}, `region must be a region ID such as "cn-hangzhou", got: "evil.com/".`},
		"tag of the system":      {args{"tags": `{ "acs:a" = "" }`}, `The key "acs:a" must not start with "aliyun" or "acs:", which are the system's.`},
		"bandwidth":              {args{"bandwidth": "10"}, `An argument named "bandwidth" is not expected here.`},
		"charge type":            {args{"instance_charge_type": `"POSTPAY"`}, `An argument named "instance_charge_type" is not expected here.`},
		"type":                   {args{"gateway_type": `"Enhanced.SiteToSite"`}, `Cannot set value for this attribute as the provider has marked it as read-only.`},
		"timeout":                {args{"timeouts": `{ create = "soon" }`}, `timeouts.create must be a duration above zero, such as "90s", "45m" or "1h30m", got: "soon".`},
		"misspelt timeout":       {args{"timeouts": `{ craete = "1m" }`}, `An argument named "craete" is not expected here.`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			c.Test(resource.TestStep{Config: config(c, test.with), PlanOnly: true, ExpectError: acctest.Message(test.want)})
			if n := len(c.Sim().Requests()); n > 0 {
				t.Errorf("%d calls were made", n)
			}
		})
	}
}

// A gateway of the other type is refused with the name of the right resource, by
// import, refresh and data source.
func TestEnhancedVpnGateway_otherType(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	const words = " is of type Traditional, which aliyun_enhanced_vpn_gateway does not manage. Use aliyun_vpn_gateway for it."
	traditional := s.PutGateway(sim.Gateway{RegionID: sim.DefaultRegion})
	i := c.Instance(enhancedgateway.Kind.TypeName, nil)
	acctest.Contains(t, i.Import(traditional).Errors(), "Not a gateway of this resource", traditional+words)
	_, said := i.ReadData("aliyun_enhanced_vpn_gateway", map[string]any{"id": traditional})
	acctest.Contains(t, said.Errors(), traditional+words)

	ours := c.Instance(enhancedgateway.Kind.TypeName, nil)
	if said := ours.Apply(t.Context(), minimal(nil)); len(said) > 0 {
		t.Fatal(said.Texts())
	}
	id := ours.String("id")
	s.ChangeGateway(id, func(g *sim.Gateway) { g.GatewayType = "Traditional" })
	acctest.Contains(t, ours.Refresh().Errors(), id+words)
	if !ours.Exists() {
		t.Error("state lost the gateway")
	}
	s.ChangeGateway(id, func(g *sim.Gateway) { g.GatewayType = enhanced })

	other := c.Instance("aliyun_vpn_gateway", nil)
	acctest.Contains(t, other.Import(id).Errors(), "Not a gateway of this resource",
		id+" is of type Enhanced.SiteToSite, which aliyun_vpn_gateway does not manage. Use aliyun_enhanced_vpn_gateway for it.")
	if n := c.Calls("DeleteVpnGateway") + c.Calls("DeleteEnhancedVpnGateway"); n > 0 {
		t.Errorf("%d were deleted", n)
	}
}

// A name that is there already stops a purchase, unless it is of the other kind, is
// being deleted, or the owner allows it.
func TestEnhancedVpnGateway_nameIsTaken(t *testing.T) {
	t.Parallel()
	named := minimal(map[string]any{"name": "branches"})
	for name, test := range map[string]struct {
		there  sim.Gateway
		config map[string]any
		buys   bool
	}{
		"the same kind":   {sim.Gateway{Name: "branches", GatewayType: enhanced}, named, false},
		"allowed":         {sim.Gateway{Name: "branches", GatewayType: enhanced}, minimal(map[string]any{"name": "branches", "allow_duplicate_name": true}), true},
		"the other kind":  {sim.Gateway{Name: "branches"}, named, true},
		"on its way out":  {sim.Gateway{Name: "branches", GatewayType: enhanced, Status: "deleting"}, named, true},
		"of another name": {sim.Gateway{Name: "others", GatewayType: enhanced}, named, true},
		"of another VPC":  {sim.Gateway{Name: "branches", GatewayType: enhanced, VpcID: "vpc-bp1others000000000001"}, named, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			id := c.Sim().PutGateway(test.there)
			said := c.Instance(enhancedgateway.Kind.TypeName, nil).Apply(t.Context(), test.config)
			if bought := c.Calls("CreateEnhancedVpnGateway"); bought > 0 != test.buys || said.HasError() == test.buys {
				t.Fatalf("bought %d: %v", bought, said.Texts())
			}
			if !test.buys {
				acctest.Contains(t, said.Errors(), "Enhanced VPN gateway of this name exists already", "Nothing was bought",
					"terraform import ADDRESS "+id+"@"+sim.DefaultRegion, "allow_duplicate_name = true", "aliyun_enhanced_vpn_gateway.office")
			}
		})
	}
}

// What a later apply can finish is a warning, and the gateway is kept: no apply buys
// another one.
func TestEnhancedVpnGateway_kept(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	s.AddFault(sim.Fault{Action: "TagResources", Times: -1, Kind: sim.KindError, Status: 403, Code: "Forbidden.RAM", Message: "no"})
	i := c.Instance(enhancedgateway.Kind.TypeName, nil)
	wants := minimal(map[string]any{"name": "branches", "tags": map[string]string{"a": "1"}})
	said := i.Apply(t.Context(), wants)
	if said.HasError() || i.Tainted() {
		t.Fatal(said.Texts())
	}
	acctest.Contains(t, said.Warnings(), "Enhanced VPN gateway was created, but is not finished", "tags is not as configured", "Forbidden.RAM")
	s.ClearFaults()
	if said := i.Refresh(); said.HasError() || i.Unchanged(wants) {
		t.Errorf("the plan does not show what is missing: %v", said.Texts())
	}
	if said := i.Apply(t.Context(), wants); len(said) > 0 || c.Only().Tags["a"] != "1" {
		t.Errorf("%+v: %v", c.Only(), said.Texts())
	}
	if n := c.Calls("CreateEnhancedVpnGateway"); n != 1 {
		t.Errorf("%d were ordered", n)
	}
}

// A gateway that still has connections says what to delete first.
func TestEnhancedVpnGateway_inUse(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	i := c.Instance(enhancedgateway.Kind.TypeName, nil)
	if said := i.Apply(t.Context(), minimal(nil)); len(said) > 0 {
		t.Fatal(said.Texts())
	}
	c.Sim().PutVpnConnection(sim.VpnConnection{VpnConnectionID: "vco-1", RegionID: sim.DefaultRegion, VpnGatewayID: i.String("id")})
	acctest.Contains(t, i.Apply(t.Context(), nil).Errors(), "Unable to delete enhanced VPN gateway", "The gateway still has IPsec connections.",
		i.String("id")+" still exists, is still billed, and is still in state.", "VpnDependencyViolation.VpnConnection")
}

// Moved from the official provider, and the plan is empty.
func TestEnhancedVpnGateway_moved(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	id := c.Sim().PutGateway(sim.Gateway{Name: "branches", Description: "d", AutoPropagate: true, GatewayType: enhanced, Tags: map[string]string{"a": "1"}})
	i := c.Instance(enhancedgateway.Kind.TypeName, nil)
	state := fmt.Sprintf(`{"id": %q, "vpc_id": %q, "vswitch_id": %q, "disaster_recovery_vswitch_id": %q, "gateway_type": "Enhanced.SiteToSite",
		"network_type": null, "vpn_type": "", "vpn_gateway_name": "branches", "description": "d", "auto_propagate": true, "tags": {"a": "1"},
		"status": "active", "create_time": 1780000000000, "timeouts": {"create": "5m"}}`, id, sim.DefaultVPC, sim.DefaultVSwitchH, sim.DefaultVSwitchI)
	if said := i.Move("registry.terraform.io/aliyun/alicloud", "alicloud_vpn_gateway_enhanced_vpn_gateway", state); said.HasError() {
		t.Fatal(said.Texts())
	}
	if said := i.Refresh(); len(said) > 0 || i.String("region") != sim.DefaultRegion {
		t.Errorf("in %s: %v", i.String("region"), said.Texts())
	}
	c.Sim().ResetRequests()
	if !i.Unchanged(minimal(map[string]any{
		"name": "branches", "description": "d", "auto_propagate": true, "tags": map[string]string{"a": "1"}, "timeouts": map[string]any{"create": "5m"},
	})) || len(c.Sim().Requests()) > 0 {
		t.Error("the plan after the move is not empty")
	}
}

// A replacement says what it costs before it is made.
func TestEnhancedVpnGateway_replacementWarns(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	i := c.Instance(enhancedgateway.Kind.TypeName, nil)
	if said := i.Apply(t.Context(), minimal(nil)); len(said) > 0 {
		t.Fatal(said.Texts())
	}
	said := i.Plan(minimal(map[string]any{"vpc_id": "vpc-bp1others000000000001", "vswitch_id": "vsw-1"}))
	acctest.Contains(t, said.Warnings(), "Enhanced VPN gateway will be replaced", "cannot change vpc_id, vswitch_id of "+i.String("id"),
		"peers must be given the new ones")
}

// Each is read by itself, however many there are, and goes past the framework while
// it is unchanged; the list finds enhanced ones only.
func TestEnhancedVpnGateway_read(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	first := c.Instance(enhancedgateway.Kind.TypeName, nil)
	var all []*acctest.Instance
	const n = 12
	for k := range n {
		i := first.Another()
		if said := i.Import(s.PutGateway(sim.Gateway{Name: fmt.Sprintf("branch-%d", k), GatewayType: enhanced})); said.HasError() {
			t.Fatal(said.Texts())
		}
		all = append(all, i)
	}
	s.PutGateway(sim.Gateway{Name: "branch-of-another-kind"})
	next := c.Instance(enhancedgateway.Kind.TypeName, nil)
	s.ResetRequests()
	for _, i := range all {
		if said := next.With(i).Refresh(); len(said) > 0 || i.String("status") != "active" {
			t.Fatal(i.String("status"), said.Texts())
		}
	}
	if c.Calls("DescribeVpnGateway") != n || c.Calls("DescribeVpnGateways") > 0 || c.Shortcuts() < n {
		t.Errorf("%d reads, %d lists, %d answers without the framework", c.Calls("DescribeVpnGateway"), c.Calls("DescribeVpnGateways"), c.Shortcuts())
	}
	found, said := first.List(map[string]any{"vpc_id": sim.DefaultVPC}, 0)
	if len(found) != n || len(said) > 0 {
		t.Errorf("found %d, %v", len(found), said.Texts())
	}
	data, said := first.ReadData("aliyun_enhanced_vpn_gateways", map[string]any{"name_regex": "^branch-"})
	if said.HasError() || strings.Count(data["gateways"].String(), `"active"`) != n {
		t.Errorf("got %v, %v", data["gateways"], said.Texts())
	}
	one, said := first.ReadData("aliyun_enhanced_vpn_gateway", map[string]any{"vpc_id": sim.DefaultVPC, "name": "branch-3"})
	if said.HasError() || !strings.Contains(one["status"].String(), "active") {
		t.Errorf("got %v, %v", one, said.Texts())
	}
}
