package provider_test

import (
	"os"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

func TestParseImportID(t *testing.T) {
	t.Parallel()
	server, err := acctest.New(t, sim.Options{}).Factories()["aliyun"]()
	if err != nil {
		t.Fatal(err)
	}
	const write = " Write <id> or <id>@<region>, such as vpn-bp1q8bgx4xnkm2ogj0fiu@cn-hangzhou"
	parts := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"id": tftypes.String, "region": tftypes.String}}
	for in, want := range map[string]struct {
		id, region any
		problem    string
	}{
		"vpn-bp1q8bgx4xnkm2ogj0fiu@cn-hangzhou": {id: "vpn-bp1q8bgx4xnkm2ogj0fiu", region: "cn-hangzhou"},
		"vpn-1":                                 {id: "vpn-1"},
		"vco-1@ap-southeast-1":                  {id: "vco-1", region: "ap-southeast-1"},
		"":                                      {problem: `"" is not an import ID: it does not begin with an ID.`},
		"office":                                {problem: `"office" is not an import ID: it does not begin with an ID.`},
		"@cn-hangzhou":                          {problem: `"@cn-hangzhou" is not an import ID: it does not begin with an ID.`},
		"vpn-1@":                                {problem: `"vpn-1@" is not an import ID: what follows the @ must be a region ID such as "cn-hangzhou", got: "".`},
		"vpn-1@a@b-c":                           {problem: `"vpn-1@a@b-c" is not an import ID: what follows the @ must be a region ID such as "cn-hangzhou", got: "a@b-c".`},
		"vpn-1 ":                                {problem: `"vpn-1 " is not an import ID: it does not begin with an ID.`},
		"cn-hangzhou:vpn-1":                     {problem: `"cn-hangzhou:vpn-1" is not an import ID: it does not begin with an ID.`},
	} {
		argument, err := tfprotov6.NewDynamicValue(tftypes.String, tftypes.NewValue(tftypes.String, in))
		if err != nil {
			t.Fatal(err)
		}
		resp, err := server.CallFunction(t.Context(), &tfprotov6.CallFunctionRequest{
			Name: "parse_import_id", Arguments: []*tfprotov6.DynamicValue{&argument},
		})
		if err != nil {
			t.Fatal(err)
		}
		if want.problem != "" {
			if resp.Error == nil || resp.Error.Text != want.problem+write || *resp.Error.FunctionArgument != 0 {
				t.Errorf("%q: got %+v, want %q", in, resp.Error, want.problem+write)
			}
			continue
		}
		if resp.Error != nil {
			t.Errorf("%q: %s", in, resp.Error.Text)
			continue
		}
		got, err := resp.Result.Unmarshal(parts)
		wanted := tftypes.NewValue(parts, map[string]tftypes.Value{
			"id": tftypes.NewValue(tftypes.String, want.id), "region": tftypes.NewValue(tftypes.String, want.region),
		})
		if err != nil || !got.Equal(wanted) {
			t.Errorf("%q: got %v and %v, want %v", in, got, err, wanted)
		}
	}
}

// The example shows what it says, and a mistake is an error of the expression.
func TestParseImportID_configuration(t *testing.T) {
	t.Parallel()
	example, err := os.ReadFile("../../examples/functions/parse_import_id/function.tf")
	if err != nil {
		t.Fatal(err)
	}
	c := acctest.New(t, sim.Options{})
	text := func(s string) knownvalue.Check { return knownvalue.StringExact(s) }
	c.Test(
		resource.TestStep{
			Config: c.Provider() + string(example),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownOutputValue("ids", knownvalue.ObjectExact(map[string]knownvalue.Check{
					"office": text("vpn-bp1q8bgx4xnkm2ogj0fiu"), "branch": text("vpn-2ze3ux8y5cqk1hmj6d0wp"),
				})),
				statecheck.ExpectKnownOutputValue("regions", knownvalue.ObjectExact(map[string]knownvalue.Check{
					"office": text("cn-hangzhou"), "branch": text("cn-beijing"),
				})),
			},
		},
		resource.TestStep{
			Config:      c.Provider() + "output \"region\" {\n  value = provider::aliyun::parse_import_id(\"vpn-1@\").region\n}\n",
			ExpectError: regexp.MustCompile(`(?s)"vpn-1@"\s+is\s+not\s+an\s+import\s+ID: what\s+follows\s+the\s+@.*such\s+as\s+vpn-bp1q8bgx4xnkm2ogj0fiu@cn-hangzhou\.\s*$`),
		},
	)
}
