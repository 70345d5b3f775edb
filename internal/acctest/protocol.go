package acctest

import (
	"context"
	"errors"
	"io"
	"maps"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-log/tflogtest"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// Instance is one resource driven over Terraform's protocol, without the
// binary: the way to see warnings, which the binary's test harness swallows,
// and to end an operation in the middle.
type Instance struct {
	// Log, when set, is told what the provider logs, a line of JSON a time.
	Log io.Writer
	// KeepsIdentity makes the instance as Terraform 1.12 and later, which keep
	// the identity beside the state.
	KeepsIdentity bool

	t          *testing.T
	server     tfprotov6.ProviderServer
	network    Network
	typeName   string
	schema     *tfprotov6.Schema
	objectType tftypes.Object

	state    tftypes.Value
	private  []byte
	identity *tfprotov6.ResourceIdentityData
}

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
	configured, err := server.ConfigureProvider(
		ctx,
		&tfprotov6.ConfigureProviderRequest{TerraformVersion: "1.11.4", Config: config},
	)
	if err != nil {
		c.t.Fatal(err)
	}
	schema := schemas.ResourceSchemas[typeName]
	objectType, ok := schema.ValueType().(tftypes.Object)
	if !ok {
		c.t.Fatalf("%s has no object type", typeName)
	}
	return &Instance{
		t: c.t, server: server, network: c.Network(), typeName: typeName, schema: schema, objectType: objectType,
		state: tftypes.NewValue(objectType, nil),
	}, configured.Diagnostics
}

// Another returns a further resource of the same provider process: it does not
// exist yet, and can be used at the same time as the first.
func (i *Instance) Another() *Instance {
	other := *i
	other.state, other.private, other.identity = tftypes.NewValue(i.objectType, nil), nil, nil
	return &other
}

// Unchanged reports whether a plan of config has nothing to do.
func (i *Instance) Unchanged(config map[string]any) bool {
	i.t.Helper()
	if config == nil {
		return !i.Exists()
	}
	planned := i.plan(config)
	if Diagnostics(planned.Diagnostics).HasError() {
		return false
	}
	return i.decode(planned.PlannedState).Equal(i.state)
}

// Plan plans config, nil to destroy.
func (i *Instance) Plan(config map[string]any) Diagnostics {
	i.t.Helper()
	return i.plan(config).Diagnostics
}

func (i *Instance) plan(config map[string]any) *tfprotov6.PlanResourceChangeResponse {
	i.t.Helper()
	configValue, proposed := i.config(config), tftypes.NewValue(i.objectType, nil)
	if config != nil {
		proposed = i.proposed(configValue)
	}
	resp, err := i.server.PlanResourceChange(i.t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: i.typeName, PriorState: dynamic(i.t, i.objectType, i.state), PriorPrivate: i.private,
		Config: dynamic(i.t, i.objectType, configValue), ProposedNewState: dynamic(i.t, i.objectType, proposed),
		PriorIdentity: i.identity,
	})
	if err != nil {
		i.t.Fatal(err)
	}
	return resp
}

// config is what Terraform sends of a configuration. An object to create stands
// in both vSwitches of the network, as nearly every region wants it, unless its
// configuration names them; nil for one leaves it out.
func (i *Instance) config(config map[string]any) tftypes.Value {
	i.t.Helper()
	if config == nil {
		return tftypes.NewValue(i.objectType, nil)
	}
	const first, second = "vswitch_id", "disaster_recovery_vswitch_id"
	_, one := config[first]
	_, two := config[second]
	if _, takes := i.objectType.AttributeTypes[second]; takes && !one && !two && !i.Exists() {
		config = maps.Clone(config)
		config[first], config[second] = i.network.VSwitch, i.network.SecondVSwitch
	}
	return value(i.t, i.objectType, config)
}

// Apply plans and applies config, nil to destroy, and keeps the state that
// comes back, also when there are errors, as Terraform does.
func (i *Instance) Apply(ctx context.Context, config map[string]any) Diagnostics {
	i.t.Helper()
	if config == nil && !i.Exists() {
		return nil // nothing to destroy, so Terraform does not ask
	}
	planned := i.plan(config)
	if Diagnostics(planned.Diagnostics).HasError() {
		return planned.Diagnostics
	}
	if i.Exists() && len(planned.RequiresReplace) > 0 {
		i.t.Fatalf("a replacement is planned, which Apply does not carry out: %v", planned.RequiresReplace)
	}
	configValue := i.config(config)
	resp, err := i.server.ApplyResourceChange(i.context(ctx), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: i.typeName, PriorState: dynamic(i.t, i.objectType, i.state), PlannedState: planned.PlannedState,
		Config: dynamic(i.t, i.objectType, configValue), PlannedPrivate: planned.PlannedPrivate,
		PlannedIdentity: planned.PlannedIdentity,
	})
	if err != nil {
		i.t.Fatal(err)
	}
	i.keep(resp.NewState, resp.Private, resp.NewIdentity)
	if !Diagnostics(resp.Diagnostics).HasError() {
		i.checkConsistent(i.decode(planned.PlannedState))
	}
	return resp.Diagnostics
}

// checkConsistent fails the test where Terraform would say "Provider produced
// inconsistent result after apply".
func (i *Instance) checkConsistent(planned tftypes.Value) {
	i.t.Helper()
	if planned.IsNull() || i.state.IsNull() {
		if !planned.Equal(i.state) {
			i.t.Errorf("planned %v, got %v", planned, i.state)
		}
		return
	}
	var want, got map[string]tftypes.Value
	if err := errors.Join(planned.As(&want), i.state.As(&got)); err != nil {
		i.t.Fatal(err)
	}
	for name, value := range want {
		if value.IsFullyKnown() && !value.Equal(got[name]) {
			i.t.Errorf("%s was planned as %v and became %v", name, value, got[name])
		}
	}
}

// Refresh reads the resource, if it is in state.
func (i *Instance) Refresh() Diagnostics {
	i.t.Helper()
	if !i.Exists() {
		return nil // as Terraform, which reads nothing then
	}
	resp, err := i.server.ReadResource(i.context(i.t.Context()), &tfprotov6.ReadResourceRequest{
		TypeName: i.typeName, CurrentState: dynamic(i.t, i.objectType, i.state), Private: i.private, CurrentIdentity: i.identity,
	})
	if err != nil {
		i.t.Fatal(err)
	}
	i.keep(resp.NewState, resp.Private, resp.NewIdentity)
	return resp.Diagnostics
}

// Import takes an existing object into state and reads it, as Terraform does.
func (i *Instance) Import(id string) Diagnostics {
	i.t.Helper()
	resp, err := i.server.ImportResourceState(
		i.context(i.t.Context()),
		&tfprotov6.ImportResourceStateRequest{TypeName: i.typeName, ID: id},
	)
	if err != nil {
		i.t.Fatal(err)
	}
	if Diagnostics(resp.Diagnostics).HasError() {
		return resp.Diagnostics
	}
	imported := resp.ImportedResources[0]
	i.keep(imported.State, imported.Private, imported.Identity)
	said := append(Diagnostics(resp.Diagnostics), i.Refresh()...)
	switch {
	case said.HasError():
		i.state, i.private, i.identity = tftypes.NewValue(i.objectType, nil), nil, nil // Terraform keeps none of it
	case !i.Exists():
		said = append(said, &tfprotov6.Diagnostic{
			Severity: tfprotov6.DiagnosticSeverityError, Summary: "Cannot import non-existent remote object",
		})
	}
	return said
}

func (i *Instance) keep(state *tfprotov6.DynamicValue, private []byte, identity *tfprotov6.ResourceIdentityData) {
	i.t.Helper()
	i.state, i.private = i.decode(state), private
	if i.KeepsIdentity && i.Exists() {
		i.identity = identity
	}
	if !i.state.IsFullyKnown() {
		i.t.Errorf("unknown values in state: %v", i.state)
	}
}

func (i *Instance) decode(state *tfprotov6.DynamicValue) tftypes.Value {
	i.t.Helper()
	v, err := state.Unmarshal(i.objectType)
	if err != nil {
		i.t.Fatal(err)
	}
	return v
}

func (i *Instance) context(ctx context.Context) context.Context {
	if i.Log == nil {
		return ctx
	}
	return tflogtest.RootLogger(ctx, i.Log)
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
	want = maps.Clone(want) // As returns the map of the value itself
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
