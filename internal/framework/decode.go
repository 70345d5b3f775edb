package framework

import (
	"bytes"
	"context"
	"fmt"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/vmihailenco/msgpack/v5"
	"github.com/vmihailenco/msgpack/v5/msgpcode"
)

// Terraform sends values as MessagePack. The SDK decodes one into a tree of its own
// values, with their types and paths, and the framework makes another of that: half of
// what an unchanged resource costs. decoder is both in one pass, for the types that
// attributes have. It leaves every other type, and what is unknown, to the two of them.

// decoder decodes the next value of d.
type decoder func(ctx context.Context, d *msgpack.Decoder) (attr.Value, error)

// decoderOf returns the decoder of a type.
func decoderOf(ctx context.Context, kind attr.Type) decoder {
	null, known := nullOf(ctx, kind), knownDecoderOf(ctx, kind)
	return func(ctx context.Context, d *msgpack.Decoder) (attr.Value, error) {
		code, err := d.PeekCode()
		switch {
		case err != nil:
			return nil, err
		case code == msgpcode.Nil:
			return null, d.DecodeNil()
		case known == nil, msgpcode.IsExt(code): // an extension is unknown
			return decodeAny(ctx, kind, d)
		default:
			return known(ctx, d)
		}
	}
}

// knownDecoderOf decodes what is neither null nor unknown. It is nil for a type that is
// not known here.
func knownDecoderOf(ctx context.Context, kind attr.Type) decoder {
	switch kind := kind.(type) {
	case basetypes.StringType:
		return func(_ context.Context, d *msgpack.Decoder) (attr.Value, error) {
			s, err := d.DecodeString()
			return types.StringValue(s), err
		}
	case basetypes.BoolType:
		return func(_ context.Context, d *msgpack.Decoder) (attr.Value, error) {
			b, err := d.DecodeBool()
			return types.BoolValue(b), err
		}
	case basetypes.Int64Type, WholeNumber:
		return intDecoder(kind)
	case basetypes.ObjectType:
		return objectDecoder(ctx, kind)
	case basetypes.SetType:
		return elementsDecoder(ctx, kind.ElemType, func(elements []attr.Value) (attr.Value, bool) {
			set, diags := types.SetValue(kind.ElemType, elements)
			return set, !diags.HasError()
		})
	case basetypes.ListType:
		return elementsDecoder(ctx, kind.ElemType, func(elements []attr.Value) (attr.Value, bool) {
			list, diags := types.ListValue(kind.ElemType, elements)
			return list, !diags.HasError()
		})
	case basetypes.MapType:
		return mapDecoder(ctx, kind)
	}
	return nil
}

// intDecoder leaves numbers that are not whole, or have more than 63 bits, to kind.
func intDecoder(kind attr.Type) decoder {
	return func(ctx context.Context, d *msgpack.Decoder) (attr.Value, error) {
		code, err := d.PeekCode()
		switch {
		case err != nil:
			return nil, err
		case msgpcode.IsFixedNum(code), code >= msgpcode.Uint8 && code <= msgpcode.Uint32, code >= msgpcode.Int8 && code <= msgpcode.Int64:
			n, err := d.DecodeInt64()
			return types.Int64Value(n), err
		default:
			return decodeAny(ctx, kind, d)
		}
	}
}

func objectDecoder(ctx context.Context, kind basetypes.ObjectType) decoder {
	decoders := make(map[string]decoder, len(kind.AttrTypes))
	for name, kind := range kind.AttrTypes {
		decoders[name] = decoderOf(ctx, kind)
	}
	return func(ctx context.Context, d *msgpack.Decoder) (attr.Value, error) {
		attributes := make(map[string]attr.Value, len(decoders))
		if err := members(d, len(decoders), func(name string) (err error) {
			decode, ok := decoders[name]
			if !ok {
				return fmt.Errorf("the type has no %s", name)
			}
			attributes[name], err = decode(ctx, d)
			return err
		}); err != nil {
			return nil, err
		}
		object, diags := types.ObjectValue(kind.AttrTypes, attributes)
		if diags.HasError() {
			return nil, fmt.Errorf("%v", diags)
		}
		return object, nil
	}
}

func mapDecoder(ctx context.Context, kind basetypes.MapType) decoder {
	decode := decoderOf(ctx, kind.ElemType)
	return func(ctx context.Context, d *msgpack.Decoder) (attr.Value, error) {
		elements := make(map[string]attr.Value)
		if err := members(d, -1, func(key string) (err error) {
			elements[key], err = decode(ctx, d)
			return err
		}); err != nil {
			return nil, err
		}
		all, diags := types.MapValue(kind.ElemType, elements)
		if diags.HasError() {
			return nil, fmt.Errorf("%v", diags)
		}
		return all, nil
	}
}

// elementsDecoder decodes a set or a list, which of makes.
func elementsDecoder(ctx context.Context, kind attr.Type, of func([]attr.Value) (attr.Value, bool)) decoder {
	decode := decoderOf(ctx, kind)
	return func(ctx context.Context, d *msgpack.Decoder) (attr.Value, error) {
		count, err := d.DecodeArrayLen()
		elements := []attr.Value{}
		for ; err == nil && count > 0; count-- {
			var element attr.Value
			element, err = decode(ctx, d)
			elements = append(elements, element)
		}
		if err != nil {
			return nil, err
		}
		value, ok := of(elements)
		if !ok {
			return nil, fmt.Errorf("an element is not of type %s", kind)
		}
		return value, nil
	}
}

// members calls each for every key of a map, which has want of them unless that is
// negative. each has to decode what follows the key.
func members(d *msgpack.Decoder, want int, each func(key string) error) error {
	count, err := d.DecodeMapLen()
	if err == nil && want >= 0 && count != want {
		err = fmt.Errorf("%d attributes, want %d", count, want)
	}
	for ; err == nil && count > 0; count-- {
		var key string
		if key, err = d.DecodeString(); err == nil {
			err = each(key)
		}
	}
	return err
}

// decodeAny decodes as the framework does.
func decodeAny(ctx context.Context, kind attr.Type, d *msgpack.Decoder) (attr.Value, error) {
	raw, err := d.DecodeRaw()
	if err != nil {
		return nil, err
	}
	value, err := tfprotov6.DynamicValue{MsgPack: raw}.Unmarshal(kind.TerraformType(ctx))
	if err != nil {
		return nil, err
	}
	return kind.ValueFromTerraform(ctx, value)
}

// decode fills a model with what Terraform sent. It returns false for null, and for what
// does not have the type of the schema.
func (t *rows) decode(ctx context.Context, sent []byte, model any) bool {
	d := msgpack.NewDecoder(bytes.NewReader(sent))
	into, filled := reflect.ValueOf(model).Elem(), make([]bool, len(t.columns))
	err := members(d, len(t.columns), func(name string) error {
		c := t.byName[name]
		if c == nil || filled[c.place] {
			return fmt.Errorf("the schema has no further %s", name)
		}
		filled[c.place] = true
		value, err := c.decode(ctx, d)
		if err == nil {
			into.FieldByIndex(c.index).Set(reflect.ValueOf(value))
		}
		return err
	})
	return err == nil
}
