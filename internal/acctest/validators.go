package acctest

import (
	"math/big"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Validated is something that has a configuration: a resource, a data source, the
// provider itself, and so on.
type Validated struct {
	// Kind and TypeName say what it is: "resource" and "aliyun_vpn_gateway".
	Kind, TypeName string

	i      *Instance
	schema *tfprotov6.Schema
}

// Leaf is an argument, also one inside of objects.
type Leaf struct {
	Path             []string
	Secret, Required bool
	of               tftypes.Type
}

// Validated are all things that the provider offers and that have a configuration,
// in order.
func (i *Instance) Validated() []Validated {
	i.t.Helper()
	offered, err := i.server.GetProviderSchema(i.t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		i.t.Fatal(err)
	}
	all := []Validated{{"provider", "aliyun", i, offered.Provider}}
	add := func(kind string, schemas map[string]*tfprotov6.Schema) {
		for name, schema := range schemas {
			all = append(all, Validated{kind, name, i, schema})
		}
	}
	add("resource", offered.ResourceSchemas)
	add("data source", offered.DataSourceSchemas)
	add("ephemeral resource", offered.EphemeralResourceSchemas)
	add("list resource", offered.ListResourceSchemas)
	for name, action := range offered.ActionSchemas {
		all = append(all, Validated{"action", name, i, action.Schema})
	}
	slices.SortFunc(all, func(a, b Validated) int {
		return slices.Compare([]string{a.Kind, a.TypeName}, []string{b.Kind, b.TypeName})
	})
	return all
}

// Leaves are the arguments that can be written, but for those in lists of objects.
func (v Validated) Leaves() []Leaf {
	var all []Leaf
	var block func(in []string, b *tfprotov6.SchemaBlock)
	var object func(in []string, attributes []*tfprotov6.SchemaAttribute)
	object = func(in []string, attributes []*tfprotov6.SchemaAttribute) {
		for _, a := range attributes {
			at := append(slices.Clone(in), a.Name)
			switch {
			case !a.Optional && !a.Required:
			case a.NestedType == nil:
				all = append(all, Leaf{at, a.Sensitive || a.WriteOnly, a.Required, a.Type})
			case a.NestedType.Nesting == tfprotov6.SchemaObjectNestingModeSingle:
				object(at, a.NestedType.Attributes)
			}
		}
	}
	block = func(in []string, b *tfprotov6.SchemaBlock) {
		object(in, b.Attributes)
		for _, nested := range b.BlockTypes {
			if nested.Nesting == tfprotov6.SchemaNestedBlockNestingModeSingle {
				block(append(slices.Clone(in), nested.TypeName), nested.Block)
			}
		}
	}
	block(nil, v.schema.Block)
	return all
}

// Validate validates config with text or number in one place.
func (v Validated) Validate(config map[string]any, at Leaf, text string, number float64) []*tfprotov6.Diagnostic {
	v.i.t.Helper()
	placed := place(value(v.i.t, v.schema.ValueType(), config), at.Path, at.filled(text, number))
	ctx, raw, server := v.i.t.Context(), dynamic(v.i.t, v.schema.ValueType(), placed), v.i.server
	said, err := func() ([]*tfprotov6.Diagnostic, error) {
		switch v.Kind {
		case "provider":
			resp, err := server.ValidateProviderConfig(ctx, &tfprotov6.ValidateProviderConfigRequest{Config: raw})
			return resp.Diagnostics, err
		case "resource":
			resp, err := server.ValidateResourceConfig(ctx, &tfprotov6.ValidateResourceConfigRequest{
				TypeName: v.TypeName, Config: raw,
				ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true},
			})
			return resp.Diagnostics, err
		case "data source":
			resp, err := server.ValidateDataResourceConfig(ctx, &tfprotov6.ValidateDataResourceConfigRequest{TypeName: v.TypeName, Config: raw})
			return resp.Diagnostics, err
		case "ephemeral resource":
			ephemeral, _ := server.(tfprotov6.EphemeralResourceServer)
			resp, err := ephemeral.ValidateEphemeralResourceConfig(ctx, &tfprotov6.ValidateEphemeralResourceConfigRequest{TypeName: v.TypeName, Config: raw})
			return resp.Diagnostics, err
		case "list resource":
			list, _ := server.(tfprotov6.ListResourceServer)
			resp, err := list.ValidateListResourceConfig(ctx, &tfprotov6.ValidateListResourceConfigRequest{TypeName: v.TypeName, Config: raw})
			return resp.Diagnostics, err
		default:
			action, _ := server.(tfprotov6.ActionServer)
			resp, err := action.ValidateActionConfig(ctx, &tfprotov6.ValidateActionConfigRequest{ActionType: v.TypeName, Config: raw})
			return resp.Diagnostics, err
		}
	}()
	if err != nil {
		v.i.t.Fatal(err)
	}
	return said
}

// filled is a value of the leaf's type that is made of text or of number.
func (l Leaf) filled(text string, number float64) tftypes.Value {
	one := tftypes.NewValue(tftypes.String, text)
	switch {
	case l.of.Is(tftypes.String):
		return one
	case l.of.Is(tftypes.Number):
		return tftypes.NewValue(l.of, big.NewFloat(number))
	case l.of.Is(tftypes.Bool):
		return tftypes.NewValue(l.of, number > 0)
	case l.of.Is(tftypes.Map{}):
		return tftypes.NewValue(l.of, map[string]tftypes.Value{text: one})
	default: // of texts: the provider has no other
		return tftypes.NewValue(l.of, []tftypes.Value{one})
	}
}

// place is a value with another one at a path of it.
func place(in tftypes.Value, at []string, other tftypes.Value) tftypes.Value {
	if len(at) == 0 {
		return other
	}
	object, _ := in.Type().(tftypes.Object)
	members := make(map[string]tftypes.Value, len(object.AttributeTypes))
	if !in.IsNull() {
		_ = in.As(&members)
	}
	for name, of := range object.AttributeTypes {
		if _, there := members[name]; !there {
			members[name] = tftypes.NewValue(of, nil)
		}
	}
	members[at[0]] = place(members[at[0]], at[1:], other)
	return tftypes.NewValue(object, members)
}
