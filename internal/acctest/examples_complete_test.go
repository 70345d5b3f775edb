package acctest_test

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// Whatever the provider offers has an example, a resource one for each way to import
// it too, and no example is of something that the provider does not offer.
func TestExamples_complete(t *testing.T) {
	t.Parallel()
	server, err := acctest.New(t, sim.Options{}).Factories()["aliyun"]()
	if err != nil {
		t.Fatal(err)
	}
	offered, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{}
	for name := range offered.ResourceSchemas {
		for _, file := range []string{"resource.tf", "import.sh", "import-by-string-id.tf", "import-by-identity.tf"} {
			want["resources/"+name+"/"+file] = true
		}
	}
	for name := range offered.DataSourceSchemas {
		want["data-sources/"+name+"/data-source.tf"] = true
	}
	for name := range offered.ListResourceSchemas {
		want["list-resources/"+name+"/list-resource.tfquery.hcl"] = true
	}
	for name := range offered.EphemeralResourceSchemas {
		want["ephemeral-resources/"+name+"/ephemeral-resource.tf"] = true
	}
	for name := range offered.ActionSchemas {
		want["actions/"+name+"/action.tf"] = true
	}
	for name := range offered.Functions {
		want["functions/"+name+"/function.tf"] = true
	}
	if len(want) == 0 {
		t.Fatal("the provider offers nothing: this test proves nothing")
	}
	for name := range want {
		if _, err := os.Stat(filepath.Join(examples, name)); err != nil {
			t.Errorf("no example: %v", err)
		}
	}
	for _, pattern := range []string{"resources/*", "data-sources/*", "list-resources/*", "ephemeral-resources/*", "actions/*", "functions/*"} {
		folders, err := fs.Glob(os.DirFS(examples), pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, folder := range folders {
			if !slices.ContainsFunc(slices.Collect(maps.Keys(want)), func(name string) bool { return path.Dir(name) == folder }) {
				t.Errorf("examples/%s is of nothing that the provider offers", folder)
			}
		}
	}
}
