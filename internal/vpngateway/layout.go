package vpngateway

import (
	"context"
	"reflect"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/defaults"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// layout is what the schema says of every gateway's values, worked out once.
var layout = sync.OnceValue(func() (l struct {
	version  int64
	object   tftypes.Object
	defaults map[string]tftypes.Value
	fields   []field // of model, in its order
},
) {
	ctx := context.Background() //nolint:forbidigo // A schema asks nobody.
	var resp resource.SchemaResponse
	new(gatewayResource).Schema(ctx, resource.SchemaRequest{}, &resp)
	l.version = resp.Schema.Version
	kinds := make(map[string]attr.Type)
	for name, attribute := range resp.Schema.Attributes {
		kinds[name] = attribute.GetType()
	}
	for name, block := range resp.Schema.Blocks {
		kinds[name] = block.Type()
	}
	l.object.AttributeTypes = make(map[string]tftypes.Type)
	for name, kind := range kinds {
		l.object.AttributeTypes[name] = kind.TerraformType(ctx)
	}
	l.defaults = make(map[string]tftypes.Value)
	for name, attribute := range resp.Schema.Attributes {
		switch a := attribute.(type) {
		case schema.BoolAttribute:
			if a.Default != nil {
				var is defaults.BoolResponse
				a.Default.DefaultBool(ctx, defaults.BoolRequest{}, &is)
				l.defaults[name] = tftypes.NewValue(tftypes.Bool, is.PlanValue.ValueBool())
			}
		case schema.StringAttribute:
			if a.Default != nil {
				var is defaults.StringResponse
				a.Default.DefaultString(ctx, defaults.StringRequest{}, &is)
				l.defaults[name] = tftypes.NewValue(tftypes.String, is.PlanValue.ValueString())
			}
		}
	}
	t := reflect.TypeFor[model]()
	for i := range t.NumField() {
		name := t.Field(i).Tag.Get("tfsdk")
		l.fields = append(l.fields, field{name, kinds[name]})
	}
	return l
})

type field struct {
	name string
	attr.Type
}

// decode is the framework's Get for those calls that come for every gateway of
// every plan: Get compiles a pattern for each field of each value, which is two
// fifths of what validating one costs. It returns false for null and for what
// does not fit.
func decode(ctx context.Context, raw tftypes.Value) (m model, ok bool) {
	var values map[string]tftypes.Value
	if raw.IsNull() || raw.As(&values) != nil {
		return m, false
	}
	into := reflect.ValueOf(&m).Elem()
	for i, field := range layout().fields {
		value, err := field.ValueFromTerraform(ctx, values[field.name])
		if err != nil {
			return m, false
		}
		into.Field(i).Set(reflect.ValueOf(value))
	}
	return m, true
}
