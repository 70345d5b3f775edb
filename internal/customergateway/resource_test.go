package customergateway_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/customergateway"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

const address = "aliyun_vpn_customer_gateway.test"

func config(c *acctest.Cloud, lines ...string) string {
	return c.Provider() + "resource \"aliyun_vpn_customer_gateway\" \"test\" {\n  " + strings.Join(lines, "\n  ") + "\n}\n"
}

func value(name string, want knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(name), want)
}

func planned(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}}
}

func TestCustomerGateway_life(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	text := knownvalue.StringExact
	var id string
	c.Test(
		resource.TestStep{ // as little as possible
			Config: config(c, `ip_address = "203.0.113.1"`),
			ConfigStateChecks: []statecheck.StateCheck{
				value("ip_address", text("203.0.113.1")), value("asn", knownvalue.Null()), value("create_time", knownvalue.NotNull()),
				value("region", text(sim.DefaultRegion)), value("tags_all", knownvalue.MapSizeExact(0)),
			},
		},
		resource.TestStep{ResourceName: address, ImportState: true, ImportStateVerify: true},
		resource.TestStep{ // in place
			PreConfig: func() { id = c.Sim().CustomerGateways()[0].CustomerGatewayID },
			Config: config(c, `ip_address = "203.0.113.1"`, `name = "office"`, `description = "d"`, `tags = { a = "1" }`,
				fmt.Sprintf("resource_group_id = %q", sim.SecondResourceGroup)),
			ConfigPlanChecks: planned(plancheck.ResourceActionUpdate),
			ConfigStateChecks: []statecheck.StateCheck{
				value("name", text("office")), value("description", text("d")), value("resource_group_id", text(sim.SecondResourceGroup)),
			},
		},
		resource.TestStep{ // left out, they stay
			PreConfig: func() {
				if now := c.Sim().CustomerGateways()[0]; now.CustomerGatewayID != id || now.Tags["a"] != "1" {
					t.Errorf("got %+v", now)
				}
			},
			Config:           config(c, `ip_address = "203.0.113.1"`, `tags = { a = "1" }`),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
		},
		resource.TestStep{ // another hand
			PreConfig: func() {
				c.Sim().ChangeCustomerGateway(id, func(g *sim.CustomerGateway) { g.Name, g.Tags = "theirs", nil })
			},
			Config:           config(c, `ip_address = "203.0.113.1"`, `name = "office"`, `tags = { a = "1" }`),
			ConfigPlanChecks: planned(plancheck.ResourceActionUpdate),
		},
		resource.TestStep{ // replaced
			Config:           config(c, `ip_address = "203.0.113.2"`, `asn = 4294967295`, `name = "office"`),
			ConfigPlanChecks: planned(plancheck.ResourceActionReplace),
			ConfigStateChecks: []statecheck.StateCheck{
				value("asn", knownvalue.Int64Exact(4294967295)),
			},
		},
		resource.TestStep{ // gone
			PreConfig: func() { c.Sim().RemoveCustomerGateway(c.Sim().CustomerGateways()[0].CustomerGatewayID) },
			Config:    config(c, `ip_address = "203.0.113.2"`), ConfigPlanChecks: planned(plancheck.ResourceActionCreate),
		},
	)
}

// A key that is write-only is sent when it is created and when its version
// changes, and is in no state and no plan.
func TestCustomerGateway_writeOnlyKey(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	key := func(lines ...string) string { return config(c, append(lines, `ip_address = "203.0.113.1"`)...) }
	has := func(want string) func() {
		return func() {
			if got := c.Sim().CustomerGateways()[0].AuthKey; got != want {
				t.Errorf("the key is %q, want %q", got, want)
			}
		}
	}
	noSecret := statecheck.ExpectKnownValue(address, tfjsonpath.New("auth_key_wo"), knownvalue.Null())
	resource.UnitTest(t, resource.TestCase{
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_11_0)},
		ProtoV6ProviderFactories: c.Factories(),
		Steps: []resource.TestStep{
			{Config: key(`auth_key_wo = "first"`, `auth_key_wo_version = 1`), ConfigStateChecks: []statecheck.StateCheck{noSecret}},
			{
				PreConfig: has("first"), Config: key(`auth_key_wo = "second"`, `auth_key_wo_version = 1`),
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
			},
			{
				PreConfig: has("first"), Config: key(`auth_key_wo = "second"`, `auth_key_wo_version = 2`),
				ConfigPlanChecks: planned(plancheck.ResourceActionUpdate), ConfigStateChecks: []statecheck.StateCheck{noSecret},
			},
			{ // kept in state, by the owner's choice
				PreConfig: has("second"), Config: key(`auth_key = "third"`), ConfigPlanChecks: planned(plancheck.ResourceActionUpdate),
				ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectSensitiveValue(address, tfjsonpath.New("auth_key"))},
			},
			{
				PreConfig: func() {
					has("third")()
					c.Sim().ChangeCustomerGateway(c.Sim().CustomerGateways()[0].CustomerGatewayID, func(g *sim.CustomerGateway) { g.AuthKey = "theirs" })
				},
				Config: key(`auth_key = "third"`), ConfigPlanChecks: planned(plancheck.ResourceActionUpdate),
			},
			{PreConfig: has("third"), Config: key(`auth_key = "third"`), PlanOnly: true},
		},
	})
}

// A write-only key that somebody else has changed is a warning.
func TestCustomerGateway_keyChangedOutside(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	i := c.Instance(customergateway.Kind.TypeName, nil)
	if said := i.Apply(t.Context(), map[string]any{"ip_address": "203.0.113.1", "auth_key_wo": "ours", "auth_key_wo_version": 1}); len(said) > 0 {
		t.Fatal(said.Texts())
	}
	if said := i.Refresh(); len(said) > 0 {
		t.Errorf("an unchanged key is told: %v", said.Texts())
	}
	c.Sim().ChangeCustomerGateway(i.String("id"), func(g *sim.CustomerGateway) { g.AuthKey = "theirs" })
	said := i.Refresh()
	acctest.Contains(t, said.Warnings(), "Key was changed outside Terraform", "change auth_key_wo_version")
	if all := strings.Join(said.Texts(), ""); strings.Contains(all, "theirs") || strings.Contains(all, "ours") {
		t.Errorf("a key is shown: %s", all)
	}
}

// The address is in use already: the error names who has it, and how to take it over.
func TestCustomerGateway_addressInUse(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	holder := c.Sim().PutCustomerGateway(sim.CustomerGateway{RegionID: sim.DefaultRegion, IPAddress: "203.0.113.1", Name: "older"})
	c.Test(
		resource.TestStep{
			Config: config(c, `ip_address = "203.0.113.1"`),
			ExpectError: acctest.Message(`Error: Unable to create customer gateway`, `ip_address = "203.0.113.1"`,
				holder+` ("older") in cn-hangzhou has the address 203.0.113.1 already`,
				`import { to = ADDRESS id = "`+holder+`@cn-hangzhou" }`, `Nothing was created.`, `API code: InvalidIpAddress.AlreadyExist`),
		},
		resource.TestStep{
			Config:           config(c, `ip_address = "203.0.113.1"`) + fmt.Sprintf("import {\n  to = %s\n  id = %q\n}\n", address, holder+"@cn-hangzhou"),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, plancheck.ResourceActionNoop)}},
		},
		resource.TestStep{Config: config(c, `ip_address = "203.0.113.1"`), PlanOnly: true},
	)
}

func TestCustomerGateway_badInput(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		lines []string
		want  string
	}{
		"no address":        {nil, `The argument "ip_address" is required, but no definition was found.`},
		"not an address":    {[]string{`ip_address = "office"`}, `ip_address must be an IPv4 address, such as 203.0.113.1, got: "office".`},
		"with a prefix":     {[]string{`ip_address = "203.0.113.1/32"`}, `ip_address must be an IPv4 address, such as 203.0.113.1, got: "203.0.113.1/32".`},
		"IPv6":              {[]string{`ip_address = "2001:db8::1"`}, `ip_address must be an IPv4 address, such as 203.0.113.1, got: "2001:db8::1".`},
		"no host":           {[]string{`ip_address = "0.0.0.0"`}, `ip_address must be the static address of the other end, got: "0.0.0.0".`},
		"shared":            {[]string{`ip_address = "100.64.0.1"`}, `ip_address must not be in 100.64.0.0/10 (shared address space), got: "100.64.0.1".`},
		"loopback":          {[]string{`ip_address = "127.0.0.1"`}, `ip_address must not be in 127.0.0.0/8 (loopback), got: "127.0.0.1".`},
		"link-local":        {[]string{`ip_address = "169.254.1.1"`}, `ip_address must not be in 169.254.0.0/16 (link-local), got: "169.254.1.1".`},
		"multicast":         {[]string{`ip_address = "224.0.0.5"`}, `ip_address must not be in 224.0.0.0/4 (multicast), got: "224.0.0.5".`},
		"reserved":          {[]string{`ip_address = "255.1.2.3"`}, `ip_address must not be in 255.0.0.0/8 (reserved), got: "255.1.2.3".`},
		"ASN 0":             {[]string{`ip_address = "203.0.113.1"`, `asn = 0`}, `asn must be 1 to 4294967295, got: 0.`},
		"ASN too large":     {[]string{`ip_address = "203.0.113.1"`, `asn = 4294967296`}, `asn must be 1 to 4294967295, got: 4294967296.`},
		"Alibaba's ASN":     {[]string{`ip_address = "203.0.113.1"`, `asn = 45104`}, `asn must not be 45104, which is Alibaba Cloud's own.`},
		"ASN as high.low":   {[]string{`ip_address = "203.0.113.1"`, `asn = 1.10`}, `asn must be a whole number, got: 1.1.`},
		"no name":           {[]string{`ip_address = "203.0.113.1"`, `name = ""`}, `name must have 1 to 100 characters, got 0.`},
		"name too long":     {[]string{`ip_address = "203.0.113.1"`, `name = "` + strings.Repeat("x", 101) + `"`}, `name must have 1 to 100 characters, got 101.`},
		"name like a URL":   {[]string{`ip_address = "203.0.113.1"`, `name = "http://x"`}, `name must not start with "http://".`},
		"no description":    {[]string{`ip_address = "203.0.113.1"`, `description = ""`}, `description must not be empty: the API cannot clear a description`},
		"key too long":      {[]string{`ip_address = "203.0.113.1"`, `auth_key = "` + strings.Repeat("k", 65) + `"`}, `auth_key must have 1 to 64 characters, got 65.`},
		"both keys":         {[]string{`ip_address = "203.0.113.1"`, `auth_key = "a"`, `auth_key_wo = "b"`, `auth_key_wo_version = 1`}, `Attribute "auth_key_wo" cannot be specified when "auth_key" is specified`},
		"key, no version":   {[]string{`ip_address = "203.0.113.1"`, `auth_key_wo = "b"`}, `Attribute "auth_key_wo_version" must be specified when "auth_key_wo" is specified`},
		"version, no key":   {[]string{`ip_address = "203.0.113.1"`, `auth_key_wo_version = 1`}, `Attribute "auth_key_wo" must be specified when "auth_key_wo_version" is specified`},
		"group":             {[]string{`ip_address = "203.0.113.1"`, `resource_group_id = "x"`}, `resource_group_id must be an ID that starts with "rg-", got: "x".`},
		"misspelt timeout":  {[]string{`ip_address = "203.0.113.1"`, "timeouts {\n craete = \"1m\"\n }"}, `An argument named "craete" is not expected here.`},
		"misspelt argument": {[]string{`ip_addres = "203.0.113.1"`}, `An argument named "ip_addres" is not expected here.`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			c.Test(resource.TestStep{Config: config(c, test.lines...), ExpectError: acctest.Message(test.want)})
			if n := len(c.Sim().Requests()); n > 0 {
				t.Errorf("%d calls were made", n)
			}
		})
	}
}

// Moved from the official provider, in whatever types it wrote its state.
func TestCustomerGateway_moved(t *testing.T) {
	t.Parallel()
	for name, asn := range map[string]string{"as text": `"65001"`, "as a number": `65001`} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			id := c.Sim().PutCustomerGateway(sim.CustomerGateway{RegionID: sim.DefaultRegion, IPAddress: "203.0.113.1", Asn: 65001, Name: "office"})
			i := c.Instance(customergateway.Kind.TypeName, nil)
			state := fmt.Sprintf(`{"id":%q,"ip_address":"203.0.113.1","asn":%s,"customer_gateway_name":"office","name":"office","tags":{}}`, id, asn)
			if said := i.Move("registry.terraform.io/aliyun/alicloud", "alicloud_vpn_customer_gateway", state); said.HasError() {
				t.Fatal(said.Texts())
			}
			if said := i.Refresh(); len(said) > 0 || i.String("region") != sim.DefaultRegion {
				t.Errorf("in %s: %v", i.String("region"), said.Texts())
			}
			c.Sim().ResetRequests()
			if !i.Unchanged(map[string]any{"ip_address": "203.0.113.1", "asn": 65001, "name": "office"}) || len(c.Sim().Requests()) > 0 {
				t.Error("the plan after the move is not empty")
			}
		})
	}
}

// Refreshing many costs pages, not objects, and none of it goes through the framework.
func TestCustomerGateway_refreshIsBatched(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]int{10: 4, 100: 6, 1000: 24} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			first := c.Instance(customergateway.Kind.TypeName, nil)
			var all []*acctest.Instance
			for k := range n {
				id := c.Sim().PutCustomerGateway(sim.CustomerGateway{RegionID: sim.DefaultRegion, IPAddress: fmt.Sprintf("203.0.%d.%d", 113+k/250, k%250), Name: "n"})
				i := first.Another()
				if said := i.Import(id); said.HasError() {
					t.Fatal(said.Texts())
				}
				all = append(all, i)
			}
			next := c.Instance(customergateway.Kind.TypeName, nil)
			c.Sim().ResetRequests()
			for _, i := range all {
				if said := next.With(i).Refresh(); len(said) > 0 {
					t.Fatal(said.Texts())
				}
			}
			ahead := c.Calls("DescribeVpnConnections")
			if got := len(c.Sim().Requests()) - ahead; got != want || ahead > 1 {
				t.Errorf("%d calls, want %d, and %d of connections ahead", got, want, ahead)
			}
			if got := c.Shortcuts(); got < n {
				t.Errorf("%d answers without the framework", got)
			}
		})
	}
}

func TestCustomerGateway_found(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	for k, name := range []string{"office", "twin", "twin"} {
		c.Sim().PutCustomerGateway(sim.CustomerGateway{
			RegionID: sim.DefaultRegion, IPAddress: fmt.Sprintf("203.0.113.%d", k+1), Name: name, Asn: 65001, AuthKey: "secret", Tags: map[string]string{"k": fmt.Sprint(k)},
		})
	}
	i := c.Instance(customergateway.Kind.TypeName, nil)
	one, said := i.ReadData("aliyun_vpn_customer_gateway", map[string]any{"ip_address": "203.0.113.1"})
	if said.HasError() || !strings.Contains(one["name"].String(), "office") {
		t.Errorf("got %v, %v", one["name"], said.Texts())
	}
	if shown := fmt.Sprint(maps.Collect(maps.All(one))); strings.Contains(shown, "secret") {
		t.Errorf("the key is shown: %s", shown)
	}
	_, said = i.ReadData("aliyun_vpn_customer_gateway", map[string]any{"name": "twin"})
	acctest.Contains(t, said.Errors(), `2 customer gateways in cn-hangzhou are named "twin". Give the id of one:`)
	_, said = i.ReadData("aliyun_vpn_customer_gateway", map[string]any{"ip_address": "203.0.113.9"})
	acctest.Contains(t, said.Errors(), `No customer gateway in cn-hangzhou has the address "203.0.113.9". There are:`)
	all, said := i.ReadData("aliyun_vpn_customer_gateways", map[string]any{"tags": map[string]string{"k": "1"}})
	if said.HasError() || strings.Count(all["ids"].String(), "cgw-") != 1 {
		t.Errorf("got %v, %v", all["ids"], said.Texts())
	}
	found, said := i.List(map[string]any{"name_regex": "^twin$"}, 0)
	if len(found) != 2 || len(said) > 0 || !strings.HasPrefix(found[0].DisplayName, "twin (cgw-") {
		t.Errorf("got %+v, %v", found, said.Texts())
	}
}

// Busy answers of the delete pass, and a lost answer makes one.
func TestCustomerGateway_faults(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	i := c.Instance(customergateway.Kind.TypeName, nil)
	s.AddFault(sim.LostAnswer("CreateCustomerGateway", 2))
	if said := i.Apply(t.Context(), map[string]any{"ip_address": "203.0.113.1"}); len(said) > 0 || len(s.CustomerGateways()) != 1 {
		t.Fatalf("%d were made: %v", len(s.CustomerGateways()), said.Texts())
	}
	s.AddFault(sim.Fault{Action: "DescribeCustomerGateway", Status: 404, Code: "InvalidCustomerGatewayInstanceId.NotFound", Message: "no"})
	if said := i.Refresh(); len(said) > 0 || !i.Exists() {
		t.Errorf("one answer dropped it: %v", said.Texts())
	}
	s.AddFault(sim.Busy("DeleteCustomerGateway", "VpnGateway.task.conflict", 3))
	if said := i.Apply(t.Context(), nil); len(said) > 0 || len(s.CustomerGateways()) != 0 {
		t.Errorf("%d are left: %v", len(s.CustomerGateways()), said.Texts())
	}
}

// The create action takes shorter tag keys than the tag actions.
func TestCustomerGateway_longTagKeys(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	i := c.Instance(customergateway.Kind.TypeName, nil)
	config := map[string]any{"ip_address": "203.0.113.1", "tags": map[string]string{strings.Repeat("k", 65): "v", "short": "w"}}
	if said := i.Apply(t.Context(), config); len(said) > 0 || len(c.Sim().CustomerGateways()[0].Tags) != 2 {
		t.Errorf("%v: %v", c.Sim().CustomerGateways(), said.Texts())
	}
	if said := i.Refresh(); len(said) > 0 || !i.Unchanged(config) {
		t.Errorf("the next plan is not empty: %v", said.Texts())
	}
}
