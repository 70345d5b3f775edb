package customergateway_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/customergateway"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// virtual runs a test in virtual time, with a customer gateway named before.
func virtual(t *testing.T, test func(t *testing.T, c *acctest.Cloud, i *acctest.Instance)) {
	t.Helper()
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := acctest.NewVirtual(t, sim.Options{RealTime: true, TickPerCall: time.Millisecond})
		i := c.Instance(customergateway.Kind.TypeName, nil)
		if said := i.Apply(t.Context(), named("before")); len(said) > 0 {
			t.Fatal(said.Texts())
		}
		test(t, c, i)
	})
}

const limit = time.Minute

func named(name string) map[string]any {
	return map[string]any{"ip_address": "203.0.113.1", "name": name, "timeouts": map[string]any{"update": limit.String()}}
}

// The read after an update ends with the update's time, however the API fails.
// That the update succeeded, and what is not known, is said, and state has it.
func TestCustomerGateway_updatedNotRead(t *testing.T) {
	virtual(t, func(t *testing.T, c *acctest.Cloud, i *acctest.Instance) {
		t.Helper()
		for _, action := range []string{"DescribeCustomerGateway", "DescribeCustomerGateways"} {
			c.Sim().AddFault(sim.Throttle(action, -1))
		}
		start := time.Now()
		said := i.Apply(t.Context(), named("after"))
		if took := time.Since(start); took > limit {
			t.Errorf("it took %s, and the time limit is %s", took, limit)
		}
		if said.HasError() || len(said) != 1 {
			t.Errorf("got %v", said.Texts())
		}
		acctest.Contains(t, said.Warnings(), "Customer gateway was updated, but not read",
			i.String("id")+" is changed and in state. The next refresh reads it.", "API code: Throttling")
		if there := c.Sim().CustomerGateways(); len(there) != 1 || there[0].Name != "after" || i.String("name") != "after" || i.Tainted() {
			t.Errorf("state has %q, the cloud %+v", i.String("name"), there)
		}
		c.Sim().ClearFaults()
		if said := i.Refresh(); len(said) > 0 || !i.Unchanged(named("after")) {
			t.Errorf("the next plan is not empty: %v", said.Texts())
		}
	})
}

// After an update that failed, the last look has seconds, not for ever, and what
// it does not see is no second error.
func TestCustomerGateway_updateFailedAndNotRead(t *testing.T) {
	virtual(t, func(t *testing.T, c *acctest.Cloud, i *acctest.Instance) {
		t.Helper()
		c.Sim().AddFault(sim.Throttle("", -1))
		start := time.Now()
		said := i.Apply(t.Context(), named("after"))
		if took, most := time.Since(start), limit+10*time.Second; took > most {
			t.Errorf("it took %s, and %s is the most", took, most)
		}
		if len(said) != 1 {
			t.Errorf("got %v", said.Texts())
		}
		acctest.Contains(t, said.Errors(), "Unable to update customer gateway", "The customer gateway is still in state.", "timeouts.update")
		if i.String("name") != "before" {
			t.Errorf("state has %q", i.String("name"))
		}
	})
}

// What was changed before an update failed is in state, even if the update's own
// time is up.
func TestCustomerGateway_updateFailedHalfWay(t *testing.T) {
	virtual(t, func(t *testing.T, c *acctest.Cloud, i *acctest.Instance) {
		t.Helper()
		c.Sim().AddFault(sim.Throttle("TagResources", -1))
		config := named("after")
		config["tags"] = map[string]string{"a": "1"}
		said := i.Apply(t.Context(), config)
		acctest.Contains(t, said.Errors(), "Unable to update customer gateway", "What was changed before this stays changed")
		if len(said) != 1 || i.String("name") != "after" {
			t.Errorf("state has %q: %v", i.String("name"), said.Texts())
		}
		c.Sim().ClearFaults()
		if said := i.Apply(t.Context(), config); said.HasError() || c.Sim().CustomerGateways()[0].Tags["a"] != "1" {
			t.Errorf("the next apply does not finish it: %v", said.Texts())
		}
	})
}

// A create whose answer has no ID of a customer gateway may have made one: it is
// asked again with the same token, and nothing else is believed.
func TestCustomerGateway_createdIDOdd(t *testing.T) {
	t.Parallel()
	for _, odd := range []string{`"vpn-bp1q8bgx4xnkm2ogj0fiu"`, `"Odd-Word"`, `""`, "7", "null", `["cgw-1"]`, `{"cgw": 1}`} {
		for times, created := range map[int]bool{1: true, -1: false} {
			t.Run(fmt.Sprint(odd, " ", times), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					c := acctest.NewVirtual(t, sim.Options{RealTime: true, TickPerCall: time.Millisecond})
					i := c.Instance(customergateway.Kind.TypeName, nil)
					c.Sim().AddFault(sim.Set("CreateCustomerGateway", "CustomerGatewayId", odd, times))
					said := i.Apply(t.Context(), map[string]any{"ip_address": "203.0.113.1"})
					there, token := c.Sim().CustomerGateways(), ""
					for _, r := range c.Sim().Requests() {
						if r.Action == "CreateCustomerGateway" {
							if token != "" && token != r.Params["ClientToken"] {
								t.Error("another token was sent")
							}
							token = r.Params["ClientToken"]
						}
					}
					switch {
					case len(there) != 1:
						t.Errorf("%d were made", len(there))
					case created:
						if len(said) > 0 || i.String("id") != there[0].CustomerGatewayID {
							t.Errorf("state has %q: %v", i.String("id"), said.Texts())
						}
					default:
						acctest.Contains(t, said.Errors(), "Customer gateway may have been created",
							"So a customer gateway with the address 203.0.113.1 may exist in cn-hangzhou (client token "+token+"). Nothing is in state.",
							"Apply again. If the address is taken then, the error names the customer gateway that has it, and how to import it.")
						if i.Exists() {
							t.Errorf("state has %q", i.String("id"))
						}
					}
				})
			})
		}
	}
}

// An answer to a create that names an object of somebody else: that is left
// alone, and the error leads to the one that was made.
func TestCustomerGateway_createdForeign(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	theirs := sim.CustomerGateway{RegionID: sim.DefaultRegion, IPAddress: "198.51.100.1", Name: "theirs", Tags: map[string]string{"owner": "others"}}
	theirs.CustomerGatewayID = s.PutCustomerGateway(theirs)
	i := c.Instance(customergateway.Kind.TypeName, nil)
	config := map[string]any{"ip_address": "203.0.113.1", "tags": map[string]string{strings.Repeat("k", 65): "v"}}
	s.AddFault(sim.Set("CreateCustomerGateway", "CustomerGatewayId", strconv.Quote(theirs.CustomerGatewayID), 1))
	said := i.Apply(t.Context(), config)
	acctest.Contains(t, said.Errors(), "Customer gateway is not the one created",
		"The API answered the create call with "+theirs.CustomerGatewayID+", but that has the address 198.51.100.1 and not 203.0.113.1. "+
			"It was not changed, and it is not in state.",
		"The customer gateway that was to be created may exist in cn-hangzhou under another ID (client token ",
		"Apply again. If the address is taken then, the error names the customer gateway that has it, and how to import it.")
	if now, _ := s.CustomerGateway(theirs.CustomerGatewayID); i.Exists() || now.Name != "theirs" || len(now.Tags) != 1 {
		t.Errorf("in state: %t, theirs is now %+v", i.Exists(), now)
	}

	// As the error says: the next apply names the one that was made, and its import ends it.
	ours := s.CustomerGateways()[1].CustomerGatewayID
	acctest.Contains(t, i.Apply(t.Context(), config).Errors(), ours+` ("") in cn-hangzhou has the address 203.0.113.1 already`,
		`id = "`+ours+`@cn-hangzhou"`)
	if said := i.Import(ours + "@cn-hangzhou"); said.HasError() {
		t.Fatal(said.Texts())
	}
	if said := i.Apply(t.Context(), config); said.HasError() || len(s.CustomerGateways()) != 2 {
		t.Errorf("%v", said.Texts())
	}
}
