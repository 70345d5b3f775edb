package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpngateway"
)

// encoded is a value of which only some attributes are given; those of a
// nested object are given as a map.
func encoded(t *testing.T, of tftypes.Type, given any) *tfprotov6.DynamicValue {
	t.Helper()
	v, err := tfprotov6.NewDynamicValue(of, fill(of, given))
	if err != nil {
		t.Fatal(err)
	}
	return &v
}

func fill(of tftypes.Type, given any) tftypes.Value {
	fields, nested := given.(map[string]any)
	kind, ok := of.(tftypes.Object)
	if !ok || !nested {
		return tftypes.NewValue(of, given)
	}
	all := make(map[string]tftypes.Value, len(kind.AttributeTypes))
	for name, attribute := range kind.AttributeTypes {
		all[name] = fill(attribute, fields[name])
	}
	return tftypes.NewValue(of, all)
}

// With an unknown argument, what needs the client is deferred where the CLI
// allows it, and otherwise says that it has to wait.
func TestProvider_deferral(t *testing.T) {
	c := start(t)
	unknown := tftypes.UnknownValue
	for name, test := range map[string]struct {
		arguments map[string]any
		unknown   bool
	}{
		"key":           {map[string]any{"access_key": unknown}, true},
		"role":          {map[string]any{"assume_role": map[string]any{"role_arn": unknown}}, true},
		"ignored tags":  {map[string]any{"ignore_tags": map[string]any{"keys": unknown}}, true},
		"nothing":       {nil, false},
		"a default tag": {map[string]any{"default_tags": map[string]any{"tags": unknown}}, false},
	} {
		for _, allowed := range []bool{true, false} {
			arguments := map[string]any{"region": "cn-config", "access_key": "config", "secret_key": "secret"}
			for k, v := range test.arguments {
				arguments[k] = v
			}
			server, err := c.Factories()["aliyun"]()
			if err != nil {
				t.Fatal(err)
			}
			ctx := t.Context()
			schemas, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
			if err != nil {
				t.Fatal(err)
			}
			configured, err := server.ConfigureProvider(ctx, &tfprotov6.ConfigureProviderRequest{
				TerraformVersion: "1.15.0", Config: encoded(t, schemas.Provider.ValueType(), arguments),
				ClientCapabilities: &tfprotov6.ConfigureProviderClientCapabilities{DeferralAllowed: allowed},
			})
			if err != nil || len(configured.Diagnostics) > 0 {
				t.Fatalf("%s: %v, %v", name, err, configured.Diagnostics)
			}
			imported, err := server.ImportResourceState(ctx, &tfprotov6.ImportResourceStateRequest{
				TypeName: vpngateway.TypeName, ID: "vpn-1",
				ClientCapabilities: &tfprotov6.ImportResourceStateClientCapabilities{DeferralAllowed: allowed},
			})
			if err != nil {
				t.Fatal(err)
			}
			const zones = vpngateway.TypeName + "_zones"
			read, err := server.ReadDataSource(ctx, &tfprotov6.ReadDataSourceRequest{
				TypeName: zones, Config: encoded(t, schemas.DataSourceSchemas[zones].ValueType(), map[string]any{"bandwidth": 10}),
				ClientCapabilities: &tfprotov6.ReadDataSourceClientCapabilities{DeferralAllowed: allowed},
			})
			if err != nil {
				t.Fatal(err)
			}
			for what, got := range map[string]*tfprotov6.Deferred{"import": imported.Deferred, "data source": read.Deferred} {
				if want := test.unknown && allowed; (got != nil) != want || want && got.Reason != tfprotov6.DeferredReasonProviderConfigUnknown {
					t.Errorf("%s unknown, deferral allowed %t: the %s is deferred: %+v", name, allowed, what, got)
				}
			}
			if failed := len(imported.Diagnostics) > 0; failed != !allowed && test.unknown {
				t.Errorf("%s unknown, deferral allowed %t: the import says %v", name, allowed, imported.Diagnostics)
			}
			// A new gateway can be planned either way.
			planned, err := server.PlanResourceChange(ctx, &tfprotov6.PlanResourceChangeRequest{
				TypeName: vpngateway.TypeName, PriorState: encoded(t, schemas.ResourceSchemas[vpngateway.TypeName].ValueType(), nil),
				Config:             encoded(t, schemas.ResourceSchemas[vpngateway.TypeName].ValueType(), map[string]any{"vpc_id": "vpc-1", "bandwidth": 10}),
				ProposedNewState:   encoded(t, schemas.ResourceSchemas[vpngateway.TypeName].ValueType(), map[string]any{"vpc_id": "vpc-1", "bandwidth": 10}),
				ClientCapabilities: &tfprotov6.PlanResourceChangeClientCapabilities{DeferralAllowed: allowed},
			})
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range planned.Diagnostics {
				if d.Severity == tfprotov6.DiagnosticSeverityError {
					t.Errorf("%s unknown, deferral allowed %t: the plan says %s: %s", name, allowed, d.Summary, d.Detail)
				}
			}
		}
	}
}
