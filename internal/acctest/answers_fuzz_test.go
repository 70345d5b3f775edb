package acctest_test

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/synctest"
	"unicode/utf8"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// FuzzAnswers: whatever one field of what a refresh reads holds, and whatever stands in
// the place of the whole answer, the object of state stays the one that it was, and
// nothing crashes. Only an answer that lists nothing, or an error, can say that it is
// gone.
func FuzzAnswers(f *testing.F) {
	all := subjects()
	odd := []string{`null`, `""`, `"x"`, `-1`, `1e400`, `[]`, `{"a":[1]}`, `"vpn-bp1other"`, `true`, `"\u0000\ud800"`, `[{"Tag":7}]`, `"2026-02-30T99:00Z"`}
	for kind, s := range all {
		for n, value := range odd {
			f.Add(uint8(kind), uint8(n*len(s.Shown)/len(odd)), []byte(value))
		}
		for _, body := range []string{`{}`, `[]`, `{"TotalCount":1}`, `{"TotalCount":0}`, `{"Code":"200","Success":false}`} {
			f.Add(uint8(kind), uint8(255), []byte(body))
		}
	}
	f.Fuzz(func(t *testing.T, kind, field uint8, value []byte) {
		if !json.Valid(value) {
			t.Skip("FuzzDecodeAnswer has what is no JSON")
		}
		s := all[int(kind)%len(all)]
		synctest.Test(t, func(t *testing.T) {
			c := acctest.NewVirtual(t, sim.Options{})
			s.Seeded(c.Sim())
			id := listedID(s, 0)
			s.Put(c.Sim(), id)
			there := c.Instance(s.TypeName, nil)
			must(t, there.Import(id+"@"+c.Network().Region))
			must(t, there.Refresh())
			for _, action := range []string{s.ReadAction, s.ListAction} {
				if int(field) < len(s.Shown) {
					c.Sim().AddFault(sim.Set(action, s.Shown[field].Name, string(value), -1))
				} else {
					c.Sim().AddFault(sim.Fault{Action: action, Kind: sim.KindRaw, Body: string(value), ContentType: "application/json", Times: -1})
				}
			}
			after := c.Instance(s.TypeName, nil).With(there)
			said := after.Refresh().Texts()
			for _, text := range said {
				if strings.Contains(text, "internal error") || !utf8.ValidString(text) {
					t.Errorf("%s, %d, %s: %q", s.TypeName, field, value, text)
				}
			}
			if after.Exists() && after.String("id") != id {
				t.Errorf("%s, %d, %s: the ID became %q", s.TypeName, field, value, after.String("id"))
			}
			// What has no ID of its own is gone when its list names others.
			if ownID := s.NthID == nil; !after.Exists() && int(field) < len(s.Shown) && ownID {
				t.Errorf("%s, %d, %s: it is gone from state: %q", s.TypeName, field, value, said)
			}
		})
	})
}
