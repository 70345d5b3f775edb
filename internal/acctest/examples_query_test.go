package acctest_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclparse"
	"github.com/zclconf/go-cty/cty"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// listBlock is what terraform query knows of a list block.
var listBlock = &hcl.BodySchema{
	Attributes: []hcl.AttributeSchema{
		{Name: "provider", Required: true},
		{Name: "limit"},
		{Name: "include_resource"},
		{Name: "count"},
		{Name: "for_each"},
	},
	Blocks: []hcl.BlockHeaderSchema{{Type: "config"}},
}

// Each example of a list resource is what terraform query reads, and finds what
// the resource.tf of its kind describes. Terraform knows the command from 1.14
// on, so the file is read and run here whatever the CLI.
func TestExamples_query(t *testing.T) {
	t.Parallel()
	names, err := fs.Glob(os.DirFS(examples), "list-resources/*/*.tfquery.hcl")
	if err != nil || len(names) == 0 {
		t.Fatalf("no example found (%v): this test proves nothing", err)
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file, diags := hclparse.NewParser().ParseHCLFile(filepath.Join(examples, name))
			if diags.HasErrors() {
				t.Fatal(diags)
			}
			content, diags := file.Body.Content(&hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{{Type: "list", LabelNames: []string{"type", "name"}}}})
			if diags.HasErrors() {
				t.Fatal(diags)
			}
			if len(content.Blocks) == 0 {
				t.Fatal("the file has no list block")
			}
			for _, block := range content.Blocks {
				runList(t, block)
			}
		})
	}
}

// runList runs one list block, with the objects of its kind in the simulator.
func runList(t *testing.T, block *hcl.Block) {
	t.Helper()
	typeName := block.Labels[0]
	list, diags := block.Body.Content(listBlock)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	if provider := list.Attributes["provider"].Expr.Variables(); len(provider) != 1 || provider[0].RootName() != "aliyun" {
		t.Errorf("%s: the provider is not aliyun", typeName)
	}
	var limit int64
	if given, ok := list.Attributes["limit"]; ok {
		number, diags := given.Expr.Value(nil)
		if diags.HasErrors() || number.Type() != cty.Number {
			t.Fatalf("%s: limit is no number: %v", typeName, diags)
		}
		limit, _ = number.AsBigFloat().Int64()
	}
	config := attributes{}
	for _, one := range list.Blocks {
		config = plainValues(t, one.Body)
	}

	c, _ := exampleCloud(t, "")
	data, _ := described(t, "resources/"+typeName)
	load(t, c.Sim(), data)
	query := func(config map[string]any) ([]acctest.Found, acctest.Diagnostics) {
		return c.Instance(typeName, map[string]any{"region": sim.SingaporeRegion}).List(config, limit)
	}
	if found, said := query(config); said.HasError() || len(found) == 0 {
		t.Errorf("%s: found %d objects, %v", typeName, len(found), said.Texts())
	}
	for name, value := range config { // what it asks for has to matter
		other := with(config, attributes{name: map[string]string{"no": "such"}})
		if text, ok := value.(string); ok {
			other[name] = text[:len(text)-1] + "z"
		}
		if found, said := query(other); said.HasError() || len(found) > 0 {
			t.Errorf("%s: with another %s it found %d objects, %v", typeName, name, len(found), said.Texts())
		}
	}
}

// plainValues are the attributes of a block, each a text or a map of texts.
func plainValues(t *testing.T, body hcl.Body) attributes {
	t.Helper()
	given, diags := body.JustAttributes()
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	values := attributes{}
	for name, attribute := range given {
		value, diags := attribute.Expr.Value(nil)
		switch {
		case diags.HasErrors():
			t.Fatal(diags)
		case value.Type() == cty.String:
			values[name] = value.AsString()
		case value.Type().IsObjectType():
			texts := map[string]string{}
			for key, one := range value.AsValueMap() {
				texts[key] = one.AsString()
			}
			values[name] = texts
		default:
			t.Fatalf("this test does not know how to pass %s", name)
		}
	}
	return values
}
