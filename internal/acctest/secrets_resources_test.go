package acctest_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// versionOf is the attribute to change with a write-only one.
func versionOf(attribute string) string { return attribute + "_version" }

// secretAttribute is one that a schema calls sensitive or write-only, with the
// objects around it.
type secretAttribute struct {
	*tfprotov6.SchemaAttribute
	path []string
}

func (a secretAttribute) String() string { return strings.Join(a.path, ".") }

// secretsOf are those of a schema. The test can mark texts only, and fails where
// there are others.
func secretsOf(t *testing.T, typeName string, block *tfprotov6.SchemaBlock) []secretAttribute {
	t.Helper()
	for _, b := range block.BlockTypes {
		for _, a := range secretsOf(t, typeName+"."+b.TypeName, b.Block) {
			t.Errorf("%s.%s.%s is secret, and this test cannot give it a value", typeName, b.TypeName, a)
		}
	}
	return secretsAmong(t, typeName, nil, block.Attributes)
}

func secretsAmong(t *testing.T, typeName string, in []string, attributes []*tfprotov6.SchemaAttribute) []secretAttribute {
	t.Helper()
	var secrets []secretAttribute
	for _, a := range attributes {
		found := secretAttribute{a, append(slices.Clone(in), a.Name)}
		switch {
		case a.NestedType != nil:
			below := secretsAmong(t, typeName, found.path, a.NestedType.Attributes)
			if len(below) > 0 && a.NestedType.Nesting != tfprotov6.SchemaObjectNestingModeSingle {
				t.Errorf("%s.%s has secrets, and this test cannot give them values", typeName, found)
			}
			secrets = append(secrets, below...)
		case !a.Sensitive && !a.WriteOnly:
		case !a.Type.Is(tftypes.String) || !a.Optional:
			t.Errorf("%s.%s is secret, and this test cannot give it a value", typeName, found)
		default:
			secrets = append(secrets, found)
		}
	}
	return secrets
}

// Stand-ins for expressions, in values that are written as JSON.
const (
	secretHere  = "@secret@"
	versionHere = "@version@"
	version     = "1 /* version */"
)

// placed is a configuration with more attributes beside the one at path.
func placed(config attributes, path []string, more attributes) attributes {
	if len(path) == 1 {
		return with(config, more)
	}
	below, _ := config[path[0]].(attributes)
	return with(config, attributes{path[0]: placed(below, path[1:], more)})
}

// secretConfig is the configuration of an object that has a secret, from a variable.
func secretConfig(t *testing.T, s *acctest.Subject, a secretAttribute) string {
	t.Helper()
	base := s.Minimal
	if other, ok := s.SecretIn[a.String()]; ok {
		base = other
	}
	given := attributes{a.Name: secretHere}
	if a.WriteOnly {
		given[versionOf(a.Name)] = versionHere
	}
	lines := resourceLines(t, with(placed(base, a.path, given), attributes{"name": harmless}))
	lines = strings.NewReplacer(strconv.Quote(secretHere), "var.secret", strconv.Quote(versionHere), version).Replace(lines)
	return fmt.Sprintf("provider \"aliyun\" {\n  region = %q\n}\n\nvariable \"secret\" {\n  type      = string\n  sensitive = true\n  ephemeral = %t\n}\n\n"+
		"resource %q %q {\n%s}\n", sim.DefaultRegion, a.WriteOnly, s.TypeName, harmless, lines)
}

// knowsSecrets reports whether the CLI knows ephemeral variables and write-only
// arguments, where the configuration has them.
func (l *lifecycle) knowsSecrets() bool {
	l.t.Helper()
	said := l.run("validate", "-no-color").said()
	return !strings.Contains(said, "Unsupported argument") && !strings.Contains(said, "Write-only")
}

// resourceLines writes a configuration in HCL, in which JSON is an expression.
func resourceLines(t *testing.T, config attributes) string {
	t.Helper()
	text := ""
	for _, name := range slices.Sorted(maps.Keys(config)) {
		value, err := json.Marshal(config[name])
		if err != nil {
			t.Fatal(err)
		}
		text += fmt.Sprintf("  %s = %s\n", name, value)
	}
	return text
}

// forgetStates leaves out states and plans, which have to hold each of the
// secrets: else the search for what is not to be anywhere would prove nothing.
func (e evidence) forgetStates(t *testing.T, secrets map[string]string) {
	t.Helper()
	holds := func(name string) bool {
		return strings.Contains(name, "tfplan") || strings.Contains(name, "terraform.tfstate")
	}
	for which, secret := range secrets {
		quoted, _ := json.Marshal(secret)
		if !slices.ContainsFunc(e.holding(string(quoted)), holds) {
			t.Errorf("the %s secret is in no state", which)
		}
	}
	maps.DeleteFunc(e, func(name string, _ []byte) bool { return holds(name) && !strings.HasSuffix(name, ")") })
}
