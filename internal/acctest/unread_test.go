package acctest_test

import (
	"strings"
	"testing"
	"testing/synctest"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// A look before a create finds what an earlier run has created, and then lost, also
// where it cannot read all of that: what cannot be read is no difference.
func TestCreate_unreadLook(t *testing.T) {
	t.Parallel()
	// Without a name in the documented form, nothing can be told of a gateway that is
	// not there: these are read as no name at all.
	unnamed := map[string]bool{"absent": true, "null": true, "an empty text": true}
	for _, s := range []*acctest.Subject{vpnGateway(), enhancedGateway(), vpnAttachment()} {
		t.Run(s.TypeName, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				c := acctest.NewVirtual(t, sim.Options{RealTime: true})
				s.Seeded(c.Sim())
				must(t, c.Instance(s.TypeName, nil).Apply(t.Context(), s.Full))
				try := func(what string, odd sim.Fault) {
					t.Helper()
					c.Sim().ClearFaults()
					c.Sim().AddFault(odd)
					said := c.Instance(s.TypeName, nil).Apply(t.Context(), s.Full)
					if live := s.Live(c.Sim()); len(live) != 1 || !said.HasError() {
						t.Fatalf("%s: there are %v, and the apply said %q", what, live, said.Texts())
					}
				}
				listed := acctest.Field{Name: s.ListPath + ".0.Name"}
				for _, form := range formsOf(listed) {
					odd := oddField(form, -1, listed)
					odd.Action = s.ListAction
					if text := strings.HasPrefix(string(odd.Set[listed.Name]), `"`); !text && !unnamed[form] { // a text is another name
						try("the name in the list is "+form, odd)
					}
				}
				for _, field := range s.Shown {
					for _, form := range []string{"absent", "an unknown word", "an object"} {
						odd := oddField(form, -1, field)
						odd.Action = s.ReadAction
						try(field.Name+" is "+form, odd)
					}
				}
			})
		})
	}
}
