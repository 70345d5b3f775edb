package framework

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// The framework validates a configuration attribute by attribute, and looks each of
// them up in the whole of it. rule is the same in one pass, for a configuration of
// which nothing is to be said: it tells that, or leaves it to the framework to say
// what is wrong. So it has no messages.

// rule is what the schema says of the value of one attribute or block.
type rule struct {
	name       string
	at         path.Path
	expression path.Expression

	required, readOnly, writeOnly, deprecated bool
	// opaque says that the framework has to look at every value that is not null.
	opaque bool
	// fits reports that the type, which may check its values itself, says nothing of one.
	fits func(attr.Value) bool
	// validate runs the validators, and reports that they say nothing.
	validate func(ctx context.Context, c *validated, r *rule, value attr.Value) bool
	// below are the rules of the attributes of an object, which a block has even where
	// it is null.
	below []*rule
	block bool
	nulls map[string]attr.Value
}

// validated is a configuration that is looked at.
type validated struct {
	sent []byte
	of   *rows
	// writeOnly says that the client knows write-only arguments.
	writeOnly bool

	whole tfsdk.Config // once a validator looks at more than its value
}

// config is the whole configuration, for a validator of a value that looks around. It
// is empty for the others, which are most of them.
func (c *validated) config(validator any, value attr.Value) (tfsdk.Config, bool) {
	if v, ok := validator.(contained); ok && v.contained(value) {
		return tfsdk.Config{}, true
	}
	if c.whole.Schema == nil {
		raw, err := tfprotov6.DynamicValue{MsgPack: c.sent}.Unmarshal(c.of.Object)
		if err != nil {
			return tfsdk.Config{}, false
		}
		c.whole = tfsdk.Config{Raw: raw, Schema: c.of.schema}
	}
	return c.whole, true
}

// ruleOf is the rule of an attribute.
func ruleOf(ctx context.Context, name string, a schema.Attribute, at path.Path, expression path.Expression) *rule {
	r := &rule{
		name: name, at: at, expression: expression,
		required: a.IsRequired(), readOnly: a.IsComputed() && !a.IsOptional(), writeOnly: a.IsWriteOnly(), deprecated: a.GetDeprecationMessage() != "",
		validate: validation(a),
	}
	if object, ok := a.(schema.SingleNestedAttribute); ok {
		r.addBelow(ctx, object.Attributes, a.GetType())
	} else if _, nested := a.(schema.NestedAttribute); nested {
		r.opaque = true
	}
	r.fits = fitting(a.GetType())
	r.opaque = r.opaque || r.validate == nil || r.fits == nil
	return r
}

// ruleOfBlock is the rule of a block.
func ruleOfBlock(ctx context.Context, name string, b schema.Block, at path.Path, expression path.Expression) *rule {
	r := &rule{name: name, at: at, expression: expression, deprecated: b.GetDeprecationMessage() != "", block: true, validate: validation(b)}
	object, ok := b.(schema.SingleNestedBlock)
	if !ok || len(object.Blocks) > 0 {
		return &rule{name: name, opaque: true}
	}
	r.addBelow(ctx, object.Attributes, b.Type())
	r.fits = fitting(b.Type())
	r.opaque = r.opaque || r.validate == nil || r.fits == nil
	return r
}

func (r *rule) addBelow(ctx context.Context, attributes map[string]schema.Attribute, kind attr.Type) {
	r.nulls = make(map[string]attr.Value)
	for name, a := range attributes {
		r.below = append(r.below, ruleOf(ctx, name, a, r.at.AtName(name), r.expression.AtName(name)))
		r.nulls[name] = nullOf(ctx, a.GetType())
	}
	if _, ok := kind.(attr.TypeWithAttributeTypes); !ok {
		r.opaque = true
	}
}

// fitting is what a type says of its values. It is nil for a type of which that is not
// known here.
func fitting(t attr.Type) func(attr.Value) bool {
	nothing := func(attr.Value) bool { return true }
	if !checksItself(t) {
		return nothing
	}
	switch t := t.(type) {
	case basetypes.Int64Type: // whose values are whole numbers
		return nothing
	case WholeNumber: // what it refuses is unknown
		return func(v attr.Value) bool { return !v.IsUnknown() }
	case basetypes.ListType:
		if !checksItself(t.ElemType) {
			return nothing
		}
	case basetypes.MapType:
		if !checksItself(t.ElemType) {
			return nothing
		}
	case basetypes.SetType:
		if !checksItself(t.ElemType) {
			return distinct
		}
	}
	return nil
}

// checksItself reports that a type checks its values.
func checksItself(t attr.Type) bool {
	_, does := t.(xattr.TypeWithValidate) //nolint:staticcheck // The framework still asks for it.
	return does
}

// distinct reports that no two elements of a set are the same.
func distinct(set attr.Value) bool {
	s, ok := set.(basetypes.SetValue)
	elements := s.Elements()
	for i, one := range elements {
		for _, other := range elements[i+1:] {
			ok = ok && !one.Equal(other)
		}
	}
	return ok
}

// silent reports that the framework would say nothing of a value.
func (r *rule) silent(ctx context.Context, c *validated, value attr.Value) bool {
	null := value.IsNull()
	switch {
	case r.required && null, r.readOnly && !null, r.writeOnly && !null && !c.writeOnly, r.deprecated && !null, r.opaque && !null:
		return false
	case r.opaque:
		return true
	case !r.fits(value):
		return false
	}
	if self, ok := value.(xattr.ValidateableAttribute); ok {
		var resp xattr.ValidateAttributeResponse
		if self.ValidateAttribute(ctx, xattr.ValidateAttributeRequest{Path: r.at}, &resp); len(resp.Diagnostics) > 0 {
			return false
		}
	}
	if !r.validate(ctx, c, r, value) {
		return false
	}
	if r.below == nil || !r.block && (null || value.IsUnknown()) {
		return true
	}
	attributes := r.nulls
	if !null && !value.IsUnknown() {
		object, ok := value.(interface{ Attributes() map[string]attr.Value })
		if !ok {
			return false
		}
		attributes = object.Attributes()
	}
	for _, below := range r.below {
		value, ok := attributes[below.name]
		if !ok || !below.silent(ctx, c, value) {
			return false
		}
	}
	return true
}

// validation runs the validators of an attribute or a block. It is nil for a type
// whose validators are not known here.
func validation(of any) func(context.Context, *validated, *rule, attr.Value) bool {
	switch of := of.(type) {
	case interface{ StringValidators() []validator.String }:
		return run(of.StringValidators(), basetypes.StringValuable.ToStringValue, validator.String.ValidateString)
	case interface{ Int64Validators() []validator.Int64 }:
		return run(of.Int64Validators(), basetypes.Int64Valuable.ToInt64Value, validator.Int64.ValidateInt64)
	case interface{ BoolValidators() []validator.Bool }:
		return run(of.BoolValidators(), basetypes.BoolValuable.ToBoolValue, validator.Bool.ValidateBool)
	case interface{ SetValidators() []validator.Set }:
		return run(of.SetValidators(), basetypes.SetValuable.ToSetValue, validator.Set.ValidateSet)
	case interface{ ListValidators() []validator.List }:
		return run(of.ListValidators(), basetypes.ListValuable.ToListValue, validator.List.ValidateList)
	case interface{ MapValidators() []validator.Map }:
		return run(of.MapValidators(), basetypes.MapValuable.ToMapValue, validator.Map.ValidateMap)
	case interface{ ObjectValidators() []validator.Object }:
		return run(of.ObjectValidators(), basetypes.ObjectValuable.ToObjectValue, validator.Object.ValidateObject)
	default:
		return nil
	}
}

// request is what the framework asks a validator of any type, as validator.StringRequest.
type request[Value any] = struct {
	Path               path.Path
	PathExpression     path.Expression
	Config             tfsdk.Config
	ConfigValue        Value
	ClientCapabilities validator.ValidateSchemaClientCapabilities
}

// response is what one answers.
type response = struct{ Diagnostics diag.Diagnostics }

// run runs validators of one type. plain makes the type's own value of another's.
func run[Validator any, Valuable attr.Value, Value any, Request ~request[Value], Response ~response](
	validators []Validator, plain func(Valuable, context.Context) (Value, diag.Diagnostics),
	validate func(Validator, context.Context, Request, *Response),
) func(context.Context, *validated, *rule, attr.Value) bool {
	return func(ctx context.Context, c *validated, r *rule, value attr.Value) bool {
		if len(validators) == 0 {
			return true
		}
		valuable, ok := value.(Valuable)
		if !ok {
			return false
		}
		v, diags := plain(valuable, ctx)
		if len(diags) > 0 {
			return false
		}
		for _, one := range validators {
			config, ok := c.config(one, value)
			if !ok {
				return false
			}
			var resp Response
			validate(one, ctx, Request(request[Value]{
				Path: r.at, PathExpression: r.expression, Config: config, ConfigValue: v,
				ClientCapabilities: validator.ValidateSchemaClientCapabilities{WriteOnlyAttributesAllowed: c.writeOnly},
			}), &resp)
			if len(response(resp).Diagnostics) > 0 {
				return false
			}
		}
		return true
	}
}
