package acctest

import (
	"maps"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Change gives an attribute of the state another value, as somebody does who
// edits the file. A Go nil is null.
func (i *Instance) Change(attribute string, to any) {
	i.t.Helper()
	var object map[string]tftypes.Value
	if err := i.state.As(&object); err != nil {
		i.t.Fatal(err)
	}
	object = maps.Clone(object)
	object[attribute] = value(i.t, i.objectType.AttributeTypes[attribute], to)
	i.state = tftypes.NewValue(i.objectType, object)
}

// Destroy applies a destroy without planning it, as a plan that was saved
// earlier does.
func (i *Instance) Destroy() Diagnostics {
	i.t.Helper()
	null := dynamic(i.t, i.objectType, tftypes.NewValue(i.objectType, nil))
	resp, err := i.server.ApplyResourceChange(i.t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: i.typeName, PriorState: dynamic(i.t, i.objectType, i.state), PlannedState: null, Config: null,
		PlannedPrivate: i.private,
	})
	if err != nil {
		i.t.Fatal(err)
	}
	i.keep(resp.NewState, resp.Private, resp.NewIdentity)
	return resp.Diagnostics
}
