package framework

import (
	"context"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/defaults"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
)

// The framework has a type of plan modifier and of default for each type of
// attribute, and nothing that they have in common but a description.

type described interface {
	Description(ctx context.Context) string
}

// planModifiers are those of an attribute of any type.
func planModifiers(attribute schema.Attribute) []described {
	switch a := attribute.(type) {
	case interface{ StringPlanModifiers() []planmodifier.String }:
		return widen(a.StringPlanModifiers())
	case interface{ BoolPlanModifiers() []planmodifier.Bool }:
		return widen(a.BoolPlanModifiers())
	case interface{ Int64PlanModifiers() []planmodifier.Int64 }:
		return widen(a.Int64PlanModifiers())
	case interface{ MapPlanModifiers() []planmodifier.Map }:
		return widen(a.MapPlanModifiers())
	case interface{ SetPlanModifiers() []planmodifier.Set }:
		return widen(a.SetPlanModifiers())
	case interface{ ListPlanModifiers() []planmodifier.List }:
		return widen(a.ListPlanModifiers())
	case interface{ ObjectPlanModifiers() []planmodifier.Object }:
		return widen(a.ObjectPlanModifiers())
	default:
		panic("an attribute of a type that no resource has had yet")
	}
}

func widen[T described](modifiers []T) []described {
	wide := make([]described, len(modifiers))
	for i, m := range modifiers {
		wide[i] = m
	}
	return wide
}

// refuseNestedDefaults: a plan of an unchanged resource looks for defaults at the
// top level only (Unchanged.Plan).
func refuseNestedDefaults(ctx context.Context, attribute schema.Attribute) {
	nested, ok := attribute.(schema.SingleNestedAttribute)
	if !ok {
		return
	}
	for name, inner := range nested.Attributes {
		if defaultOf(ctx, inner) != nil {
			panic("a default inside an object, of " + name)
		}
		refuseNestedDefaults(ctx, inner)
	}
}

// defaultOf is the default of an attribute, or nil.
func defaultOf(ctx context.Context, attribute schema.Attribute) attr.Value {
	switch a := attribute.(type) {
	case interface{ StringDefaultValue() defaults.String }:
		if d := a.StringDefaultValue(); d != nil {
			var is defaults.StringResponse
			d.DefaultString(ctx, defaults.StringRequest{}, &is)
			return is.PlanValue
		}
	case interface{ BoolDefaultValue() defaults.Bool }:
		if d := a.BoolDefaultValue(); d != nil {
			var is defaults.BoolResponse
			d.DefaultBool(ctx, defaults.BoolRequest{}, &is)
			return is.PlanValue
		}
	case interface{ Int64DefaultValue() defaults.Int64 }:
		if d := a.Int64DefaultValue(); d != nil {
			var is defaults.Int64Response
			d.DefaultInt64(ctx, defaults.Int64Request{}, &is)
			return is.PlanValue
		}
	default:
		// One that is overlooked here would be overlooked where the framework is spared.
		if d := reflect.ValueOf(attribute).FieldByName("Default"); d.IsValid() && !d.IsNil() {
			panic("a default of a type that no attribute has had yet")
		}
	}
	return nil
}
