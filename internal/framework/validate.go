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
		return run(of.StringValidators(), basetypes.StringValuable.ToStringValue,
			func(ctx context.Context, v validator.String, c *validated, config tfsdk.Config, r *rule, value basetypes.StringValue) int {
				var resp validator.StringResponse
				v.ValidateString(ctx, validator.StringRequest{
					Path: r.at, PathExpression: r.expression, Config: config, ConfigValue: value, ClientCapabilities: c.capabilities(),
				}, &resp)
				return len(resp.Diagnostics)
			})
	case interface{ Int64Validators() []validator.Int64 }:
		return run(of.Int64Validators(), basetypes.Int64Valuable.ToInt64Value,
			func(ctx context.Context, v validator.Int64, c *validated, config tfsdk.Config, r *rule, value basetypes.Int64Value) int {
				var resp validator.Int64Response
				v.ValidateInt64(ctx, validator.Int64Request{
					Path: r.at, PathExpression: r.expression, Config: config, ConfigValue: value, ClientCapabilities: c.capabilities(),
				}, &resp)
				return len(resp.Diagnostics)
			})
	case interface{ BoolValidators() []validator.Bool }:
		return run(of.BoolValidators(), basetypes.BoolValuable.ToBoolValue,
			func(ctx context.Context, v validator.Bool, c *validated, config tfsdk.Config, r *rule, value basetypes.BoolValue) int {
				var resp validator.BoolResponse
				v.ValidateBool(ctx, validator.BoolRequest{
					Path: r.at, PathExpression: r.expression, Config: config, ConfigValue: value, ClientCapabilities: c.capabilities(),
				}, &resp)
				return len(resp.Diagnostics)
			})
	case interface{ SetValidators() []validator.Set }:
		return run(of.SetValidators(), basetypes.SetValuable.ToSetValue,
			func(ctx context.Context, v validator.Set, c *validated, config tfsdk.Config, r *rule, value basetypes.SetValue) int {
				var resp validator.SetResponse
				v.ValidateSet(ctx, validator.SetRequest{
					Path: r.at, PathExpression: r.expression, Config: config, ConfigValue: value, ClientCapabilities: c.capabilities(),
				}, &resp)
				return len(resp.Diagnostics)
			})
	case interface{ ListValidators() []validator.List }:
		return run(of.ListValidators(), basetypes.ListValuable.ToListValue,
			func(ctx context.Context, v validator.List, c *validated, config tfsdk.Config, r *rule, value basetypes.ListValue) int {
				var resp validator.ListResponse
				v.ValidateList(ctx, validator.ListRequest{
					Path: r.at, PathExpression: r.expression, Config: config, ConfigValue: value, ClientCapabilities: c.capabilities(),
				}, &resp)
				return len(resp.Diagnostics)
			})
	case interface{ MapValidators() []validator.Map }:
		return run(of.MapValidators(), basetypes.MapValuable.ToMapValue,
			func(ctx context.Context, v validator.Map, c *validated, config tfsdk.Config, r *rule, value basetypes.MapValue) int {
				var resp validator.MapResponse
				v.ValidateMap(ctx, validator.MapRequest{
					Path: r.at, PathExpression: r.expression, Config: config, ConfigValue: value, ClientCapabilities: c.capabilities(),
				}, &resp)
				return len(resp.Diagnostics)
			})
	case interface{ ObjectValidators() []validator.Object }:
		return run(of.ObjectValidators(), basetypes.ObjectValuable.ToObjectValue,
			func(ctx context.Context, v validator.Object, c *validated, config tfsdk.Config, r *rule, value basetypes.ObjectValue) int {
				var resp validator.ObjectResponse
				v.ValidateObject(ctx, validator.ObjectRequest{
					Path: r.at, PathExpression: r.expression, Config: config, ConfigValue: value, ClientCapabilities: c.capabilities(),
				}, &resp)
				return len(resp.Diagnostics)
			})
	default:
		return nil
	}
}

// run runs validators of one type. say returns how much one of them says.
func run[Valuable attr.Value, Value, Validator any](
	validators []Validator, plain func(Valuable, context.Context) (Value, diag.Diagnostics),
	say func(context.Context, Validator, *validated, tfsdk.Config, *rule, Value) int,
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
		for _, validator := range validators {
			config, ok := c.config(validator, value)
			if !ok || say(ctx, validator, c, config, r, v) > 0 {
				return false
			}
		}
		return true
	}
}

func (c *validated) capabilities() validator.ValidateSchemaClientCapabilities {
	return validator.ValidateSchemaClientCapabilities{WriteOnlyAttributesAllowed: c.writeOnly}
}
