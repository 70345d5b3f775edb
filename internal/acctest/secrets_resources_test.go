package acctest_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// versionOf is the attribute to change with a write-only one.
func versionOf(attribute string) string { return attribute + "_version" }

// secretsOf are the attributes that a schema calls sensitive or write-only. The
// test can mark texts at the top only, and fails where there are others.
func secretsOf(t *testing.T, typeName string, schema *tfprotov6.Schema) []*tfprotov6.SchemaAttribute {
	t.Helper()
	var secrets []*tfprotov6.SchemaAttribute
	for _, b := range schema.Block.BlockTypes {
		for _, a := range secretsOf(t, typeName+"."+b.TypeName, &tfprotov6.Schema{Block: b.Block}) {
			t.Errorf("%s.%s.%s is secret, and this test cannot give it a value", typeName, b.TypeName, a.Name)
		}
	}
	for _, a := range schema.Block.Attributes {
		if a.NestedType != nil {
			nested := &tfprotov6.Schema{Block: &tfprotov6.SchemaBlock{Attributes: a.NestedType.Attributes}}
			for _, inner := range secretsOf(t, typeName+"."+a.Name, nested) {
				t.Errorf("%s.%s.%s is secret, and this test cannot give it a value", typeName, a.Name, inner.Name)
			}
			continue
		}
		switch {
		case !a.Sensitive && !a.WriteOnly:
		case !a.Type.Is(tftypes.String) || !a.Optional:
			t.Errorf("%s.%s is secret, and this test cannot give it a value", typeName, a.Name)
		default:
			secrets = append(secrets, a)
		}
	}
	return secrets
}

// TestSecrets_resources leads every resource that has secrets through its life,
// once for each of them: created, read, changed, refused, destroyed. What its owner
// has chosen to keep in state is there and in plans, and nowhere else; what is
// write-only is nowhere.
func TestSecrets_resources(t *testing.T) {
	t.Parallel()
	schemas, found := resourceSchemas(t), 0
	for _, s := range subjects() {
		for _, a := range secretsOf(t, s.TypeName, schemas[s.TypeName]) {
			found++
			t.Run(s.TypeName+"."+a.Name, func(t *testing.T) {
				t.Parallel()
				leadSecret(t, s, a)
			})
		}
	}
	if found < 2 {
		t.Errorf("only %d secrets are known: this test proves little", found)
	}
}

func leadSecret(t *testing.T, s *acctest.Subject, a *tfprotov6.SchemaAttribute) {
	t.Helper()
	secrets := map[string]string{"first": marked + "first-of-" + a.Name, "second": marked + "second-of-" + a.Name}
	config := func(version int) string {
		lines := resourceLines(t, with(s.Minimal, attributes{"name": harmless}))
		lines += fmt.Sprintf("  %s = var.secret\n", a.Name)
		if a.WriteOnly {
			lines += fmt.Sprintf("  %s = %d\n", versionOf(a.Name), version)
		}
		return fmt.Sprintf("provider \"aliyun\" {\n  region = %q\n}\n\nvariable \"secret\" {\n  type      = string\n  sensitive = true\n  ephemeral = %t\n}\n\n"+
			"resource %q %q {\n%s}\n", sim.DefaultRegion, a.WriteOnly, s.TypeName, harmless, lines)
	}
	server := s.Seeded(sim.New(sim.Options{}))
	before := server.Objects()
	l := newLifecycleOf(t, config(1), append(keyPair(), "ALIBABA_CLOUD_ENDPOINT_VPC="+serveSim(t, server), "ALIBABA_CLOUD_MAX_RETRIES=0")...)
	first, second := []string{"TF_VAR_secret=" + secrets["first"]}, []string{"TF_VAR_secret=" + secrets["second"]}
	if c := l.run("validate", "-no-color"); strings.Contains(c.said(), "Unsupported argument") || strings.Contains(c.said(), "Write-only") {
		t.Skip("this CLI knows no ephemeral variables, or no write-only arguments")
	}
	refuse := sim.Fault{Times: -1, Status: http.StatusBadRequest, Code: "Odd.Refusal", Message: "It is refused."}

	refuse.Action = s.CreateAction
	server.AddFault(refuse)
	l.do(first, 1, "apply", "-auto-approve")
	server.ClearFaults()
	l.do(first, 0, "plan", "-out=create.tfplan")
	l.do(nil, 0, "show", "create.tfplan")
	l.do(first, 0, "apply", "create.tfplan")
	l.do(first, 0, "apply", "-refresh-only", "-auto-approve")
	l.write("main.tf", []byte(strings.Replace(string(l.read("main.tf")), versionOf(a.Name)+" = 1", versionOf(a.Name)+" = 2", 1)))
	l.do(second, 0, "plan", "-out=update.tfplan")
	for _, action := range s.TokenActions {
		refuse.Action = action
		server.AddFault(refuse)
	}
	l.do(second, 1, "apply", "-auto-approve")
	server.ClearFaults()
	l.do(second, 0, "apply", "-auto-approve")
	l.do(nil, 0, "show")
	l.keep("alive/")
	l.do(second, 0, "destroy", "-auto-approve")
	l.keep("")
	if !a.WriteOnly {
		l.kept.forgetStates(t, secrets)
	}
	l.kept.check(t, secrets, "trace.log", "01 apply -auto-approve (stderr)", "02 plan -out=create.tfplan (stdout)", "09 show (stdout)")
	if left := acctest.Leftovers(before, server.Objects()); len(left) > 0 {
		t.Errorf("left behind: %+v", left)
	}
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
