package provider_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	datasource "github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"

	aliyun "github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
)

const (
	goldenFile    = "testdata/schema.golden"
	changelogFile = "../../CHANGELOG.md"
)

// The golden file says what configurations may rely on. `make schema` writes it
// anew; it refuses to write a change that breaks users until CHANGELOG.md names
// the attribute under BREAKING CHANGES.
func TestSchemaGate(t *testing.T) {
	now := schemaLines(t)
	golden, err := os.ReadFile(goldenFile)
	if err != nil && os.Getenv("ALIYUN_WRITE_SCHEMA") == "" {
		t.Fatal(err)
	}
	was := parseLines(string(golden))
	changelog, err := os.ReadFile(changelogFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, broken := range breaking(was, now) {
		if !strings.Contains(breakingNotes(string(changelog)), broken.attribute) {
			t.Errorf("%s %s: that breaks configurations. If it has to be, note it in CHANGELOG.md under BREAKING CHANGES, "+
				"naming %s, and run `make schema`.", broken.attribute, broken.what, broken.attribute)
		}
	}
	if t.Failed() {
		return
	}
	if os.Getenv("ALIYUN_WRITE_SCHEMA") != "" {
		if err := os.WriteFile(goldenFile, []byte(formatLines(now)), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !maps.Equal(was, now) {
		t.Errorf("the schema is not what %s says; if it is meant, run `make schema`:\n%s", goldenFile, difference(was, now))
	}
}

type breach struct{ attribute, what string }

// breaking lists the differences that make a configuration or a state of
// yesterday fail today.
func breaking(was, now map[string]string) []breach {
	var found []breach
	for _, attribute := range slices.Sorted(maps.Keys(was)) {
		before, after := strings.Fields(was[attribute]), strings.Fields(now[attribute])
		switch {
		case len(after) == 0:
			found = append(found, breach{attribute, "is gone"})
		case before[0] != after[0]:
			found = append(found, breach{attribute, "was " + before[0] + " and is " + after[0]})
		case !slices.Contains(before, "required") && slices.Contains(after, "required"):
			found = append(found, breach{attribute, "is required now"})
		case !slices.Contains(before, "replace") && slices.Contains(after, "replace"):
			found = append(found, breach{attribute, "replaces the resource now"})
		case slices.Contains(before, "optional") && !slices.Contains(after, "optional") && !slices.Contains(after, "required"):
			found = append(found, breach{attribute, "cannot be set any more"})
		}
	}
	for _, attribute := range slices.Sorted(maps.Keys(now)) {
		parent := attribute[:strings.LastIndexByte(attribute, '.')]
		_, known := was[attribute]
		if known || !slices.Contains(strings.Fields(now[attribute]), "required") {
			continue
		}
		for old := range was { // a whole new resource breaks nothing
			if strings.HasPrefix(old, parent+".") {
				found = append(found, breach{attribute, "is new and required"})
				break
			}
		}
	}
	return found
}

func TestSchemaGateFindsBreaches(t *testing.T) {
	was := map[string]string{
		"r.gone": "string optional", "r.retyped": "string optional", "r.required": "string optional",
		"r.replace": "string optional", "r.computed": "string optional computed", "r.same": "string required replace",
	}
	now := map[string]string{
		"r.retyped": "number optional", "r.required": "string required", "r.replace": "string optional replace",
		"r.computed": "string computed", "r.same": "string optional", "r.new": "string required", "new.resource": "string required",
		"r.harmless": "string optional",
	}
	var got []string
	for _, b := range breaking(was, now) {
		got = append(got, b.attribute+" "+b.what)
	}
	want := []string{
		"r.computed cannot be set any more", "r.gone is gone", "r.replace replaces the resource now",
		"r.required is required now", "r.retyped was string and is number", "r.new is new and required",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	notes := breakingNotes("## Unreleased\n\nBREAKING CHANGES:\n\n* `r.gone`: removed\n\nFEATURES:\n\n* r.new\n\n## 1.0.0\n\nBREAKING CHANGES:\n\n* r.old\n")
	if !strings.Contains(notes, "r.gone") || strings.Contains(notes, "r.new") || strings.Contains(notes, "r.old") {
		t.Errorf("the notes on what breaks are %q", notes)
	}
}

// breakingNotes is the part of the changelog with the breaking changes of the
// next version.
func breakingNotes(changelog string) string {
	_, unreleased, _ := strings.Cut(changelog, "## Unreleased")
	unreleased, _, _ = strings.Cut(unreleased, "\n## ")
	_, notes, _ := strings.Cut(unreleased, "BREAKING CHANGES:")
	for _, next := range []string{"\nNOTES:", "\nFEATURES:", "\nENHANCEMENTS:", "\nBUG FIXES:"} {
		notes, _, _ = strings.Cut(notes, next)
	}
	return notes
}

// attribute is what the attributes of all kinds of schema can be asked.
type attribute interface {
	IsRequired() bool
	IsOptional() bool
	IsComputed() bool
	IsSensitive() bool
}

func schemaLines(t *testing.T) map[string]string {
	t.Helper()
	ctx := t.Context()
	p := aliyun.New("test")()
	lines := make(map[string]string)
	var ps provider.SchemaResponse
	p.Schema(ctx, provider.SchemaRequest{}, &ps)
	for name, a := range ps.Schema.Attributes {
		lines["provider."+name] = line(ctx, a.GetType().TerraformType(ctx).String(), a)
	}
	for name, b := range ps.Schema.Blocks {
		lines["provider."+name] = "block"
		for nested, a := range b.GetNestedObject().GetAttributes() {
			lines["provider."+name+"."+nested] = line(ctx, a.GetType().TerraformType(ctx).String(), a)
		}
	}
	for _, create := range p.Resources(ctx) {
		r := create()
		var meta resource.MetadataResponse
		var s resource.SchemaResponse
		r.Metadata(ctx, resource.MetadataRequest{ProviderTypeName: "aliyun"}, &meta)
		r.Schema(ctx, resource.SchemaRequest{}, &s)
		for name, a := range s.Schema.Attributes {
			lines["resource."+meta.TypeName+"."+name] = line(ctx, a.GetType().TerraformType(ctx).String(), a)
		}
		for name, b := range s.Schema.Blocks {
			lines["resource."+meta.TypeName+"."+name] = "block"
			for nested, a := range b.GetNestedObject().GetAttributes() {
				lines["resource."+meta.TypeName+"."+name+"."+nested] = line(ctx, a.GetType().TerraformType(ctx).String(), a)
			}
		}
	}
	for _, create := range p.DataSources(ctx) {
		d := create()
		var meta datasource.MetadataResponse
		var s datasource.SchemaResponse
		d.Metadata(ctx, datasource.MetadataRequest{ProviderTypeName: "aliyun"}, &meta)
		d.Schema(ctx, datasource.SchemaRequest{}, &s)
		for name, a := range s.Schema.Attributes {
			lines["data."+meta.TypeName+"."+name] = line(ctx, a.GetType().TerraformType(ctx).String(), a)
		}
	}
	return lines
}

func line(ctx context.Context, kind string, a attribute) string {
	words := []string{strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(kind, "tftypes.", ""), " ", ""))}
	for word, holds := range map[string]bool{
		"required": a.IsRequired(), "optional": a.IsOptional(), "computed": a.IsComputed(), "sensitive": a.IsSensitive(),
		"replace": replaces(ctx, a),
	} {
		if holds {
			words = append(words, word)
		}
	}
	slices.Sort(words[1:])
	return strings.Join(words, " ")
}

// replaces asks the plan modifiers, which the protocol does not show.
func replaces(ctx context.Context, a attribute) bool {
	var texts []string
	switch a := a.(type) {
	case schema.StringAttribute:
		for _, m := range a.PlanModifiers {
			texts = append(texts, m.Description(ctx))
		}
	case schema.Int64Attribute:
		for _, m := range a.PlanModifiers {
			texts = append(texts, m.Description(ctx))
		}
	case schema.BoolAttribute:
		for _, m := range a.PlanModifiers {
			texts = append(texts, m.Description(ctx))
		}
	}
	return strings.Contains(strings.Join(texts, "\n"), "destroy and recreate")
}

func formatLines(lines map[string]string) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(lines)) {
		fmt.Fprintf(&b, "%s: %s\n", name, lines[name])
	}
	return b.String()
}

func parseLines(text string) map[string]string {
	lines := make(map[string]string)
	for _, one := range strings.Split(strings.TrimSpace(text), "\n") {
		if name, words, ok := strings.Cut(one, ": "); ok {
			lines[name] = words
		}
	}
	return lines
}

func difference(was, now map[string]string) string {
	var b strings.Builder
	all := maps.Clone(was)
	maps.Copy(all, now)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if was[name] != now[name] {
			fmt.Fprintf(&b, "  %s: %q -> %q\n", name, was[name], now[name])
		}
	}
	return b.String()
}
