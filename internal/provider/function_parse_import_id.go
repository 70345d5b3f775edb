package provider

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

type parseImportID struct{}

func newParseImportID() function.Function { return parseImportID{} }

var importParts = map[string]attr.Type{"id": types.StringType, "region": types.StringType}

// importedID is the form of any object's ID, so that a resource to come needs
// no change here.
var importedID = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z]+-[0-9A-Za-z-]+(_[0-9A-Za-z.:/-]+)*$`) })

// Metadata names the function.
func (parseImportID) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "parse_import_id"
}

// Definition is what callers see.
func (parseImportID) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Split an import ID into ID and region",
		MarkdownDescription: "Splits an import ID, `<id>` or `<id>@<region>`, into an object with `id` and `region`. " +
			"`region` is null if the import ID has none. Anything else is an error.",
		Parameters: []function.Parameter{function.StringParameter{
			Name:                "import_id",
			MarkdownDescription: "Import ID, such as `vpn-bp1q8bgx4xnkm2ogj0fiu@cn-hangzhou`.",
		}},
		Return: function.ObjectReturn{AttributeTypes: importParts},
	}
}

// Run splits one import ID.
func (parseImportID) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var importID string
	if resp.Error = req.Arguments.Get(ctx, &importID); resp.Error != nil {
		return
	}
	id, region, given := strings.Cut(importID, "@")
	problem := ""
	if !importedID().MatchString(id) {
		problem = "it does not begin with an ID"
	} else if err := framework.CheckRegion(region); given && err != nil {
		problem = fmt.Sprintf("what follows the @ %s", err)
	}
	if problem != "" { // Terraform puts a full stop behind it
		resp.Error = function.NewArgumentFuncError(0, fmt.Sprintf(
			"%q is not an import ID: %s. Write <id> or <id>@<region>, such as vpn-bp1q8bgx4xnkm2ogj0fiu@cn-hangzhou", importID, problem))
		return
	}
	parts := map[string]attr.Value{"id": types.StringValue(id), "region": types.StringNull()}
	if given {
		parts["region"] = types.StringValue(region)
	}
	resp.Error = resp.Result.Set(ctx, types.ObjectValueMust(importParts, parts))
}
