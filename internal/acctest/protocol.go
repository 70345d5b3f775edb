package acctest

import (
	"context"
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
	// Log, when set, gets what the provider logs, one line of JSON at a time.
	Log io.Writer
	// KeepsIdentity makes the instance as Terraform 1.12 and later, which keep
	// the identity beside the state.
	KeepsIdentity bool

	t          *testing.T
	server     tfprotov6.ProviderServer
	schemas    map[string]*tfprotov6.Schema
	network    Network
	typeName   string
	schema     *tfprotov6.Schema
	objectType tftypes.Object

	state    tftypes.Value
	private  []byte
	identity *tfprotov6.ResourceIdentityData
	// tainted is Terraform's own mark: the next apply replaces the object.
	tainted bool
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
	first := &Instance{t: c.t, server: server, network: c.Network(), schemas: schemas.ResourceSchemas}
	return first.Of(typeName), configured.Diagnostics
}

// Of returns a resource of another type, in the same provider process. It does not
// exist yet.
func (i *Instance) Of(typeName string) *Instance {
	i.t.Helper()
	other := *i
	other.typeName, other.schema = typeName, i.schemas[typeName]
	objectType, ok := other.schema.ValueType().(tftypes.Object)
	if !ok {
		i.t.Fatalf("%s has no object type", typeName)
	}
	other.objectType = objectType
	return other.Another()
}

// Another returns a further resource of the same provider process: it does not
// exist yet, and can be used at the same time as the first.
func (i *Instance) Another() *Instance {
	other := *i
	other.state, other.private, other.identity = tftypes.NewValue(i.objectType, nil), nil, nil
	other.tainted = false
	return &other
}

// With returns the resource of i's state in the provider process of another
// instance, as the next command finds it.
func (i *Instance) With(state *Instance) *Instance {
	other := *i
	other.state, other.private, other.identity, other.tainted = state.state, state.private, state.identity, state.tainted
	return &other
}

// In returns the resource, with its state, in the provider process of an instance that
// may be of another type.
func (i *Instance) In(process *Instance) *Instance {
	other := *i
	other.server = process.server
	return &other
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
		*i = *i.Another() // Terraform keeps none of it
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
	i.tainted = i.tainted && i.Exists()
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

// Tainted reports whether the next apply replaces the resource whatever its
// configuration says.
func (i *Instance) Tainted() bool { return i.tainted }

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
