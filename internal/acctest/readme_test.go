package acctest_test

import (
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
)

var offeredLink = regexp.MustCompile(`\[(\w+)\]\((docs/(?:actions|data-sources|ephemeral-resources|functions|list-resources|resources)/\w+\.md)\)`)

// Both READMEs count what the provider offers, name each with a link to its page, and link to every guide. A list resource
// has the name of its resource, which the READMEs say.
func TestReadme(t *testing.T) {
	t.Parallel()
	offered, err := provider.NewServer("test", provider.Options{}).GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil || len(offered.ResourceSchemas) == 0 {
		t.Fatal(offered, err)
	}
	want := map[string]string{} // the text of each link by its target
	add := func(folder string, names []string) {
		for _, name := range names {
			want["docs/"+folder+"/"+strings.TrimPrefix(name, "aliyun_")+".md"] = name
		}
	}
	resources := slices.Sorted(maps.Keys(offered.ResourceSchemas))
	add("resources", resources)
	add("data-sources", slices.Collect(maps.Keys(offered.DataSourceSchemas)))
	add("ephemeral-resources", slices.Collect(maps.Keys(offered.EphemeralResourceSchemas)))
	add("actions", slices.Collect(maps.Keys(offered.ActionSchemas)))
	add("functions", slices.Collect(maps.Keys(offered.Functions)))
	if lists := slices.Sorted(maps.Keys(offered.ListResourceSchemas)); !slices.Equal(lists, resources) {
		t.Errorf("there are list resources %q for the resources %q", lists, resources)
	}
	guides, err := filepath.Glob(filepath.Join(guideFolder, "*.md"))
	if err != nil || len(guides) == 0 {
		t.Fatal(guides, err)
	}
	counts := []any{
		len(resources), len(offered.ListResourceSchemas), len(offered.DataSourceSchemas), len(offered.EphemeralResourceSchemas),
		len(offered.ActionSchemas), len(offered.Functions),
	}
	for name, sentence := range map[string]string{
		"README.md":       "It has %d resources, %d list resources, %d data sources, %d ephemeral resources, %d action and %d functions.",
		"README.zh-CN.md": "它有 %d 个资源、%d 个 list 资源、%d 个数据源、%d 个临时（ephemeral）资源、%d 个 action 和 %d 个函数。",
	} {
		page := readFile(t, repository, name)
		if counted := fmt.Sprintf(sentence, counts...); !strings.Contains(strings.Join(strings.Fields(page), " "), counted) {
			t.Errorf("%s does not say: %s", name, counted)
		}
		linked := map[string]bool{}
		for _, found := range offeredLink.FindAllStringSubmatch(page, -1) {
			linked[found[2]] = true
			if text := want[found[2]]; text != found[1] {
				t.Errorf("%s links from %s to %s, the page of %q", name, found[1], found[2], text)
			}
		}
		for target, text := range want {
			if !linked[target] {
				t.Errorf("%s does not name %s with a link to %s", name, text, target)
			}
		}
		for _, guide := range guides {
			if target := "docs/guides/" + filepath.Base(guide); !strings.Contains(page, "]("+target+")") {
				t.Errorf("%s does not link to %s", name, target)
			}
		}
	}
}
