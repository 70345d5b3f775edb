package acctest_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// listed is how many objects there are: three pages. mostCalls is how many a
// listing of them may take, whatever the API counts.
const listed, mostCalls = 120, 80

// TestListing_faults: a listing is complete, or an error, and it ends.
func TestListing_faults(t *testing.T) {
	t.Parallel()
	for _, s := range subjects() {
		for name, test := range badListings(s) {
			t.Run(s.TypeName+"/"+name, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) { test.run(t, s) })
			})
		}
	}
}

// badListing is a fault of a listing.
type badListing struct {
	faults []sim.Fault
	// complete says that an error would be too much.
	complete bool
}

func badListings(s *acctest.Subject) map[string]badListing {
	const count = "TotalCount"
	action, list := s.ListAction, s.ListPath
	around, _, _ := strings.Cut(list, ".")
	always := func(path, value string) []sim.Fault { return []sim.Fault{sim.Set(action, path, value, -1)} }
	growing := make([]sim.Fault, 0, 2*mostCalls)
	for n := range 2 * mostCalls {
		growing = append(growing, sim.Set(action, count, fmt.Sprint(listed+50*(n+1)), 1))
	}
	other := func(params map[string]string, skip, n int) []sim.Fault {
		return []sim.Fault{{Action: action, Skip: skip, Times: n, Kind: sim.KindRequest, Params: params}}
	}
	moved := func(n int) []sim.Fault {
		return []sim.Fault{{Action: action, Skip: 1, Times: n, Kind: sim.KindAnswer, Remove: []string{list + ".0"}}}
	}
	return map[string]badListing{
		"no fault":                {nil, true},
		"count 0":                 {faults: always(count, "0")},
		"count too small":         {faults: always(count, "60")},
		"count too large by one":  {faults: always(count, "121")},
		"count 5e9":               {faults: always(count, "5000000000")},
		"count 1e15":              {faults: always(count, "1e15")},
		"count below 0":           {faults: always(count, "-1")},
		"count null":              {faults: always(count, "null")},
		"count of another type":   {faults: always(count, `{"odd": 1}`)},
		"count growing":           {faults: growing},
		"page size capped":        {other(map[string]string{"PageSize": "20"}, 0, -1), true},
		"page size capped later":  {faults: other(map[string]string{"PageSize": "20"}, 1, -1)},
		"page number ignored":     {faults: other(map[string]string{"PageNumber": "1"}, 0, -1)},
		"page moved once":         {moved(1), true},
		"pages always moving":     {faults: moved(-1)},
		"list null":               {faults: always(list, "null")},
		"object around it null":   {faults: always(around, "null")},
		"list of another type":    {faults: always(list, `{"odd": 1}`)},
		"page size answered huge": {faults: always("PageSize", "1e15")},
		"page size answered as 0": {faults: always("PageSize", "0")},
		"the same object everywhere": {faults: []sim.Fault{{
			Action: action, Times: -1, Kind: sim.KindAnswer, Set: map[string]json.RawMessage{list + ".1": json.RawMessage(fmt.Sprintf(`{%q: %q}`, s.IDField, listedID(s, listed)))},
		}}},
	}
}

// listedID is the ID of the n-th object.
func listedID(s *acctest.Subject, n int) string {
	if s.NthID != nil {
		return s.NthID(n)
	}
	prefix, _, _ := strings.Cut(foreignID(s), "-")
	return fmt.Sprintf("%s-bp1listed%04d", prefix, n)
}

func (b badListing) run(t *testing.T, s *acctest.Subject) {
	t.Helper()
	c := acctest.NewVirtual(t, sim.Options{RealTime: true, TickPerCall: time.Millisecond})
	s.Seeded(c.Sim())
	var want []string
	for n := range listed {
		id := listedID(s, n)
		s.Put(c.Sim(), id)
		want = append(want, id)
	}
	for _, f := range b.faults {
		c.Sim().AddFault(f)
	}
	i := c.Instance(s.TypeName, nil)
	list := s.List
	if list == nil {
		list = func(i *acctest.Instance) ([]string, acctest.Diagnostics) {
			read, said := i.ReadData(s.TypeName+"s", map[string]any{})
			if said.HasError() {
				return nil, said
			}
			return listedIDs(t, read), said
		}
	}
	got, said := list(i)
	if b.complete && said.HasError() {
		t.Errorf("want all, got %.500q", said.Errors())
	}
	slices.Sort(want)
	if !said.HasError() && !slices.Equal(got, want) {
		t.Errorf("%d of %d, and no error", len(got), len(want))
	}
	if calls := c.Calls(s.ListAction); calls > mostCalls {
		t.Errorf("%d calls", calls)
	}
}

func listedIDs(t *testing.T, read map[string]tftypes.Value) []string {
	t.Helper()
	var ids []tftypes.Value
	if err := read["ids"].As(&ids); err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, one := range ids {
		var text string
		if err := one.As(&text); err != nil {
			t.Fatal(err)
		}
		texts = append(texts, text)
	}
	slices.Sort(texts)
	return texts
}
