package acctest

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Validate validates a configuration. writeOnly says that the CLI knows write-only
// arguments, as Terraform 1.11 and later do.
func (i *Instance) Validate(config map[string]any, writeOnly bool) Diagnostics {
	i.t.Helper()
	return i.validate(value(i.t, i.objectType, config), writeOnly)
}

func (i *Instance) validate(config tftypes.Value, writeOnly bool) Diagnostics {
	i.t.Helper()
	resp, err := i.server.ValidateResourceConfig(i.t.Context(), &tfprotov6.ValidateResourceConfigRequest{
		TypeName: i.typeName, Config: dynamic(i.t, i.objectType, config),
		ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: writeOnly},
	})
	if err != nil {
		i.t.Fatal(err)
	}
	return resp.Diagnostics
}

// ValidateVariants validates a configuration in which one value at a time, also in
// objects, is another one: null, unknown, and whatever else its type allows. of
// returns such values. It tells how many there were, and of how many nothing was said.
func (i *Instance) ValidateVariants(config map[string]any, of func(tftypes.Type) []any) (all, fine int) {
	i.t.Helper()
	for _, variant := range variants(value(i.t, i.objectType, config), of) {
		for _, writeOnly := range []bool{true, false} {
			all++
			if len(i.validate(variant, writeOnly)) == 0 {
				fine++
			}
		}
	}
	return all, fine
}

// variants are values in which one thing is another one each.
func variants(v tftypes.Value, of func(tftypes.Type) []any) []tftypes.Value {
	var all []tftypes.Value
	for _, other := range append([]any{nil, tftypes.UnknownValue}, of(v.Type())...) {
		all = append(all, tftypes.NewValue(v.Type(), other))
	}
	object, ok := v.Type().(tftypes.Object)
	if !ok {
		return all
	}
	members := make(map[string]tftypes.Value)
	if v.IsNull() || v.As(&members) != nil {
		members = make(map[string]tftypes.Value)
	}
	for name, kind := range object.AttributeTypes {
		if _, there := members[name]; !there {
			members[name] = tftypes.NewValue(kind, nil)
		}
	}
	for name, member := range members {
		for _, variant := range variants(member, of) {
			changed := make(map[string]tftypes.Value, len(members))
			for other, value := range members {
				changed[other] = value
			}
			changed[name] = variant
			all = append(all, tftypes.NewValue(object, changed))
		}
	}
	return slices.DeleteFunc(all, func(v tftypes.Value) bool { return v.Type() == nil })
}
