package customergateway_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/customergateway"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// shown makes every answer about customer gateways show a field otherwise: as
// JSON, or not at all for "".
func shown(s *sim.Server, field, value string) {
	for action, at := range map[string]string{"DescribeCustomerGateway": "", "DescribeCustomerGateways": "CustomerGateways.CustomerGateway.0."} {
		f := sim.Fault{Action: action, Times: -1, Kind: sim.KindAnswer}
		if value == "" {
			f.Remove = []string{at + field}
		} else {
			f.Set = map[string]json.RawMessage{at + field: json.RawMessage(value)}
		}
		s.AddFault(f)
	}
}

func put(s *sim.Server, asn int64) string {
	return s.PutCustomerGateway(sim.CustomerGateway{RegionID: sim.DefaultRegion, IPAddress: "203.0.113.1", Asn: asn, Name: "office"})
}

// An answer that lacks an argument which replaces, or has it in a form that
// nobody knows, is no reason to replace a customer gateway: not where it is
// imported, nor later.
func TestCustomerGateway_unreadArgument(t *testing.T) {
	t.Parallel()
	full := map[string]any{"ip_address": "203.0.113.1", "asn": 65001, "name": "office"}
	for _, test := range []struct{ field, attribute, value string }{
		{"Asn", "asn", ""},
		{"Asn", "asn", "null"},
		{"Asn", "asn", `"Odd-Word"`},
		{"Asn", "asn", "-1"},
		{"Asn", "asn", "4294967296"},
		{"Asn", "asn", "1.5e300"},
		{"IpAddress", "ip_address", ""},
		{"IpAddress", "ip_address", `"Odd-Word"`},
		{"IpAddress", "ip_address", "7"},
	} {
		t.Run(test.field+" "+test.value, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			s := c.Sim()
			id := put(s, 65001)
			i := c.Instance(customergateway.Kind.TypeName, nil)
			if said := i.Import(id); said.HasError() {
				t.Fatal(said.Texts())
			}
			shown(s, test.field, test.value)
			if said := i.Refresh(); len(said) > 0 || !i.Unchanged(full) {
				t.Errorf("a later answer plans a change: %v", said.Texts())
			}

			i = i.Another()
			if said := i.Import(id); said.HasError() {
				t.Fatal(said.Texts())
			}
			said := i.Plan(full)
			acctest.Contains(t, said.Warnings(), test.attribute+" could not be read", "takes", "over from the configuration, without a call")
			if text := strings.Join(said.Texts(), "\n"); strings.Contains(text, "will be replaced") {
				t.Error(text)
			}
			s.ResetRequests()
			if said := i.Apply(t.Context(), full); said.HasError() {
				t.Error(said.Texts())
			}
			for _, r := range s.Requests() {
				if !strings.HasPrefix(r.Action, "Describe") {
					t.Errorf("%s was called", r.Action)
				}
			}
			if said := i.Refresh(); len(said) > 0 || i.String("id") != id || !i.Unchanged(full) {
				t.Errorf("the plan after it is not empty: %v", said.Texts())
			}

			s.ClearFaults()
			if said := i.Refresh(); len(said) > 0 || !i.Unchanged(full) {
				t.Errorf("the plan after a whole answer is not empty: %v", said.Texts())
			}
		})
	}
}

// A customer gateway that was created without an ASN is known to have none, and
// one whose ASN shows has that: another one replaces both.
func TestCustomerGateway_asnReplaces(t *testing.T) {
	t.Parallel()
	without := map[string]any{"ip_address": "203.0.113.1", "name": "office"}
	const warning = "The API cannot change asn of"
	replaces := func(t *testing.T, i *acctest.Instance, asn int) {
		t.Helper()
		config := map[string]any{"ip_address": "203.0.113.1", "name": "office", "asn": asn}
		id := i.String("id")
		acctest.Contains(t, i.Plan(config).Warnings(), "Customer gateway will be replaced", warning)
		if said := i.Apply(t.Context(), config); said.HasError() || i.String("id") == id {
			t.Errorf("asn = %d did not replace: %v", asn, said.Texts())
		}
	}
	t.Run("created without", func(t *testing.T) {
		t.Parallel()
		c := acctest.New(t, sim.Options{})
		i := c.Instance(customergateway.Kind.TypeName, nil)
		if said := i.Apply(t.Context(), without); said.HasError() {
			t.Fatal(said.Texts())
		}
		if said := i.Refresh(); len(said) > 0 {
			t.Error(said.Texts())
		}
		replaces(t, i, 65001)
		if got := c.Sim().CustomerGateways(); len(got) != 1 || got[0].Asn != 65001 {
			t.Errorf("got %+v", got)
		}
	})
	t.Run("imported, and shown later", func(t *testing.T) {
		t.Parallel()
		c := acctest.New(t, sim.Options{})
		id := put(c.Sim(), 65001)
		i := c.Instance(customergateway.Kind.TypeName, nil)
		shown(c.Sim(), "Asn", "")
		if said := i.Import(id); said.HasError() {
			t.Fatal(said.Texts())
		}
		c.Sim().ClearFaults()
		if said := i.Refresh(); len(said) > 0 {
			t.Error(said.Texts())
		}
		replaces(t, i, 65002)
	})
	t.Run("moved without", func(t *testing.T) {
		t.Parallel()
		c := acctest.New(t, sim.Options{})
		id := put(c.Sim(), 0)
		i := c.Instance(customergateway.Kind.TypeName, nil)
		state := `{"id":"` + id + `","ip_address":"203.0.113.1","asn":null,"customer_gateway_name":"office","name":"office","tags":{}}`
		if said := i.Move("registry.terraform.io/aliyun/alicloud", "alicloud_vpn_customer_gateway", state); said.HasError() {
			t.Fatal(said.Texts())
		}
		if said := i.Refresh(); len(said) > 0 {
			t.Error(said.Texts())
		}
		replaces(t, i, 65001) // the state moved and the answer agree that there was none
	})
}
