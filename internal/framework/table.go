package framework

import (
	"context"
	"reflect"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Table is what a resource's schema says of its model M, worked out once. M is a
// struct, or has structs embedded, with one field for each attribute and block:
// its tag tfsdk is the name, and its type is a value of the framework. A field
// without that tag does not count.
type Table[M any] struct{ rows }

// rows are a table of any M, compiled once for all of them. Its models are pointers to M.
type rows struct {
	// Version is the schema's.
	Version int64
	// Object is the type of the resource's state and configuration.
	Object tftypes.Object

	schema  schema.Schema
	columns []*column // in the order of M's fields
	byName  map[string]*column
}

// column is one attribute or block.
type column struct {
	name     string
	place    int   // among the columns
	index    []int // of M's field
	kind     attr.Type
	null     attr.Value
	preset   attr.Value // its default, or nil
	shape    *shape
	decode   decoder
	rule     *rule
	replaces bool // a change of it replaces the resource
}

// NewTable reads the schema. It panics where M and the schema disagree, which
// the first test of a resource shows.
func NewTable[M any](ctx context.Context, s schema.Schema) *Table[M] {
	return &Table[M]{newRows(ctx, s, reflect.TypeFor[M]())}
}

func newRows(ctx context.Context, s schema.Schema, model reflect.Type) rows {
	t := rows{
		Version: s.Version,
		schema:  s,
		Object:  tftypes.Object{AttributeTypes: make(map[string]tftypes.Type)},
		byName:  make(map[string]*column),
	}
	for _, field := range reflect.VisibleFields(model) {
		name, ok := field.Tag.Lookup("tfsdk")
		if !ok || field.Anonymous {
			continue
		}
		c := &column{name: name, place: len(t.columns), index: field.Index}
		if attribute, ok := s.Attributes[name]; ok {
			refuseNestedDefaults(ctx, attribute)
			c.kind, c.replaces, c.preset = attribute.GetType(), replaces(ctx, attribute), defaultOf(ctx, attribute)
			c.rule = ruleOf(ctx, name, attribute, path.Root(name), path.MatchRoot(name))
		} else if block, ok := s.Blocks[name]; ok {
			c.kind = block.Type()
			c.rule = ruleOfBlock(ctx, name, block, path.Root(name), path.MatchRoot(name))
		} else {
			panic("no attribute and no block " + name)
		}
		c.null, c.shape, c.decode = nullOf(ctx, c.kind), shapeOf(ctx, c.kind), decoderOf(ctx, c.kind)
		t.Object.AttributeTypes[name] = c.kind.TerraformType(ctx)
		t.columns = append(t.columns, c)
		t.byName[name] = c
	}
	if len(t.columns) != len(s.Attributes)+len(s.Blocks) {
		panic("the schema has attributes that " + model.String() + " lacks")
	}
	return t
}

// Decode decodes a state or a configuration as Terraform sends it. It returns false for
// null, and for what does not have the type of the schema.
func (t *Table[M]) Decode(ctx context.Context, sent []byte) (m M, ok bool) {
	ok = t.decode(ctx, sent, &m)
	return m, ok
}

// DecodeValue does the same for a value that the SDK has decoded. It does not validate,
// as the framework's Get does: what a type refuses is unknown.
func (t *Table[M]) DecodeValue(ctx context.Context, value tftypes.Value) (m M, ok bool) {
	ok = t.decodeValue(ctx, value, &m)
	return m, ok
}

// Null is a model with every attribute null.
func (t *Table[M]) Null() (m M) {
	t.null(&m)
	return m
}

// Equal compares attribute by attribute, as Terraform does.
func (t *Table[M]) Equal(a, b *M) bool { return t.equal(a, b) }

// FillUnknown fills what the plan left unknown, in objects too, with what was observed. Known
// values stay as planned: Terraform demands it, and if the object shows
// something else by now, the next refresh reports that as drift.
func (t *Table[M]) FillUnknown(plan, observed *M) { t.fillUnknown(plan, observed) }

// Value is the attribute of that name, or nil.
func (t *Table[M]) Value(m *M, name string) attr.Value { return t.value(m, name) }

// Replacing names the arguments whose change replaces the resource, in the order
// of M's fields.
func (t *Table[M]) Replacing(state, plan *M) []string { return t.replacing(state, plan) }

// Defaulted reports that state has the default of every argument that config leaves out.
func (t *Table[M]) Defaulted(state, config *M) bool { return t.defaulted(state, config) }

func (t *rows) decodeValue(ctx context.Context, value tftypes.Value, model any) bool {
	sent, err := tfprotov6.NewDynamicValue(t.Object, value)
	return err == nil && t.decode(ctx, sent.MsgPack, model)
}

func (t *rows) null(model any) {
	for _, c := range t.columns {
		c.set(model, c.null)
	}
}

// silent reports that the framework would say nothing of a configuration, which model
// is decoded from.
func (t *rows) silent(ctx context.Context, sent []byte, model any, writeOnly bool) bool {
	c := &validated{sent: sent, of: t, writeOnly: writeOnly}
	return t.schema.DeprecationMessage == "" &&
		!slices.ContainsFunc(t.columns, func(col *column) bool { return !col.rule.silent(ctx, c, col.value(model)) })
}

func (t *rows) equal(a, b any) bool { return equal(t.columns, a, b) }

func equal(columns []*column, a, b any) bool {
	x, y := reflect.ValueOf(a).Elem(), reflect.ValueOf(b).Elem()
	return !slices.ContainsFunc(columns, func(c *column) bool {
		return !same(x.FieldByIndex(c.index), y.FieldByIndex(c.index))
	})
}

// same compares two fields. The usual ones are not made values of the framework for that.
func same(a, b reflect.Value) bool {
	switch x := a.Addr().Interface().(type) {
	case *types.String:
		y, ok := b.Addr().Interface().(*types.String)
		return ok && *x == *y
	case *types.Bool:
		y, ok := b.Addr().Interface().(*types.Bool)
		return ok && *x == *y
	case *types.Int64:
		y, ok := b.Addr().Interface().(*types.Int64)
		return ok && *x == *y
	}
	x, _ := a.Interface().(attr.Value) // newRows has seen to it
	y, _ := b.Interface().(attr.Value)
	return x.Equal(y)
}

func (t *rows) fillUnknown(plan, observed any) {
	for _, c := range t.columns {
		c.set(plan, c.shape.fillUnknown(c.value(plan), c.value(observed)))
	}
}

func (t *rows) value(m any, name string) attr.Value {
	if c := t.byName[name]; c != nil {
		return c.value(m)
	}
	return nil
}

func (t *rows) replacing(state, plan any) []string {
	var names []string
	for _, c := range t.columns {
		if c.replaces && !c.value(plan).Equal(c.value(state)) {
			names = append(names, c.name)
		}
	}
	return names
}

func (t *rows) defaulted(state, config any) bool {
	return !slices.ContainsFunc(t.columns, func(c *column) bool {
		return c.preset != nil && c.value(config).IsNull() && !c.value(state).Equal(c.preset)
	})
}

func (c *column) value(m any) attr.Value {
	value, _ := reflect.ValueOf(m).Elem().FieldByIndex(c.index).Interface().(attr.Value) // newRows has seen to it
	return value
}

func (c *column) set(m any, value attr.Value) {
	reflect.ValueOf(m).Elem().FieldByIndex(c.index).Set(reflect.ValueOf(value))
}

// replaces reports whether the attribute has a plan modifier that replaces: the
// framework's own and ours have one description.
func replaces(ctx context.Context, attribute schema.Attribute) bool {
	return slices.ContainsFunc(planModifiers(attribute), func(d described) bool { return d.Description(ctx) == Replaces })
}
