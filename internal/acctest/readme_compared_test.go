package acctest_test

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// What both READMEs say beside the official provider stands in the same number of
// lines.
func TestReadme_comparedAlike(t *testing.T) {
	t.Parallel()
	lines := func(name, heading string) int {
		_, section, found := strings.Cut(readFile(t, repository, name), heading)
		section, _, _ = strings.Cut(section, "\n## ")
		if n := strings.Count(section, "\n|"); found && n > 2 {
			return n
		}
		t.Errorf("%s has no table under %q", name, heading)
		return 0
	}
	english, chinese := lines("README.md", "\n## How it differs from aliyun/alicloud\n"), lines("README.zh-CN.md", "\n## 与 aliyun/alicloud 的区别\n")
	if english != chinese {
		t.Errorf("the table has %d lines in English, and %d in Chinese", english, chinese)
	}
}

// Neither a delete that is throttled until its timeout nor a refresh without
// permission takes an object out of the state that exists.
func TestReadme_staysInState(t *testing.T) {
	t.Parallel()
	for _, s := range subjects() {
		t.Run(s.TypeName, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				c := acctest.NewVirtual(t, sim.Options{})
				s.Seeded(c.Sim())
				before := len(s.Live(c.Sim()))
				i := c.Instance(s.TypeName, nil)
				must(t, i.Apply(t.Context(), s.Minimal))
				stays := func(what string, said acctest.Diagnostics) {
					t.Helper()
					if live := len(s.Live(c.Sim())); !said.HasError() || !i.Exists() || live != before+1 {
						t.Errorf("%s: in state %t, %d live, %v", what, i.Exists(), live-before, said.Texts())
					}
					c.Sim().ClearFaults()
				}
				for _, action := range []string{s.ReadAction, s.ListAction} {
					c.Sim().AddFault(sim.Fault{Action: action, Times: -1, Status: http.StatusForbidden, Code: "Forbidden", Message: "It is forbidden."})
				}
				i = c.Instance(s.TypeName, nil).With(i)
				stays("a refresh without permission", i.Refresh())
				c.Sim().AddFault(sim.Throttle(s.DeleteAction, -1))
				stays("a throttled delete", i.Apply(t.Context(), nil))
				must(t, i.Apply(t.Context(), nil))
			})
		})
	}
}
