package acctest

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Move takes over what another resource has in its state, as a moved block
// does. state is JSON. Terraform refreshes after it; so should the test.
func (i *Instance) Move(provider, typeName, state string) Diagnostics {
	i.t.Helper()
	resp, err := i.server.MoveResourceState(i.context(i.t.Context()), &tfprotov6.MoveResourceStateRequest{
		SourceProviderAddress: provider, SourceTypeName: typeName, TargetTypeName: i.typeName,
		SourceState: &tfprotov6.RawState{JSON: []byte(state)},
	})
	if err != nil {
		i.t.Fatal(err)
	}
	if said := Diagnostics(resp.Diagnostics); said.HasError() {
		return said
	}
	i.keep(resp.TargetState, resp.TargetPrivate, resp.TargetIdentity)
	return resp.Diagnostics
}

// Attributes returns the attributes of the state by name.
func (i *Instance) Attributes() map[string]tftypes.Value {
	i.t.Helper()
	var object map[string]tftypes.Value
	if err := i.state.As(&object); err != nil {
		i.t.Fatal(err)
	}
	return object
}
