package vpngateway_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

func mapOf(pairs map[string]string) knownvalue.Check {
	checks := map[string]knownvalue.Check{}
	for k, v := range pairs {
		checks[k] = text(v)
	}
	return knownvalue.MapExact(checks)
}

// tagged is a gateway block without a provider block.
func tagged(c *acctest.Cloud, tags, provider string) string {
	config := "resource \"aliyun_vpn_gateway\" \"test\" {\n  vpc_id = \"" + c.Network().VPC + "\"\n  bandwidth = 10\n  " + c.Network().VSwitches()
	if tags != "" {
		config += "  tags = " + tags + "\n"
	}
	return c.Provider(provider) + config + "}\n"
}

type tags = map[string]string

// Default tags come and go with the provider's configuration, in place, and the
// same value in both places is no change.
func TestVpnGateway_defaultTags(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	const (
		defaults = `default_tags { tags = { team = "net", env = "dev" } }`
		fewer    = `default_tags { tags = { team = "net" } }`
		changed  = `default_tags { tags = { team = "ops", env = "dev" } }`
	)
	shown := func(want tags) func() {
		return func() {
			got := c.Only().Tags
			if len(got) != len(want) {
				t.Errorf("the gateway has %v, want %v", got, want)
			}
			for k, v := range want {
				if got[k] != v {
					t.Errorf("the gateway has %v, want %v", got, want)
				}
			}
		}
	}
	step := func(config string, before func(), action plancheck.ResourceActionType, own knownvalue.Check, all tags) resource.TestStep {
		return resource.TestStep{
			Config: config, PreConfig: before,
			ConfigPlanChecks: resource.ConfigPlanChecks{
				PreApply:             []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)},
				PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
			},
			ConfigStateChecks: []statecheck.StateCheck{value("tags", own), value("tags_all", mapOf(all))},
		}
	}
	const create, update = plancheck.ResourceActionCreate, plancheck.ResourceActionUpdate
	c.Test(
		step(tagged(c, "", defaults), nil, create, knownvalue.Null(), tags{"team": "net", "env": "dev"}),
		step(tagged(c, `{ a = "1", env = "dev" }`, defaults), shown(tags{"team": "net", "env": "dev"}), update,
			mapOf(tags{"a": "1", "env": "dev"}), tags{"team": "net", "env": "dev", "a": "1"}),
		step(tagged(c, `{ a = "1", env = "prod" }`, defaults), nil, update,
			mapOf(tags{"a": "1", "env": "prod"}), tags{"team": "net", "env": "prod", "a": "1"}),
		step(tagged(c, `{ a = "1" }`, changed), shown(tags{"team": "net", "env": "prod", "a": "1"}), update,
			mapOf(tags{"a": "1"}), tags{"team": "ops", "env": "dev", "a": "1"}),
		step(tagged(c, `{ a = "1" }`, fewer), shown(tags{"team": "ops", "env": "dev", "a": "1"}), update,
			mapOf(tags{"a": "1"}), tags{"team": "net", "a": "1"}),
		// Somebody takes a default tag away: the plan puts it back.
		step(tagged(c, `{ a = "1" }`, fewer), func() {
			s.ChangeGateway(c.Only().VpnGatewayID, func(g *sim.Gateway) { delete(g.Tags, "team") })
		}, update, mapOf(tags{"a": "1"}), tags{"team": "net", "a": "1"}),
		step(tagged(c, "", ""), shown(tags{"team": "net", "a": "1"}), update, knownvalue.Null(), tags{}),
		resource.TestStep{PreConfig: shown(tags{}), RefreshState: true},
	)
}

// Tags that something else keeps are neither shown nor touched.
func TestVpnGateway_ignoreTags(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	const ignore = "ignore_tags {\n  keys = [\"cost\"]\n  key_prefixes = [\"k8s/\"]\n}"
	c.Test(
		resource.TestStep{Config: tagged(c, `{ a = "1" }`, ignore)},
		resource.TestStep{
			PreConfig: func() {
				s.ChangeGateway(c.Only().VpnGatewayID, func(g *sim.Gateway) { g.Tags["cost"], g.Tags["k8s/owner"] = "7", "x" })
			},
			Config:            tagged(c, `{ a = "1" }`, ignore),
			ConfigPlanChecks:  emptyPlan(),
			ConfigStateChecks: []statecheck.StateCheck{value("tags_all", mapOf(tags{"a": "1"}))},
		},
		resource.TestStep{Config: tagged(c, `{ b = "2" }`, ignore)},
		resource.TestStep{
			PreConfig: func() {
				if got := c.Only().Tags; len(got) != 3 || got["cost"] != "7" || got["k8s/owner"] != "x" || got["b"] != "2" {
					t.Errorf("the gateway has %v", got)
				}
			},
			Config: tagged(c, `{ "k8s/mine" = "" }`, ignore), PlanOnly: true,
			ExpectError: acctest.Message(`tags = { "k8s/mine" = "" }`, `The key "k8s/mine" is one that the provider's ignore_tags leaves to somebody else.`),
		},
		resource.TestStep{Config: tagged(c, `{ b = "2" }`, ignore), ConfigPlanChecks: emptyPlan()},
	)
}

// A plan that does not know yet which tags are somebody else's removes none of
// them when it is applied.
func TestVpnGateway_unknownIgnoreTags(t *testing.T) {
	t.Parallel()
	for name, ignore := range map[string]string{
		"an element": "ignore_tags {\n    keys = [\"cost\", terraform_data.later.output.key]\n  }",
		"a prefix":   "ignore_tags {\n    key_prefixes = [terraform_data.later.output.prefix]\n  }",
		"all keys":   "ignore_tags {\n    keys = terraform_data.later.output.keys\n  }",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			s := c.Sim()
			later := "resource \"terraform_data\" \"later\" {\n  input = { key = \"k8s/owner\", prefix = \"k8s/\", keys = [\"k8s/owner\"] }\n}\n"
			foreign := func() {
				if got := c.Only().Tags; len(got) != 2 || got["k8s/owner"] != "x" || got["a"] == "" {
					t.Errorf("the gateway has %v", got)
				}
			}
			c.Test(
				resource.TestStep{Config: tagged(c, `{ a = "1" }`, "")},
				resource.TestStep{
					PreConfig: func() {
						s.ChangeGateway(c.Only().VpnGatewayID, func(g *sim.Gateway) { g.Tags["k8s/owner"] = "x" })
					},
					RefreshState: true, ExpectNonEmptyPlan: true, // it is in state now
				},
				resource.TestStep{Config: later + tagged(c, `{ a = "2" }`, ignore)},
				resource.TestStep{
					PreConfig: foreign, Config: later + tagged(c, `{ a = "2" }`, ignore), ConfigPlanChecks: emptyPlan(),
					ConfigStateChecks: []statecheck.StateCheck{value("tags_all", mapOf(tags{"a": "2"}))},
				},
				resource.TestStep{PreConfig: foreign, Config: c.Provider()},
			)
		})
	}
}

// Wrong tags of the provider are refused before anything is asked or planned.
func TestProvider_wrongTags(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ provider, want string }{
		"default tag ignored by key": {
			"default_tags {\n    tags = { a = \"1\", team = \"net\" }\n  }\n  ignore_tags {\n    keys = [\"team\"]\n  }",
			`The key "team" of default_tags is one that ignore_tags leaves to somebody else, so it would be set again and again. ` +
				`Remove it from one of the two.`,
		},
		"default tag ignored by prefix": {
			"default_tags {\n    tags = { \"k8s/team\" = \"net\" }\n  }\n  ignore_tags {\n    key_prefixes = [\"k8s/\"]\n  }",
			`The key "k8s/team" of default_tags is one that ignore_tags leaves to somebody else`,
		},
		"null key":     {"ignore_tags {\n    keys = [null]\n  }", `This attribute contains a null value.`},
		"null prefix":  {"ignore_tags {\n    key_prefixes = [null]\n  }", `This attribute contains a null value.`},
		"null account": {`allowed_account_ids = [null]`, `This attribute contains a null value.`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			s := c.Sim()
			c.Test(resource.TestStep{Config: tagged(c, "", test.provider), PlanOnly: true, ExpectError: acctest.Message(test.want)})
			if n := len(s.Requests()); n != 0 {
				t.Errorf("%d calls were made", n)
			}
		})
	}
}

// Default tags known only after apply do not keep the rest from being planned.
func TestVpnGateway_unknownDefaultTags(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	c.Test(resource.TestStep{
		Config: `
resource "terraform_data" "later" {
  input = "net"
}
` + tagged(c, `{ a = "1" }`, `default_tags { tags = { team = terraform_data.later.output } }`),
		ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
			plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreate),
		}},
		ConfigStateChecks: []statecheck.StateCheck{value("tags_all", mapOf(tags{"a": "1", "team": "net"}))},
	})
}
