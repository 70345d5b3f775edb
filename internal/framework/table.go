package framework

import (
	"context"
	"reflect"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Table is what a resource's schema says of its model M, worked out once. M is a
// struct, or has structs embedded, with one field for each attribute and block:
// its tag tfsdk is the name, and its type is a value of the framework. A field
// without that tag does not count.
type Table[M any] struct {
	// Version is the schema's.
	Version int64
	// Object is the type of the resource's state and configuration.
	Object tftypes.Object
	// Defaults are the values of attributes that have a default, by name.
	Defaults map[string]tftypes.Value

	schema  schema.Schema
	columns []column // in the order of M's fields
}

// column is one attribute or block.
type column struct {
	name     string
	index    []int // of M's field
	kind     attr.Type
	shape    *shape
	rule     *rule
	replaces bool // a change of it replaces the resource
}

// NewTable reads the schema. It panics where M and the schema disagree, which
// the first test of a resource shows.
func NewTable[M any](ctx context.Context, s schema.Schema) *Table[M] {
	t := &Table[M]{
		Version:  s.Version,
		schema:   s,
		Object:   tftypes.Object{AttributeTypes: make(map[string]tftypes.Type)},
		Defaults: make(map[string]tftypes.Value),
	}
	for _, field := range reflect.VisibleFields(reflect.TypeFor[M]()) {
		name, ok := field.Tag.Lookup("tfsdk")
		if !ok || field.Anonymous {
			continue
		}
		c := column{name: name, index: field.Index}
		if attribute, ok := s.Attributes[name]; ok {
			refuseNestedDefaults(ctx, attribute)
			c.kind, c.replaces = attribute.GetType(), replaces(ctx, attribute)
			c.rule = ruleOf(ctx, name, attribute, path.Root(name), path.MatchRoot(name))
			if value := defaultOf(ctx, attribute); value != nil {
				t.Defaults[name], _ = value.ToTerraformValue(ctx) // the framework's own values always convert
			}
		} else if block, ok := s.Blocks[name]; ok {
			c.kind = block.Type()
			c.rule = ruleOfBlock(ctx, name, block, path.Root(name), path.MatchRoot(name))
		} else {
			panic("no attribute and no block " + name)
		}
		c.shape = shapeOf(ctx, c.kind)
		t.Object.AttributeTypes[name] = c.kind.TerraformType(ctx)
		t.columns = append(t.columns, c)
	}
	if len(t.columns) != len(s.Attributes)+len(s.Blocks) {
		panic("the schema has attributes that " + reflect.TypeFor[M]().String() + " lacks")
	}
	return t
}

// Decode is the framework's Get for calls that come for every resource of every
// plan: Get compiles a pattern for each field of each value, which is two fifths
// of what validating a gateway costs. It returns false for null, and for what
// does not have the type of the schema.
func (t *Table[M]) Decode(ctx context.Context, raw tftypes.Value) (m M, ok bool) {
	var values map[string]tftypes.Value
	if raw.IsNull() || raw.As(&values) != nil {
		return m, false
	}
	into := reflect.ValueOf(&m).Elem()
	for _, c := range t.columns {
		raw, ok := values[c.name]
		if !ok {
			return m, false
		}
		value, err := c.shape.decode(ctx, c.kind, raw)
		if err != nil {
			return m, false
		}
		into.FieldByIndex(c.index).Set(reflect.ValueOf(value))
	}
	return m, true
}

// Null is a model with every attribute null.
func (t *Table[M]) Null(ctx context.Context) (m M) {
	nulls := make(map[string]tftypes.Value, len(t.columns))
	for name, kind := range t.Object.AttributeTypes {
		nulls[name] = tftypes.NewValue(kind, nil)
	}
	m, _ = t.Decode(ctx, tftypes.NewValue(t.Object, nulls)) // a null of its own type always decodes
	return m
}

// silent reports that the framework would say nothing of a configuration, which m
// is decoded from.
func (t *Table[M]) silent(ctx context.Context, raw tftypes.Value, m *M, writeOnly bool) bool {
	c := validated{tfsdk.Config{Raw: raw, Schema: t.schema}, writeOnly}
	return t.schema.DeprecationMessage == "" &&
		!slices.ContainsFunc(t.columns, func(col column) bool { return !col.rule.silent(ctx, c, col.value(m)) })
}

// Equal compares attribute by attribute, as Terraform does.
func (t *Table[M]) Equal(a, b *M) bool {
	return !slices.ContainsFunc(t.columns, func(c column) bool { return !c.value(a).Equal(c.value(b)) })
}

// FillUnknown fills what the plan left unknown, in objects too, with what was observed. Known
// values stay as planned: Terraform demands it, and if the object shows
// something else by now, the next refresh reports that as drift.
func (t *Table[M]) FillUnknown(plan, observed *M) {
	for _, c := range t.columns {
		c.set(plan, c.shape.fillUnknown(c.value(plan), c.value(observed)))
	}
}

// Value is the attribute of that name, or nil.
func (t *Table[M]) Value(m *M, name string) attr.Value {
	for _, c := range t.columns {
		if c.name == name {
			return c.value(m)
		}
	}
	return nil
}

// Replacing names the arguments whose change replaces the resource, in the order
// of M's fields.
func (t *Table[M]) Replacing(state, plan *M) []string {
	var names []string
	for _, c := range t.columns {
		if c.replaces && !c.value(plan).Equal(c.value(state)) {
			names = append(names, c.name)
		}
	}
	return names
}

func (c column) value(m any) attr.Value {
	value, _ := reflect.ValueOf(m).Elem().FieldByIndex(c.index).Interface().(attr.Value) // NewTable has seen to it
	return value
}

func (c column) set(m any, value attr.Value) {
	reflect.ValueOf(m).Elem().FieldByIndex(c.index).Set(reflect.ValueOf(value))
}

// replaces reports whether the attribute has a plan modifier that replaces: the
// framework's own and ours have one description.
func replaces(ctx context.Context, attribute schema.Attribute) bool {
	return slices.ContainsFunc(planModifiers(attribute), func(d described) bool { return d.Description(ctx) == Replaces })
}
