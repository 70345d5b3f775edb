package acctest_test

import (
	"reflect"
	"strconv"
	"testing"
	"testing/synctest"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// An answer to a create that names an object of another kind, where IDs of both look
// the same: that is left alone, and neither a state nor what depends on it gets it.
func TestCreate_answeredOtherKind(t *testing.T) {
	t.Parallel()
	for name, pair := range map[string][2]*acctest.Subject{
		"a connection for an attachment":       {vpnAttachment(), vpnConnection()},
		"an attachment for a connection":       {vpnConnection(), vpnAttachment()},
		"a gateway for an enhanced gateway":    {enhancedGateway(), vpnGateway()},
		"an enhanced gateway for a gateway":    {vpnGateway(), enhancedGateway()},
		"a connection of others, of this kind": {vpnConnection(), vpnConnection()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s, other := pair[0], pair[1]
				c := acctest.NewVirtual(t, sim.Options{BuildTime: transition, RealTime: true})
				theirs := other.Foreign(s.Seeded(c.Sim()))
				before := other.Object(c.Sim(), theirs)
				c.Sim().AddFault(sim.Set(s.CreateAction, s.CreatedIDField(), strconv.Quote(theirs), 1))
				i := c.Instance(s.TypeName, nil)
				said := i.Apply(t.Context(), s.Full)
				acctest.Contains(t, said.Errors(), "is not the one ", theirs, "It was not changed, and it is not in state.")
				if i.Exists() {
					t.Errorf("%s is in state", idOf(i))
				}
				if now := other.Object(c.Sim(), theirs); !reflect.DeepEqual(now, before) {
					t.Errorf("it was %+v and is %+v", before, now)
				}
			})
		})
	}
}
