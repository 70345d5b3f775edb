package acctest_test

import (
	"path"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// A gateway that is as resource.tf describes it, and was made by somebody else,
// is imported without a change to it: by each block, and by each command.
func TestExamples_import(t *testing.T) {
	t.Parallel()
	for _, e := range findExamples(t, false, isImport) {
		t.Run(e.name, func(t *testing.T) {
			t.Parallel()
			folder := path.Dir(e.name)
			c, provider := exampleCloud(t, e.text)
			s := c.Sim()
			seedRouted(s, e.text)
			seeded := s.Objects()
			data, others := described(t, folder)
			load(t, s, data)
			s.ResetRequests()
			text := provider + readFile(t, examples, folder, "resource.tf") + e.text + others
			steps := []resource.TestStep{
				{Config: text},
				{PreConfig: func() { onlyRead(t, s) }, Config: text, PlanOnly: true},
			}
			for _, command := range importCommand.FindAllStringSubmatch(readFile(t, examples, folder, "import.sh"), -1) {
				steps = append(steps, resource.TestStep{
					ResourceName: command[1], ImportState: true, ImportStateId: command[2], ImportStateVerify: true,
				})
			}
			if len(steps) == 2 {
				t.Error("import.sh holds no command")
			}
			checks := []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_5_0)}
			if strings.Contains(e.text, "identity") {
				checks = []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_12_0)}
			}
			resource.UnitTest(t, resource.TestCase{
				TerraformVersionChecks: checks, ProtoV6ProviderFactories: c.Factories(), Steps: steps,
			})
			if left := acctest.Leftovers(seeded, s.Objects()); len(left) > 0 {
				t.Errorf("%s was imported and not destroyed", left[0].ID)
			}
		})
	}
}

func onlyRead(t *testing.T, s *sim.Server) {
	t.Helper()
	for _, r := range s.Requests() {
		if !onlyReads(r.Action) {
			t.Errorf("importing called %s", r.Action)
		}
	}
}
