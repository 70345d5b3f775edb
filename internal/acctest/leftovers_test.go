package acctest_test

import (
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// An object of any kind that a test leaves behind is found; what was there before
// is no leftover, changed or not.
func TestLeftovers(t *testing.T) {
	t.Parallel()
	s := sim.New(sim.Options{})
	seeded := s.PutGateway(sim.Gateway{Name: "seeded"})
	s.PutCustomerGateway(sim.CustomerGateway{Name: "seeded"})
	before := s.Objects()
	s.ChangeGateway(seeded, func(g *sim.Gateway) { g.Name, g.Status = "renamed", "updating" })
	if left := acctest.Leftovers(before, s.Objects()); len(left) > 0 {
		t.Errorf("got %+v", left)
	}
	gateway, customer := s.PutGateway(sim.Gateway{}), s.PutCustomerGateway(sim.CustomerGateway{})
	left := map[string]string{}
	for _, o := range acctest.Leftovers(before, s.Objects()) {
		left[o.Kind] = o.ID
	}
	if len(left) != 2 || left["vpn_gateway"] != gateway || left["customer_gateway"] != customer {
		t.Errorf("want %s and %s, got %v", gateway, customer, left)
	}
}
