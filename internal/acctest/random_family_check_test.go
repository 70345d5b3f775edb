package acctest_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// TestRandom_familyRules: what must never happen is noticed after the command that did
// it.
func TestRandom_familyRules(t *testing.T) {
	t.Parallel()
	harms := map[string]func(f *family, gateway, route *node){
		"is not in state, and nobody said so": func(_ *family, _, route *node) { route.state = route.state.Another() },
		"of aliyun_vpn_route_entry.n": func(f *family, _, route *node) {
			route.state = route.state.Another()
			must(f.t, route.state.Import(f.foreign[route.subject.TypeName]+"@"+sim.DefaultRegion))
		},
		"exists several times": func(f *family, gateway, _ *node) {
			g, _ := f.sim().Gateway(gateway.held())
			g.VpnGatewayID = ""
			f.sim().PutGateway(g)
		},
		"was bought -1 times more than it exists": func(f *family, _, _ *node) { f.sim().PutGateway(sim.Gateway{}) },
		"was deleted by a command that was not to": func(f *family, _, route *node) {
			route.subject.Remove(f.sim(), route.held())
		},
		"foreign objects were": func(f *family, _, route *node) { route.subject.Remove(f.sim(), f.foreign[route.subject.TypeName]) },
		"nobody knows of":      func(f *family, _, _ *node) { f.sim().PutCustomerGateway(sim.CustomerGateway{Name: "stray"}) },
		"is healthy and tainted": func(_ *family, gateway, _ *node) {
			gateway.state.Taint()
		},
	}
	for want, harm := range harms {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				f := newFamily(t, 1)
				f.dice = rand.New(rand.NewPCG(1, 2))
				gateway := f.add(asGateway, true)
				route := f.add("route", true, gateway, f.add(asHop, true, gateway, f.add(asFarEnd, true)))
				run := f.newRun()
				run.apply(t.Context())
				must(t, run.all)
				if all := f.violations(run); len(all) > 0 {
					t.Fatalf("violations by what is as it should be: %v", all)
				}
				f.remember()
				idle := f.newRun()
				if left := idle.undone(); len(left) > 0 {
					t.Fatalf("a second plan says: %v", left)
				}
				if want == "is healthy and tainted" {
					idle = run
				}
				harm(f, gateway, route)
				if all := strings.Join(f.violations(idle), "; "); !strings.Contains(all, want) {
					t.Errorf("want %q, got %q", want, all)
				}
			})
		})
	}
}

// TestRandom_familyMembers: the kinds are all there, and each configuration names the
// parents that other members stand for.
func TestRandom_familyMembers(t *testing.T) {
	t.Parallel()
	kinds := map[string]bool{}
	for as, m := range members() {
		kinds[m.subject.TypeName] = true
		for _, config := range []attributes{m.subject.Minimal, m.subject.Full} {
			for parent := range m.parents {
				if !strings.Contains(fmt.Sprint(config), parent) {
					t.Errorf("%s: %v does not name %s", as, config, parent)
				}
			}
		}
	}
	for _, s := range subjects() {
		if !kinds[s.TypeName] {
			t.Errorf("%s is no member", s.TypeName)
		}
	}
}
