package acctest_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// oddValues are values of a type that people write, or that Terraform makes of what
// they write.
func oddValues(of tftypes.Type) []any {
	text := func(s any) tftypes.Value { return tftypes.NewValue(tftypes.String, s) }
	texts := []tftypes.Value{text("10.0.0.0/16"), text("x")}
	switch {
	case of.Is(tftypes.String):
		return []any{"", "x", "vpn-bp1q8bgx4xnkm2ogj0fiu", "10.0.0.0/16", "203.0.113.9", "cn-hangzhou", "30m", "group2", "ikev1", strings.Repeat("长", 130)}
	case of.Is(tftypes.Number):
		return []any{-1, 0, 1, 10, 100, 1.5, 1e30}
	case of.Is(tftypes.Bool):
		return []any{true, false}
	case of.Is(tftypes.Map{}):
		all := []any{map[string]tftypes.Value{}, map[string]tftypes.Value{"aliyun": text("b")}}
		for _, value := range []any{"b", nil, tftypes.UnknownValue} {
			all = append(all, map[string]tftypes.Value{"a": text(value)})
		}
		return all
	case of.Is(tftypes.Set{}), of.Is(tftypes.List{}):
		return []any{[]tftypes.Value{}, texts, []tftypes.Value{text("x"), text("x")}, []tftypes.Value{text("10.0.0.0/8"), text(tftypes.UnknownValue)}, []tftypes.Value{text(nil)}}
	}
	return nil
}

// Of a configuration of which the framework says nothing, the shortcut says nothing
// either, and all others it leaves to the framework, whatever value is another one.
// The comparison is in acctest.Cloud.
func TestShortcutValidates(t *testing.T) {
	t.Parallel()
	for _, s := range subjects() {
		t.Run(s.TypeName, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			i := c.Instance(s.TypeName, nil)
			configs := []attributes{s.Minimal, s.Full}
			for _, config := range s.SecretIn {
				configs = append(configs, config)
			}
			for _, config := range configs {
				before := c.Shortcuts()
				if said := i.Validate(config, true); len(said) > 0 {
					t.Errorf("%v: %v", config, said.Texts())
				}
				if c.Shortcuts() != before+1 {
					t.Errorf("%v went through the framework", config)
				}
			}
			before := c.Shortcuts()
			all, fine := i.ValidateVariants(s.Full, oddValues)
			taken := c.Shortcuts() - before
			// Where the shortcut cannot tell, a few of the silent answers are the framework's.
			if fine == 0 || fine == all || taken > fine || taken < fine*9/10 {
				t.Errorf("%d variants, %d of them fine, %d told without the framework", all, fine, taken)
			}
		})
	}
}

// The shortcut knows what package framework checks: the schema, and Kind.Check. So no
// resource has a check of its own beside those.
func TestShortcutValidates_everything(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../*/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") || filepath.Base(filepath.Dir(file)) == "framework" {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, declared := range parsed.Decls {
			function, ok := declared.(*ast.FuncDecl)
			if !ok || function.Recv == nil {
				continue
			}
			validates := function.Name.Name == "ValidateConfig" && strings.Contains(string(text), "resource.ValidateConfigRequest")
			if validates || function.Name.Name == "ConfigValidators" {
				t.Errorf("%s has a method %s: give the kind a Check instead", file, function.Name.Name)
			}
		}
	}
}
