package provider_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	aliyun "github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
)

var replacing = regexp.MustCompile(`[Cc]hanging it replaces the [a-z -]+\.$`)

// Pages say in one fixed place which arguments replace the resource: at the end
// of the description.
func TestDescriptions_replace(t *testing.T) {
	t.Parallel()
	checked := 0
	for _, create := range aliyun.New("test")().Resources(t.Context()) {
		r := create()
		var meta resource.MetadataResponse
		var s resource.SchemaResponse
		r.Metadata(t.Context(), resource.MetadataRequest{ProviderTypeName: "aliyun"}, &meta)
		r.Schema(t.Context(), resource.SchemaRequest{}, &s)
		for name, a := range s.Schema.Attributes {
			description := a.GetMarkdownDescription()
			if replaces(t.Context(), a) {
				checked++
				if !replacing.MatchString(description) {
					t.Errorf("%s.%s replaces the resource, and its description does not end with that: %q", meta.TypeName, name, description)
				}
			} else if strings.Contains(description, "replaces the") {
				t.Errorf("%s.%s does not replace the resource, and its description says so: %q", meta.TypeName, name, description)
			}
		}
	}
	if checked == 0 {
		t.Error("no argument replaces a resource: this test proves nothing")
	}
}
