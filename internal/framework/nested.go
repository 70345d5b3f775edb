package framework

import (
	"context"
	"reflect"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Nested is what the schema says of an object inside a model. T is a struct with
// one field for each attribute of the object, as the model of a Table has them.
// The model itself has the object as a types.Object, which can be null or unknown.
type Nested[T any] struct {
	build         func() *nested // once
	null, unknown T
}

// nested is a Nested of any T, compiled once for all of them.
type nested struct {
	types   map[string]attr.Type
	columns []*column
}

// NewNested takes the schema of one object, which is built when it is first needed. It
// panics then where T and the schema disagree.
func NewNested[T any](of func() schema.SingleNestedAttribute) *Nested[T] {
	n := &Nested[T]{}
	n.build = sync.OnceValue(func() *nested { return newNested(ofSchemas, of(), reflect.TypeFor[T](), &n.null, &n.unknown) })
	return n
}

// ofSchemas is the context of what is read of a schema.
var ofSchemas = context.Background() //nolint:forbidigo // A schema asks nobody.

func newNested(ctx context.Context, s schema.SingleNestedAttribute, model reflect.Type, null, unknown any) *nested {
	n := &nested{types: make(map[string]attr.Type)}
	for _, field := range reflect.VisibleFields(model) {
		name, ok := field.Tag.Lookup("tfsdk")
		if !ok || field.Anonymous {
			continue
		}
		attribute, ok := s.Attributes[name]
		if !ok {
			panic("no attribute " + name)
		}
		c := &column{name: name, index: field.Index, kind: attribute.GetType()}
		n.types[name] = c.kind
		n.columns = append(n.columns, c)
		kind := c.kind.TerraformType(ctx)
		for value, into := range map[any]any{nil: null, tftypes.UnknownValue: unknown} {
			is, err := c.kind.ValueFromTerraform(ctx, tftypes.NewValue(kind, value))
			if err != nil {
				panic(err)
			}
			c.set(into, is)
		}
	}
	if len(n.columns) != len(s.Attributes) {
		panic("the schema has attributes that " + model.String() + " lacks")
	}
	return n
}

// Types are the types of the object's attributes.
func (n *Nested[T]) Types() map[string]attr.Type { return n.build().types }

// Null is the object that is not there.
func (n *Nested[T]) Null() types.Object { return types.ObjectNull(n.Types()) }

// Values are the object's attributes: all null for null, and all unknown for
// unknown.
func (n *Nested[T]) Values(o types.Object) T {
	all := n.build()
	switch {
	case o.IsUnknown():
		return n.unknown
	case o.IsNull():
		return n.null
	}
	values := n.null
	all.fill(&values, o.Attributes())
	return values
}

func (n *nested) fill(values any, attributes map[string]attr.Value) {
	for _, c := range n.columns {
		if value := attributes[c.name]; value != nil {
			c.set(values, value)
		}
	}
}

// Object is the object with these attributes.
func (n *Nested[T]) Object(values T) types.Object { return n.build().object(&values) }

func (n *nested) object(values any) types.Object {
	attributes := make(map[string]attr.Value, len(n.columns))
	for _, c := range n.columns {
		attributes[c.name] = c.value(values)
	}
	return types.ObjectValueMust(n.types, attributes)
}

// Update makes an object whose Values were had that of other values. It reports whether
// they are others: to make the object anew is what costs most here.
func (n *Nested[T]) Update(o *types.Object, had, values T) bool {
	all := n.build()
	if !o.IsNull() && !o.IsUnknown() && equal(all.columns, &had, &values) {
		return false
	}
	*o = all.object(&values)
	return true
}

// shape is what filling an object needs to know of its type. It is nil for what
// is no object.
type shape struct {
	kinds map[string]attr.Type
	nulls map[string]attr.Value
	below map[string]*shape
}

func shapeOf(ctx context.Context, kind attr.Type) *shape {
	object, ok := kind.(types.ObjectType)
	if !ok {
		return nil
	}
	s := &shape{kinds: object.AttrTypes, nulls: make(map[string]attr.Value), below: make(map[string]*shape)}
	for name, kind := range s.kinds {
		s.below[name] = shapeOf(ctx, kind)
		s.nulls[name] = nullOf(ctx, kind)
	}
	return s
}

// nullOf is the null of a type.
func nullOf(ctx context.Context, kind attr.Type) attr.Value {
	null, err := kind.ValueFromTerraform(ctx, tftypes.NewValue(kind.TerraformType(ctx), nil))
	if err != nil {
		panic(err)
	}
	return null
}

// fillUnknown is plan with what is unknown in it taken from observed, in objects
// too. What observed lacks is null: state holds nothing that is unknown.
func (s *shape) fillUnknown(plan, observed attr.Value) attr.Value {
	if plan.IsUnknown() {
		return observed
	}
	object, ok := plan.(types.Object)
	if s == nil || !ok || object.IsNull() {
		return plan
	}
	seen, _ := observed.(types.Object)
	attributes, found, changed := object.Attributes(), seen.Attributes(), false
	for name, planned := range attributes {
		below := found[name]
		if below == nil {
			below = s.nulls[name]
		}
		if filled := s.below[name].fillUnknown(planned, below); !filled.Equal(planned) {
			attributes[name], changed = filled, true
		}
	}
	if !changed {
		return plan
	}
	return types.ObjectValueMust(s.kinds, attributes)
}
