package acctest

import (
	"context"
	"maps"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// Instance is one resource driven over Terraform's protocol, without the
// binary: the way to see warnings, which the binary's test harness swallows,
// and to end an operation in the middle.
type Instance struct {
	t          *testing.T
	server     tfprotov6.ProviderServer
	typeName   string
	schema     *tfprotov6.Schema
	objectType tftypes.Object

	state   tftypes.Value
	private []byte
}

// Diagnostics is what one operation said.
type Diagnostics []*tfprotov6.Diagnostic

// Instance configures the provider as Provider does and returns a resource that
// does not exist yet. arguments are further ones of the provider.
func (c *Cloud) Instance(typeName string, arguments map[string]any) *Instance {
	c.t.Helper()
	all := map[string]any{
		"region": c.Network().Region, "access_key": sim.DefaultAccessKeyID, "secret_key": sim.DefaultAccessKeySecret,
		"endpoints": map[string]any{"vpc": c.URL},
	}
	maps.Copy(all, arguments)
	instance, said := c.Configured(typeName, all)
	if said.HasError() {
		c.t.Fatal(said.Texts())
	}
	return instance
}

// Configured validates and configures the provider with these arguments alone.
func (c *Cloud) Configured(typeName string, arguments map[string]any) (*Instance, Diagnostics) {
	c.t.Helper()
	server, err := c.Factories()["aliyun"]()
	if err != nil {
		c.t.Fatal(err)
	}
	ctx := c.t.Context()
	schemas, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		c.t.Fatal(err)
	}
	config := dynamic(c.t, schemas.Provider.ValueType(), value(c.t, schemas.Provider.ValueType(), arguments))
	validated, err := server.ValidateProviderConfig(ctx, &tfprotov6.ValidateProviderConfigRequest{Config: config})
	if err != nil {
		c.t.Fatal(err)
	}
	if said := Diagnostics(validated.Diagnostics); said.HasError() {
		return nil, said
	}
	configured, err := server.ConfigureProvider(ctx, &tfprotov6.ConfigureProviderRequest{TerraformVersion: "1.11.4", Config: config})
	if err != nil {
		c.t.Fatal(err)
	}
	schema := schemas.ResourceSchemas[typeName]
	objectType, ok := schema.ValueType().(tftypes.Object)
	if !ok {
		c.t.Fatalf("%s has no object type", typeName)
	}
	return &Instance{
		t: c.t, server: server, typeName: typeName, schema: schema, objectType: objectType,
		state: tftypes.NewValue(objectType, nil),
	}, configured.Diagnostics
}

// Plan plans config, nil to destroy.
func (i *Instance) Plan(config map[string]any) Diagnostics {
	i.t.Helper()
	return i.plan(config).Diagnostics
}

func (i *Instance) plan(config map[string]any) *tfprotov6.PlanResourceChangeResponse {
	i.t.Helper()
	configValue, proposed := tftypes.NewValue(i.objectType, nil), tftypes.NewValue(i.objectType, nil)
	if config != nil {
		configValue = value(i.t, i.objectType, config)
		proposed = i.proposed(configValue)
	}
	resp, err := i.server.PlanResourceChange(i.t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: i.typeName, PriorState: dynamic(i.t, i.objectType, i.state), PriorPrivate: i.private,
		Config: dynamic(i.t, i.objectType, configValue), ProposedNewState: dynamic(i.t, i.objectType, proposed),
	})
	if err != nil {
		i.t.Fatal(err)
	}
	return resp
}

// Apply plans and applies config, nil to destroy, and keeps the state that
// comes back, also when there are errors, as Terraform does.
func (i *Instance) Apply(ctx context.Context, config map[string]any) Diagnostics {
	i.t.Helper()
	planned := i.plan(config)
	if Diagnostics(planned.Diagnostics).HasError() {
		return planned.Diagnostics
	}
	configValue := tftypes.NewValue(i.objectType, nil)
	if config != nil {
		configValue = value(i.t, i.objectType, config)
	}
	resp, err := i.server.ApplyResourceChange(ctx, &tfprotov6.ApplyResourceChangeRequest{
		TypeName: i.typeName, PriorState: dynamic(i.t, i.objectType, i.state), PlannedState: planned.PlannedState,
		Config: dynamic(i.t, i.objectType, configValue), PlannedPrivate: planned.PlannedPrivate,
	})
	if err != nil {
		i.t.Fatal(err)
	}
	i.keep(resp.NewState, resp.Private)
	return resp.Diagnostics
}

// Refresh reads the resource.
func (i *Instance) Refresh() Diagnostics {
	i.t.Helper()
	resp, err := i.server.ReadResource(i.t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: i.typeName, CurrentState: dynamic(i.t, i.objectType, i.state), Private: i.private,
	})
	if err != nil {
		i.t.Fatal(err)
	}
	i.keep(resp.NewState, resp.Private)
	return resp.Diagnostics
}

// Import takes an existing object into state and reads it, as Terraform does.
func (i *Instance) Import(id string) Diagnostics {
	i.t.Helper()
	resp, err := i.server.ImportResourceState(i.t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: i.typeName, ID: id})
	if err != nil {
		i.t.Fatal(err)
	}
	if Diagnostics(resp.Diagnostics).HasError() {
		return resp.Diagnostics
	}
	i.keep(resp.ImportedResources[0].State, resp.ImportedResources[0].Private)
	return append(resp.Diagnostics, i.Refresh()...)
}

func (i *Instance) keep(state *tfprotov6.DynamicValue, private []byte) {
	i.t.Helper()
	v, err := state.Unmarshal(i.objectType)
	if err != nil {
		i.t.Fatal(err)
	}
	i.state, i.private = v, private
}

// Exists reports whether the resource is in state.
func (i *Instance) Exists() bool { return !i.state.IsNull() }

// String returns a string attribute of the state, "" when it is null.
func (i *Instance) String(attribute string) string {
	i.t.Helper()
	var object map[string]tftypes.Value
	var text *string
	if err := i.state.As(&object); err != nil {
		i.t.Fatal(err)
	}
	if err := object[attribute].As(&text); err != nil {
		i.t.Fatal(err)
	}
	if text == nil {
		return ""
	}
	return *text
}

// proposed merges config and state as Terraform does: an argument left out
// keeps its value if the provider computes it.
func (i *Instance) proposed(config tftypes.Value) tftypes.Value {
	i.t.Helper()
	var want, have map[string]tftypes.Value
	if err := config.As(&want); err != nil {
		i.t.Fatal(err)
	}
	if i.Exists() {
		if err := i.state.As(&have); err != nil {
			i.t.Fatal(err)
		}
	}
	for _, attribute := range i.schema.Block.Attributes {
		if prior, ok := have[attribute.Name]; ok && attribute.Computed && want[attribute.Name].IsNull() {
			want[attribute.Name] = prior
		}
	}
	return tftypes.NewValue(i.objectType, want)
}

// HasError reports whether there is an error among d.
func (d Diagnostics) HasError() bool { return len(d.of(tfprotov6.DiagnosticSeverityError)) > 0 }

// Errors returns "summary: detail" of every error.
func (d Diagnostics) Errors() []string { return d.of(tfprotov6.DiagnosticSeverityError) }

// Warnings returns "summary: detail" of every warning.
func (d Diagnostics) Warnings() []string { return d.of(tfprotov6.DiagnosticSeverityWarning) }

// Texts returns all of them.
func (d Diagnostics) Texts() []string { return append(d.Errors(), d.Warnings()...) }

func (d Diagnostics) of(severity tfprotov6.DiagnosticSeverity) []string {
	var texts []string
	for _, one := range d {
		if one.Severity != severity {
			continue
		}
		text := one.Summary + ": " + one.Detail
		if one.Attribute != nil {
			text = one.Attribute.String() + ": " + text
		}
		texts = append(texts, text)
	}
	return texts
}

func dynamic(t *testing.T, objectType tftypes.Type, v tftypes.Value) *tfprotov6.DynamicValue {
	t.Helper()
	d, err := tfprotov6.NewDynamicValue(objectType, v)
	if err != nil {
		t.Fatal(err)
	}
	return &d
}

// value builds a protocol value from plain Go values; what an object leaves out
// is null, and tftypes.UnknownValue is unknown.
func value(t *testing.T, of tftypes.Type, v any) tftypes.Value {
	t.Helper()
	switch of := of.(type) {
	case tftypes.Object:
		fields, ok := v.(map[string]any)
		if !ok {
			return tftypes.NewValue(of, v)
		}
		all := make(map[string]tftypes.Value, len(of.AttributeTypes))
		for name, attributeType := range of.AttributeTypes {
			all[name] = value(t, attributeType, fields[name])
		}
		for name := range fields {
			if _, known := of.AttributeTypes[name]; !known {
				t.Fatalf("no attribute %q", name)
			}
		}
		return tftypes.NewValue(of, all)
	case tftypes.Map:
		entries, ok := v.(map[string]string)
		if !ok {
			return tftypes.NewValue(of, v)
		}
		all := make(map[string]tftypes.Value, len(entries))
		for key, entry := range entries {
			all[key] = tftypes.NewValue(tftypes.String, entry)
		}
		return tftypes.NewValue(of, all)
	default:
		return tftypes.NewValue(of, v)
	}
}
